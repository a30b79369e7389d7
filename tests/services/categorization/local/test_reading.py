import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.categorization.local.reading import Reader, plain_words
from tests.services.categorization.local.worlds import SATURDAY, purchase


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("SQ *JOE'S BAR & GRILL #12 OAKLAND CA", ("JOES", "BAR", "AND", "GRILL")),
        ("PURCHASE AUTHORIZED ON 03/11 LYFT *RIDE MON 6PM WA S68160 CARD 7146", ("LYFT",)),
        ("TRADER JOE S 3102 SAN FRANCISCO CA", ("TRADER", "JOES")),
        ("Apple Tv+ Subscription", ("APPLE", "TV", "PLUS", "SUBSCRIPTION")),
        ("ONE TWO THREE FOUR FIVE SIX SEVEN", ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX")),
    ],
)
def test_a_name_is_its_words_without_signs(description: str, words: tuple[str, ...]) -> None:
    assert Reader().read(purchase(description)).words == words


def test_a_memo_stays_beside_the_name() -> None:
    reading = Reader().read(purchase("ZELLE TO ALLEN RYAN ON 03/11 REF #ZHAKT8X1L3 DOG WALK"))

    assert reading.words == ("ZELLE", "ALLEN", "RYAN")
    assert {"DOG", "WALK"} <= set(reading.tail)


def test_sign_and_day_are_read() -> None:
    refund = Reader().read(purchase("TARGET", cents=-500, date=SATURDAY))

    assert not refund.is_outflow
    assert not refund.is_workday


@given(st.text(max_size=60), st.integers(-(10**9), 10**9))
def test_anything_can_be_read(description: str, cents: int) -> None:
    reading = Reader().read(purchase(description, cents))

    assert all(word.isascii() and word.isalnum() for word in reading.words)


@given(st.lists(st.sampled_from(["SHELL 12", "SHELL 99", "SQ *OAK 1", "OAK", "shell"]), max_size=9))
def test_what_was_read_before_changes_nothing(descriptions: list[str]) -> None:
    reader = Reader()

    assert [reader.read(purchase(text)) for text in descriptions] == [
        Reader().read(purchase(text)) for text in descriptions
    ]


def test_words_are_spelled_as_in_the_knowledge_base() -> None:
    assert plain_words("O'REILLY AUTO & TIRE CO. 7-ELEVEN") == (
        "OREILLY",
        "AUTO",
        "AND",
        "TIRE",
        "CO",
        "7",
        "ELEVEN",
    )

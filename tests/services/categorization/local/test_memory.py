import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.categorization.local.memory import Evidence, Level, Memory
from backend.services.categorization.local.reading import Reader, Reading
from tests.services.categorization.local.worlds import purchase

EVEN = np.full(4, 0.25, np.float32)


def reading(description: str, cents: int = 1250) -> Reading:
    return Reader().read(purchase(description, cents))


def test_without_memory_nothing_changes() -> None:
    assert Memory().recall(reading("OAK CAFE")).refine(EVEN).tolist() == EVEN.tolist()


def test_what_was_confirmed_is_expected_again() -> None:
    memory = Memory()
    memory.add(reading("BLUE DOOR CAFE", 400), 1)

    shares = memory.recall(reading("BLUE DOOR CAFE", 500)).refine(EVEN)

    assert shares.argmax() == 1
    assert shares[1] > 0.8


def test_a_change_of_mind_wins_after_two() -> None:
    memory = Memory()
    for cents in range(10):
        memory.add(reading("BLUE DOOR CAFE", cents), 1)
    for cents in (20, 21):
        memory.add(reading("BLUE DOOR CAFE", cents), 2)

    assert memory.recall(reading("BLUE DOOR CAFE", 30)).refine(EVEN).argmax() == 2


def test_an_amount_tells_subscriptions_of_one_name_apart() -> None:
    memory = Memory()
    for _ in range(3):
        memory.add(reading("APPLE.COM/BILL", 999), 1)
        memory.add(reading("APPLE.COM/BILL", 1699), 2)

    assert memory.recall(reading("APPLE.COM/BILL", 999)).refine(EVEN).argmax() == 1
    assert memory.recall(reading("APPLE.COM/BILL", 1699)).refine(EVEN).argmax() == 2


def test_a_refund_is_no_purchase() -> None:
    memory = Memory()
    memory.add(reading("BLUE DOOR CAFE"), 1)

    assert memory.recall(reading("BLUE DOOR CAFE", -1250)).refine(EVEN).tolist() == EVEN.tolist()


def test_evidence_counts_lines() -> None:
    memory = Memory()
    for cents in (300, 400):
        memory.add(reading("BLUE DOOR CAFE", cents), 1)
    memory.add(reading("BLUE DOOR BAR", 400), 2)

    evidence = memory.recall(reading("BLUE DOOR CAFE", 400)).evidence(1)

    assert Evidence(Level.NAME, 2, 2) in evidence
    assert Evidence(Level.NAME_AND_AMOUNT, 1, 1) in evidence
    assert Evidence(Level.TWO_WORDS, 2, 3) in evidence
    assert evidence[-1].level == Level.FIRST_WORD


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["OAK", "OAK CAFE", "OAK CAFE ON MAIN", "ELM"]),
            st.sampled_from([-500, 400, 500]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_shares_always_add_up_to_one(lines: list[tuple[str, int, int]]) -> None:
    memory = Memory()
    for name, cents, category in lines:
        memory.add(reading(name, cents), category)

    shares = memory.recall(reading("OAK CAFE", 400)).refine(EVEN)

    assert shares.sum() == pytest.approx(1, abs=1e-4)
    assert (shares >= 0).all()

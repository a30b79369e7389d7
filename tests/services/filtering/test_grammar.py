"""What a filter is written like, and what the owner is told where it can't be read."""

import pytest
from hypothesis import example, given

from backend.services.filtering.errors import FilterError
from backend.services.filtering.grammar import parse
from backend.services.filtering.tree import AnyOf, Comparison, Node, Not, Value, Words
from backend.services.filtering.writing import as_value, write
from tests.services.filtering.filters import NONSENSE, TEXTS, TREES


@given(TREES)
def test_what_is_written_reads_as_the_same(tree: Node) -> None:
    assert parse(write(tree)) == tree


@given(NONSENSE)
@example("amount:\u2028")
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    refused: FilterError | None = None
    try:
        tree = parse(text)
    except FilterError as error:
        refused = error
    if refused is None:
        assert parse(write(tree)) == tree
    else:
        assert 0 <= refused.span.start <= refused.span.end <= len(text)
        assert str(refused)[-1] in ".?~="


@given(TEXTS)
def test_a_name_is_written_so_that_it_stays_one_value(name: str) -> None:
    found = parse(f"category:{as_value(name)}")

    assert isinstance(found, Comparison)
    assert [value.text for value in found.values] == [name]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("cat:Food  AMOUNT : 50", "category:Food amount:50"),
        ("a AND b", "a b"),
        ("a OR b c", "a OR b c"),
        ("(a OR b) c", "(a OR b) c"),
        ("-tag:trip", "NOT tag:trip"),
        ("-(a b)", "NOT (a b)"),
        ("amount:>=50", "amount>=50"),
        ("“Blue Bottle” android ORANGE", '"Blue Bottle" android ORANGE'),
        ("barnes and noble", "barnes and noble"),
        ("((a))", "a"),
        ("(a b) c", "a b c"),
        ("category:food,coffee , rent", "category:food,coffee,rent"),
        ("category:food (,rent)", "category:food (,rent)"),
        ("-12 $5 1,234.56 it's AT&T 7-eleven Yahoo!", "-12 $5 1,234.56 it's AT&T 7-eleven Yahoo!"),
    ],
)
def test_one_meaning_has_one_way_to_write_it(text: str, written: str) -> None:
    assert write(parse(text)) == written


def test_nothing_says_nothing() -> None:
    assert parse("") is None
    assert parse(" \n") is None
    assert write(None) == ""


def test_and_binds_closer_than_or_and_not_closest() -> None:
    assert parse("NOT a OR b") == AnyOf((Not(Words("a")), Words("b")))


def test_a_value_in_quotes_is_told_from_a_word() -> None:
    assert parse('tag:none,"none"') == Comparison(
        "tag", ":", (Value("none"), Value("none", quoted=True))
    )


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("catgory:food", (0, 7), "Did you mean “category:”?"),
        ("a foo:bar", (2, 5), "There is no field “foo”"),
        ("amount:", (7, 7), "A value is missing after “amount:”"),
        ("(a b", (0, 1), "never closed"),
        ("a) b", (1, 2), "closes nothing"),
        ("a OR", (2, 4), "Something is missing after OR"),
        ("OR a", (0, 2), "Something is missing before OR"),
        ('a "b', (2, 4), "never closed"),
        ("category<3", (8, 9), "doesn't go with category"),
        ("()", (1, 2), "Something is missing before"),
        (": x", (0, 1), "A field belongs before"),
        ('note:""', (5, 7), "Nothing stands between the quotes"),
        ("category:food or tag:x", (14, 16), "Write OR in capitals"),
        ("amount:10 .. 20", (10, 12), "without spaces"),
        ("a\0b", (1, 2), "can't be searched for"),
        ("(" * 20 + "a" + ")" * 20, (20, 21), "12 levels at most"),
        ("x" * 2001, (2000, 2001), "2,000 characters at most"),
        ("(" * 900 + "a" + ")" * 900, (900, 901), "12 levels at most"),
        ("a " * 61, (120, 121), "60 conditions at most"),
        ("a merchant:" + ",".join("é" * 60), (2, 10), "60 conditions at most"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, place: tuple[int, int], says: str) -> None:
    with pytest.raises(FilterError, match=None) as caught:
        parse(text)

    assert says in str(caught.value)
    assert (caught.value.span.start, caught.value.span.end) == place
    assert caught.value.extra["place"] == {"start": place[0], "end": place[1]}

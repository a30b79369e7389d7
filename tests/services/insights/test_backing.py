"""Every number of an answer has a fact behind it, or a mark on it."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backend.services.insights.backing import Doubt, Ground, find_unbacked
from backend.services.insights.facts import Fact, Figure, Unit, as_plain, from_plain
from backend.services.insights.wording import money_text

FACTS = [
    Fact(1, Figure("Month", "spending", Unit.MONEY, 123_456, period="June 2025")),
    Fact(2, Figure("Month", "left over", Unit.MONEY, -45_000, period="May 2025")),
    Fact(3, Figure("Month", "savings rate", Unit.SHARE, Decimal("0.1249"))),
    Fact(4, Figure("Recurring", "subscriptions", Unit.COUNT, 12)),
    Fact(5, Figure("Due next", "charge", Unit.MONEY, 4_999, "24 Hour Fitness", "due Jun 20, 2025")),
    Fact(6, Figure("Today", "today", Unit.DAY, dt.date(2025, 6, 15))),
    Fact(7, Figure("Usual", "average of the last 6 full months", Unit.MONEY, 99_000)),
]
GROUND = Ground.of(FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "You spent $1,234.56 [F1].",
        "You spent **$1,235** [F1] this month, so $1.2k.",
        "| Spent | 1,234.56 |",
        "1234.56 dollars, 1,234.56 USD or 1.234,56 EUR",
        "You were $450 short [F2], or -$450.00, or −$450.",
        "12.5% [F3], about 12 percent, 12.49 per cent",
        "12 subscriptions [F4]; twelve subscriptions; a dozen subscriptions",
        "24 Hour Fitness takes $49.99 [F5] on June 20 (2025-06-20, 6/20, 20 June 2025).",
        "1. First, $990 [F7]\n2) then\n\n> 3. and\n**4.** last, the 1st of 2025",
        "Today is June 15, 2025, in May 2025 and 2025-06.",
        "Over the last 6 full months it was $990.00 [F1, F7].",
        "Your 401(k), step 3, tip #2, 10:30, Q1, at https://a.example/2000 and [F1][F2]",
        "one of your subscriptions, two things, your two largest categories",
        "Above your 6-month average; a grand total of $1,234.56 [F1].",
    ],
)
def test_what_a_fact_says_is_not_marked(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in find_unbacked(text, GROUND)] == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("You spent $1,234 [F1].", ["$1,234"]),
        ("You spent $1,234.50.", ["$1,234.50"]),
        ("$1.3k and 1.2M", ["$1.3k", "1.2M"]),
        ("-$1,234.56 and +$450", ["-$1,234.56", "+$450"]),
        ("13% or 12.4 percent", ["13%", "12.4 percent"]),
        ("$12 for 450 subscriptions, 12% off", ["$12", "450"]),
        ("13 subscriptions, thirteen bills", ["13", "thirteen"]),
        ("due June 21, 2024-06-20, 6/22", ["June 21", "2024-06-20", "6/22"]),
        ("since 2019 and in May 2023", ["2019", "May 2023"]),
        (
            "three hundred dollars, twenty-five percent",
            ["three hundred dollars", "twenty-five percent"],
        ),
        ("a thousand; five million", ["a thousand", "five million"]),
        ("24 of them", ["24"]),
        ("between $10–$20, 3-6 months", ["$10", "$20", "3", "6"]),
        ("Ahem [F99] [F1, F98]", ["[F99]", "[F1, F98]"]),
        ("| 77 | 2.5 |", ["77", "2.5"]),
        ("USD500, $ 500, approx500, ~500", ["USD500", "500", "500", "500"]),
        ("You went forty over; \\$77 and $**78**", ["forty", "$77", "78"]),
        ("the last 6 subscriptions", ["6"]),
        ("two grand, at this point 77 dollars", ["two grand", "77 dollars"]),
        ("$&#56;&#57;, no. 77 bills, $412 (a lot) or $412 (a)", ["56", "57", "77", "$412", "$412"]),
        ("6-year, 77:88", ["6", "77", "88"]),
        ("the 70/20/8 rule, 11x, [1]", ["70", "20", "8", "11", "1"]),
    ],
)
def test_what_no_fact_says_is_marked(text: str, marked: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in find_unbacked(text, GROUND)] == marked


def test_a_number_that_another_fact_backs_is_marked_where_the_wrong_one_is_cited() -> None:
    text = "You spent $450 [F1], and $450 [F1, F2]."
    assert [mark.doubt for mark in find_unbacked(text, GROUND)] == [Doubt.MISCITED]


def test_what_the_owner_wrote_and_what_the_model_was_told_backs_as_well() -> None:
    ground = Ground.of(FACTS, told={1: "about $1,200"}, owner_wrote=["Can I afford $500 in 2027?"])
    text = "$500 in 2027 beside about $1,200 [F1]; $501?"
    assert [text[m.start : m.end] for m in find_unbacked(text, ground)] == ["$501"]


def test_rounded_amounts_are_backed_by_their_exact_ones_too() -> None:
    ground = Ground.of(FACTS, told={1: "about $1,200"})
    assert find_unbacked("$1,234.56 [F1]", ground) == []


def _phrasings(fact: Fact) -> st.SearchStrategy[str]:
    figure = fact.figure
    if figure.unit is Unit.MONEY:
        cents = int(str(figure.value))
        dollars = int((Decimal(cents) / 100).quantize(Decimal(1), ROUND_HALF_UP))
        forms = [money_text(cents, "USD"), f"{dollars:,} dollars", f"${abs(dollars)}"]
        if abs(cents) >= 100_000:
            k = (Decimal(abs(cents)) / 100_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
            forms += [f"${k}k", f"{k} thousand dollars"]
    elif figure.unit is Unit.SHARE:
        percent = Decimal(str(figure.value)) * 100
        forms = [f"{percent:.1f}%", f"{percent:.0f} percent"]
    else:
        forms = [f"{figure.value:,} transactions", f"{figure.value}"]
    return st.sampled_from(forms)


FIGURES = st.one_of(
    st.builds(lambda n: Figure("t", "spent", Unit.MONEY, n), st.integers(-(10**9), 10**9)),
    st.builds(
        lambda n: Figure("t", "rate", Unit.SHARE, Decimal(n) / 1000), st.integers(-3000, 3000)
    ),
    st.builds(lambda n: Figure("t", "rows", Unit.COUNT, n), st.integers(0, 100_000)),
)


@settings(max_examples=150)
@given(st.lists(FIGURES, min_size=1, max_size=8, unique=True), st.data())
def test_an_honest_answer_has_no_mark(figures: list[Figure], data: st.DataObject) -> None:
    facts = [Fact(number, figure) for number, figure in enumerate(figures, start=1)]
    said = [f"it was {data.draw(_phrasings(fact))} [{fact.name}]" for fact in facts]
    text = data.draw(st.sampled_from([", ", ".\n", "\n- ", " | "])).join(said)
    assert find_unbacked(text, Ground.of(facts)) == []


@settings(max_examples=150)
@given(st.lists(FIGURES, min_size=1, max_size=8, unique=True), st.data())
def test_an_invented_number_is_marked(figures: list[Figure], data: st.DataObject) -> None:
    facts = [Fact(number, figure) for number, figure in enumerate(figures, start=1)]
    invented = data.draw(FIGURES)
    # What rounds to the same digits would be honest: a distance that no phrasing bridges.
    assume(all(_far_apart(invented, figure) for figure in figures))
    text = f"It was {data.draw(_phrasings(Fact(99, invented)))}, no less."
    assert len(find_unbacked(text, Ground.of(facts))) == 1


def _far_apart(a: Figure, b: Figure) -> bool:
    sizes = []
    for figure in (a, b):
        power = {Unit.MONEY: -2, Unit.SHARE: 2}.get(figure.unit, 0)
        sizes.append(abs(Decimal(str(figure.value)).scaleb(power)))
    return abs(sizes[0] - sizes[1]) > max(2, sizes[0] / 10, sizes[1] / 10)


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    for mark in find_unbacked(text, GROUND):
        assert 0 <= mark.start < mark.end <= len(text)


@given(FIGURES, st.integers(1, 999))
def test_facts_are_kept_as_they_are(figure: Figure, number: int) -> None:
    fact = Fact(number, figure)
    assert from_plain(as_plain(fact)) == fact

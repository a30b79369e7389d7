"""The facts are the app's own figures, and each leads to rows that add up to it."""

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.orm import Session

from backend.core.errors import BudgetAppError
from backend.core.money import to_cents
from backend.services.filtering.meaning import understand
from backend.services.insights.facts import FactBook, Figure, Unit
from backend.services.insights.snapshot import snapshot
from backend.services.insights.tools import TOOLS, World, look_up
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.totals import transaction_totals
from tests.services.insights.household import SCHEME, TODAY, make_household


def value(figures: list[Figure], label: str, *, name: str = "", period: str = "") -> object:
    """The one figure of that label."""
    [found] = [f for f in figures if (f.label, f.name, f.period) == (label, name, period)]
    return found.value


@pytest.fixture
def figures(session: Session) -> list[Figure]:
    make_household(session)
    return snapshot(session, today=TODAY, scheme=SCHEME)


def test_the_running_month_and_the_last_one(figures: list[Figure]) -> None:
    assert value(figures, "spending", period="June 2025 so far") == 76_000
    assert value(figures, "spending", period="May 2025") == 40_000
    assert value(figures, "income", period="May 2025") == 300_000
    rate = "savings rate (what was left of the income)"
    assert value(figures, rate, period="May 2025") == Decimal(260_000) / 300_000
    waiting = "transactions that wait for review and count nowhere yet"
    assert value(figures, waiting, period="June 2025") == 1


def test_categories_against_a_usual_month(figures: list[Figure]) -> None:
    usual = "spent in a usual month (average of the last 6 full months)"
    assert value(figures, usual, name="Food", period="Dec 1, 2024 – May 31, 2025") == 40_000
    assert value(figures, "spent so far", name="Food", period="June 2025") == 1_000
    assert value(figures, "spent so far", name="Uncategorized", period="June 2025") == 75_000


def test_every_amount_of_rows_is_what_its_rows_come_to(
    session: Session, figures: list[Figure]
) -> None:
    checked = 0
    world = World(session, TODAY, SCHEME)
    looked = look_up(world, "spending", {"period": "2025"})
    for figure in [*figures, *looked]:
        source = figure.source
        if figure.unit is Unit.MONEY and source and source.label == "Transactions":
            net = _net(session, source.address)
            whole = net / 6 if "average" in figure.label else net
            expected = -whole if figure.label.startswith("income") else whole
            if "more spent" not in figure.label:
                assert figure.value == round(expected), figure
                checked += 1
    assert checked > 20


def _net(session: Session, address: str) -> int:
    [text] = parse_qs(urlsplit(address).query)["filter"]
    condition = understand(session, text, today=TODAY)
    return to_cents(transaction_totals(session, TransactionFilter(condition=condition)).net)


def test_an_empty_household_has_a_snapshot_as_well(session: Session) -> None:
    figures = snapshot(session, today=TODAY, scheme=SCHEME)
    assert value(figures, "spending", period="June 2025 so far") == 0
    assert {figure.topic for figure in figures} >= {"Today", "This month so far"}


def test_the_same_figure_keeps_its_number() -> None:
    first, second = (Figure("t", label, Unit.COUNT, 1) for label in ("a", "b"))
    book = FactBook()
    assert [fact.number for fact in book.add([first, second, first])] == [1, 2, 1]
    again = FactBook.holding(book.facts)
    assert [fact.number for fact in again.add([second, Figure("t", "c", Unit.COUNT, 1)])] == [2, 3]


def test_tools_answer_with_figures(session: Session) -> None:
    make_household(session)
    world = World(session, TODAY, SCHEME)
    spent = look_up(world, "spending", {"period": "2025-06", "category": "coffee"})
    assert value(spent, "spent", name="coffee", period="June 2025") == 1_000
    search = look_up(world, "search", {"filter": "cafe out>0", "limit": 5})
    assert value(search, "transactions found") == 1
    assert search[-1].value == 1_250
    compared = look_up(world, "compare", {"a": "2025-05", "b": "2025-06"})
    both = "June 2025 against May 2025"
    assert value(compared, "more spent (below zero: less)", period=both) == 36_000
    assert value(compared, "change", period=both) == Decimal("0.9")
    for name, wish in (("recurring", {}), ("budgets", {"month": "2025-06"})):
        assert isinstance(look_up(world, name, wish), list)


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("drop_tables", {}),
        ("spending", {}),
        ("spending", {"period": "the other day"}),
        ("spending", {"period": "2025-06", "category": "no such"}),
        ("spending", {"period": "2025-06", "account": "1"}),
        ("spending", {"period": "2025-06..2025-01"}),
        ("search", {"filter": "amount>"}),
        ("search", {"filter": "x", "limit": 1000}),
        ("budgets", {"month": "June"}),
        ("budgets", {"month": "2025-13"}),
    ],
)
def test_what_a_tool_cannot_make_sense_of_is_said(
    session: Session, name: str, wish: dict[str, object]
) -> None:
    with pytest.raises(BudgetAppError, match=r"\w+"):
        look_up(World(session, TODAY, SCHEME), name, wish)


def test_tools_take_nothing_beyond_their_schema() -> None:
    for tool in TOOLS.values():
        schema = tool.schema
        assert schema["additionalProperties"] is False
        assert schema["type"] == "object"

"""Cash flow: span by span, the same cents as an oracle that adds up row by row."""

import datetime as dt
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import TransactionSplit
from backend.services import operations
from backend.services.keeping import budget_database
from backend.services.reports.cash_flow import CashFlow, CashFlowNode, cash_flow
from backend.services.reports.money_flow import MoneyFlow, Place, money_flow
from backend.services.reports.parting import Cut, parts_of_year
from backend.services.reports.periods import Period
from backend.services.reports.spending import income_total, left_out, spending_by_category
from backend.services.reports.trend import monthly_trend
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW
from tests.templates import new_budget_file

CENT = Decimal("0.01")
ZERO = Decimal(0)


def test_fortnights_begin_on_mondays_and_fill_the_year_without_a_gap() -> None:
    for year in range(2015, 2045):
        parts = parts_of_year(year, Cut.FORTNIGHT)
        assert parts[0].start == dt.date(year, 1, 1)
        assert parts[-1].end == dt.date(year + 1, 1, 1)
        for one, next_ in pairwise(parts):
            assert one.end == next_.start
            assert next_.start.weekday() == 0
        assert {part.days for part in parts[1:-1]} == {14}
        assert parts[0].days <= 14
        assert parts[-1].days <= 14


def test_a_year_that_begins_on_a_thursday() -> None:
    first, second, *_ = parts_of_year(2026, Cut.FORTNIGHT)
    assert first == Period(dt.date(2026, 1, 1), dt.date(2026, 1, 12))
    assert second == Period(dt.date(2026, 1, 12), dt.date(2026, 1, 26))


def node(nodes: list[CashFlowNode], key: str | None) -> CashFlowNode:
    return next(one for one in nodes if one.short_desc == key)


def test_refunds_lower_expenses_and_uncategorized_rows_are_shown(session: Session) -> None:
    make_transaction(session, category="coffee", amount="10.00", date="2025-01-02")
    make_transaction(session, category="coffee", amount="-4.00", date="2025-01-13")
    make_transaction(session, amount="3.00", date="2025-01-13", description="?")
    make_transaction(session, category="payroll", amount="-100.00", date="2025-01-13")
    report = cash_flow(session, 2025)
    first, second, third, *_ = report.parts
    assert (first.income, first.expenses, first.net) == (ZERO, Decimal("10.00"), Decimal("-10.00"))
    assert (second.income, second.expenses, second.cumulative) == (
        Decimal("100.00"),
        Decimal("-1.00"),
        Decimal("91.00"),
    )
    assert (third.income, third.expenses, third.cumulative) == (ZERO, ZERO, Decimal("91.00"))
    food = node(report.expense_categories, "food")
    assert food.series[:3] == (Decimal("10.00"), Decimal("-4.00"), ZERO)
    assert (food.total, food.count) == (Decimal("6.00"), 2)
    assert [child.short_desc for child in food.children] == ["coffee"]
    assert node(report.expense_categories, None).total == Decimal("3.00")
    assert (report.income, report.expenses, report.net) == (
        Decimal("100.00"),
        Decimal("9.00"),
        Decimal("91.00"),
    )


def test_a_row_of_tomorrow_belongs_to_its_own_period(session: Session) -> None:
    make_transaction(session, category="coffee", amount="9.00", date="2025-12-30")
    [last] = [part for part in cash_flow(session, 2025).parts if part.count]
    assert (last.period.start, last.expenses) == (dt.date(2025, 12, 29), Decimal("9.00"))


def test_what_is_left_out_is_named(session: Session) -> None:
    make_transaction(session, category="credit_card_payment", amount="80.00", date="2025-03-01")
    make_transaction(
        session, category="coffee", amount="5.00", date="2025-03-02", status="pending_review"
    )
    report = cash_flow(session, 2025)
    assert [(o.reason, o.count, o.total) for o in report.left_out] == [
        ("transfer", 1, Decimal("80.00")),
        ("waiting", 1, Decimal("5.00")),
    ]
    assert report.expenses == 0
    assert report.expense_categories == []


def test_one_account(session: Session) -> None:
    other = make_account(session, "Other")
    make_transaction(session, category="coffee", amount="5.00", date="2025-03-02")
    make_transaction(session, category="coffee", amount="7.00", date="2025-03-20", account=other)
    for cut in Cut:
        report = cash_flow(session, 2025, cut=cut, account_id=other.id)
        assert (report.expenses, sum(part.count for part in report.parts)) == (Decimal("7.00"), 1)


# A year end, a month end and a fortnight's end are among them.
DAYS = st.sampled_from(
    [
        dt.date(2025, 1, 1) + dt.timedelta(days=days)
        for days in (-1, 0, 11, 12, 30, 31, 53, 54, 165, 364, 365)
    ]
)
KEYS = st.sampled_from(["coffee", "food", "rent", "payroll", "credit_card_payment", None])
CENTS = st.integers(-50_000, 90_000)


@dataclass
class Row:
    """A transaction to be, with its parts."""

    day: dt.date
    key: str | None
    cents: int
    status: str
    paired: bool
    account: int
    parts: list[tuple[str | None, int]]

    def lines(self) -> list[tuple[str | None, Decimal]]:
        """What counts in reports, by category."""
        if self.parts and self.status != "pending_review":
            return [(key, cents * CENT) for key, cents in self.parts]
        return [(self.key, self.cents * CENT)]

    def treatment(self, key: str | None) -> str:
        if self.status == "pending_review":
            return "waiting"
        return "transfer" if self.paired or key == "credit_card_payment" else "flow"


@st.composite
def rows(draw: st.DrawFn) -> Row:
    cents = draw(CENTS)
    parts: list[tuple[str | None, int]] = []
    if draw(st.integers(0, 3)) == 0:
        first = draw(CENTS)
        parts = [(draw(KEYS), first), (draw(KEYS), cents - first)]
    status = draw(st.sampled_from(["confirmed", "auto_confirmed", "pending_review"]))
    paired = draw(st.integers(0, 5)) == 0
    return Row(draw(DAYS), draw(KEYS), cents, status, paired, draw(st.integers(0, 1)), parts)


def store(session: Session, planned: list[Row]) -> list[int]:
    """Store the rows in two accounts and return the accounts' ids."""
    accounts = [make_account(session, "One"), make_account(session, "Two")]
    for number, row in enumerate(planned):
        stored = make_transaction(
            session,
            account=accounts[row.account],
            date=row.day.isoformat(),
            amount=str(row.cents * CENT),
            category=row.key,
            status=row.status,
            description=f"R{number}",
            transfer_id=1 if row.paired else None,
            has_splits=bool(row.parts),
        )
        for key, cents in row.parts:
            part = TransactionSplit(
                transaction_id=stored.id,
                category_id=make_category(session, key).id if key else None,
                amount=cents * CENT,
            )
            session.add(part)
    session.flush()
    return [account.id for account in accounts]


@settings(max_examples=25)
@given(planned=st.lists(rows(), max_size=14), cut=st.sampled_from(list(Cut)), one=st.booleans())
def test_it_equals_an_oracle_and_the_other_reports(planned: list[Row], cut: Cut, one: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "budget.db"
        new_budget_file(path, NOW)
        database = budget_database(path)
        try:
            with database.write() as session:
                operations.begin(session, "test", "Test", at=NOW)
                account_ids = store(session, planned)
            account_id = account_ids[0] if one else None
            counted = [row for row in planned if not one or row.account == 0]
            with database.read() as session:
                report = cash_flow(session, 2025, cut=cut, account_id=account_id)
                equals_an_oracle(report, counted)
                agrees_with_the_other_reports(session, report, account_id)
                for part in (*report.parts[:3], report.parts[-1]):
                    flow = money_flow(session, part.period, account_id=account_id)
                    assert (flow.income, flow.expenses) == (part.income, part.expenses)
                    loses_nothing(flow)
        finally:
            database.close()


def equals_an_oracle(report: CashFlow, planned: list[Row]) -> None:
    """Add up row by row, in Decimal, and compare every figure."""
    total = ZERO
    left: dict[str, Decimal] = defaultdict(Decimal)
    for place, part in enumerate(report.parts):
        income, series = ZERO, defaultdict[str | None, Decimal](Decimal)
        for row in planned:
            if not part.period.start <= row.day < part.period.end:
                continue
            for key, amount in row.lines():
                treatment = row.treatment(key)
                if treatment != "flow":
                    left[treatment] += max(amount, ZERO)
                elif key == "payroll":
                    income -= amount
                else:
                    series[key] += amount
        expenses = sum(series.values(), ZERO)
        total += income - expenses
        assert (part.income, part.expenses, part.cumulative) == (income, expenses, total)
        found = {
            child.short_desc: child.series[place]
            for top in report.expense_categories
            for child in top.children
        }
        assert {key: amount for key, amount in found.items() if amount} == {
            key: amount for key, amount in series.items() if amount
        }
    assert {one.reason: one.total for one in report.left_out} == left
    is_a_tree(report)


def is_a_tree(report: CashFlow) -> None:
    """Parents are what their children come to, and all of them what the year does."""
    for nodes, whole in (
        (report.income_categories, [part.income for part in report.parts]),
        (report.expense_categories, [part.expenses for part in report.parts]),
    ):
        sums = [sum(column, ZERO) for column in zip(*(n.series for n in nodes), strict=True)]
        assert sums == whole or not nodes
        for top in nodes:
            children = zip(*(child.series for child in top.children), strict=True)
            assert [sum(column, ZERO) for column in children] == list(top.series)
            assert sum(top.series, ZERO) == top.total


def agrees_with_the_other_reports(
    session: Session, report: CashFlow, account_id: int | None
) -> None:
    """The same question asked elsewhere has the same cents."""
    for part in (*report.parts[:4], report.parts[-1]):
        spent = spending_by_category(session, part.period, account_id=account_id)
        assert part.expenses == sum((line.total for line in spent), ZERO)
        assert part.income == income_total(session, part.period, account_id=account_id)
    year = Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    assert report.left_out == left_out(session, year, account_id=account_id)
    spent = spending_by_category(session, year, account_id=account_id)
    counts = {c.short_desc: c.count for top in report.expense_categories for c in top.children}
    assert counts == {line.short_desc: line.count for line in spent}
    if report.cut is Cut.MONTH:
        trend = monthly_trend(session, last=Month(2025, 12), months=12, account_id=account_id)
        assert [(month.income, month.spending) for month in trend] == [
            (part.income, part.expenses) for part in report.parts
        ]


def loses_nothing(flow: MoneyFlow) -> None:
    """What flows into a place in the midst flows out of it."""
    into, out_of = defaultdict[int, Decimal](Decimal), defaultdict[int, Decimal](Decimal)
    for link in flow.links:
        assert link.amount > 0
        into[link.target] += link.amount
        out_of[link.source] += link.amount
    assert set(into) | set(out_of) == set(range(len(flow.nodes)))
    for place, node_ in enumerate(flow.nodes):
        through = into[place], out_of[place]
        if node_.place is Place.MONEY_IN:
            assert through == (node_.amount, node_.amount)
        elif node_.place is Place.SPENDING and all(through):
            assert through[0] == through[1]
        elif node_.place in {Place.SAVINGS, Place.FROM_SAVINGS}:
            assert node_.amount == abs(flow.net)
        assert sum(through) > 0
    saved = [n for n in flow.nodes if n.place in {Place.SAVINGS, Place.FROM_SAVINGS}]
    assert len(saved) == (1 if flow.net else 0)


def test_streams_of_a_month(session: Session) -> None:
    make_transaction(session, category="payroll", amount="-100.00")
    make_transaction(session, category="groceries", amount="60.00")
    make_transaction(session, category="coffee", amount="-5.00")
    make_transaction(session, category="clothing", amount="-10.00")
    flow = money_flow(session, Period.of_month(Month(2025, 6)))
    names = [(node_.place.value, node_.short_desc, node_.amount) for node_ in flow.nodes]
    links = {
        (flow.nodes[link.source].name, flow.nodes[link.target].name): link.amount
        for link in flow.links
    }
    loses_nothing(flow)
    assert ("spending", "food", Decimal("55.00")) in names
    assert ("money_in", None, Decimal("110.00")) in names
    assert links["Money in", "Saved"] == Decimal("55.00")
    assert links["Food", "Groceries"] == Decimal("60.00")
    assert links["Coffee", "Food"] == Decimal("5.00")


def test_without_any_row_there_are_no_streams(session: Session) -> None:
    flow = money_flow(session, Period.of_month(Month(2025, 6)))
    assert flow.nodes == []
    assert flow.links == []
    assert flow.net == 0


@pytest.mark.parametrize("cut", list(Cut))
def test_a_year_without_rows_has_all_its_periods(session: Session, cut: Cut) -> None:
    report = cash_flow(session, 2019, cut=cut)
    assert len(report.parts) == (12 if cut is Cut.MONTH else 27)
    assert {part.cumulative for part in report.parts} == {ZERO}

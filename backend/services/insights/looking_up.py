"""What the adviser's tools find: spending of a period, rows of a filter, two periods compared."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.services.filtering.conditions import Condition
from backend.services.filtering.meaning import understand
from backend.services.filtering.writing import as_value
from backend.services.insights.facts import (
    About,
    Figure,
    as_filter,
    count,
    in_words,
    money,
    rows,
    share,
)
from backend.services.insights.months import INCOME, SPENDING
from backend.services.reports.periods import Period
from backend.services.reports.spending import SpendingNode, SpendingReport, spending_report
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.paging import Order, SortKey
from backend.services.transactions.presentation import TransactionView
from backend.services.transactions.queries import list_transactions
from backend.services.transactions.totals import transaction_totals

_MOST_CATEGORIES = 12
_MOST_CHANGES = 8


def spent(
    session: Session, period: Period, category: str | None, today: dt.date
) -> Iterator[Figure]:
    """Yield what a period cost, by category; or one category and its subcategories."""
    condition, wanted = _of_category(session, category, today)
    report = spending_report(session, period, condition=condition)
    words, dates = in_words(period), as_filter(period)
    name = category or ""
    source = rows(f"{SPENDING}{wanted} {dates}")
    yield money("Spending", "spent", to_cents(report.total), name=name, period=words, source=source)
    yield count("Spending", "transactions", report.count, name=name, period=words, source=source)
    if category is None:
        income = to_cents(report.income)
        net = income - to_cents(report.total)
        source = rows(f"{INCOME} {dates}")
        yield money("Spending", "income", income, period=words, source=source)
        yield money("Spending", "left over (income less spending)", net, period=words)
        yield from share("Spending", "savings rate", net, income, period=words)
    for node in _nodes(report, category)[:_MOST_CATEGORIES]:
        source = rows(f"{SPENDING} category:{node.short_desc or 'none'} {dates}")
        about = About(name=node.display_name, period=words, source=source)
        yield money("Spending", "spent", to_cents(node.total), **about)
        part, whole = to_cents(node.total), to_cents(report.total)
        yield from share("Spending", "share of that spending", part, whole, **about)


def compared(
    session: Session, a: Period, b: Period, category: str | None, today: dt.date
) -> Iterator[Figure]:
    """Yield the spending of two periods, all of it and by category, with the differences."""
    condition, wanted = _of_category(session, category, today)
    report = spending_report(session, b, compared_with=a, condition=condition)
    whole = SpendingNode(None, category or "", None, report.total, report.previous_total)
    nodes = sorted(_nodes(report, category), key=lambda node: -abs(_change(node)))
    yield from _side_by_side(whole, a, b, wanted)
    for node in nodes[:_MOST_CHANGES]:
        yield from _side_by_side(node, a, b, f" category:{node.short_desc or 'none'}")


def found_rows(
    session: Session, filter_text: str, *, most: int, today: dt.date
) -> Iterator[Figure]:
    """Yield how many rows a filter finds, what they add up to, and the largest of them."""
    wanted = TransactionFilter(condition=understand(session, filter_text, today=today))
    totals, source = transaction_totals(session, wanted), rows(filter_text)
    topic = "Search"
    yield count(topic, "transactions found", totals.count, source=source)
    yield money(topic, "money out of what was found", to_cents(totals.outflow), source=source)
    yield money(topic, "money in of what was found", to_cents(totals.inflow), source=source)
    page = list_transactions(
        session, wanted, order=Order(SortKey.AMOUNT), limit=most, is_counted=False
    )
    for row in page.items:
        on = dt.date.fromisoformat(row["date"])
        cents = to_cents(Decimal(str(row["amount"])))
        yield money(
            topic,
            "money in" if cents < 0 else "money out",
            abs(cents),
            name=_row_name(row),
            line=row["description"],
            period=f"{on:%b} {on.day}, {on.year}",
            source=rows(f"{as_filter(Period(on, on + dt.timedelta(days=1)))} {filter_text}"),
        )


def _row_name(row: TransactionView) -> str:
    """Return what a row is called: its merchant, and its category in brackets."""
    name = row["merchant_name"] or row["description"]
    return f"{name} ({row['category_name']})" if row["category_name"] else name


def _of_category(
    session: Session, category: str | None, today: dt.date
) -> tuple[Condition | None, str]:
    """Return the condition for a category, and how a filter says it."""
    if category is None:
        return None, ""
    wanted = f"category:{as_value(category)}"
    return understand(session, wanted, today=today), f" {wanted}"


def _nodes(report: SpendingReport, category: str | None) -> list[SpendingNode]:
    """Return the parents; of one category its subcategories."""
    if category is None:
        return report.parents
    return [child for parent in report.parents for child in parent.children]


def _change(node: SpendingNode) -> Decimal:
    return node.total - (node.previous_total or Decimal(0))


def _side_by_side(node: SpendingNode, a: Period, b: Period, wanted: str) -> Iterator[Figure]:
    topic, name = "Comparison", node.display_name
    before, after = to_cents(node.previous_total or Decimal(0)), to_cents(node.total)
    for period, cents in ((a, before), (b, after)):
        source = rows(f"{SPENDING}{wanted} {as_filter(period)}")
        yield money(topic, "spent", cents, name=name, period=in_words(period), source=source)
    both = f"{in_words(b)} against {in_words(a)}"
    label = "more spent (below zero: less)"
    yield money(topic, label, after - before, name=name, period=both)
    yield from share(topic, "change", after - before, before, name=name, period=both)

"""What is stored about budgets, read for the periods that an answer needs."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from backend.core.periods import TWO_WEEKS, BudgetPeriod, PeriodScheme
from backend.models import (
    Budget,
    BudgetRollover,
    Category,
    RolloverMode,
    Transaction,
    TransactionSplit,
)
from backend.services.budgets.envelopes import Envelopes, Rollover, Spending
from backend.services.budgets.pacing import ZERO
from backend.services.reports.booked import Joined, ask, lines_asked_for, rows_and_parts
from backend.services.reports.periods import Period
from backend.services.reports.spending import spending_by_category
from backend.services.transactions.remembering import remembered


@dataclass(frozen=True, slots=True)
class BudgetBook:
    """The budgets around one period, and all that they are reckoned from.

    Attributes:
        period: the one that is looked at.
        periods: those from the first that carries something on, to `period`.
        budget_ids: of the amounts set in `period`, by category id.
    """

    period: BudgetPeriod
    periods: Sequence[BudgetPeriod]
    categories: dict[int, Category]
    budget_ids: dict[int, int]
    envelopes: Envelopes


def spending_of(session: Session, period: BudgetPeriod) -> Spending:
    """Return what each spending category cost in a period, as the spending report has it."""
    lines = spending_by_category(session, Period(period.first_day, period.end))
    return {line.category_id: line.total for line in lines}


def open_book(session: Session, scheme: PeriodScheme, period: BudgetPeriod) -> BudgetBook:
    """Return the budgets of `period`, with the earlier ones that carry over into it."""
    categories = {category.id: category for category in session.scalars(select(Category))}
    carried = list(session.scalars(select(BudgetRollover)))
    stored = _budgets(session, period, carried)
    amounts = {(category_id, key): amount for _, category_id, key, amount in stored}
    rollovers = _rollovers(scheme, carried, amounts)
    since = [rollover.since for rollover in rollovers.values() if rollover.since <= period]
    periods = scheme.between(min(since, default=period), period)
    parents = {category.id: category.parent_id for category in categories.values()}
    wanted = {c for c, parent in parents.items() if c in rollovers or parent in rollovers}
    spending = _earlier_spending(session, scheme, periods[:-1], wanted)
    spending[period.key] = spending_of(session, period)
    return BudgetBook(
        period=period,
        periods=periods,
        categories=categories,
        budget_ids={c: budget_id for budget_id, c, key, _ in stored if key == period.key},
        envelopes=Envelopes(parents, amounts, rollovers, spending),
    )


def _budgets(
    session: Session, period: BudgetPeriod, carried: Iterable[BudgetRollover]
) -> list[tuple[int, int, str, Decimal]]:
    """Return (id, category id, period key, amount) of the period, and of what carries into it."""
    first = min((rollover.since for rollover in carried), default=period.key)
    statement = select(Budget.id, Budget.category_id, Budget.month, Budget.amount)
    between = (Budget.month >= min(first, period.key), Budget.month <= period.key)
    return [(i, c, key, amount) for i, c, key, amount in session.execute(statement.where(*between))]


def _rollovers(
    scheme: PeriodScheme,
    carried: Iterable[BudgetRollover],
    amounts: Iterable[tuple[int, str]],
) -> dict[int, Rollover]:
    """Return the rollovers in periods of `scheme`.

    One that began under another kind of period begins anew with the first budget of this kind.
    """
    keys: defaultdict[int, list[str]] = defaultdict(list)
    for category_id, key in sorted(amounts, key=lambda pair: pair[1]):
        keys[category_id].append(key)
    found = {}
    for rollover in carried:
        ours = [rollover.since, *(k for k in keys[rollover.category_id] if k > rollover.since)]
        since = next((key for key in ours if scheme.has_key(key)), None)
        if since is not None:
            mode = RolloverMode(rollover.mode)
            found[rollover.category_id] = Rollover(mode, scheme.of_key(since))
    return found


def _earlier_spending(
    session: Session,
    scheme: PeriodScheme,
    periods: Sequence[BudgetPeriod],
    categories: Iterable[int],
) -> dict[str, Spending]:
    """Return what `categories` cost in each of `periods`, which follow one another."""
    if not periods:
        return {}
    span = Period(periods[0].first_day, periods[-1].end)
    wanted = json.dumps(sorted(categories))
    rows = remembered(
        session,
        ("budget history", str(scheme), span, wanted),
        lambda: _rows(session, scheme, span, wanted),
    )
    found: defaultdict[str, dict[int | None, Decimal]] = defaultdict(dict)
    for key, category_id, amount in rows:
        spent = found[key]
        spent[category_id] = spent.get(category_id, ZERO) + amount
    return dict(found)


def _rows(
    session: Session, scheme: PeriodScheme, span: Period, wanted: str
) -> list[tuple[str, int, Decimal]]:
    """Return (period key, category id, amount): whole months from kept sums, others from rows."""
    asked = ask(session, span)
    if scheme.has_calendar_months:
        found = session.execute(_by_month(), {**asked.bound, "wanted": wanted})
        return [(month, category, amount) for month, category, amount in found]
    bound = {"start": span.start, "end": span.end, "wanted": wanted}
    if scheme.payday is not None:
        found = session.execute(_by_fortnight(), bound)
        return [
            (scheme.containing(span.start + place * TWO_WEEKS).key, category, amount)
            for place, category, amount in found
        ]
    found = session.execute(_by_shifted_month(), {**bound, "back": f"-{scheme.start_day - 1} days"})
    return [(month, category, amount) for month, category, amount in found]


@cache
def _by_month() -> Select[Any]:
    joined = Joined(lines_asked_for(edges=False, of_account=False))
    return _sums(joined, joined.line.month)


@cache
def _by_shifted_month() -> Select[Any]:
    """By the month in which each period begins: so many days earlier, it is the same month."""
    month = func.strftime("%Y-%m", Transaction.date, bindparam("back"), type_=String)
    joined = _joined_rows(month)
    return _sums(joined, joined.line.period)


@cache
def _by_fortnight() -> Select[Any]:
    """By how many times two weeks have passed since the first day."""
    days = func.julianday(Transaction.date) - func.julianday(bindparam("start", type_=Date))
    joined = _joined_rows(cast(days / TWO_WEEKS.days, Integer))
    return _sums(joined, joined.line.period)


def _joined_rows(period: ColumnElement[Any]) -> Joined:
    """Return what rows come to, by period, category and kind.

    Each by its own index: rows by their category, parts of split ones by their whole.
    """
    start, end = bindparam("start", type_=Date), bindparam("end", type_=Date)
    days = (Transaction.date >= start, Transaction.date < end)
    names, also = ("category_id", "kind", "amount"), period.label("period")
    of_category = Transaction.category_id.in_(_wanted())
    whole, _ = rows_and_parts(*days, of_category, names=names, also=also)
    _, parts = rows_and_parts(
        *days, TransactionSplit.category_id.in_(_wanted()), names=names, also=also
    )
    return Joined(union_all(_added_up(whole), _added_up(parts)).subquery("lines"))


def _added_up(lines: Select[Any]) -> Select[Any]:
    line = lines.subquery().c
    by = (line.period, line.category_id, line.kind)
    return select(*by, func.sum(line.amount).label("amount")).group_by(*by)


def _wanted() -> Select[Any]:
    listed = func.json_each(bindparam("wanted", type_=String)).table_valued("value")
    return select(listed.c.value)


def _sums(joined: Joined, when: Any) -> Select[Any]:
    period = when.label("period")
    return (
        joined.select(period, joined.line.category_id, func.sum(joined.line.amount))
        .where(joined.is_flow, ~joined.is_income_line)
        .where(joined.line.category_id.in_(_wanted()))
        .group_by(period, joined.line.category_id)
    )

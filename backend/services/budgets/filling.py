"""Proposing budgets: those of an earlier period, or what categories cost on average.

A proposal changes nothing; `set_budgets` takes what the owner keeps of it.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.money import CENT
from backend.core.periods import BudgetPeriod, PeriodScheme
from backend.models import Budget, Category, Transaction
from backend.services.budgets.envelopes import Envelopes
from backend.services.budgets.history import open_book
from backend.services.budgets.pacing import ZERO
from backend.services.reports.periods import Period
from backend.services.reports.spending import spending_by_category

_DOLLAR = Decimal(1)
_WEEKS_PER_MONTH = (Decimal(12), Decimal(26))  # twelve months are twenty-six times two weeks


class FillSource(StrEnum):
    """Where proposed amounts come from."""

    LAST = "last"  # the newest earlier period that has budgets
    AVERAGE_3 = "average_3"
    AVERAGE_6 = "average_6"
    AVERAGE_12 = "average_12"


_SPANS = {FillSource.AVERAGE_3: 3, FillSource.AVERAGE_6: 6, FillSource.AVERAGE_12: 12}


@dataclass(frozen=True, slots=True)
class ProposedBudget:
    """An amount that a category could be given; `present` is what it has now."""

    category: Category
    present: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """Budgets that a period could be given, by parent and name.

    `basis` says in words what they were made from; None where there is nothing to go by.
    """

    basis: str | None
    items: list[ProposedBudget]


def propose(
    session: Session,
    scheme: PeriodScheme,
    period: BudgetPeriod,
    *,
    source: FillSource,
    replace: bool,
    by_parent: bool = False,
    today: dt.date,
) -> Proposal:
    """Return the budgets that `period` could be given; those that stay as they are, left out.

    With `replace`, other amounts are proposed for budgets that are set already, too. With
    `by_parent`, a parent gets one budget instead of one for each of its subcategories.
    """
    book = open_book(session, scheme, period)
    if source is FillSource.LAST:
        basis, amounts = _last(session, scheme, period)
    else:
        span = _span(session, scheme, period, count=_SPANS[source], today=today)
        basis = _average_words(span) if span else None
        amounts = (
            _averages(session, span, book.envelopes, period, by_parent=by_parent) if span else {}
        )
    present = {c: book.envelopes.amounts[c, period.key] for c in book.budget_ids}
    items = [
        ProposedBudget(book.categories[c], present.get(c), amount)
        for c, amount in amounts.items()
        if present.get(c) != amount and (replace or c not in present) and c in book.categories
    ]
    items.sort(key=lambda item: _place(item.category, book.categories))
    return Proposal(basis, items)


def _place(category: Category, categories: dict[int, Category]) -> tuple[str, bool, str]:
    parent = categories.get(category.parent_id or 0)
    top = parent or category
    return (top.display_name.casefold(), parent is not None, category.display_name.casefold())


def _last(
    session: Session, scheme: PeriodScheme, period: BudgetPeriod
) -> tuple[str | None, dict[int, Decimal]]:
    """Return the newest budgets before `period`, those of its own kind first.

    Two weeks get 12/26 of what a month had, and the other way round.
    """
    keys = list(session.scalars(select(Budget.month).distinct().where(Budget.month < period.key)))
    ours = max((key for key in keys if scheme.has_key(key)), default=None)
    found = ours or max(keys, default=None)
    if found is None:
        return None, {}
    rows = session.execute(select(Budget.category_id, Budget.amount).where(Budget.month == found))
    if len(found) == len(period.key):
        name = scheme.around(found).name
        return f"as in {name}", dict(rows.all())
    months, fortnights = _WEEKS_PER_MONTH
    factor = months / fortnights if len(found) < len(period.key) else fortnights / months
    kind = "month" if len(found) < len(period.key) else "two weeks"
    basis = f"as in the {kind} of {found}, for as long as this period is"
    return basis, {category: (amount * factor).quantize(CENT) for category, amount in rows}


def _span(
    session: Session, scheme: PeriodScheme, period: BudgetPeriod, *, count: int, today: dt.date
) -> list[BudgetPeriod]:
    """Return the newest `count` periods that are over and have rows, all before `period`."""
    first_row = session.scalar(select(func.min(Transaction.date)))
    end = scheme.shifted(min(period, scheme.containing(today)), -1)
    if first_row is None or first_row >= end.end:
        return []
    start = max(scheme.shifted(end, 1 - count), scheme.containing(first_row))
    return scheme.between(start, end)


def _average_words(span: list[BudgetPeriod]) -> str:
    if len(span) == 1:
        return f"what {span[0].name} cost"
    return f"the average of {len(span)} periods, {span[0].name} to {span[-1].name}"


def _averages(
    session: Session,
    span: list[BudgetPeriod],
    envelopes: Envelopes,
    period: BudgetPeriod,
    *,
    by_parent: bool,
) -> dict[int, Decimal]:
    """Return what each budget's spending came to on average, in whole dollars.

    What a budget covers stays together; what none covers gets one where it cost something.
    """
    lines = spending_by_category(session, Period(span[0].first_day, span[-1].end))
    own = {c for c in envelopes.parents if envelopes.has_own(c, period)}
    totals: dict[int, Decimal] = {}
    for line in lines:
        if line.category_id is not None:
            into = _taker(envelopes, own, line.category_id, by_parent=by_parent)
            totals[into] = totals.get(into, ZERO) + line.total
    average = {c: (t / len(span)).quantize(_DOLLAR, ROUND_HALF_UP) for c, t in totals.items()}
    return {c: max(a, ZERO) for c, a in average.items() if a > 0 or c in own}


def _taker(envelopes: Envelopes, own: set[int], category_id: int, *, by_parent: bool) -> int:
    """Return the category in whose budget another one's spending would count."""
    parent = envelopes.parents[category_id]
    if parent is None or category_id in own:
        return category_id
    if parent in own:
        return parent
    has_siblings = any(child in own for child in envelopes.children(parent))
    return parent if by_parent and not has_siblings else category_id

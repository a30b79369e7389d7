"""The year of what is marked recurring: each category's twelve months, from the kept sums."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Integer, Select, func, or_
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import CENT
from backend.models import Category
from backend.services.reports.booked import Joined, ask, lines_asked_for
from backend.services.reports.periods import Period

MONTHS = 12
_MOSTLY = 0.8


class MonthState(StrEnum):
    """What a month of a category was."""

    PAID = "paid"
    MISSED = "missed"  # between or after paid months, and nothing came
    NONE = "none"  # nothing was to come
    AHEAD = "ahead"  # it is not over yet


@dataclass(frozen=True, slots=True)
class MonitoredMonth:
    """A month; `before` is the price that held until then, where it changed."""

    month: Month
    total: Decimal
    count: int
    state: MonthState
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MonitoredCategory:
    """A category that is marked recurring; amounts are positive for what its name says."""

    short_desc: str
    display_name: str
    color: str | None
    parent: str | None
    is_income: bool
    months: tuple[MonitoredMonth, ...]
    total: Decimal
    average: Decimal


@dataclass(frozen=True, slots=True)
class Monitor:
    """The grid of a year; totals are of the spending categories."""

    months: tuple[Month, ...]
    categories: tuple[MonitoredCategory, ...]
    totals: tuple[Decimal, ...]
    total: Decimal


@cache
def _statement(*, edges: bool, of_account: bool) -> Select[Any]:
    joined = Joined(lines_asked_for(edges=edges, of_account=of_account))
    line, parent = joined.line, joined.parent
    return (
        joined.select(
            Category.id,
            Category.short_desc,
            Category.display_name,
            func.coalesce(Category.color, parent.color),
            parent.short_desc,
            func.max(joined.is_income_line, type_=Integer),
            line.month,
            func.sum(line.amount),
            func.sum(line.count),
        )
        .where(
            joined.is_flow,
            or_(Category.is_recurring.is_(True), parent.is_recurring.is_(True)),
        )
        .group_by(Category.id, line.month)
    )


def recurring_monitor(session: Session, year: int, today: dt.date) -> Monitor:
    """Return the grid of `year`; the years around it tell what was to be expected."""
    asked = ask(session, Period(Month(year - 1, 1).first_day, Month(year + 2, 1).first_day))
    named: dict[int, tuple[Any, ...]] = {}
    sums: defaultdict[int, dict[Month, tuple[Decimal, int]]] = defaultdict(dict)
    for row in session.execute(_statement(**asked.variant), asked.bound):
        category_id, *about, month, amount, count = row
        named[category_id] = tuple(about)
        sign = -1 if about[-1] else 1
        sums[category_id][Month.parse(month)] = (sign * amount, count)
    months = tuple(Month(year, 1).plus(index) for index in range(MONTHS))
    categories = [
        _category(named[category_id], sums[category_id], months, Month.of(today))
        for category_id in named
    ]
    shown = [each for each in categories if any(month.count for month in each.months)]
    shown.sort(key=lambda each: (each.is_income, -each.total, each.short_desc))
    spent = [each for each in shown if not each.is_income]
    totals = tuple(
        sum((each.months[index].total for each in spent), Decimal(0)) for index in range(MONTHS)
    )
    return Monitor(months, tuple(shown), totals, sum(totals, Decimal(0)))


def _category(
    about: tuple[Any, ...],
    sums: dict[Month, tuple[Decimal, int]],
    months: Sequence[Month],
    running: Month,
) -> MonitoredCategory:
    short_desc, display_name, color, parent, is_income = about
    paid = sorted(sums)
    every_month = _comes_every_month(paid)
    cells = tuple(
        MonitoredMonth(month, *sums[month], MonthState.PAID, _price_before(month, paid, sums))
        if month in sums
        else MonitoredMonth(
            month, Decimal(0), 0, _empty_state(month, paid, running, every_month=every_month)
        )
        for month in months
    )
    total = sum((cell.total for cell in cells), Decimal(0))
    active = sum(1 for cell in cells if cell.count)
    average = (total / active).quantize(CENT) if active else Decimal(0)
    return MonitoredCategory(
        short_desc, display_name, color, parent, bool(is_income), cells, total, average
    )


def _comes_every_month(paid: Sequence[Month]) -> bool:
    gaps = [_apart(first, second) for first, second in pairwise(paid)]
    return sum(gap == 1 for gap in gaps) >= max(2, _MOSTLY * len(gaps))


def _empty_state(
    month: Month, paid: Sequence[Month], running: Month, *, every_month: bool
) -> MonthState:
    """Say what an empty month means: only where each month had its charge, one was missed."""
    if month >= running:
        return MonthState.AHEAD
    if not every_month or month < paid[0]:
        return MonthState.NONE
    comes_again = paid[-1] > month
    just_now = _apart(paid[-1], running) <= 3  # noqa: PLR2004 - later it has ended
    return MonthState.MISSED if comes_again or just_now else MonthState.NONE


def _price_before(
    month: Month, paid: Sequence[Month], sums: dict[Month, tuple[Decimal, int]]
) -> Decimal | None:
    """Return the price that held for two charges, where this month's is another one."""
    place = bisect_left(paid, month)
    earlier = paid[max(0, place - 2) : place]
    if len(earlier) < 2:  # noqa: PLR2004 - one is no price yet
        return None
    first, second = (sums[other] for other in earlier)
    now = sums[month]
    same_count = first[1] == second[1] == now[1]
    return second[0] if same_count and first[0] == second[0] != now[0] else None


def _apart(first: Month, second: Month) -> int:
    return (second.year - first.year) * MONTHS + second.month - first.month

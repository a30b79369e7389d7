"""The course of a month: what was spent by the end of each of its days."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, func, type_coerce
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import from_cents
from backend.models import Transaction
from backend.services.reports.booked import Joined, rows_and_parts
from backend.services.transactions.remembering import remembered


@dataclass(frozen=True, slots=True)
class MonthCourse:
    """What was spent by the end of each day, from the first on: this month's, the last one's.

    `now` ends with today, `before` with the last day of its month.
    """

    now: tuple[Decimal, ...]
    before: tuple[Decimal, ...]

    def before_by(self, day: int) -> Decimal:
        """Return what the last month had spent by the end of that day, or of its last one."""
        return self.before[min(day, len(self.before)) - 1]


def month_course(session: Session, *, today: dt.date) -> MonthCourse:
    """Return the course of the month of `today` beside that of the month before."""
    month = Month.of(today)
    before = month.plus(-1)
    bound = {"start": before.first_day, "end": month.end}
    by_day = remembered(session, ("course", before), lambda: _spent(session, bound))
    return MonthCourse(
        now=_course(by_day, month.first_day, today.day),
        before=_course(by_day, before.first_day, (month.first_day - before.first_day).days),
    )


def _spent(session: Session, bound: dict[str, dt.date]) -> Counter[dt.date]:
    """Return the cents that each day cost."""
    spent: Counter[dt.date] = Counter()
    for statement in _by_day():
        for day, cents in session.execute(statement, bound):
            spent[day] += cents
    return spent


def _course(by_day: Counter[dt.date], first: dt.date, days: int) -> tuple[Decimal, ...]:
    spent = (by_day[first + dt.timedelta(days=number)] for number in range(days))
    return tuple(from_cents(cents) for cents in accumulate(spent))


@cache
def _by_day() -> tuple[Select[Any], ...]:
    """Return the statements for rows and for parts of splits, each in the order of the days."""
    start, end = (bindparam(name, type_=Date) for name in ("start", "end"))
    wanted = (Transaction.date >= start, Transaction.date < end)
    pieces = rows_and_parts(*wanted, names=("date", "category_id", "kind", "amount"))
    return tuple(_added_up(Joined(piece.subquery("lines"))) for piece in pieces)


def _added_up(joined: Joined) -> Select[Any]:
    cents = type_coerce(func.sum(joined.line.amount), Integer)
    return (
        joined.select(joined.line.date, cents)
        .where(joined.is_flow, ~joined.is_income_line)
        .group_by(joined.line.date)
    )

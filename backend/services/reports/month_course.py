"""The course of a month: what was spent by the end of each of its days."""

import datetime as dt
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
from backend.services.reports.booked import Joined, row_lines
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
    by_day: dict[dt.date, int] = remembered(
        session,
        ("course", before),
        lambda: {row[0]: row[1] for row in session.execute(_by_day(), bound)},
    )
    return MonthCourse(
        now=_course(by_day, month.first_day, today.day),
        before=_course(by_day, before.first_day, (month.first_day - before.first_day).days),
    )


def _course(by_day: dict[dt.date, int], first: dt.date, days: int) -> tuple[Decimal, ...]:
    spent = (by_day.get(first + dt.timedelta(days=number), 0) for number in range(days))
    return tuple(from_cents(cents) for cents in accumulate(spent))


@cache
def _by_day() -> Select[Any]:
    start, end = (bindparam(name, type_=Date) for name in ("start", "end"))
    joined = Joined(row_lines(Transaction.date >= start, Transaction.date < end))
    cents = type_coerce(func.sum(joined.line.amount), Integer)
    return (
        joined.select(joined.line.date, cents)
        .where(joined.is_flow, ~joined.is_income_line)
        .group_by(joined.line.date)
    )

"""On which days something recurring is due."""

import calendar
import datetime as dt
from collections.abc import Iterator

from backend.services.demo.answers import Cadence
from backend.services.demo.bills import Bill
from backend.services.demo.book import Period

# A Monday before all books; two-weekly pay keeps its rhythm whatever the last day is.
_RHYTHM = dt.date(2001, 1, 1)
_SATURDAY = 5
_STEP = {Cadence.WEEKLY: 7, Cadence.BIWEEKLY: 14}
_MONTHS_APART = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}
_LOOK_AHEAD_DAYS = 400


def due_days(bill: Bill, period: Period) -> Iterator[dt.date]:
    """Yield the days on which `bill` is due, oldest first, to more than a year after the end."""
    end = period.last_day + dt.timedelta(days=_LOOK_AHEAD_DAYS)
    for day in _days(bill, period.first_day, end):
        index = period.month_index(day)
        if index >= bill.starts and (bill.ends is None or index < bill.ends):
            yield day


def after_weekend(day: dt.date) -> dt.date:
    """Return `day`, or the Monday after it when it is on a weekend."""
    return day + dt.timedelta(days=7 - day.weekday()) if _weekend(day) else day


def before_weekend(day: dt.date) -> dt.date:
    """Return `day`, or the Friday before it when it is on a weekend."""
    return day - dt.timedelta(days=day.weekday() - _SATURDAY + 1) if _weekend(day) else day


def day_in_month(year: int, month: int, day: int) -> dt.date:
    """Return that day, or the month's last where the month is shorter."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _weekend(day: dt.date) -> bool:
    return day.weekday() >= _SATURDAY


def _days(bill: Bill, first: dt.date, end: dt.date) -> Iterator[dt.date]:
    if bill.cadence in _STEP:
        yield from _by_week(_STEP[bill.cadence], bill.day, first, end)
        return
    for index in range(first.year * 12 + first.month - 1, end.year * 12 + end.month):
        year, month = divmod(index, 12)
        month += 1
        if bill.cadence is Cadence.SEMIMONTHLY:
            yield before_weekend(dt.date(year, month, 15))
            yield before_weekend(day_in_month(year, month, 31))
        elif (month - bill.month) % _MONTHS_APART[bill.cadence] == 0:
            day = day_in_month(year, month, bill.day)
            yield after_weekend(day) if bill.bank_days else day


def _by_week(step: int, weekday: int, first: dt.date, end: dt.date) -> Iterator[dt.date]:
    day = _RHYTHM + dt.timedelta(days=weekday)
    day += dt.timedelta(days=-(-(first - day).days // step) * step)
    while day < end:
        yield day
        day += dt.timedelta(days=step)

"""Days in words: `2025`, `2025-q1`, `2025-03`, `2025-03-14`, `last-month`, `last-30-days`."""

import datetime as dt
import re
from collections.abc import Callable

from backend.core.calendar import Month

Days = tuple[dt.date, dt.date]

EARLIEST, LATEST = 1900, 2200
MOST_BACK = 5_000
_DAY = dt.timedelta(days=1)
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-?q(?P<quarter>[1-4])|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
)
_LAST = re.compile(r"(?:last|past)-(?P<count>\d{1,4})-(?P<unit>day|week|month|year)s?")

WORDS: dict[str, str] = {
    "today": "today",
    "yesterday": "yesterday",
    "this-week": "since Monday",
    "last-week": "Monday to Sunday before",
    "this-month": "this calendar month",
    "last-month": "the calendar month before",
    "this-quarter": "this quarter of the year",
    "last-quarter": "the quarter before",
    "this-year": "this calendar year",
    "last-year": "the calendar year before",
    "last-7-days": "today and the six days before",
    "last-30-days": "today and the 29 days before",
    "last-90-days": "today and the 89 days before",
    "last-12-months": "a year up to today",
}


def days_of(text: str, today: dt.date) -> Days | None:
    """Return the stretch that `text` means, half-open; None where it means none."""
    word = "-".join(text.lower().split())
    if word in _NAMED:
        return _NAMED[word](today)
    match = _LAST.fullmatch(word)
    if match:
        return _last(int(match["count"]), match["unit"], today)
    match = _WRITTEN.fullmatch(word)
    if match is None or not EARLIEST <= int(match["year"]) <= LATEST:
        return None
    return _written(match)


def _written(match: re.Match[str]) -> Days | None:
    year = int(match["year"])
    if match["quarter"]:
        return _months(Month(year, int(match["quarter"]) * 3 - 2), 3)
    if not match["month"]:
        return _months(Month(year, 1), 12)
    try:
        day = dt.date(year, int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None
    return (day, day + _DAY) if match["day"] else _months(Month.of(day), 1)


def _months(first: Month, count: int) -> Days:
    return first.first_day, first.plus(count).first_day


def _last(count: int, unit: str, today: dt.date) -> Days | None:
    """Return so many days, weeks, months or years up to today, today included."""
    if not 1 <= count <= MOST_BACK:
        return None
    end = today + _DAY
    if unit in ("day", "week"):
        return end - dt.timedelta(days=count * (7 if unit == "week" else 1)), end
    month = Month.of(end).plus(-count * (12 if unit == "year" else 1))
    if month.year < EARLIEST:
        return None
    last = month.end - _DAY
    return month.first_day.replace(day=min(end.day, last.day)), end


def _week(today: dt.date, back: int) -> Days:
    monday = today - dt.timedelta(days=today.weekday() + 7 * back)
    return monday, monday + 7 * _DAY


def _quarter(today: dt.date, back: int) -> Days:
    first = Month(today.year, (today.month - 1) // 3 * 3 + 1)
    return _months(first.plus(-3 * back), 3)


_NAMED: dict[str, Callable[[dt.date], Days]] = {
    "today": lambda today: (today, today + _DAY),
    "yesterday": lambda today: (today - _DAY, today),
    "this-week": lambda today: _week(today, 0),
    "last-week": lambda today: _week(today, 1),
    "this-month": lambda today: _months(Month.of(today), 1),
    "last-month": lambda today: _months(Month.of(today).plus(-1), 1),
    "this-quarter": lambda today: _quarter(today, 0),
    "last-quarter": lambda today: _quarter(today, 1),
    "this-year": lambda today: _months(Month(today.year, 1), 12),
    "last-year": lambda today: _months(Month(today.year - 1, 1), 12),
}

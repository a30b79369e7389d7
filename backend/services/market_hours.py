"""When the New York Stock Exchange trades: its days by rule, in Eastern time.

Weekends and ten holidays are closed, three days end at 13:00. Days that the exchange closed by
announcement follow no rule and are listed.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

EASTERN: Final = ZoneInfo("America/New_York")
_OPENS, _CLOSES, _CLOSES_EARLY = dt.time(9, 30), dt.time(16, 0), dt.time(13, 0)
_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_JUNETEENTH_SINCE = 2022
_ONE_DAY = dt.timedelta(days=1)
# Mourning for presidents.
_CLOSED_BY_ANNOUNCEMENT: Final = frozenset({dt.date(2018, 12, 5), dt.date(2025, 1, 9)})


@dataclass(frozen=True, slots=True)
class TradingSession:
    """One day's trading, from `opens` until before `closes`."""

    opens: dt.datetime
    closes: dt.datetime


def session_on(day: dt.date) -> TradingSession | None:
    """Return the trading of a day in New York, None where the exchange stays closed."""
    if day.weekday() >= _SATURDAY or day in holidays(day.year):
        return None
    closes = _CLOSES_EARLY if day in early_closes(day.year) else _CLOSES
    return TradingSession(
        dt.datetime.combine(day, _OPENS, EASTERN), dt.datetime.combine(day, closes, EASTERN)
    )


def is_open(at: dt.datetime) -> bool:
    """Say whether shares are traded at this moment."""
    session = session_on(at.astimezone(EASTERN).date())
    return session is not None and session.opens <= at < session.closes


def next_session(at: dt.datetime) -> TradingSession:
    """Return the trading that goes on at this moment, else the next one."""
    day = at.astimezone(EASTERN).date()
    while True:
        session = session_on(day)
        if session is not None and at < session.closes:
            return session
        day += _ONE_DAY


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Return the days of a year on which the exchange is closed though it is no weekend."""
    days = {
        _nth(year, 1, _MONDAY, 3),  # Martin Luther King Jr.
        _nth(year, 2, _MONDAY, 3),  # Washington's Birthday
        easter(year) - dt.timedelta(days=2),  # Good Friday
        _last_monday_of_may(year),  # Memorial Day
        _observed(dt.date(year, 7, 4)),
        _nth(year, 9, _MONDAY, 1),  # Labor Day
        _nth(year, 11, _THURSDAY, 4),  # Thanksgiving
        _observed(dt.date(year, 12, 25)),
    }
    if year >= _JUNETEENTH_SINCE:
        days.add(_observed(dt.date(year, 6, 19)))
    new_year = dt.date(year, 1, 1)
    # On a Saturday it is not moved: the Friday before is the year's last day, when books close.
    if new_year.weekday() != _SATURDAY:
        days.add(_observed(new_year))
    return frozenset(days | {day for day in _CLOSED_BY_ANNOUNCEMENT if day.year == year})


@cache
def early_closes(year: int) -> frozenset[dt.date]:
    """Return the days of a year on which trading ends at 13:00."""
    eves = {
        dt.date(year, 7, 3),
        _nth(year, 11, _THURSDAY, 4) + _ONE_DAY,
        dt.date(year, 12, 24),
    }
    # Where the holiday is a Saturday, its eve is the day off; on a Sunday or Monday there is none.
    return frozenset(eve for eve in eves if eve.weekday() < _SATURDAY and eve not in holidays(year))


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, skew = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quads, odd = divmod(rest, 4)
    weekday = (32 + 2 * skew + 2 * quads - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _observed(day: dt.date) -> dt.date:
    if day.weekday() == _SATURDAY:
        return day - _ONE_DAY
    return day + _ONE_DAY if day.weekday() == _SUNDAY else day


def _nth(year: int, month: int, weekday: int, count: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _last_monday_of_may(year: int) -> dt.date:
    last = dt.date(year, 5, 31)
    return last - dt.timedelta(days=last.weekday())

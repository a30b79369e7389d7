"""Which days to ask SimpleFIN for, how often a day, and where that was left: the feed's state.

There is no cursor: what is there is read again. A new login is read back from today, window by
window, as far as the bank tells; later the last days are read anew, with all that was missed.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

LONGEST_WINDOW_DAYS = 90
READ_AGAIN_DAYS = 30
HISTORY_DAYS = 2 * 365
# Who has bought nothing for a quarter has not yet come to the start of their account.
EMPTY_WINDOWS_AT_THE_START = 2
# The Bridge allows about 24 questions a day and takes the access away from who asks far more.
# A few are left for looking at accounts and balances.
QUESTIONS_A_DAY = 20
# Ahead of today: the day is later in the east, and banks date rows on the next business day.
DAYS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Window:
    """Days to ask for; `end` is not among them."""

    first_day: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reading was left.

    Attributes:
        read_on: the day when the newest days were read last; None before the first time.
        back_to: the first day that was read while older ones are still owed, else None.
        until: the day down to which older ones are owed; None for the whole history.
        empty: how many windows in a row had nothing, going back.
        gaps: by bank that could not be read, the day from which it is owed.
        asked_on: the day that `asked` counts the questions of.
    """

    read_on: dt.date | None = None
    back_to: dt.date | None = None
    until: dt.date | None = None
    empty: int = 0
    gaps: Mapping[str, dt.date] = field(default_factory=dict)
    asked_on: dt.date | None = None
    asked: int = 0

    def left(self, day: dt.date) -> int:
        """Return how many questions may still be asked on `day`."""
        return QUESTIONS_A_DAY - (self.asked if self.asked_on == day else 0)

    def after_asking(self, day: dt.date) -> "Place":
        """Return the place with one more question counted."""
        asked = self.asked if self.asked_on == day else 0
        return replace(self, asked_on=day, asked=asked + 1)

    def as_text(self) -> str:
        """Return the state to store."""
        days = {name: getattr(self, name) for name in _DAYS}
        named = {name: day.isoformat() for name, day in days.items() if day}
        gaps = {bank: day.isoformat() for bank, day in self.gaps.items()}
        return json.dumps({"v": 1, **named, "empty": self.empty, "gaps": gaps, "asked": self.asked})


_DAYS = ("read_on", "back_to", "until", "asked_on")


def read_place(state: str | None) -> Place:
    """Return the place that a stored state tells; one that can't be read begins anew."""
    try:
        stored = json.loads(state or "{}")
        days = {name: dt.date.fromisoformat(stored[name]) for name in _DAYS if name in stored}
        return Place(
            **days,
            empty=int(stored.get("empty", 0)),
            gaps={b: dt.date.fromisoformat(day) for b, day in stored.get("gaps", {}).items()},
            asked=int(stored.get("asked", 0)),
        )
    except (ValueError, TypeError, AttributeError):
        return Place()


def newest_windows(place: Place, today: dt.date) -> list[Window]:
    """Return what to read first, newest first: the last days, and all since the last reading."""
    end = today + dt.timedelta(days=DAYS_AHEAD)
    if place.read_on is None:
        return [_before(end)]
    since = min(today, place.read_on) - dt.timedelta(days=READ_AGAIN_DAYS)
    since = max(since, today - dt.timedelta(days=HISTORY_DAYS))
    return list(_back_to(since, end))


def older_windows(place: Place, today: dt.date) -> list[Window]:
    """Return the windows that are still owed before `place.back_to`, newest first."""
    if place.back_to is None:
        return []
    earliest = today - dt.timedelta(days=HISTORY_DAYS)
    return list(_back_to(max(place.until or earliest, earliest), place.back_to))


def _back_to(first_day: dt.date, end: dt.date) -> Iterator[Window]:
    while end > first_day:
        window = _before(end, not_before=first_day)
        yield window
        end = window.first_day


def _before(end: dt.date, *, not_before: dt.date = dt.date.min) -> Window:
    return Window(max(end - dt.timedelta(days=LONGEST_WINDOW_DAYS), not_before), end)

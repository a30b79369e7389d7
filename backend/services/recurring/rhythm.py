"""On which days a series is due. Days are ordinals here, as `date.toordinal` counts them."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from backend.models import Cadence

# Days from one charge to the next, as a year has them on average.
PERIOD_DAYS: dict[Cadence, float] = {
    Cadence.WEEKLY: 7,
    Cadence.BIWEEKLY: 14,
    Cadence.SEMIMONTHLY: 15.22,
    Cadence.MONTHLY: 30.44,
    Cadence.QUARTERLY: 91.31,
    Cadence.YEARLY: 365.25,
}
PER_YEAR: dict[Cadence, int] = {
    Cadence.WEEKLY: 52,
    Cadence.BIWEEKLY: 26,
    Cadence.SEMIMONTHLY: 24,
    Cadence.MONTHLY: 12,
    Cadence.QUARTERLY: 4,
    Cadence.YEARLY: 1,
}
STEP_DAYS = {Cadence.WEEKLY: 7, Cadence.BIWEEKLY: 14}
STEP_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}
LAST_OF_MONTH = 31
_SATURDAY = 5
_HALF_A_MONTH = 15


class Shift(StrEnum):
    """Where a day goes that falls on a weekend."""

    NONE = "none"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days on which a series is due, counted by slots: any whole number has its day.

    Attributes:
        anchor: a due day (weekly, biweekly), or the day of the month; 31 is the last.
        second: semimonthly, the later day of the month; else the month of slot 0 (0 is January
            of the year 0).
    """

    cadence: Cadence
    anchor: int
    second: int = 0
    shift: Shift = Shift.NONE
    # What the cadence comes to, looked up once: days, or else months, from one slot to the next.
    days: int = field(init=False, repr=False, compare=False)
    months: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", STEP_DAYS.get(self.cadence, 0))
        object.__setattr__(self, "months", STEP_MONTHS.get(self.cadence, 0))

    def due(self, slot: int) -> int:
        """Return the day on which that slot is due."""
        if self.days:
            return self.anchor + slot * self.days
        if self.months:
            return _day_in_month(slot * self.months + self.second, self.anchor, self.shift)
        month, later = divmod(slot, 2)
        return _day_in_month(month, self.second if later else self.anchor, self.shift)

    def slot_of(self, day: int) -> int:
        """Return the slot whose due day is nearest; the later one between two."""
        if self.days:
            return (2 * (day - self.anchor) + self.days) // (2 * self.days)
        guess = self._slot_in_month(day)
        best, least = guess, abs(day - self.due(guess))
        for slot in (guess - 1, guess + 1):
            apart = abs(day - self.due(slot))
            if apart < least or (apart == least and slot > best):
                best, least = slot, apart
        return best

    def next_after(self, day: int) -> int:
        """Return the first due day after `day`."""
        slot = self.slot_of(day)
        while self.due(slot) <= day:
            slot += 1
        while self.due(slot - 1) > day:
            slot -= 1
        return self.due(slot)

    def _slot_in_month(self, day: int) -> int:
        month = month_of(day)
        if self.months:
            return (month - self.second) // self.months
        return month * 2 + (day_of_month(day) >= self.second)

    def written(self) -> list[object]:
        """Return it as plain values, to be stored."""
        return [self.cadence.value, self.anchor, self.second, self.shift.value]

    @classmethod
    def read(cls, values: list[object]) -> "Rhythm":
        """Return what was `written`."""
        cadence, anchor, second, shift = values
        return cls(Cadence(str(cadence)), int(str(anchor)), int(str(second)), Shift(str(shift)))

    @classmethod
    def from_day(cls, cadence: Cadence, day: dt.date) -> "Rhythm":
        """Return the rhythm in which `day` is a due day, as a person would mean it."""
        if cadence in STEP_DAYS:
            return cls(cadence, day.toordinal())
        month = day.year * 12 + day.month - 1
        last = monthrange(day.year, day.month)[1] == day.day
        if cadence is Cadence.SEMIMONTHLY:
            return cls(cadence, *_halves(day.day, is_last=last))
        anchor = LAST_OF_MONTH if last and day.day < LAST_OF_MONTH else day.day
        return cls(cadence, anchor, month % STEP_MONTHS[cadence])


def day_of_month(day: int) -> int:
    """Return which day of its month an ordinal is."""
    return dt.date.fromordinal(day).day


def month_of(day: int) -> int:
    """Return the month of an ordinal, counted from January of the year 0."""
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def _halves(day: int, *, is_last: bool) -> tuple[int, int]:
    """Return both days of the month of which `day` is one: 15 and last, 5 and 20."""
    if is_last or day == _HALF_A_MONTH:
        return _HALF_A_MONTH, LAST_OF_MONTH
    return (day, day + _HALF_A_MONTH) if day < _HALF_A_MONTH else (day - _HALF_A_MONTH, day)


@lru_cache(maxsize=65_536)
def _day_in_month(month: int, day: int, shift: Shift) -> int:
    year, index = divmod(month, 12)
    date = dt.date(year, index + 1, min(day, monthrange(year, index + 1)[1]))
    ordinal = date.toordinal()
    weekday = date.weekday()
    if shift is Shift.NONE or weekday < _SATURDAY:
        return ordinal
    return ordinal + 7 - weekday if shift is Shift.AFTER else ordinal - (weekday - _SATURDAY + 1)

"""Budget periods: stretches of days that follow one another without a gap.

A `PeriodScheme` says how the calendar is cut: into months (from the 1st, or from another day that
every month has) or into two weeks from a payday. Every day lies in exactly one period.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from backend.core.calendar import Month
from backend.core.errors import InvalidInputError

FIRST_YEAR, LAST_YEAR = 1900, 2200
LAST_START_DAY = 28
TWO_WEEKS = dt.timedelta(days=14)


class InvalidPeriodKeyError(InvalidInputError):
    """What should name a budget's period names none."""


class InvalidSchemeError(InvalidInputError):
    """A way of cutting the calendar can't be."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text[:40]}” is no kind of budget period: it is month, month:15 for months that "
            "start on the 15th (1 to 28), or biweekly:2026-01-09 for two weeks from that payday."
        )


@dataclass(frozen=True, slots=True, order=True)
class BudgetPeriod:
    """One period: `first_day <= date < end`.

    `key` is what budgets are stored under: `YYYY-MM` of the month that it begins in, or its first
    day where periods are two weeks long.
    """

    first_day: dt.date
    end: dt.date
    key: str

    @property
    def last_day(self) -> dt.date:
        """The last day that lies in it."""
        return self.end - dt.timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.first_day).days

    @property
    def name(self) -> str:
        """What people call it: `June 2025`, or `Jun 15 – Jul 14, 2025`."""
        if self.first_day.day == 1 and self.end == Month.of(self.first_day).end:
            return self.first_day.strftime("%B %Y")
        first, last = self.first_day, self.last_day
        year = "" if first.year == last.year else f", {first.year}"
        return f"{first:%b} {first.day}{year} – {last:%b} {last.day}, {last.year}"


@dataclass(frozen=True, slots=True)
class PeriodScheme:
    """How the calendar is cut into budget periods.

    Attributes:
        start_day: the day of the month on which months start, where there is no payday.
        payday: any day on which two weeks begin.
    """

    start_day: int = 1
    payday: dt.date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the scheme written `month`, `month:15` or `biweekly:2026-01-09`.

        Raises:
            InvalidSchemeError: it is written otherwise, or out of reach.
        """
        kind, _, detail = text.strip().partition(":")
        if kind == "month" and not detail:
            return cls()
        if kind == "month" and detail.isdecimal() and 1 <= int(detail) <= LAST_START_DAY:
            return cls(start_day=int(detail))
        day = _day(detail)
        if kind == "biweekly" and day is not None:
            return cls(payday=day)
        raise InvalidSchemeError(text)

    def __str__(self) -> str:
        if self.payday is not None:
            return f"biweekly:{self.payday}"
        return "month" if self.start_day == 1 else f"month:{self.start_day}"

    @property
    def has_calendar_months(self) -> bool:
        """Whether its periods are the months of the calendar."""
        return self.payday is None and self.start_day == 1

    def containing(self, day: dt.date) -> BudgetPeriod:
        """Return the period that `day` lies in."""
        if self.payday is not None:
            first = day - dt.timedelta(days=(day - self.payday).days % TWO_WEEKS.days)
            return BudgetPeriod(first, first + TWO_WEEKS, first.isoformat())
        month = Month.of(day)
        return self._month(month if day.day >= self.start_day else month.plus(-1))

    def of_key(self, key: str) -> BudgetPeriod:
        """Return the period that budgets store as `key`.

        Raises:
            InvalidPeriodKeyError: it is no key, or none of this scheme.
        """
        period = self.around(key)
        if period.key != key:
            raise InvalidPeriodKeyError(
                f"No budget period is called {key}: the nearest one is {period.key} ({period.name})."
            )
        return period

    def around(self, text: str) -> BudgetPeriod:
        """Return the period called `text`, or the one that the day or month `text` begins in.

        Raises:
            InvalidPeriodKeyError: it is neither `YYYY-MM` nor `YYYY-MM-DD`, or out of reach.
        """
        if self.payday is None and (month := _month(text)) is not None:
            return self._month(month)
        day = _day(text if len(text) > len("YYYY-MM") else f"{text}-01")
        if day is None:
            raise InvalidPeriodKeyError(
                f"“{text[:20]}” is no period: write a month as YYYY-MM or a day as YYYY-MM-DD, "
                f"of the years {FIRST_YEAR} to {LAST_YEAR}."
            )
        return self.containing(day)

    def has_key(self, key: str) -> bool:
        """Whether `key` names a period of this scheme."""
        try:
            return self.around(key).key == key
        except InvalidPeriodKeyError:
            return False

    def shifted(self, period: BudgetPeriod, steps: int) -> BudgetPeriod:
        """Return the period that many steps later; negative goes back."""
        if self.payday is not None:
            return self.containing(period.first_day + steps * TWO_WEEKS)
        return self._month(Month.of(period.first_day).plus(steps))

    def between(self, first: BudgetPeriod, last: BudgetPeriod) -> list[BudgetPeriod]:
        """Return the periods from `first` to `last`, both included, oldest first."""
        found = []
        while first <= last:
            found.append(first)
            first = self.shifted(first, 1)
        return found

    def _month(self, month: Month) -> BudgetPeriod:
        first, end = month.first_day, month.end
        shift = dt.timedelta(days=self.start_day - 1)
        return BudgetPeriod(first + shift, end + shift, str(month))


def _day(text: str) -> dt.date | None:
    """Return the day written `YYYY-MM-DD`, or None where it is none that people budget for."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _month(text: str) -> Month | None:
    day = _day(f"{text}-01")
    return Month.of(day) if day else None

"""The spans of days that reports are about."""

import datetime as dt
from dataclasses import dataclass

from backend.core.calendar import Month
from backend.core.errors import InvalidInputError


class InvalidPeriodError(InvalidInputError):
    """A span of days ends before it begins, or is not given."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, half-open: `start <= date < end`."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidPeriodError("The period ends before it begins.")

    @classmethod
    def of_month(cls, month: Month) -> "Period":
        """Return the days of a calendar month."""
        return cls(month.first_day, month.end)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def before(self) -> "Period":
        """Return the period of the same kind before: whole months stay whole months."""
        if self.start.day == 1 and self.end.day == 1:
            months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
            return Period(_shifted(self.start, -months), self.start)
        return Period(self.start - dt.timedelta(days=self.days), self.start)

    def year_before(self) -> "Period":
        """Return the same days a year earlier; 29 February becomes the 28th.

        So one that ends on the 28th, before a leap day, ends on the 28th a year earlier, too.
        """
        end = _shifted(self.end, -12)
        return Period(_shifted(self.start, -12), end + dt.timedelta(self.end.day - end.day))

    def as_far_as(self, running: "Period", today: dt.date) -> "Period":
        """Return this period cut to as many days as `running` has had by the end of `today`.

        Whole where `running` is over or still to come.
        """
        passed = (today - running.start).days + 1
        if not 0 < passed < running.days:
            return self
        return Period(self.start, min(self.end, self.start + dt.timedelta(days=passed)))


def _shifted(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")

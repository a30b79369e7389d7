"""Months and date ranges; every range is half-open: `first_day <= date < end`."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Self

from backend.core.errors import InvalidInputError

_MONTH = re.compile(r"(\d{4})-(\d{2})")


class InvalidMonthError(InvalidInputError):
    """A month is not written YYYY-MM."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text[:20]}” is no month: write it as YYYY-MM, for example 2026-03.")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written `YYYY-MM`.

        Raises:
            InvalidMonthError: it is written otherwise, or there is no such month.
        """
        match = _MONTH.fullmatch(text)
        if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:  # noqa: PLR2004
            raise InvalidMonthError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the month that `day` lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def end(self) -> dt.date:
        """The first day after the month."""
        return self.plus(1).first_day

    def plus(self, months: int) -> "Month":
        """Return the month that many months later; negative goes back."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

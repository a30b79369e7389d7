"""What accounts held at the ends of days, side by side and added up; all in cents."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.core.calendar import Month
from backend.services.balances.history import month_ends
from backend.services.balances.ledger import Line
from backend.services.balances.moved import Moved

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """The balances of accounts on some days; None before an account is known.

    `balances` has a row for each line; `moved` is what had left all of them together by each day.
    """

    days: tuple[dt.date, ...]
    lines: tuple[Line, ...]
    balances: tuple[tuple[int | None, ...], ...]
    moved: tuple[int, ...]

    def assets(self, place: int) -> int:
        """What all accounts that held money held on a day."""
        return sum(row[place] or 0 for row in self.balances if (row[place] or 0) > 0)

    def liabilities(self, place: int) -> int:
        """What was owed on a day, as a positive figure."""
        return -sum(row[place] or 0 for row in self.balances if (row[place] or 0) < 0)

    def net(self, place: int) -> int:
        """Assets less liabilities."""
        return self.assets(place) - self.liabilities(place)


def monthly(
    lines: Sequence[Line], moved: Moved, *, today: dt.date, months: int | None = None
) -> Series:
    """Return the ends of months and `today`, from `months` months back or where anything is known.

    The first day is the end of the month before the first whose change can be told.
    """
    starts = [line.known_from for line in lines if line.known_from is not None]
    first = min([Month.of(day) for day in starts], default=Month.of(today))
    if months is not None:
        first = max(first, Month.of(today).plus(1 - months))
    days = tuple(month_ends(first.first_day - _DAY, today))
    return _series(lines, days, moved.at_month_ends([line.account.id for line in lines], days))


def daily(lines: Sequence[Line], moved: Moved, *, today: dt.date, days: int) -> Series:
    """Return each of the last `days` days up to `today`, and the day before them."""
    first = today - days * _DAY
    span = tuple(first + n * _DAY for n in range(days + 1))
    known = moved.daily([line.account.id for line in lines], first, today)
    return _series(lines, span, [known[line.account.id] for line in lines])


def _series(
    lines: Sequence[Line], days: tuple[dt.date, ...], moved: Sequence[Sequence[int]]
) -> Series:
    balances = tuple(
        tuple(line.balances(days, left)) for line, left in zip(lines, moved, strict=True)
    )
    together = tuple(map(sum, zip(*moved, strict=True)))
    return Series(days, tuple(lines), balances, together or (0,) * len(days))

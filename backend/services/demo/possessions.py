"""What the household owns and owes beside its bank accounts: a car, and two loans.

Nobody keeps rows of these: their values are typed in, every three months. The loans go down by
what the books pay on them, less the interest.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from backend.core.calendar import Month

_EVERY = 3
_LOSES = (965, 1000)  # a car's value, each quarter
_TWELFTHS = 12_000  # of thousandths a year
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a thing was worth at the end of a day; negative where it is owed."""

    date: dt.date
    cents: int


@dataclass(frozen=True, slots=True)
class Possession:
    """A thing that is owned, or a debt, with its values, oldest first."""

    key: str
    name: str
    institution: str
    account_type: str
    valuations: tuple[Valuation, ...]


def possessions(first_day: dt.date, last_day: dt.date) -> tuple[Possession, ...]:
    """Return what is owned and owed from the evening before `first_day` up to `last_day`."""
    days = list(_days(first_day - _DAY, last_day))
    car = tuple(Valuation(day, _car(place)) for place, day in enumerate(days))
    auto = _loan(days, opening_cents=10_640_00, payment_cents=389_42, rate=49)
    student = _loan(days, opening_cents=21_318_55, payment_cents=288_41, rate=45)
    return (
        Possession("car", "Subaru Outback", "Household", "property", car),
        Possession("auto_loan", "Car Loan", "Crestline Auto Finance", "loan", auto),
        Possession("student_loan", "Student Loan", "Navient", "loan", student),
    )


def _days(start: dt.date, last_day: dt.date) -> Iterator[dt.date]:
    """Yield the day before the books begin, and the ends of every third month."""
    yield start
    month = Month.of(start).plus(_EVERY)
    while month.end - _DAY <= last_day:
        yield month.end - _DAY
        month = month.plus(_EVERY)


def _car(quarters: int) -> int:
    cents = 24_800_00
    for _ in range(quarters):
        cents = cents * _LOSES[0] // _LOSES[1]
    return cents // 10_000 * 10_000


def _loan(
    days: list[dt.date], *, opening_cents: int, payment_cents: int, rate: int
) -> tuple[Valuation, ...]:
    """Return what is owed on each day, after a payment a month; `rate` is in thousandths a year."""
    owed, found = opening_cents, [Valuation(days[0], -opening_cents)]
    for day in days[1:]:
        for _ in range(_EVERY):
            owed = max(0, owed + owed * rate // _TWELFTHS - payment_cents)
        found.append(Valuation(day, -owed))
    return tuple(found)

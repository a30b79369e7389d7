"""One value of an earlier version, read as what today's column holds.

Each reader raises ValueError, with the end of a sentence that begins with the column's name, for
a value that it can't hold.
"""

import datetime as dt
import math
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from backend.core.money import to_cents

_LARGEST = 2**63  # what SQLite's integers stay below
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_MOMENT_LENGTH = len("2024-05-06 07:08:09.000010")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def decimal(value: Any) -> Decimal:
    """Return the number that a float was written as: 0.1 is a tenth."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is not a finite number")
    try:
        # repr gives the shortest digits that mean this float, which are those that came in.
        number = Decimal(repr(value) if isinstance(value, float) else str(value))
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is not a number") from error
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    return number


def cents(value: Any) -> int:
    """Return dollars as whole cents; half a cent is rounded away from zero."""
    return to_cents(decimal(value))


def exact(value: Any) -> str:
    """Return a quantity or a price as the text of an exact decimal."""
    return format(decimal(value), "f")


def share(value: Any) -> float:
    """Return a confidence in 0–1; counts of confirmations, which some versions stored, are 1."""
    number = decimal(value)
    if number < 0:
        raise ValueError(f"{value} is below zero")
    return float(min(number, Decimal(1)))


def seconds(value: Any) -> float:
    """Return a duration."""
    return float(decimal(value))


def whole(value: Any) -> int:
    """Return a whole number."""
    if type(value) is int:  # as nearly always
        return value
    number = decimal(value)
    if number != number.to_integral_value():
        raise ValueError(f"{value!r} is not a whole number")
    if abs(number) >= _LARGEST:
        raise ValueError(f"{value!r} is larger than any number here")
    return int(number)


def flag(value: Any) -> int:
    """Return a truth value as 0 or 1."""
    return int(decimal(value) != 0)


def text(value: Any) -> str:
    """Return text; numbers that were stored in a text column are spelled out."""
    if isinstance(value, bytes):
        raise ValueError("it holds bytes and no text")  # noqa: TRY004 - what every reader raises
    return str(value)


def day(value: Any) -> str:
    """Return a day as `YYYY-MM-DD`; a time behind it is left out."""
    written = str(value)
    if len(written) > len("YYYY-MM-DD") and written[10] in " T":
        written = written[:10]
    try:
        return dt.date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise ValueError(f"{value!r} is not a day") from error


def moment(value: Any) -> str:
    """Return a moment as naive UTC text."""
    written = str(value)
    try:
        read = dt.datetime.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{value!r} is not a moment") from error
    if read.tzinfo is not None:
        read = read.astimezone(dt.UTC)
    elif len(written) == _MOMENT_LENGTH and written[10] == " ":
        return written  # as the app wrote it
    return read.strftime(_MOMENT)


def month(value: Any) -> str:
    """Return a month as `YYYY-MM`."""
    if not _MONTH.fullmatch(str(value)):
        raise ValueError(f"{value!r} is not a month")
    return str(value)

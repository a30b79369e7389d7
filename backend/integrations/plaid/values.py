"""Reading single values out of Plaid's answers: strict where a row can't do without, else lenient."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from backend.integrations.plaid.errors import unreadable

Raw = Mapping[str, Any]

_CENT = Decimal("0.01")
# Beyond what any account holds, and within what the database keeps.
_LARGEST = Decimal(10) ** 13
_YEARS = range(1900, 2200)


def text(raw: Raw, key: str) -> str | None:
    """Return a text for people, one line without blanks around it; None where there is none."""
    value = raw.get(key)
    if not isinstance(value, str):
        return None
    if not value.isprintable():  # line breaks, and halves of characters that no file can hold
        value = "".join(letter if letter.isprintable() else " " for letter in value)
    return value.strip() or None


def needed_text(raw: Raw, key: str) -> str:
    """Return an id that must be there, exactly as it came: ids are compared."""
    value = raw.get(key)
    if not isinstance(value, str) or not value or not value.isprintable():
        raise unreadable()
    return value


def number(raw: Raw, key: str) -> Decimal | None:
    """Return a number exactly; None where there is none."""
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise unreadable()
    exact = Decimal(value)
    if exact.copy_abs() >= _LARGEST:
        raise unreadable()
    return exact


def money(raw: Raw, key: str) -> Decimal | None:
    """Return an amount in whole cents; the fractions that Plaid's doubles drag along go."""
    value = number(raw, key)
    return None if value is None else value.quantize(_CENT, ROUND_HALF_EVEN)


def needed_money(raw: Raw, key: str) -> Decimal:
    """Return an amount that must be there."""
    value = money(raw, key)
    if value is None:
        raise unreadable()
    return value


def day(raw: Raw, key: str) -> dt.date | None:
    """Return a day; None where there is none."""
    value = raw.get(key)
    if value is None:
        return None
    try:
        found = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise unreadable() from None
    if found.year not in _YEARS:
        raise unreadable()
    return found


def needed_day(raw: Raw, key: str) -> dt.date:
    """Return a day that must be there."""
    value = day(raw, key)
    if value is None:
        raise unreadable()
    return value


def moment(raw: Raw, key: str) -> dt.datetime | None:
    """Return a moment in UTC; None where there is none, or nothing that can be read as one."""
    value = raw.get(key)
    try:
        parsed = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if parsed is None:
        return None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


def rows(raw: Raw, key: str) -> Sequence[Raw]:
    """Return a list of objects that must be there, be it empty."""
    value = raw.get(key)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise unreadable()
    return value


def part(raw: Raw, key: str) -> Raw:
    """Return an object inside another; an empty one where there is none."""
    value = raw.get(key)
    return value if isinstance(value, dict) else {}

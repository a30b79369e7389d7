"""Amounts and dates: a single one, a range, or everything to one side."""

import datetime as dt

from backend.services.filtering.amounts import cents_of
from backend.services.filtering.conditions import DateBetween, SizeBetween
from backend.services.filtering.days import WORDS, Days, days_of
from backend.services.filtering.errors import FilterError, nearest
from backend.services.filtering.tree import Comparison, Span, Value

_EQUAL = (":", "=", "!=")
_DATES = "Write 2025, 2025-q1, 2025-03, 2025-03-14, last-month or last-30-days."
_AMOUNTS = "Write it as 12 or 12.50."


def size_between(node: Comparison, value: Value) -> SizeBetween:
    """Return the sizes that a comparison lets pass; the ends of a range are inside it.

    Raises:
        FilterError: there is no amount, or a range ends before it begins.
    """
    ends = _ends(node, value)
    if ends is not None:
        low, high = (None if end is None else _cents(end) for end in ends)
        if low is not None and high is not None and low > high:
            raise _turned(value)
        return SizeBetween(low, high, node.field)
    cents = _cents(value)
    low, high = {
        "<": (None, cents - 1),
        "<=": (None, cents),
        ">": (cents + 1, None),
        ">=": (cents, None),
    }.get(node.operator, (cents, cents))
    return SizeBetween(low, high, node.field)


def date_between(node: Comparison, value: Value, today: dt.date) -> DateBetween:
    """Return the days that a comparison lets pass.

    A month or a year is all its days: `date:2025-03` is March, `date>2025` begins with 2026.

    Raises:
        FilterError: there is no such day, or a range ends before it begins.
    """
    ends = _ends(node, value)
    if ends is not None:
        first, last = (None if end is None else _days(end, today) for end in ends)
        start, end = first and first[0], last and last[1]
        if start is not None and end is not None and start >= end:
            raise _turned(value)
        return DateBetween(start, end)
    start, end = _days(value, today)
    return {
        "<": DateBetween(None, start),
        "<=": DateBetween(None, end),
        ">": DateBetween(end, None),
        ">=": DateBetween(start, None),
    }.get(node.operator, DateBetween(start, end))


def _ends(node: Comparison, value: Value) -> tuple[Value | None, Value | None] | None:
    """Return the two ends of a range, None for an open one; None where it is no range."""
    for sign in ("..", "…"):
        before, found, after = value.text.partition(sign)
        if not found:
            continue
        if node.operator not in _EQUAL:
            message = f"A range goes with “:”, not with “{node.operator}”."
            raise FilterError(message, node.operator_span, expected=[":"], suggestion=":")
        if not before.strip() and not after.strip():
            raise FilterError("A range needs at least one end, such as 10.. or ..50.", value.span)
        return _end(value, 0, before), _end(value, len(before) + len(sign), after)
    return None


def _end(value: Value, offset: int, text: str) -> Value | None:
    if not text.strip():
        return None
    start = value.span.start + offset + (1 if value.quoted else 0)
    return Value(text.strip(), value.quoted, Span(start, start + len(text)))


def _cents(value: Value) -> int:
    cents = cents_of(value.text)
    if cents is not None:
        return cents
    if value.text[:1] in "-−+" and cents_of(value.text[1:]) is not None:
        message = "An amount has no sign here: write out:… for money out, in:… for money in."
        raise FilterError(message, value.span, suggestion=value.text[1:])
    raise FilterError(f"“{value.text}” is no amount. {_AMOUNTS}", value.span)


def _days(value: Value, today: dt.date) -> Days:
    days = days_of(value.text, today)
    if days is not None:
        return days
    meant = nearest(value.text, list(WORDS))
    hint = f"Did you mean {meant}?" if meant else _DATES
    raise FilterError(
        f"“{value.text}” is no date. {hint}", value.span, expected=list(WORDS), suggestion=meant
    )


def _turned(value: Value) -> FilterError:
    return FilterError("This range ends before it begins.", value.span)

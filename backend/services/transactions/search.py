"""Searching transactions by words and amounts."""

import re
import unicodedata
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, false, func, or_, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from backend.models import Transaction

_MOST_WORDS = 12
_ESCAPED = re.compile(r"[\\%_]")
# Eleven digits at most: more is no amount that the app holds.
_AMOUNT = re.compile(r"[-+−]?[$€£¥]?[-+−]?(?P<whole>\d{0,11})(?:\.(?P<part>\d{0,2}))?[$€£¥]?")

_TEXTS: tuple[InstrumentedAttribute[str] | InstrumentedAttribute[str | None], ...] = (
    Transaction.description,
    Transaction.merchant_name,
    Transaction.notes,
)


def search_conditions(text: str) -> list[ColumnElement[bool]]:
    """Return one condition per word of `text`: it occurs in the transaction's words or amount.

    Case doesn't matter. `12` finds 12.00 to 12.99, `12.5` finds 12.50 to 12.59, whichever way the
    money went; `$1,234.56` finds just that. Signs that SQL reads as wildcards find themselves.
    """
    words = text.split()
    if len(words) > _MOST_WORDS:
        words = [*words[: _MOST_WORDS - 1], " ".join(words[_MOST_WORDS - 1 :])]
    return [occurs(word) for word in words]


def amount_range(word: str) -> tuple[int, int] | None:
    """Return the first and last number of cents that `word` can mean, if it is an amount."""
    match = _AMOUNT.fullmatch(word.replace(",", ""))
    if match is None:
        return None
    whole, part = match["whole"], match["part"] or ""
    if not whole and not part:
        return None
    spread = 10 ** (2 - len(part))
    first = int(f"{whole or 0}{part}") * spread
    return first, first + spread - 1


def occurs(word: str, *, as_amount: bool = True) -> ColumnElement[bool]:
    """Return whether a word is in the transaction's words or, if it may be one, its amount."""
    if "\0" in word:  # where SQLite would end the pattern, and find everything
        return false()
    found = [is_like(column, word) for column in _TEXTS]
    cents = amount_range(word) if as_amount else None
    if cents is not None:
        found.append(func.abs(type_coerce(Transaction.amount, BigInteger)).between(*cents))
    return or_(*found)


def is_like(
    column: ColumnElement[Any] | InstrumentedAttribute[Any], text: str, *, whole: bool = False
) -> ColumnElement[bool]:
    """Return whether a column contains `text`, or is it as a `whole`; case doesn't matter."""
    around = "" if whole else "%"
    found = []
    for spelling in spellings(text):
        literal = _ESCAPED.sub(r"\\\g<0>", spelling)
        escape = None if literal == spelling else "\\"
        found.append(column.like(f"{around}{literal}{around}", escape=escape))
    return or_(*found)


def spellings(word: str) -> list[str]:
    """Return how `word` may be stored, as LIKE itself folds only the case of ASCII letters."""
    if word.isascii():
        return [word]
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return list(dict.fromkeys([word, word.lower(), word.upper(), plain]))

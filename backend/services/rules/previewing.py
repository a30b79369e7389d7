"""What a rule would find: the transactions that its pattern and amount match."""

import heapq
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.services.categorization.normalization import Cleaner, normalize_text
from backend.services.categorization.patterns import (
    Pattern,
    PatternIndex,
    RegexIndex,
    pattern_words,
    words_of,
)
from backend.services.transactions.presentation import TransactionView, fetch_transactions

_EXAMPLES = 10

# Met by every row that a pattern can match, to spare the others the cleaning: the word as it is,
# in the merchant's one spelling, with an apostrophe in it, or with letters that have accents.
_MAY_MATCH = """(
    merchant_key LIKE :like ESCAPE '\\'
    OR description LIKE :like ESCAPE '\\'
    OR (instr(description, '''') AND replace(description, '''', '') LIKE :like ESCAPE '\\')
    OR (instr(merchant_key, '''') AND replace(merchant_key, '''', '') LIKE :like ESCAPE '\\')
    OR length(CAST(description AS BLOB)) != length(description)
)"""


@dataclass(frozen=True, slots=True)
class RulePreview:
    """How many transactions a rule's pattern finds, and the newest of them."""

    matches: int
    examples: list[TransactionView]


def preview_rule(
    session: Session,
    *,
    pattern: str,
    is_regex: bool = False,
    amount: Decimal | None = None,
    tolerance: Decimal = Decimal(0),
) -> RulePreview:
    """Return what a rule would match, whatever other rules say.

    Args:
        session: any session.
        pattern: plain text, or a regular expression.
        is_regex: which of the two.
        amount: signed (positive = money out); None makes it a rule by name alone.
        tolerance: how far off the amount may be, either way.

    Raises:
        InvalidPatternError: the pattern can't be used.
    """
    where = ["1"]
    bound: dict[str, int | str] = {}
    if amount is not None:
        where.append("amount BETWEEN :low AND :high")
        bound = {"low": to_cents(amount - tolerance), "high": to_cents(amount + tolerance)}
    if is_regex:
        fits = _regex_test(pattern)
    else:
        text_ = normalize_text(pattern)
        fits = _words_test(text_, by_name=amount is None)
        where.append(_MAY_MATCH)
        bound |= {"like": _like(text_)}
    rows = session.connection().exec_driver_sql(
        f"SELECT id, date, description FROM transactions WHERE {' AND '.join(where)}", bound
    )
    found = _fitting(rows, fits)
    newest = heapq.nlargest(_EXAMPLES, found)
    return RulePreview(len(found), fetch_transactions(session, [id_ for _, id_ in newest]))


def _fitting(rows: Iterable[Any], fits: Callable[[str], bool]) -> list[tuple[str, int]]:
    """Return day and id of the rows whose description fits."""
    known: dict[str, bool] = {}
    found = []
    for id_, day, description in rows:
        fit = known.get(description)
        if fit is None:
            fit = known[description] = fits(description)
        if fit:
            found.append((day, id_))
    return found


def _regex_test(pattern: str) -> Callable[[str], bool]:
    index = RegexIndex([Pattern(1, pattern.strip(), None)])
    return lambda description: index.find(description) is not None


def _words_test(text: str, *, by_name: bool) -> Callable[[str], bool]:
    """Return the test of the cascade: in the cleaned text and, by name, in the merchant's key."""
    index = PatternIndex([Pattern(1, text, None)])
    cleaner = Cleaner()

    def fits(description: str) -> bool:
        cleaned = cleaner.clean(description)
        if index.find_in(words_of(cleaned.text)) is not None:
            return True
        return by_name and index.find_in(words_of(cleaned.merchant)) is not None

    return fits


def _like(text: str) -> str:
    """Return what LIKE finds in every matching row: the longest word, less what banks vary."""
    words = [word for word in pattern_words(text) if word != "AND"]
    longest = max(words, key=len, default="").removesuffix("S")
    return "%" + re.sub(r"([\\%_])", r"\\\1", longest) + "%"

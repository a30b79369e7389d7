"""What a rule would find: the transactions that its pattern and amount match."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from backend.models import Transaction
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
_ANYTHING_ELSE = "*[^ -~]*"  # letters with accents, which only the cleaned text tells


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
    which: list[ColumnElement[bool]] = []
    if amount is not None:
        which.append(Transaction.amount.between(amount - tolerance, amount + tolerance))
    if is_regex:
        fits = _regex_test(pattern)
    else:
        text = normalize_text(pattern)
        fits = _words_test(text, by_name=amount is None)
        which.append(_may_match(text))
    ids = list(_matching(session, which, fits))
    return RulePreview(len(ids), fetch_transactions(session, ids[:_EXAMPLES]))


def _matching(
    session: Session, which: list[ColumnElement[bool]], fits: Callable[[str], bool]
) -> Iterator[int]:
    rows = session.execute(
        select(Transaction.id, Transaction.description)
        .where(*which)
        .order_by(Transaction.date.desc(), Transaction.id.desc())
    )
    known: dict[str, bool] = {}
    for id_, description in rows:
        fit = known.get(description)
        if fit is None:
            fit = known[description] = fits(description)
        if fit:
            yield id_


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


def _may_match(text: str) -> ColumnElement[bool]:
    """Return a condition that every matching row meets, to spare the others the cleaning."""
    words = [word for word in pattern_words(text) if word != "AND"]
    longest = max(words, key=len, default="").removesuffix("S")
    plain = func.replace(Transaction.description, "'", "")
    return or_(
        plain.icontains(longest, autoescape=True),
        Transaction.merchant_key.icontains(longest, autoescape=True),
        func.replace(Transaction.merchant_key, "'", "").icontains(longest, autoescape=True),
        Transaction.description.op("GLOB")(_ANYTHING_ELSE),
    )

"""Predictions of rows that wait for review: made, made anew after a rule changed, forgotten.

Only rows in `pending_review` are ever touched: what the owner decided or staged stays.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, text, update
from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.database.among import among
from backend.models import CategorizationTier, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Decision
from backend.services.categorization.engine import Cascade

# The second condition says the same to SQLite in the words of its index of waiting rows.
IN_REVIEW = and_(
    Transaction.status == TransactionStatus.PENDING_REVIEW,
    text("transactions.status IN ('pending_review', 'pending_save')"),
)

# Predictions of other origin (an AI's, a choice that was staged once) are not made anew.
_BY_CASCADE = or_(
    Transaction.predicted_category_id.is_(None),
    Transaction.categorization_tier.in_(
        (CategorizationTier.AMOUNT_RULE, CategorizationTier.MERCHANT_MAP)
    ),
)


@dataclass(frozen=True, slots=True)
class Categorized:
    """What a run found; `categorized` includes what was confirmed at once."""

    categorized: int
    auto_confirmed: int
    unmatched: int


def batch_categorize(session: Session, *, threshold: int, at: dt.datetime) -> Categorized:
    """Run the cascade on what has no prediction yet; what it is sure of is confirmed.

    A possible duplicate is never confirmed without a person.
    """
    operations.begin(session, "categorize", "Looked for categories", at=at)
    waiting = session.scalars(
        select(Transaction).where(IN_REVIEW, Transaction.predicted_category_id.is_(None))
    ).all()
    found = confirmed = 0
    cascade = load_cascade(session, threshold=threshold)
    for row, decision in _decisions(cascade, waiting):
        _predict(row, decision)
        found += decision.category_id is not None
        if decision.auto and row.possible_duplicate_of_id is None:
            row.status = TransactionStatus.AUTO_CONFIRMED
            row.category_id = decision.category_id
            confirmed += 1
    noun = "transaction" if found == 1 else "transactions"
    operations.describe(session, f"Found a category for {found:,} {noun}")
    session.flush()
    return Categorized(found, confirmed, len(waiting) - found)


def refresh(session: Session, *, threshold: int, merchants: Iterable[str] | None = None) -> None:
    """Predict anew, after rules changed, what waits for review.

    Nothing is confirmed by it. The caller has an operation open.

    Args:
        session: a write session.
        threshold: how often a merchant must be confirmed before it is filed by itself.
        merchants: only the rows with these merchant keys; None means all.
    """
    session.flush()
    which: list[ColumnElement[bool]] = [IN_REVIEW, _BY_CASCADE]
    if merchants is not None:
        which.append(Transaction.merchant_key.in_(among(merchants)))
    waiting = session.scalars(select(Transaction).where(*which)).all()
    if not waiting:
        return
    cascade = load_cascade(session, threshold=threshold)
    for row, decision in _decisions(cascade, waiting):
        _predict(row, decision)
    session.flush()


def clear_predictions(session: Session, *, at: dt.datetime) -> int:
    """Forget the predictions of what waits for review; return how many there were."""
    operations.begin(session, "clear_predictions", "Forgot suggestions", at=at)
    cleared = session.execute(
        update(Transaction)
        .where(
            IN_REVIEW,
            or_(
                Transaction.predicted_category_id.is_not(None),
                Transaction.categorization_tier.is_not(None),
            ),
        )
        .values(
            predicted_category_id=None,
            categorization_tier=None,
            prediction_confidence=None,
            decided_by_id=None,
            matched_text=None,
        )
        .returning(Transaction.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.expire_all()
    noun = "suggestion" if len(cleared) == 1 else "suggestions"
    operations.describe(session, f"Forgot {len(cleared):,} {noun}")
    return len(cleared)


def _decisions(
    cascade: Cascade, rows: Iterable[Transaction]
) -> Iterator[tuple[Transaction, Decision]]:
    for row in rows:
        yield row, cascade.decide(row.description, to_cents(row.amount))


def _predict(row: Transaction, decision: Decision) -> None:
    row.predicted_category_id = decision.category_id
    row.categorization_tier = decision.tier
    row.prediction_confidence = decision.confidence if decision.category_id else None
    row.decided_by_id = decision.decided_by
    row.matched_text = decision.matched_text or None

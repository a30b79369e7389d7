"""Predictions of rows that wait for review: made, made anew after a rule changed, forgotten.

Only rows in `pending_review` are ever touched: what the owner decided or staged stays.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, text, update
from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.database.among import among
from backend.models import CategorizationTier, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Decision

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


_PREDICTED = (
    "predicted_category_id",
    "categorization_tier",
    "prediction_confidence",
    "decided_by_id",
    "matched_text",
)
_FEW = 500


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
    waiting = _waiting(session, Transaction.predicted_category_id.is_(None))
    cascade = load_cascade(session, threshold=threshold)
    changes = []
    for row in waiting:
        decision = cascade.decide(row.description, to_cents(row.amount))
        change = _prediction(decision)
        if decision.auto and row.possible_duplicate_of_id is None:
            change |= {
                "status": TransactionStatus.AUTO_CONFIRMED,
                "category_id": decision.category_id,
            }
        changes.append((row, change))
    _store(session, changes)
    found = sum(change["predicted_category_id"] is not None for _, change in changes)
    noun = "transaction" if found == 1 else "transactions"
    operations.describe(session, f"Found a category for {found:,} {noun}")
    confirmed = sum("status" in change for _, change in changes)
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
    which: list[ColumnElement[bool]] = [_BY_CASCADE]
    if merchants is not None:
        which.append(Transaction.merchant_key.in_(among(merchants)))
    waiting = _waiting(session, *which)
    if not waiting:
        return
    few = len(waiting) <= _FEW
    cascade = load_cascade(
        session,
        threshold=threshold,
        descriptions=(row.description for row in waiting) if few else None,
    )
    _store(
        session,
        [
            (row, _prediction(cascade.decide(row.description, to_cents(row.amount))))
            for row in waiting
        ],
    )


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
        .values(dict.fromkeys(_PREDICTED))
        .returning(Transaction.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.expire_all()
    noun = "suggestion" if len(cleared) == 1 else "suggestions"
    operations.describe(session, f"Forgot {len(cleared):,} {noun}")
    return len(cleared)


def _waiting(session: Session, *which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return session.execute(
        select(
            Transaction.id,
            Transaction.description,
            Transaction.amount,
            Transaction.possible_duplicate_of_id,
            *(getattr(Transaction, name) for name in _PREDICTED),
        ).where(IN_REVIEW, *which)
    ).all()


def _prediction(decision: Decision) -> dict[str, Any]:
    return {
        "predicted_category_id": decision.category_id,
        "categorization_tier": decision.tier,
        "prediction_confidence": (
            round(decision.confidence, 4) if decision.category_id is not None else None
        ),
        "decided_by_id": decision.decided_by,
        "matched_text": decision.matched_text or None,
    }


def _store(session: Session, changes: Sequence[tuple[Row[Any], dict[str, Any]]]) -> None:
    """Update the rows whose prediction or status is another now, all in one statement each."""
    by_columns: dict[frozenset[str], list[dict[str, Any]]] = {}
    for row, change in changes:
        if any(getattr(row, name, None) != value for name, value in change.items()):
            same = by_columns.setdefault(frozenset(change), [])
            same.append({"id": row.id, **change})
    for rows in by_columns.values():
        session.execute(update(Transaction), rows)
    session.expire_all()

"""Predictions of rows that wait for review: made, made anew after a rule changed, forgotten.

Only rows in `pending_review` are ever touched: what the owner decided or staged stays.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    and_,
    bindparam,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import CategorizationTier, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import LOCAL_MODEL, Circumstances, Decision
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
        (
            CategorizationTier.RULE,
            CategorizationTier.AMOUNT_RULE,
            CategorizationTier.MERCHANT_MAP,
            CategorizationTier.LOCAL_MODEL,
        )
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
_FREQUENT = 20  # rows of one prediction: then a statement of their own is quicker

# Ids by what is predicted of them, in the order of _PREDICTED, and whether that is sure.
_Rows = dict[tuple[tuple[Any, ...], bool], list[int]]


@dataclass(frozen=True, slots=True)
class Categorized:
    """What a run found; `categorized` includes what was confirmed at once."""

    categorized: int
    auto_confirmed: int
    unmatched: int


def batch_categorize(session: Session, *, threshold: int, at: dt.datetime) -> Categorized:
    """Run the cascade on what has no prediction yet; what it is sure of is confirmed.

    Where it finds nothing, the local model suggests; that waits for the owner, always. A possible
    duplicate is never confirmed without a person.
    """
    operations.begin(session, "categorize", "Looked for categories", at=at)
    waiting = _waiting(session, Transaction.predicted_category_id.is_(None))
    cascade = load_cascade(session, threshold=threshold)
    anew: _Rows = defaultdict(list)
    found = confirmed = 0
    for row, decision in zip(waiting, _decide_all(session, waiting, cascade), strict=True):
        is_sure = decision.auto and row.possible_duplicate_of_id is None
        found += decision.category_id is not None
        confirmed += is_sure
        _note(anew, row, decision, is_sure=is_sure)
    _store(session, anew)
    noun = "transaction" if found == 1 else "transactions"
    operations.describe(session, f"Found a category for {found:,} {noun}")
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
    anew: _Rows = defaultdict(list)
    for row in waiting:
        decision = cascade.decide(row.description, row.cents, _around(row))
        if decision.category_id is not None or row.categorization_tier != LOCAL_MODEL:
            _note(anew, row, decision)
    _store(session, anew)


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


def _decide_all(session: Session, waiting: Sequence[Row[Any]], cascade: Cascade) -> list[Decision]:
    """Ask the cascade, and the local model about what the cascade leaves open."""
    decisions = [cascade.decide(row.description, row.cents, _around(row)) for row in waiting]
    open_ones = [at for at, decision in enumerate(decisions) if decision.category_id is None]
    if not open_ones:
        return decisions
    from backend.services.categorization.local_suggestions import Line, suggestions  # brings numpy

    lines = (
        Line(row.description, row.cents, row.date, row.account_id)
        for row in map(waiting.__getitem__, open_ones)
    )
    for at, suggested in zip(open_ones, suggestions(session, lines), strict=True):
        decisions[at] = suggested or decisions[at]
    return decisions


def _around(row: Row[Any]) -> Circumstances:
    return Circumstances(row.date, row.account_id, row.source, row.merchant_name, row.notes)


def _waiting(session: Session, *which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    columns: list[ColumnElement[Any]] = [
        *(getattr(Transaction, name) for name in _PREDICTED),
        Transaction.id.expression,
        Transaction.description.expression,
        Transaction.date.expression,
        Transaction.account_id.expression,
        Transaction.source.expression,
        Transaction.merchant_name.expression,
        Transaction.notes.expression,
        type_coerce(Transaction.amount, Integer).label("cents"),
        Transaction.possible_duplicate_of_id.expression,
    ]
    return session.execute(select(*columns).where(IN_REVIEW, *which)).all()


def _note(anew: _Rows, row: Row[Any], decision: Decision, *, is_sure: bool = False) -> None:
    """Put the row among those that get its prediction, if it has another one so far."""
    has_category = decision.category_id is not None
    prediction = (
        decision.category_id,
        decision.tier,
        round(decision.confidence, 4) if has_category else None,
        decision.decided_by,
        decision.matched_text or None,
    )
    if is_sure or row[: len(prediction)] != prediction:
        anew[prediction, is_sure].append(row.id)


def _store(session: Session, anew: _Rows) -> None:
    """Give the rows their predictions, all rows of a frequent one in one statement."""
    rare: list[dict[str, Any]] = []
    for (prediction, is_sure), ids in anew.items():
        values = dict(zip(_PREDICTED, prediction, strict=True))
        if len(ids) < _FREQUENT and not is_sure:
            rare += [values | {"row_id": id_} for id_ in ids]
            continue
        if is_sure:
            status = TransactionStatus.AUTO_CONFIRMED
            values |= {"status": status, "category_id": values["predicted_category_id"]}
        session.execute(
            update(Transaction)
            .where(Transaction.id.in_(among(ids)))
            .values(values)
            .execution_options(synchronize_session=False)
        )
    if rare:
        by_id = update(Transaction).where(Transaction.id == bindparam("row_id"))
        session.connection().execute(by_id, rare)
    session.expire_all()

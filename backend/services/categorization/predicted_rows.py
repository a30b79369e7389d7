"""Writing predictions on rows: all rows of one decision at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import Transaction, TransactionStatus
from backend.services.categorization.decisions import Decision
from backend.services.categorization.recording import record

PREDICTED = (
    "predicted_category_id",
    "categorization_tier",
    "prediction_confidence",
    "decided_by_id",
    "matched_text",
    "decision_id",
)
_FREQUENT = 20  # rows of one decision: then a statement of their own is quicker


class Proposed(NamedTuple):
    """What is to be written of one row; `is_sure` where it is confirmed at once."""

    row_id: int
    decision: Decision
    is_sure: bool


def store(
    session: Session,
    proposed: Sequence[Proposed],
    known: Mapping[int, int | None] | None = None,
    *,
    at: dt.datetime,
) -> None:
    """Give rows their predictions, all rows of a frequent one in one statement.

    `known` are the decisions that rows have so far, which are not written again.
    """
    kept = record(session, [one.decision for one in proposed], at=at)
    anew: dict[tuple[int, bool], list[int]] = defaultdict(list)
    values_of: dict[int, dict[str, Any]] = {}
    for one, decision_id in zip(proposed, kept, strict=True):
        if known is None or known[one.row_id] != decision_id:
            anew[decision_id, one.is_sure].append(one.row_id)
            if decision_id not in values_of:
                values_of[decision_id] = _values(one.decision, decision_id)
    rare: list[dict[str, Any]] = []
    for (decision_id, is_sure), ids in anew.items():
        values = values_of[decision_id]
        if is_sure or len(ids) >= _FREQUENT:
            _store_frequent(session, ids, values, is_sure=is_sure)
        else:
            rare += [values | {"row_id": row_id} for row_id in ids]
    if rare:
        by_id = update(Transaction).where(Transaction.id == bindparam("row_id"))
        session.connection().execute(by_id, rare)
    session.expire_all()


def _store_frequent(
    session: Session, ids: Sequence[int], values: dict[str, Any], *, is_sure: bool
) -> None:
    if is_sure:
        status = TransactionStatus.AUTO_CONFIRMED
        values = {**values, "status": status, "category_id": values["predicted_category_id"]}
    session.execute(
        update(Transaction)
        .where(Transaction.id.in_(among(ids)))
        .values(values)
        .execution_options(synchronize_session=False)
    )


def _values(decision: Decision, decision_id: int) -> dict[str, Any]:
    has_category = decision.category_id is not None
    prediction = (
        decision.category_id,
        decision.tier,
        round(decision.confidence, 4) if has_category else None,
        decision.decided_by,
        decision.matched_text or None,
        decision_id,
    )
    return dict(zip(PREDICTED, prediction, strict=True))

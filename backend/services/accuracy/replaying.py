"""The same page from the log, one record at a time, with none of the queries behind the page."""

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.models import StoredDecision, Transaction, TransactionStatus
from backend.services.accuracy.figures import Accuracy, accuracy_of
from backend.services.accuracy.outcomes import BINS, EARLIEST, LATEST, SURE, Outcomes, State

_LOG = text("SELECT transaction_id, decision_id FROM prediction_log")


def replay(session: Session, start: dt.date = EARLIEST, end: dt.date = LATEST) -> Accuracy:
    """Return the page as the log tells it, for rows with `start <= date < end`."""
    return accuracy_of(_records(session, start, end))


def _records(session: Session, start: dt.date, end: dt.date) -> Iterator[Outcomes]:
    decisions = {one.id: one for one in session.scalars(select(StoredDecision))}
    # Later entries overwrite earlier ones: what the owner saw last is what counts.
    last = {row.transaction_id: row.decision_id for row in session.execute(_LOG)}
    for row in session.scalars(select(Transaction)):
        if row.decision_id is not None and start <= row.date < end:
            yield _outcome(row, decisions[last[row.id]])


def _outcome(row: Transaction, decision: StoredDecision) -> Outcomes:
    state = _state(row)
    confidence = round((decision.confidence or 0.0) * SURE)
    is_judged = state is State.JUDGED
    return Outcomes(
        part=_part(decision),
        is_auto=decision.is_auto,
        has_answer=row.predicted_category_id is not None,
        state=state,
        month=f"{row.date:%Y-%m}",
        bin=min(confidence * BINS // SURE, BINS - 1) if is_judged else None,
        predicted_id=row.predicted_category_id if is_judged else None,
        chosen_id=row.category_id if is_judged else None,
        rows=1,
        confidence=confidence,
    )


def _state(row: Transaction) -> State:
    if row.status in (TransactionStatus.PENDING_REVIEW, TransactionStatus.PENDING_SAVE):
        return State.WAITING
    is_whole = not row.has_splits and row.transfer_id is None
    is_known = row.category_id is not None and row.predicted_category_id is not None
    if not (is_whole and is_known):
        return State.APART
    is_filed = row.status == TransactionStatus.AUTO_CONFIRMED
    return State.FILED if is_filed else State.JUDGED


def _part(decision: StoredDecision) -> str:
    if decision.tier != "merchant_map":
        return decision.tier
    return str(json.loads(decision.evidence).get("origin") or "learned")

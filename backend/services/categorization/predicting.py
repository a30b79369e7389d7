"""Predictions of rows that wait for review: made, made anew after a rule changed, forgotten.

Only rows in `pending_review` are ever touched: what the owner decided or staged stays.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    and_,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import CategorizationTier, Operation, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization.cascade import Rules, load_cascade
from backend.services.categorization.decisions import (
    AI,
    LOCAL_MODEL,
    RULE,
    Circumstances,
    Decision,
)
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local_tier import is_unsure
from backend.services.categorization.predicted_rows import PREDICTED, Proposed, store
from backend.services.rules.acting import act

# The second condition says the same to SQLite in the words of its index of waiting rows.
IN_REVIEW = and_(
    Transaction.status == TransactionStatus.PENDING_REVIEW,
    text("transactions.status IN ('pending_review', 'pending_save')"),
)

# Predictions of other origin (a choice that was staged once) are not made anew. An AI's give way to
# what the owner's rules and confirmations say by now.
_BY_CASCADE = or_(
    Transaction.predicted_category_id.is_(None),
    Transaction.categorization_tier.in_(
        (
            CategorizationTier.RULE,
            CategorizationTier.AMOUNT_RULE,
            CategorizationTier.MERCHANT_MAP,
            CategorizationTier.LOCAL_MODEL,
            CategorizationTier.AI,
        )
    ),
)


_FEW = 500
_NEWEST = "SELECT coalesce(max(id), 0) FROM operations"


@dataclass(frozen=True, slots=True)
class Categorized:
    """What a run found; `categorized` includes what was confirmed at once."""

    categorized: int
    auto_confirmed: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Proposals:
    """Decisions about all that waits without one, as things stood at `newest_operation`."""

    rows: list[Proposed]
    newest_operation: int


def propose(session: Session, rules: Rules) -> Proposals:
    """Decide about what waits without a prediction; nothing is written, so it may take its time.

    Rules and merchants come first, as always; where they find nothing, the local model does. A
    possible duplicate is never confirmed without a person.
    """
    waiting = _waiting(session, Transaction.predicted_category_id.is_(None))
    decisions = _decide_all(session, waiting, rules) if waiting else []
    rows = [
        Proposed(row.id, decision, decision.auto and row.possible_duplicate_of_id is None)
        for row, decision in zip(waiting, decisions, strict=True)
    ]
    return Proposals(rows, _newest_operation(session))


def batch_categorize(
    session: Session, proposals: Proposals, rules: Rules, *, at: dt.datetime
) -> Categorized:
    """Write what was proposed; where anything was done since, it is worked out anew.

    Args:
        session: a write session.
        proposals: what `propose` found, in a session of its own.
        rules: by which they were found.
        at: the moment of it.
    """
    if proposals.newest_operation != _newest_operation(session):
        proposals = propose(session, rules)
    operations.begin(session, "categorize", "Looked for categories", at=at)
    store(session, proposals.rows, at=at)
    act(
        session, [one.row_id for one in proposals.rows if one.is_sure and one.decision.tier == RULE]
    )
    found = sum(one.decision.category_id is not None for one in proposals.rows)
    noun = "transaction" if found == 1 else "transactions"
    operations.describe(session, f"Found a category for {found:,} {noun}")
    confirmed = sum(one.is_sure for one in proposals.rows)
    return Categorized(found, confirmed, len(proposals.rows) - found)


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
    anew = []
    for row in waiting:
        decision = cascade.decide(row.description, row.cents, _around(row))
        if decision.category_id is not None or row.categorization_tier not in (LOCAL_MODEL, AI):
            anew.append(Proposed(row.id, decision, is_sure=False))
    known = {row.id: row.decision_id for row in waiting}
    store(session, anew, known, at=_moment(session))


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
        .values(dict.fromkeys(PREDICTED))
        .returning(Transaction.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.expire_all()
    noun = "suggestion" if len(cleared) == 1 else "suggestions"
    operations.describe(session, f"Forgot {len(cleared):,} {noun}")
    return len(cleared)


def _decide_all(session: Session, waiting: Sequence[Row[Any]], rules: Rules) -> list[Decision]:
    """Ask the cascade, and the local model about what the cascade leaves open."""
    cascade = rules.cascade(session)
    decisions = [cascade.decide(row.description, row.cents, _around(row)) for row in waiting]
    open_ones = [at for at, decision in enumerate(decisions) if is_unsure(decision)]
    lines = [
        OpenLine(row.description, row.cents, row.date, row.account_id, decisions[at])
        for at, row in ((at, waiting[at]) for at in open_ones)
    ]
    for at, said in zip(open_ones, rules.ask_local_model(session, lines), strict=True):
        decisions[at] = said
    return decisions


def _newest_operation(session: Session) -> int:
    newest: int = session.connection().exec_driver_sql(_NEWEST).scalar_one()
    return newest


def _moment(session: Session) -> dt.datetime:
    """Return when the operation that is open began."""
    operation = session.get_one(Operation, session.info["operation_id"])
    return operation.created_at


def _around(row: Row[Any]) -> Circumstances:
    return Circumstances(row.date, row.account_id, row.source, row.merchant_name or "", row.notes)


def _waiting(session: Session, *which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    columns: list[ColumnElement[Any]] = [
        *(getattr(Transaction, name) for name in PREDICTED),
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

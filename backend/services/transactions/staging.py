"""Staging: decisions that are noted first and saved all at once later."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.database.among import among
from backend.models import Category, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization.learning import LearnChoice
from backend.services.categorization.telling import Learned
from backend.services.transactions.review import confirm_many, get_transactions
from backend.services.transactions.review_queue import WAITING

_WAITS = (TransactionStatus.PENDING_REVIEW, TransactionStatus.PENDING_SAVE)


class NotStageableError(ConflictError):
    """The transaction can't be staged; the message says why."""


class NotStagedError(ConflictError):
    """The transaction is not staged, so it can't be kicked back."""

    def __init__(self, transaction_id: int) -> None:
        super().__init__(f"Transaction {transaction_id} is not staged, so it can't go back.")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A transaction that was passed over, and why."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Staged:
    """How many transactions were staged, and which were not."""

    staged: int
    skipped: list[Skipped]


def stage(
    session: Session, transaction_id: int, *, category_id: int | None, at: dt.datetime
) -> None:
    """Note a category for a transaction that waits; None accepts its prediction.

    Raises:
        TransactionNotFoundError: there is none with that id.
        NotStageableError: it is confirmed already, or has no prediction to accept.
    """
    [row] = get_transactions(session, [transaction_id])
    refusal = _refusal(row, category_id)
    if refusal is not None:
        raise NotStageableError(refusal)
    chosen = _chosen(row, category_id)
    name = session.get_one(Category, chosen).display_name
    summary = f"Staged {row.merchant_name or row.description} as {name}"
    operations.begin(session, "stage", summary, at=at)
    _stage(row, chosen)
    session.flush()


def bulk_stage(
    session: Session, ids: Iterable[int], *, category_id: int | None, at: dt.datetime
) -> Staged:
    """Stage what can be staged of these transactions, and say why the others can't.

    A category of None accepts each row's own prediction.
    """
    wanted = list(dict.fromkeys(ids))
    rows = {
        row.id: row
        for row in session.scalars(select(Transaction).where(Transaction.id.in_(among(wanted))))
    }
    operations.begin(session, "stage", "Staged transactions", at=at)
    skipped = []
    for id_ in wanted:
        row = rows.get(id_)
        refusal = _refusal(row, category_id) if row else f"There is no transaction {id_}."
        if row is None or refusal is not None:
            skipped.append(Skipped(id_, refusal or ""))
        else:
            _stage(row, _chosen(row, category_id))
    staged = len(wanted) - len(skipped)
    operations.describe(session, f"Staged {_counted(staged)}")
    session.flush()
    return Staged(staged, skipped)


def kick_back(session: Session, transaction_id: int, *, at: dt.datetime) -> None:
    """Put a staged transaction back into review; the choice stays as its prediction.

    Raises:
        TransactionNotFoundError: there is none with that id.
        NotStagedError: it is not staged.
    """
    [row] = get_transactions(session, [transaction_id])
    if row.status != TransactionStatus.PENDING_SAVE:
        raise NotStagedError(transaction_id)
    summary = f"Put {row.merchant_name or row.description} back into review"
    operations.begin(session, "kick_back", summary, at=at)
    _kick_back(row)
    session.flush()


def revert_all(session: Session, *, at: dt.datetime) -> int:
    """Put every staged transaction back into review; return how many there were."""
    rows = _staged(session)
    operations.begin(session, "kick_back", f"Put {_counted(len(rows))} back into review", at=at)
    for row in rows:
        _kick_back(row)
    session.flush()
    return len(rows)


def commit_staged(
    session: Session,
    *,
    threshold: int,
    ids: Sequence[int] | None = None,
    choice: LearnChoice = LearnChoice.KEEP,
    at: dt.datetime,
) -> tuple[int, list[Learned]]:
    """Confirm what is staged, or of it only `ids`; return how many, and what that taught."""
    choices = {row.id: row.category_id for row in _staged(session, ids)}
    decided = {id_: category for id_, category in choices.items() if category is not None}
    if not decided:
        return 0, []
    learned = confirm_many(session, decided, threshold=threshold, choice=choice, at=at)
    return len(decided), learned


def _staged(session: Session, ids: Sequence[int] | None = None) -> list[Transaction]:
    statement = select(Transaction).where(
        Transaction.status == TransactionStatus.PENDING_SAVE, WAITING
    )
    if ids is not None:
        statement = statement.where(Transaction.id.in_(among(ids)))
    return list(session.scalars(statement.order_by(Transaction.id)))


def _refusal(row: Transaction, category_id: int | None) -> str | None:
    """Return why the row can't be staged, if so."""
    if row.status not in _WAITS:
        return f"Transaction {row.id} is confirmed already."
    if (category_id or _proposed(row)) is None:
        return f"Transaction {row.id} has no suggestion to accept. Choose a category for it."
    return None


def _chosen(row: Transaction, category_id: int | None) -> int:
    chosen = category_id or _proposed(row)
    if chosen is None:  # `_refusal` has seen to it
        raise NotStageableError(f"Transaction {row.id} has no suggestion to accept.")
    return chosen


def _proposed(row: Transaction) -> int | None:
    """Return the category that accepting the row means: what is staged, else the prediction."""
    staged = row.status == TransactionStatus.PENDING_SAVE
    return row.category_id if staged else row.predicted_category_id


def _stage(row: Transaction, category_id: int) -> None:
    row.status = TransactionStatus.PENDING_SAVE
    row.category_id = category_id


def _kick_back(row: Transaction) -> None:
    if row.category_id != row.predicted_category_id:
        row.predicted_category_id = row.category_id
        # The evidence was about another category; the owner's own word needs none.
        row.categorization_tier = None
        row.prediction_confidence = 1.0
        row.decided_by_id = row.decision_id = None
        row.matched_text = None
    row.category_id = None
    row.status = TransactionStatus.PENDING_REVIEW


def _counted(count: int) -> str:
    return "1 transaction" if count == 1 else f"{count:,} transactions"

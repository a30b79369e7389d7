"""Restoring deleted transactions exactly as they were, or saying why not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.models import DeletedTransaction
from backend.services import operations
from backend.services.transactions.deleted_log import DeletedTransactionNotFoundError
from backend.services.transactions.presentation import stamp
from backend.services.transactions.snapshots import Snapshot, read_snapshot
from backend.services.transactions.tags import set_tags

_SAME_ARRIVAL = """
SELECT id FROM transactions WHERE plaid_transaction_id = :plaid_transaction_id
UNION ALL
SELECT id FROM transactions
WHERE account_id = :account_id AND fingerprint = :fingerprint
  AND (occurrence = :occurrence OR external_id = :external_id)
LIMIT 1
"""

_BY_FEED = "SELECT 1 FROM feed_transactions WHERE transaction_id = :id"
# What the bank gave up and the owner brought back waits for the bank no longer.
_FEED_FOLLOWS = (
    "UPDATE feed_transactions SET transaction_id = :new WHERE transaction_id = :old",
    """
    UPDATE transactions SET is_pending = 0
    WHERE id = :new AND is_pending AND EXISTS (
        SELECT 1 FROM feed_transactions f
        WHERE f.transaction_id = transactions.id AND f.standing = 'removed')
    """,
)

# What was typed in by hand has no arrival to tell it by.
_SAME_WORDS = """
SELECT id FROM transactions
WHERE account_id = :account_id AND date = :date AND amount = :amount
  AND description = :description AND created_at > :deleted_at
LIMIT 1
"""


class AccountGoneError(ConflictError):
    """The account of a deleted transaction is no more."""

    def __init__(self, entry: DeletedTransaction) -> None:
        name = f"“{entry.account_name}”" if entry.account_name else "of this transaction"
        super().__init__(
            f"The account {name} is gone, so there is nothing to restore this to. "
            "Undo the deletion of the account in the history first."
        )


class AlreadyBackError(ConflictError):
    """The same row has arrived again since."""

    def __init__(self, transaction_id: int) -> None:
        super().__init__(
            "The same transaction is here again: it arrived after this one was deleted.",
            transaction_id=transaction_id,
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored transaction; `notice` says what could not be as it was."""

    transaction_id: int
    notice: str | None


@dataclass(frozen=True, slots=True)
class RestoreFailure:
    """An entry that could not be restored, and why."""

    deleted_id: int
    reason: str


def restore(session: Session, deleted_id: int, *, at: dt.datetime) -> Restored:
    """Bring a deleted transaction back: same id, status, category, splits, tags and pairs.

    Where its category is gone it comes back to review without one.

    Raises:
        DeletedTransactionNotFoundError: there is no such entry in the log.
        AccountGoneError: its account is gone.
        AlreadyBackError: the same row has arrived again since.
    """
    entry = session.get(DeletedTransaction, deleted_id)
    if entry is None:
        raise DeletedTransactionNotFoundError(deleted_id)
    if not _exists(session, "accounts", entry.account_id):
        raise AccountGoneError(entry)
    snapshot = read_snapshot(session, entry, at=at)
    _check_not_back(session, entry, snapshot.row)
    name = entry.merchant_name or entry.description
    operations.begin(session, "transactions_restore", f"Restored {name}", at=at)
    notice = _drop_what_is_gone(session, snapshot)
    transaction_id = _insert(session, snapshot.row)
    for statement in _FEED_FOLLOWS:
        session.execute(text(statement), {"old": snapshot.row["id"], "new": transaction_id})
    _add_splits(session, transaction_id, snapshot)
    set_tags(session, transaction_id, snapshot.tags)
    _pair_again(session, transaction_id, snapshot, at=at)
    session.delete(entry)
    session.flush()
    session.expire_all()
    return Restored(transaction_id, notice)


def restore_many(
    session: Session, deleted_ids: Iterable[int], *, at: dt.datetime
) -> tuple[list[Restored], list[RestoreFailure]]:
    """Restore what can be restored, last deleted first, and say of the rest why not.

    In that order the legs of a transfer that went one after the other find each other again.
    """
    restored: list[Restored] = []
    failed: list[RestoreFailure] = []
    for deleted_id in sorted(set(deleted_ids), reverse=True):
        try:
            restored.append(restore(session, deleted_id, at=at))
        except (NotFoundError, ConflictError) as error:  # raised before anything is changed
            failed.append(RestoreFailure(deleted_id, str(error)))
    if len(restored) > 1:
        operations.describe(session, f"Restored {len(restored):,} transactions")
    return restored, failed


def _exists(session: Session, table: str, row_id: int | None) -> bool:
    found = session.scalar(text(f"SELECT 1 FROM {table} WHERE id = :id"), {"id": row_id})
    return found is not None


def _check_not_back(session: Session, entry: DeletedTransaction, row: dict[str, Any]) -> None:
    by_arrival = (
        row["fingerprint"] is not None
        or row["plaid_transaction_id"] is not None
        or session.scalar(text(_BY_FEED), row) is not None
    )
    bound = {**row, "deleted_at": stamp(entry.deleted_at)}
    same = session.scalar(text(_SAME_ARRIVAL if by_arrival else _SAME_WORDS), bound)
    if same is not None:
        raise AlreadyBackError(same)


def _drop_what_is_gone(session: Session, snapshot: Snapshot) -> str | None:
    """Clear references to what is no more; return a sentence if a category was among it."""
    row = snapshot.row
    for name, table in (("predicted_category_id", "categories"), ("import_id", "imports")):
        if not _exists(session, table, row[name]):
            row[name] = None
    lost = False
    for holder in (row, *snapshot.splits):
        category_id = holder["category_id"]
        if category_id is not None and not _exists(session, "categories", category_id):
            holder["category_id"] = None
            lost = True
    if not lost:
        return None
    row["status"] = "pending_review"
    return "Its category is gone, so it is back in review."


def _insert(session: Session, row: dict[str, Any]) -> int:
    """Insert the row under its own id, or another where a file of old gave that away again."""
    if _exists(session, "transactions", row["id"]):
        row = {name: value for name, value in row.items() if name != "id"}
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    statement = text(f"INSERT INTO transactions ({names}) VALUES ({marks}) RETURNING id")
    return int(session.execute(statement, row).scalar_one())


def _add_splits(session: Session, transaction_id: int, snapshot: Snapshot) -> None:
    for part in snapshot.splits:
        session.execute(
            text(
                "INSERT INTO transaction_splits (transaction_id, category_id, amount, notes)"
                " VALUES (:transaction_id, :category_id, :amount, :notes)"
            ),
            {**part, "transaction_id": transaction_id},
        )


def _pair_again(
    session: Session, transaction_id: int, snapshot: Snapshot, *, at: dt.datetime
) -> None:
    """Pair the transaction as it was, where the other leg is there and still free."""
    if transaction_id != snapshot.row["id"]:
        return
    for out_id, in_id, status in snapshot.transfers:
        other = in_id if out_id == transaction_id else out_id
        if not _is_free(session, other, (out_id, in_id), refused=status == "refused"):
            continue
        pair = session.execute(
            text(
                "INSERT INTO transfers (out_transaction_id, in_transaction_id, status, created_at)"
                " VALUES (:out, :in, :status, :at) RETURNING id"
            ),
            {"out": out_id, "in": in_id, "status": status, "at": stamp(at)},
        ).scalar_one()
        if status == "confirmed":
            session.execute(
                text("UPDATE transactions SET transfer_id = :pair WHERE id IN (:out, :in)"),
                {"pair": pair, "out": out_id, "in": in_id},
            )


def _is_free(session: Session, other: int, legs: tuple[int, int], *, refused: bool) -> bool:
    """Return whether the pair can stand again: both legs there, equal, and not paired anew."""
    cents = session.execute(
        text("SELECT sum(amount), count(*) FROM transactions WHERE id IN (:first, :second)"),
        {"first": legs[0], "second": legs[1]},
    ).one()
    if refused:
        return bool(cents[1] == len(legs))
    taken = session.scalar(
        text(
            "SELECT 1 FROM transfers WHERE status != 'refused'"
            " AND (out_transaction_id = :other OR in_transaction_id = :other)"
        ),
        {"other": other},
    )
    return tuple(cents) == (0, len(legs)) and taken is None

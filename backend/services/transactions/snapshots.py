"""What the deleted log keeps of a transaction, read back."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core.fingerprint import fingerprint
from backend.core.money import to_cents
from backend.models import Category, DeletedTransaction, Transaction, TransactionStatus
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.normalization import Cleaner
from backend.services.transactions.presentation import stamp

_NOT_BY_FILE = {"manual", "plaid", "plaid_sync", "simplefin"}

_OCCURRENCES = """
SELECT occurrence FROM transactions WHERE account_id = :account AND fingerprint = :key
UNION SELECT occurrence FROM deleted_transactions WHERE account_id = :account AND fingerprint = :key
UNION SELECT occurrence FROM forgotten_transactions
WHERE account_id = :account AND fingerprint = :key
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A transaction as it was: its columns as they are stored, and what belonged to it.

    `transfers` holds (id of the leg out, id of the leg in, status).
    """

    row: dict[str, Any]
    splits: list[dict[str, Any]]
    tags: list[str]
    transfers: list[tuple[int, int, str]]


def read_snapshot(session: Session, entry: DeletedTransaction, *, at: dt.datetime) -> Snapshot:
    """Return what the log knows of a transaction.

    Earlier versions kept only some columns; of theirs the rest is worked out.
    """
    columns = {column.name for column in Transaction.__table__.columns}
    kept = json.loads(entry.snapshot) if entry.snapshot else {}
    row = kept.get("row") or _row_of_an_earlier_version(session, entry, at=at)
    row = {name: value for name, value in row.items() if name in columns}
    row["transfer_id"] = None
    if row.get("merchant_key"):  # it may have been merged since
        row["merchant_key"] = merchant_words(session).key_of(row["merchant_key"])
    splits = kept.get("splits", [])
    row["has_splits"] = bool(splits)
    pairs = [(out_id, in_id, status) for out_id, in_id, status in kept.get("transfers", [])]
    return Snapshot(row, splits, kept.get("tags", []), pairs)


def _row_of_an_earlier_version(
    session: Session, entry: DeletedTransaction, *, at: dt.datetime
) -> dict[str, Any]:
    row = {column.name: None for column in Transaction.__table__.columns}
    category_id = _category_named(session, entry.category_name)
    status = entry.status or TransactionStatus.PENDING_REVIEW
    if entry.category_name and category_id is None:
        status = TransactionStatus.PENDING_REVIEW
    key, occurrence = _arrival(session, entry)
    return {
        **row,
        "id": entry.original_id,
        "account_id": entry.account_id,
        "plaid_transaction_id": entry.plaid_transaction_id,
        "date": entry.date.isoformat(),
        "description": entry.description,
        "merchant_name": entry.merchant_name,
        "merchant_key": Cleaner().clean(entry.description).merchant,
        "amount": to_cents(entry.amount),
        "category_id": category_id,
        "status": status,
        "source": entry.source or "manual",
        "is_pending": False,
        "is_left_out": False,
        "external_id": entry.external_id,
        "fingerprint": key,
        "occurrence": occurrence,
        "created_at": stamp(min(entry.deleted_at, at)),
    }


def _category_named(session: Session, name: str | None) -> int | None:
    """Return the only category that is called so; the log of earlier versions kept names alone."""
    found = session.scalars(select(Category.id).where(Category.display_name == name)).all()
    return found[0] if len(found) == 1 else None


def _arrival(session: Session, entry: DeletedTransaction) -> tuple[int | None, int | None]:
    """Return fingerprint and occurrence, so that the file that brought the row knows it again."""
    if entry.fingerprint is not None or entry.source in _NOT_BY_FILE:
        return entry.fingerprint, entry.occurrence
    key = fingerprint(entry.date, to_cents(entry.amount), entry.description)
    taken = set(session.scalars(text(_OCCURRENCES), {"account": entry.account_id, "key": key}))
    return key, next(number for number in range(1, len(taken) + 2) if number not in taken)

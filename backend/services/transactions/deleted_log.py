"""The log of deleted transactions: looking into it, and forgetting for good."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, text
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import Account, DeletedTransaction
from backend.services import operations
from backend.services.transactions.presentation import stamp

_REMEMBER = """
INSERT INTO forgotten_transactions (
    account_id, plaid_transaction_id, external_id, fingerprint, occurrence, forgotten_at)
SELECT account_id, plaid_transaction_id, external_id, fingerprint, occurrence, :at
FROM deleted_transactions
WHERE id IN (SELECT value FROM json_each(:ids)) AND account_id IS NOT NULL
  AND (fingerprint IS NOT NULL OR plaid_transaction_id IS NOT NULL OR external_id IS NOT NULL)
"""
_PRESENT = "SELECT id FROM deleted_transactions WHERE id IN (SELECT value FROM json_each(:ids))"
_PURGE = "DELETE FROM deleted_transactions WHERE id IN (SELECT value FROM json_each(:ids))"


class DeletedTransactionNotFoundError(NotFoundError):
    """There is no such entry in the deleted log."""

    def __init__(self, deleted_id: int) -> None:
        super().__init__(
            f"There is no deleted transaction {deleted_id}. It may have been restored or purged."
        )


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """A deleted transaction; it can be restored while its account is there."""

    id: int
    original_id: int
    account_name: str | None
    date: dt.date
    description: str
    merchant_name: str | None
    amount: Decimal
    category_name: str | None
    status: str | None
    source: str | None
    reason: str
    deleted_at: dt.datetime
    can_restore: bool


@dataclass(frozen=True, slots=True)
class DeletedPage:
    """Some entries, how many there are in all, and the id that the next page comes before."""

    items: list[DeletedEntry]
    total: int
    next_before_id: int | None


def list_deleted(
    session: Session,
    *,
    search: str | None = None,
    limit: int = 100,
    offset: int = 0,
    before_id: int | None = None,
) -> DeletedPage:
    """Return a page of the log, last deleted first."""
    log = DeletedTransaction
    found = _matching(search)
    total = session.scalar(select(func.count()).select_from(log).where(*found)) or 0
    if before_id is not None:
        found.append(log.id < before_id)
    columns: list[Any] = [getattr(log, name) for name in DeletedEntry.__slots__[:-1]]
    rows: Any = session.execute(
        select(*columns, Account.id.is_not(None))
        .outerjoin(Account, Account.id == log.account_id)
        .where(*found)
        .order_by(log.id.desc())
        .limit(limit + 1)
        .offset(offset)
    ).all()
    items = [DeletedEntry(*row) for row in rows[:limit]]
    return DeletedPage(items, total, items[-1].id if len(rows) > limit else None)


def purge(session: Session, deleted_ids: Iterable[int], *, at: dt.datetime) -> int:
    """Remove entries from the log and return how many there were; they can't be restored.

    What a file or feed would know them by is kept, so that they never come back.
    """
    wanted = {"ids": json.dumps(list(deleted_ids))}
    return _purge(session, list(session.scalars(text(_PRESENT), wanted)), at=at)


def purge_one(session: Session, deleted_id: int, *, at: dt.datetime) -> None:
    """Remove one entry from the log.

    Raises:
        DeletedTransactionNotFoundError: there is none with that id.
    """
    if not purge(session, [deleted_id], at=at):
        raise DeletedTransactionNotFoundError(deleted_id)


def purge_all(session: Session, *, at: dt.datetime) -> int:
    """Empty the log and return how many entries it had."""
    return _purge(session, list(session.scalars(select(DeletedTransaction.id))), at=at)


def _purge(session: Session, ids: list[int], *, at: dt.datetime) -> int:
    if not ids:
        return 0
    summary = f"Purged {len(ids):,} deleted transaction{'' if len(ids) == 1 else 's'}"
    operations.begin(session, "transactions_purge", summary, at=at)
    session.execute(text(_REMEMBER), {"ids": json.dumps(ids), "at": stamp(at)})
    session.execute(text(_PURGE), {"ids": json.dumps(ids)})
    session.expire_all()
    return len(ids)


def _matching(search: str | None) -> list[ColumnElement[bool]]:
    log = DeletedTransaction
    return [
        or_(
            log.description.icontains(word, autoescape=True),
            log.merchant_name.icontains(word, autoescape=True),
            log.account_name.icontains(word, autoescape=True),
        )
        for word in (search or "").split()
    ]

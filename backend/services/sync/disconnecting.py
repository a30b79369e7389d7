"""Letting go of a login: what it brought stays, or goes to the deleted log."""

import datetime as dt
import json

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.models import ConnectionAccount, ConnectionStatus
from backend.services import operations
from backend.services.sync.accounts import leave
from backend.services.sync.connections import get_connection
from backend.services.transactions.deletion import delete_transactions

# Rows that the login brought; those that were here from a file, and that it only knew again, stay.
# Ids of before there were logins are those of the accounts that it feeds.
_BROUGHT = text("""
SELECT t.id FROM transactions t
JOIN feed_transactions f ON f.transaction_id = t.id AND f.account_id = t.account_id
WHERE f.provider = :provider AND t.source IN (:provider, :provider || '_sync')
  AND (f.connection_id = :connection OR f.connection_id IS NULL AND t.account_id IN (
    SELECT account_id FROM connection_accounts
    WHERE connection_id = :connection AND account_id IS NOT NULL))
""")
# Connected again, the bank may bring them anew; what the owner had deleted before stays deleted.
_UNLEARN = text("""
DELETE FROM feed_transactions
WHERE transaction_id IN (SELECT value FROM json_each(:ids))
""")


def count_brought(session: Session, connection_id: int) -> int:
    """Return how many transactions would go with a login's data."""
    return len(_brought(session, connection_id))


def forget(session: Session, connection_id: int, *, delete_rows: bool, at: dt.datetime) -> int:
    """Let go of a login here; with `delete_rows`, what it brought goes to the deleted log.

    Return how many rows went. The credential is gone at once, and nothing brings it back; the
    rows come back by an undo.

    Raises:
        ConnectionNotFoundError: there is none with that id.
    """
    connection = get_connection(session, connection_id)
    name = connection.institution_name
    operations.begin(session, "bank_disconnect", f"Disconnected {name}", at=at)
    ids = _brought(session, connection_id) if delete_rows else []
    if ids:
        delete_transactions(session, ids, reason="connection", at=at)
        session.execute(_UNLEARN, {"ids": json.dumps(ids)})
        operations.describe(
            session, f"Disconnected {name} and deleted {len(ids):,} transactions from it"
        )
    _release(session, connection_id, at=at)
    connection = get_connection(session, connection_id)
    connection.status = ConnectionStatus.DISCONNECTED
    connection.secret = connection.state = None
    connection.failures, connection.next_attempt_at, connection.paused_at = 0, None, None
    connection.last_error = connection.last_error_code = connection.last_failure = None
    connection.disconnected_at = connection.disconnected_at or at
    session.flush()
    return len(ids)


def feeds_nothing_else(session: Session, connection_id: int, account_id: int) -> bool:
    """Tell whether a login feeds no account but this one."""
    others = select(ConnectionAccount.id).where(
        ConnectionAccount.connection_id == connection_id,
        ConnectionAccount.account_id.is_not(None),
        ConnectionAccount.account_id != account_id,
    )
    return session.scalar(others.limit(1)) is None


def _brought(session: Session, connection_id: int) -> list[int]:
    provider = get_connection(session, connection_id).provider
    bound = {"connection": connection_id, "provider": provider}
    return sorted(set(session.scalars(_BROUGHT, bound)))


def _release(session: Session, connection_id: int, *, at: dt.datetime) -> None:
    rows = session.scalars(
        select(ConnectionAccount).where(
            ConnectionAccount.connection_id == connection_id,
            ConnectionAccount.account_id.is_not(None),
        )
    ).all()
    account_ids = [row.account_id for row in rows if row.account_id is not None]
    for row in rows:
        row.account_id = None
    leave(session, account_ids, at=at)

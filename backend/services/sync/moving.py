"""An account behind a login that turns out to be another one here: its rows follow it.

What a feed brought is in one account only. Into an account without rows they move as they are,
with all that the owner did to them. Where the account has rows of its own, from files say, they go
to the deleted log instead, and the next sync brings them again: only that comparison can tell
which of them are there already.
"""

import datetime as dt
import json

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.database import recorder
from backend.models import Account, Connection, ConnectionAccount, Transaction
from backend.services import operations
from backend.services.transactions.deletion import delete_transactions

_BROUGHT = text("""
SELECT t.id FROM transactions t
JOIN feed_transactions f ON f.transaction_id = t.id AND f.account_id = t.account_id
WHERE f.connection_id = :connection AND t.account_id = :account
  AND t.source IN (:provider, :provider || '_sync')
""")
# An id is told once, wherever its row is; the row that was here before keeps all but that.
_FREE_IDS = text("""
UPDATE transactions SET plaid_transaction_id = NULL
WHERE account_id = :account AND plaid_transaction_id IS NOT NULL AND id IN (
    SELECT transaction_id FROM feed_transactions
    WHERE connection_id = :connection AND account_id = :account)
""")
_FORGET = text("""
DELETE FROM feed_transactions
WHERE connection_id = :connection AND account_id = :account AND transaction_id IN (
    SELECT id FROM transactions UNION SELECT value FROM json_each(:ids))
""")
_MOVE_IDS = text("""
UPDATE OR IGNORE feed_transactions SET account_id = :target
WHERE connection_id = :connection AND account_id = :account
""")
_NO_LONGER = text(
    "UPDATE accounts SET plaid_item_id = NULL, plaid_account_id = NULL WHERE id = :account"
)
_MOVE_ROWS = text("""
UPDATE transactions SET account_id = :target WHERE id IN (SELECT value FROM json_each(:ids))
""")


def follow(
    session: Session, connection: Connection, row: ConnectionAccount, *, at: dt.datetime
) -> int:
    """Let what the feed brought elsewhere follow to the account it feeds; return how many rows."""
    moved = 0
    for former in _former(session, connection, row):
        moved += _leave(session, connection, former, row.account_id or 0, at=at)
    return moved


def _former(session: Session, connection: Connection, row: ConnectionAccount) -> list[int]:
    """Return the other accounts that this one behind the login fed last."""
    return list(
        session.scalars(
            select(Account.id).where(
                Account.plaid_item_id == connection.external_id,
                Account.plaid_account_id == row.external_id,
                Account.id != row.account_id,
            )
        )
    )


def _leave(
    session: Session, connection: Connection, former: int, target: int, *, at: dt.datetime
) -> int:
    session.flush()
    bound = {"connection": connection.id, "account": former, "target": target}
    ids = session.scalars(_BROUGHT, {**bound, "provider": connection.provider}).all()
    listed = {**bound, "ids": json.dumps(list(ids))}
    operations.begin(session, "bank_link", "Moved what a bank brought", at=at)
    with recorder.unrecorded(session):  # or an undo would bring an id back that is told elsewhere
        session.execute(_FREE_IDS, bound)
        session.execute(_NO_LONGER, bound)
    has_rows = session.scalar(
        select(Transaction.id).where(Transaction.account_id == target).limit(1)
    )
    if has_rows is None:
        session.execute(_MOVE_ROWS, listed)
        session.execute(_MOVE_IDS, bound)
    else:
        delete_transactions(session, ids, reason="connection", at=at)
        session.execute(_FORGET, listed)
    session.expire_all()
    return len(ids)

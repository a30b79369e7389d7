"""What a provider says of the accounts behind a login, stored; and what accounts show of it."""

import datetime as dt
import json
from collections.abc import Iterable

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.database import recorder
from backend.integrations.bank_feed import FeedAccount
from backend.models import ConnectionAccount, FeedDecision
from backend.services import operations

_DESCRIBED = (
    "name",
    "account_type",
    "official_name",
    "institution_name",
    "mask",
    "subtype",
    "currency",
    "persistent_id",
)
_BALANCES = ("balance_current", "balance_available", "balance_limit")

# A status that only logins have is the nearest one that accounts have had in every version.
_MIRROR = text("""
UPDATE accounts SET
    plaid_item_id = found.item_id,
    plaid_account_id = found.external_id,
    plaid_connection_status = found.status,
    last_synced_at = coalesce(found.last_success_at, last_synced_at),
    last_sync_error = found.last_error,
    balance_current = coalesce(found.balance_current, accounts.balance_current),
    balance_available = CASE WHEN found.balance_current IS NULL
        THEN accounts.balance_available ELSE found.balance_available END,
    balance_limit = CASE WHEN found.balance_current IS NULL
        THEN accounts.balance_limit ELSE found.balance_limit END,
    balance_updated_at = coalesce(found.balance_at, balance_updated_at)
FROM (
    SELECT behind.account_id, behind.external_id, login.external_id AS item_id,
        CASE login.status WHEN 'connected' THEN 'connected' WHEN 'preparing' THEN 'connected'
            WHEN 'login_required' THEN 'item_login_required'
            WHEN 'disconnected' THEN 'disconnected' ELSE 'error' END AS status,
        login.last_success_at, login.last_error, behind.balance_current,
        behind.balance_available, behind.balance_limit, behind.balance_at
    FROM connection_accounts AS behind JOIN connections AS login ON login.id = behind.connection_id
    WHERE login.id = :connection AND behind.account_id IS NOT NULL
) AS found
WHERE accounts.id = found.account_id
""")
# Who fed it stays readable, by which a later login knows the account again.
_LEAVE = text("""
UPDATE accounts SET plaid_connection_status = 'disconnected', last_sync_error = NULL
WHERE id IN (SELECT value FROM json_each(:ids))
""")


def store_accounts(
    session: Session, connection_id: int, accounts: Iterable[FeedAccount], *, at: dt.datetime
) -> list[ConnectionAccount]:
    """Store what the provider says of the accounts behind a login; return those, in that order.

    Accounts that it names no longer stay, as banks leave out what is closed. An account that
    came back with a new id but the id that lasts keeps the owner's decision.
    """
    known = session.scalars(
        select(ConnectionAccount).where(ConnectionAccount.connection_id == connection_id)
    ).all()
    by_id = {account.external_id: account for account in known}
    named = list(accounts)
    gone = {
        a.persistent_id: a for a in known if a.external_id not in {n.external_id for n in named}
    }
    stored = []
    for account in named:
        row = by_id.get(account.external_id)
        if row is None and account.persistent_id is not None:
            row = gone.pop(account.persistent_id, None)
        if row is None:
            row = ConnectionAccount(connection_id=connection_id, first_seen_at=at)
            session.add(row)
        _describe(row, account, at)
        by_id[account.external_id] = row
        stored.append(row)
    session.flush()
    return stored


def _describe(row: ConnectionAccount, account: FeedAccount, at: dt.datetime) -> None:
    row.external_id = account.external_id
    for field in _DESCRIBED:
        value = getattr(account, field)
        if value is not None:  # not every answer tells everything
            setattr(row, field, value)
    if account.balance_current is not None:
        for field in _BALANCES:
            setattr(row, field, getattr(account, field))
        row.balance_at = account.balance_at or at
    row.last_seen_at = at


def mirror(session: Session, connection_id: int, *, at: dt.datetime) -> None:
    """Let the accounts that a login feeds show its health and their balances.

    No change of the owner's: it is not recorded, and an undo never meets it.
    """
    session.flush()
    operations.begin(session, "bank_link", "Looked at a bank connection", at=at)
    with recorder.unrecorded(session):
        session.execute(_MIRROR, {"connection": connection_id})
    session.expire_all()


def leave(session: Session, account_ids: Iterable[int], *, at: dt.datetime) -> None:
    """Let accounts show that no login feeds them any more."""
    session.flush()
    operations.begin(session, "bank_link", "Looked at a bank connection", at=at)
    with recorder.unrecorded(session):
        session.execute(_LEAVE, {"ids": json.dumps(list(account_ids))})
    session.expire_all()


def release_account(session: Session, account_id: int, *, at: dt.datetime) -> None:
    """Let no login feed an account any more, as before it is deleted; what feeds it is ignored."""
    row = session.scalar(
        select(ConnectionAccount).where(ConnectionAccount.account_id == account_id)
    )
    if row is not None:
        row.account_id, row.decision = None, FeedDecision.IGNORED
        leave(session, [account_id], at=at)

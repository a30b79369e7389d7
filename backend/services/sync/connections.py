"""Logins: finding one, listing them with the accounts behind them, pausing, reading anew."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.models import Account, Connection, ConnectionAccount, ConnectionStatus, FeedDecision
from backend.services.sync.suggesting import NO_SUGGESTION, Here, Offered, Suggestion, suggest


class ConnectionNotFoundError(NotFoundError):
    """There is no such login."""

    def __init__(self, connection_id: int) -> None:
        super().__init__(f"There is no bank connection {connection_id}.")


class DisconnectedError(ConflictError):
    """The login was let go of; there is nothing to ask any more."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(
            f"{connection.institution_name} is disconnected. Connect it again to go on.",
            connection_id=connection.id,
        )


@dataclass(frozen=True, slots=True)
class FeedAccountView:
    """An account behind a login, what was decided about it, and what it may be."""

    account: ConnectionAccount
    decision: FeedDecision | None
    account_name: str | None
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """A login with the accounts behind it, in the order in which they came."""

    connection: Connection
    accounts: list[FeedAccountView]

    @property
    def undecided(self) -> int:
        """How many accounts behind it wait for a decision."""
        return sum(account.decision is None for account in self.accounts)


def get_connection(session: Session, connection_id: int) -> Connection:
    """Return the login.

    Raises:
        ConnectionNotFoundError: there is none with that id.
    """
    connection = session.get(Connection, connection_id)
    if connection is None:
        raise ConnectionNotFoundError(connection_id)
    return connection


def live_connection(session: Session, connection_id: int) -> Connection:
    """Return a login that was not let go of.

    Raises:
        ConnectionNotFoundError: there is none with that id.
        DisconnectedError: it was disconnected.
    """
    connection = get_connection(session, connection_id)
    if connection.status == ConnectionStatus.DISCONNECTED:
        raise DisconnectedError(connection)
    return connection


def live_connection_ids(session: Session) -> list[int]:
    """Return the logins that were not let go of, oldest first."""
    return list(
        session.scalars(
            select(Connection.id)
            .where(Connection.status != ConnectionStatus.DISCONNECTED)
            .order_by(Connection.id)
        )
    )


def connection_feeding(session: Session, account_id: int) -> int | None:
    """Return the login that brings an account's transactions, if one does."""
    return session.scalar(
        select(ConnectionAccount.connection_id).where(ConnectionAccount.account_id == account_id)
    )


def find_at_institution(
    session: Session, provider: str, *, institution_id: str | None, institution_name: str | None
) -> Connection | None:
    """Return the login at a bank that is connected already through a provider."""
    statement = select(Connection).where(
        Connection.provider == provider, Connection.status != ConnectionStatus.DISCONNECTED
    )
    if institution_id:
        statement = statement.where(Connection.institution_id == institution_id)
    elif institution_name:
        statement = statement.where(Connection.institution_name == institution_name)
    else:
        return None
    return session.scalar(statement.order_by(Connection.id).limit(1))


def list_connections(session: Session) -> list[ConnectionView]:
    """Return every login, those in use first."""
    found = session.scalars(select(Connection).order_by(Connection.id)).all()
    in_use_first = sorted(found, key=lambda c: c.status == ConnectionStatus.DISCONNECTED)
    return _views(session, in_use_first)


def connection_view(session: Session, connection_id: int) -> ConnectionView:
    """Return one login with its accounts.

    Raises:
        ConnectionNotFoundError: there is none with that id.
    """
    return _views(session, [get_connection(session, connection_id)])[0]


def pause(session: Session, connection_id: int, *, paused: bool, at: dt.datetime) -> None:
    """Leave a login out of what runs by the clock, or take it back in.

    Raises:
        ConnectionNotFoundError: there is none with that id.
        DisconnectedError: it was disconnected.
    """
    connection = live_connection(session, connection_id)
    connection.paused_at = (connection.paused_at or at) if paused else None
    session.flush()


def read_anew(session: Session, connection_id: int) -> None:
    """Let the next sync read everything that the bank has; what is here is known by its ids.

    Raises:
        ConnectionNotFoundError: there is none with that id.
        DisconnectedError: it was disconnected.
    """
    live_connection(session, connection_id).state = None
    session.flush()


def clear_trouble(session: Session, connection_id: int) -> None:
    """Forget what went wrong, as after the owner logged in again: attempts may go on.

    Raises:
        ConnectionNotFoundError: there is none with that id.
        DisconnectedError: it was disconnected.
    """
    connection = live_connection(session, connection_id)
    connection.status = ConnectionStatus.CONNECTED
    connection.failures = 0
    connection.next_attempt_at = None
    connection.last_error = connection.last_error_code = connection.last_failure = None
    session.flush()


def decision_of(account: ConnectionAccount) -> FeedDecision | None:
    """Return what was decided; a link to an account that is gone asks for a new decision."""
    if account.decision == FeedDecision.LINKED and account.account_id is None:
        return None
    return FeedDecision(account.decision) if account.decision else None


def _views(session: Session, connections: Sequence[Connection]) -> list[ConnectionView]:
    behind = _accounts_behind(session, [connection.id for connection in connections])
    names = _pairs(session, select(Account.id, Account.name))
    here = _accounts_here(session) if _has_open(connections, behind) else []
    views = []
    for connection in connections:
        accounts = behind[connection.id]
        suggestions = _suggestions(connection, accounts, here)
        views.append(
            ConnectionView(
                connection,
                [
                    FeedAccountView(
                        account,
                        decision_of(account),
                        names.get(account.account_id) if account.account_id else None,
                        suggestions.get(account.id, NO_SUGGESTION),
                    )
                    for account in accounts
                ],
            )
        )
    return views


def _accounts_behind(
    session: Session, connection_ids: list[int]
) -> defaultdict[int, list[ConnectionAccount]]:
    found: defaultdict[int, list[ConnectionAccount]] = defaultdict(list)
    statement = select(ConnectionAccount).where(ConnectionAccount.connection_id.in_(connection_ids))
    for account in session.scalars(statement.order_by(ConnectionAccount.id)):
        found[account.connection_id].append(account)
    return found


def _has_open(
    connections: Iterable[Connection], behind: dict[int, list[ConnectionAccount]]
) -> bool:
    return any(_open_accounts(connection, behind[connection.id]) for connection in connections)


def _open_accounts(
    connection: Connection, accounts: Iterable[ConnectionAccount]
) -> list[ConnectionAccount]:
    if connection.status == ConnectionStatus.DISCONNECTED:
        return []
    return [account for account in accounts if decision_of(account) is None]


def _suggestions(
    connection: Connection, accounts: list[ConnectionAccount], here: list[Here]
) -> dict[int, Suggestion]:
    own = {account.account_id for account in accounts}
    free = [account for account in here if account.id not in own]
    return suggest(
        [offered_as(connection, account) for account in _open_accounts(connection, accounts)], free
    )


def _pairs(session: Session, statement: Executable) -> dict[Any, Any]:
    return {row[0]: row[1] for row in session.execute(statement)}


def offered_as(connection: Connection, account: ConnectionAccount) -> Offered:
    """Return what a person would know an account behind a login by."""
    return Offered(
        account.id,
        account.external_id,
        account.name,
        account.institution_name or connection.institution_name,
        account.account_type,
        official_name=account.official_name,
        mask=account.mask,
        currency=account.currency,
        persistent_id=account.persistent_id,
    )


def _accounts_here(session: Session) -> list[Here]:
    fed_by = _pairs(
        session,
        select(ConnectionAccount.account_id, Connection.institution_name)
        .join(Connection, Connection.id == ConnectionAccount.connection_id)
        .where(ConnectionAccount.account_id.is_not(None)),
    )
    lasting = _pairs(
        session,
        select(ConnectionAccount.external_id, ConnectionAccount.persistent_id).where(
            ConnectionAccount.persistent_id.is_not(None)
        ),
    )
    accounts = session.scalars(select(Account).where(Account.archived_at.is_(None)))
    return [
        Here(
            account.id,
            account.name,
            account.institution,
            account.account_type,
            account.currency,
            file_number=account.file_account_number,
            earlier_external_id=account.plaid_account_id,
            earlier_persistent_id=lasting.get(account.plaid_account_id or ""),
            fed_by=fed_by.get(account.id),
        )
        for account in accounts
    ]

"""What the owner decides about the accounts behind a login: which account here each one feeds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotFoundError
from backend.models import Account, Connection, ConnectionAccount, FeedDecision
from backend.services import operations
from backend.services.accounts import create_account, get_account
from backend.services.sync.accounts import leave, mirror
from backend.services.sync.connections import live_connection
from backend.services.sync.moving import follow

Decided = Literal["existing", "new", "ignore", "undecided"]


class FeedAccountNotFoundError(NotFoundError):
    """The login has no such account behind it."""

    def __init__(self, connection: Connection, feed_account_id: int) -> None:
        super().__init__(f"{connection.institution_name} has no account {feed_account_id} here.")


class InvalidChoiceError(InvalidInputError):
    """A decision about an account can't be; the message says why."""


class FedElsewhereError(ConflictError):
    """Another login feeds the account."""

    def __init__(self, account: Account, connection: Connection) -> None:
        super().__init__(
            f"{connection.institution_name} brings the transactions of “{account.name}” already. "
            "Move the account to this connection, or choose another one.",
            account_id=account.id,
            connection_id=connection.id,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What an account behind a login becomes.

    It feeds an `existing` account, or a `new` one (named and of the type given, or as the bank
    calls it); it is ignored; or it waits for a decision again. An account that another login
    feeds is moved only with `take_over`.
    """

    feed_account_id: int
    decided: Decided
    account_id: int | None = None
    name: str | None = None
    account_type: str | None = None
    take_over: bool = False


def decide(
    session: Session, connection_id: int, choices: Sequence[Choice], *, at: dt.datetime
) -> None:
    """Store what the owner decided, all of it or nothing; accounts are made as one operation.

    A further account makes the next sync read everything, as nothing of it was stored before.

    Raises:
        ConnectionNotFoundError, DisconnectedError: there is no such login any more.
        FeedAccountNotFoundError, AccountNotFoundError: a choice is about an account of none.
        InvalidChoiceError: two choices are about one account, or currencies differ.
        FedElsewhereError: another login feeds an account, and the choice does not take it over.
    """
    connection = live_connection(session, connection_id)
    _check_once([choice.feed_account_id for choice in choices], "the bank's accounts")
    _check_once([c.account_id for c in choices if c.account_id is not None], "your accounts")
    operations.begin(
        session, "bank_link", f"Decided about accounts of {connection.institution_name}", at=at
    )
    rows = {choice.feed_account_id: _row(session, connection, choice) for choice in choices}
    # First what lets an account go, as another choice may want it.
    before = {row.id: row.account_id for row in rows.values()}
    for row in rows.values():
        row.account_id = None
    session.flush()
    made = [_apply(session, connection, rows[c.feed_account_id], c, at=at) for c in choices]
    session.flush()
    fed = {row.account_id for row in rows.values()}
    leave(session, [old for old in before.values() if old is not None and old not in fed], at=at)
    linked = [row for row in rows.values() if row.account_id not in (None, before[row.id])]
    if linked:
        connection.state = None
    moved = sum(follow(session, connection, row, at=at) for row in linked)
    mirror(session, connection_id, at=at)
    _describe(session, connection, [name for name in made if name], moved)


def _describe(session: Session, connection: Connection, made: Sequence[str], moved: int) -> None:
    name = connection.institution_name
    if moved:
        rows = "1 transaction" if moved == 1 else f"{moved:,} transactions"
        operations.describe(session, f"Moved {rows} of {name} to another account")
    elif made:
        operations.describe(session, f"Added {_listed(made)} from {name}")


def take_over_links(session: Session, old_id: int, new_id: int, *, at: dt.datetime) -> int:
    """Let a new login at the same bank feed what an old one fed; return how many accounts moved.

    Only accounts that are surely the same move by themselves (by the id that lasts, or number,
    type and currency alike without a rival); the owner decides about the others.
    """
    old, new = (
        session.scalars(
            select(ConnectionAccount)
            .where(ConnectionAccount.connection_id == connection_id)
            .order_by(ConnectionAccount.id)
        ).all()
        for connection_id in (old_id, new_id)
    )
    pairs = [
        (before, [after for after in new if after.decision is None and _is_same(before, after)])
        for before in old
    ]
    moved = 0
    for before, alike in pairs:
        rivals = [b for b, others in pairs if b is not before and alike and alike[0] in others]
        if len(alike) == 1 and not rivals and before.decision is not None:
            account_id, decision = before.account_id, before.decision
            before.account_id = None
            session.flush()
            alike[0].account_id, alike[0].decision = account_id, decision
            moved += account_id is not None
    session.flush()
    mirror(session, new_id, at=at)
    return moved


def _is_same(before: ConnectionAccount, after: ConnectionAccount) -> bool:
    if before.persistent_id and after.persistent_id:
        return before.persistent_id == after.persistent_id
    if before.account_type != after.account_type or before.currency != after.currency:
        return False
    if before.mask or after.mask:
        return before.mask == after.mask
    return before.name.casefold() == after.name.casefold()


def _check_once(ids: Sequence[int], what: str) -> None:
    if len(set(ids)) != len(ids):
        raise InvalidChoiceError(f"One of {what} is chosen twice.")


def _row(session: Session, connection: Connection, choice: Choice) -> ConnectionAccount:
    row = session.get(ConnectionAccount, choice.feed_account_id)
    if row is None or row.connection_id != connection.id:
        raise FeedAccountNotFoundError(connection, choice.feed_account_id)
    return row


def _apply(
    session: Session,
    connection: Connection,
    row: ConnectionAccount,
    choice: Choice,
    *,
    at: dt.datetime,
) -> str | None:
    """Store one decision; return the name of an account that was made for it."""
    if choice.decided in ("ignore", "undecided"):
        row.decision = FeedDecision.IGNORED if choice.decided == "ignore" else None
        return None
    row.decision = FeedDecision.LINKED
    if choice.decided == "new":
        account = create_account(
            session,
            name=choice.name or row.name,
            institution=row.institution_name or connection.institution_name,
            account_type=choice.account_type or row.account_type,
            currency=_iso(row.currency),
            at=at,
        )
        row.account_id = account.id
        session.flush()
        return account.name
    if choice.account_id is None:
        raise InvalidChoiceError(f"Choose the account that “{row.name}” is.")
    account = get_account(session, choice.account_id)
    _check_fits(row, account)
    _free(session, account, take_over=choice.take_over)
    row.account_id = account.id
    session.flush()
    return None


def _check_fits(row: ConnectionAccount, account: Account) -> None:
    if row.currency and row.currency != account.currency:
        raise InvalidChoiceError(
            f"“{row.name}” is kept in {row.currency}, and “{account.name}” in {account.currency}: "
            "amounts of both can't be in one account."
        )


def _free(session: Session, account: Account, *, take_over: bool) -> None:
    other = session.scalar(
        select(ConnectionAccount).where(ConnectionAccount.account_id == account.id)
    )
    if other is None:
        return
    if not take_over:
        raise FedElsewhereError(account, session.get_one(Connection, other.connection_id))
    other.account_id, other.decision = None, FeedDecision.IGNORED
    session.flush()


def _iso(currency: str | None) -> str:
    """Return the currency of a new account; what the bank names none of is taken for dollars."""
    return currency if currency and len(currency) == 3 and currency.isalpha() else "USD"  # noqa: PLR2004


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"the account {names[0]}"
    return f"{len(names)} accounts ({', '.join(names)})"

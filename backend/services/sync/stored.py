"""What the database knows about the rows that a feed brings: one look per question."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import (
    Account,
    Connection,
    ConnectionAccount,
    ConnectionStatus,
    FeedDecision,
    FeedStanding,
    Operation,
)


class Row(NamedTuple):
    """A transaction as it is stored: cents, days as text."""

    id: int
    account_id: int
    source: str
    date: str
    posted_date: str | None
    description: str
    merchant_name: str | None
    amount: int
    status: str
    category_id: int | None
    is_pending: int
    owner_edits: str | None
    has_splits: int
    transfer_id: int | None
    possible_duplicate_of_id: int | None
    bank_category: str | None
    plaid_transaction_id: str | None


class Known(NamedTuple):
    """An id that came before, and the transaction that it became."""

    id: int
    external_id: str
    transaction_id: int | None
    connection_id: int | None
    standing: str


class Gone(NamedTuple):
    """A deleted transaction, as it was."""

    deleted_id: int
    reason: str
    row: Row


class Link(NamedTuple):
    """An account behind a login, and the owner's that it feeds."""

    external_id: str
    account_id: int
    name: str
    currency: str


class Login(NamedTuple):
    """A login as the sync needs it."""

    id: int
    provider: str
    institution_name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan was made for: as long as it stands, so does the plan."""

    is_live: bool
    state: str | None
    links: tuple[Link, ...]
    newest_operation: int

    def is_same_place(self, other: "Standing") -> bool:
        """Tell whether a feed's answer that was asked for then is still of use."""
        mine = (self.state, {(link.external_id, link.account_id) for link in self.links})
        its = (other.state, {(link.external_id, link.account_id) for link in other.links})
        return self.is_live and other.is_live and mine == its


_ROW = ", ".join(f"t.{name}" for name in Row._fields)
_AMONG = "(SELECT value FROM json_each(?))"
_KNOWN = f"""
SELECT id, external_id, transaction_id, connection_id, standing FROM feed_transactions
WHERE account_id = ? AND provider = ? AND external_id IN {_AMONG}
"""
_ROWS = f"SELECT {_ROW} FROM transactions t WHERE t.id IN {_AMONG}"
_GONE = f"""
SELECT id, reason, original_id, snapshot FROM deleted_transactions
WHERE account_id = ? AND original_id IN {_AMONG} ORDER BY id
"""
_OTHER_WAYS = f"""
SELECT {_ROW}, EXISTS (SELECT 1 FROM transactions x WHERE x.possible_duplicate_of_id = t.id)
FROM transactions t
WHERE t.account_id = ? AND t.date >= ? AND t.date <= ?
  AND NOT EXISTS (SELECT 1 FROM feed_transactions f
                  WHERE f.transaction_id = t.id AND f.connection_id = ?)
"""
_KEPT_AWAY = """
SELECT d.original_id, d.date, d.amount, d.description, d.merchant_name
FROM deleted_transactions d
WHERE d.account_id = ? AND d.date >= ? AND d.date <= ? AND d.reason = 'owner'
  AND NOT EXISTS (SELECT 1 FROM feed_transactions f
                  WHERE f.transaction_id = d.original_id AND f.connection_id = ?)
"""
_PENDING = f"""
SELECT {_ROW}, f.external_id, f.standing,
       EXISTS (SELECT 1 FROM transactions x WHERE x.possible_duplicate_of_id = t.id)
FROM transactions t JOIN feed_transactions f ON f.transaction_id = t.id
WHERE t.account_id = ? AND t.is_pending AND f.provider = ? AND f.standing != ?
"""
_NOT_NAMED = f"""
SELECT {_ROW}, f.external_id
FROM transactions t JOIN feed_transactions f ON f.transaction_id = t.id
WHERE t.account_id = ? AND NOT t.is_pending AND t.date > ? AND t.date < ?
  AND f.connection_id = ? AND f.provider = ? AND f.standing = 'current'
  AND t.amount IN {_AMONG} AND f.external_id NOT IN {_AMONG}
"""


def standing_of(session: Session, connection_id: int) -> Standing:
    """Return the login's place in its stream, what is linked, and the last thing done."""
    state, status = session.execute(
        select(Connection.state, Connection.status).where(Connection.id == connection_id)
    ).one_or_none() or (None, ConnectionStatus.DISCONNECTED)
    is_live = status != ConnectionStatus.DISCONNECTED
    return Standing(is_live, state, links_of(session, connection_id), newest_operation(session))


def newest_operation(session: Session) -> int:
    """Return the number of the last thing that was done."""
    return session.scalar(select(func.max(Operation.id))) or 0


def links_of(session: Session, connection_id: int) -> tuple[Link, ...]:
    """Return the accounts of a login that feed one of the owner's."""
    found = session.execute(
        select(ConnectionAccount.external_id, Account.id, Account.name, Account.currency)
        .join(Account, Account.id == ConnectionAccount.account_id)
        .where(
            ConnectionAccount.connection_id == connection_id,
            ConnectionAccount.decision == FeedDecision.LINKED,
        )
        .order_by(Account.id)
    )
    return tuple(Link(*row) for row in found)


def known_ids(
    session: Session, account_id: int, provider: str, ids: Iterable[str]
) -> dict[str, Known]:
    """Return which ids came to an account before."""
    bound = (account_id, provider, json.dumps(sorted(set(ids))))
    found = (Known(*row) for row in _ask(session, _KNOWN, bound))
    return {known.external_id: known for known in found}


def rows_of(session: Session, ids: Iterable[int]) -> dict[int, Row]:
    """Return those of the transactions that are here."""
    found = _ask(session, _ROWS, (json.dumps(sorted(set(ids))),))
    return {row[0]: Row(*row) for row in found}


def gone_rows(session: Session, account_id: int, ids: Iterable[int]) -> dict[int, Gone]:
    """Return those of the transactions that are in the deleted log, whole."""
    gone: dict[int, Gone] = {}
    wanted = json.dumps(sorted(set(ids)))
    for deleted_id, reason, original_id, snapshot in _ask(session, _GONE, (account_id, wanted)):
        kept = json.loads(snapshot or "{}").get("row")
        if kept is not None:
            row = Row(*(kept.get(name) for name in Row._fields))
            gone[original_id] = Gone(deleted_id, reason, row)
    return gone


def rows_of_other_ways(
    session: Session, account_id: int, connection_id: int, span: tuple[str, str]
) -> list[tuple[Row, bool]]:
    """Return the rows of some days that this login did not bring, and which are asked about."""
    found = _ask(session, _OTHER_WAYS, (account_id, *span, connection_id))
    return [(Row(*row[:-1]), bool(row[-1])) for row in found]


def rows_kept_away(
    session: Session, account_id: int, connection_id: int, span: tuple[str, str]
) -> list[Any]:
    """Return what the owner deleted of some days, of rows that this login did not bring."""
    return _ask(session, _KEPT_AWAY, (account_id, *span, connection_id))


def pending_rows(
    session: Session, account_id: int, provider: str
) -> list[tuple[Row, str, str, bool]]:
    """Return the pending rows with their ids, how these stand, and whether they are asked about."""
    found = _ask(session, _PENDING, (account_id, provider, FeedStanding.REPLACED))
    return [(Row(*row[:-3]), row[-3], row[-2], bool(row[-1])) for row in found]


def rows_not_named(
    session: Session,
    account_id: int,
    login: Login,
    span: tuple[str, str],
    *,
    named: Iterable[str],
    cents: Iterable[int],
) -> list[tuple[Row, str]]:
    """Return posted rows of a login between two days that it does not name now, with their ids.

    Only those of the amounts given.
    """
    lists = (json.dumps(sorted(set(cents))), json.dumps(sorted(set(named))))
    found = _ask(session, _NOT_NAMED, (account_id, *span, login.id, login.provider, *lists))
    return [(Row(*row[:-1]), row[-1]) for row in found]


def _ask(session: Session, statement: str, bound: tuple[Any, ...]) -> list[Any]:
    return list(session.connection().exec_driver_sql(statement, bound).all())

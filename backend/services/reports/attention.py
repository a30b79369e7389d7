"""What waits for the owner."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session, aliased

from backend.models import (
    Connection,
    ConnectionAccount,
    ConnectionStatus,
    QuarantinedRow,
    Transaction,
    Transfer,
)
from backend.services.balances.ledger import Line
from backend.services.sync.health import health
from backend.services.transactions.review_queue import review_counts

STALE_AFTER_DAYS = 35

# What has to be done about a login: its kind, its words, and the page for it.
_MENDED_BY = {
    "repair": ("connection", "Log in again", "/accounts"),
    "relink": ("connection_gone", "Connect again", "/accounts"),
    "settings": ("connection_keys", "Check the keys", "/settings#banks"),
}

# One step in an index for each account.
_STALE = text("""
SELECT name FROM (
    SELECT a.name, a.institution,
           (SELECT max(t.date) FROM transactions t WHERE t.account_id = a.id) AS last_on
    FROM accounts a WHERE a.archived_at IS NULL
) WHERE last_on < :since ORDER BY lower(institution), lower(name)
""")


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that waits for the owner; `link` is the page that deals with it."""

    kind: str
    count: int
    message: str
    link: str


def attention(session: Session, lines: Iterable[Line], *, today: dt.date) -> list[Attention]:
    """Return what waits for the owner, most pressing first; `lines` are all accounts."""
    found = [
        *_logins(session, today),
        *_undecided(session),
        *_waiting(session),
        *_accounts(session, lines, today),
    ]
    quarantined = _count(session, select(func.count()).select_from(QuarantinedRow))
    if quarantined:
        message = f"{quarantined} notes on what an earlier version's file held and could not stay"
        found.append(Attention("quarantine", quarantined, message, "/settings"))
    return found


def _logins(session: Session, today: dt.date) -> list[Attention]:
    """Return what only the owner can mend about the logins at banks: all others try by themselves."""
    at = dt.datetime.combine(today, dt.time(), dt.UTC)
    by_name = func.lower(Connection.institution_name), Connection.id
    logins = session.scalars(select(Connection).order_by(*by_name)).all()
    found = []
    for action, (kind, wish, link) in _MENDED_BY.items():
        names = [each.institution_name for each in logins if health(each, at).action == action]
        if names:
            message = f"{wish} to go on getting transactions: {', '.join(dict.fromkeys(names))}"
            found.append(Attention(kind, len(names), message, link))
    return found


def _undecided(session: Session) -> list[Attention]:
    undecided = session.execute(
        select(Connection.id, Connection.institution_name, func.count())
        .join(ConnectionAccount, ConnectionAccount.connection_id == Connection.id)
        .where(ConnectionAccount.decision.is_(None))
        .where(Connection.status != ConnectionStatus.DISCONNECTED)
        .group_by(Connection.id)
        .order_by(Connection.id)
        .limit(1)
    ).first()
    if undecided is None:
        return []
    login_id, name, count = undecided
    message = (
        f"1 account at {name} waits for you to say where it belongs"
        if count == 1
        else f"{count} accounts at {name} wait for you to say where they belong"
    )
    return [Attention("undecided_accounts", count, message, f"/connect/{login_id}/accounts")]


def _waiting(session: Session) -> list[Attention]:
    waiting = review_counts(session)
    found = []
    if review := waiting.count:
        found.append(Attention("review", review, f"{_rows(review)} to review", "/review"))
    if staged := waiting.staged:
        message = f"{_rows(staged)} staged, not saved yet"
        found.append(Attention("staged", staged, message, "/review"))
    pairs = _count(session, select(func.count()).where(Transfer.status == "suggested"))
    if pairs:
        noun = "pair looks" if pairs == 1 else "pairs look"
        message = f"{pairs} {noun} like transfers between your accounts"
        found.append(Attention("transfers", pairs, message, "/review?tab=transfers"))
    twin = aliased(Transaction)
    twice = _count(
        session,
        select(func.count())
        .select_from(Transaction)
        .join(twin, twin.id == Transaction.possible_duplicate_of_id),
    )
    if twice:
        message = f"{_rows(twice)} may be here twice"
        link = "/review?tab=duplicates"
        found.append(Attention("possible_duplicates", twice, message, link))
    return found


def _accounts(session: Session, lines: Iterable[Line], today: dt.date) -> list[Attention]:
    found = []
    apart = [
        line.account.name
        for line in lines
        if line.account.archived_at is None and line.course.gaps()
    ]
    if apart:
        message = f"Stated balances and transactions part: {', '.join(apart)}"
        found.append(Attention("balance", len(apart), message, "/accounts"))
    stale_since = (today - dt.timedelta(days=STALE_AFTER_DAYS)).isoformat()
    stale = session.scalars(_STALE, {"since": stale_since}).all()
    if stale:
        message = f"Nothing new for over {STALE_AFTER_DAYS} days: {', '.join(stale)}"
        found.append(Attention("stale_account", len(stale), message, "/import"))
    return found


def _count(session: Session, statement: Select[int]) -> int:
    return session.scalar(statement) or 0


def _rows(count: int) -> str:
    return "1 transaction" if count == 1 else f"{count:,} transactions"

"""When each bank login is asked next: in its rhythm, or when its trouble may be over."""

import datetime as dt
from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.integrations.bank_feed import FeedFailure
from backend.models import Connection, ConnectionStatus
from backend.services.scheduling.kinds import BANK_SYNC
from backend.services.sync.ending import due_logins, was_asked_later

_STOPPED: Final = (
    ConnectionStatus.LOGIN_REQUIRED,
    ConnectionStatus.REMOVED,
    ConnectionStatus.DISCONNECTED,
)
# A login whose turn comes within this time is asked along with the others.
_ALONG: Final = dt.timedelta(minutes=15)
# The owner says first which accounts are wanted; the first sync follows that.
_DECIDING: Final = dt.timedelta(minutes=15)


def logins_to_ask(session: Session, *, at: dt.datetime) -> list[int]:
    """Return the logins whose turn has come, or nearly has; none where nobody's has come yet."""
    allowed = due_logins(session, at=at)
    turns = {
        row.id: at if was_asked_later(row, at) else _turn(row)
        for row in _rows(session)
        if row.id in set(allowed)
    }
    if not any(turn <= at for turn in turns.values()):
        return []
    return [id_ for id_ in allowed if id_ in turns and turns[id_] <= at + _ALONG]


def next_turn(session: Session, *, leave_out: Collection[str] = ()) -> dt.datetime | None:
    """Return when the next login is asked by itself; None where none will be.

    Those of the providers to leave out are not asked.
    """
    turns = [
        _turn(row)
        for row in _rows(session)
        if row.last_failure != FeedFailure.CREDENTIALS and row.provider not in leave_out
    ]
    return min(turns, default=None)


def names_of_logins(session: Session) -> dict[int, str]:
    """Return the banks of the logins that were not let go of, oldest first."""
    found = session.execute(
        select(Connection.id, Connection.institution_name)
        .where(Connection.status != ConnectionStatus.DISCONNECTED)
        .order_by(Connection.id)
    ).all()
    return {row.id: row.institution_name for row in found}


def _rows(session: Session) -> list[Connection]:
    statement = select(Connection).where(
        Connection.status.not_in(_STOPPED), Connection.paused_at.is_(None)
    )
    return list(session.scalars(statement))


def _turn(login: Connection) -> dt.datetime:
    if login.next_attempt_at is not None:
        return login.next_attempt_at
    if login.last_success_at is None:
        return login.last_attempt_at or login.created_at + _DECIDING
    return login.last_success_at + BANK_SYNC.interval

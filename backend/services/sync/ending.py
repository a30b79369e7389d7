"""What an attempt leaves on its login: where its stream stands, and when to ask again."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.integrations.bank_feed import FeedError, FeedFailure, FeedUpdate
from backend.models import AppSetting, Connection, ConnectionStatus
from backend.services.sync.plain_words import REPAIR, together

_PREPARING_WAIT = dt.timedelta(minutes=10)
_LONGEST_WAIT_HOURS = 24
_CLOCK_MAY_DIFFER = dt.timedelta(minutes=1)
_STATUS = {
    **dict.fromkeys(REPAIR, ConnectionStatus.LOGIN_REQUIRED),
    FeedFailure.REMOVED: ConnectionStatus.REMOVED,
    FeedFailure.NOT_READY: ConnectionStatus.PREPARING,
}
_STOPPED = (
    ConnectionStatus.LOGIN_REQUIRED,
    ConnectionStatus.REMOVED,
    ConnectionStatus.DISCONNECTED,
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an attempt failed; `sentence` is for the owner."""

    sentence: str
    failure: FeedFailure | None = None
    code: str | None = None
    request_id: str | None = None
    retry_after_seconds: float | None = None

    @classmethod
    def of(cls, error: FeedError) -> "Trouble":
        """Return what a feed's error says."""
        return cls(
            str(error), error.failure, error.code, error.request_id, error.retry_after_seconds
        )


def note_success(connection: Connection, update: FeedUpdate, *, at: dt.datetime) -> None:
    """Note where a login's stream stands now; what was wrong before is over."""
    if update.state is not None or not update.is_preparing:
        connection.state = update.state
    preparing = update.is_preparing
    connection.status = ConnectionStatus.PREPARING if preparing else ConnectionStatus.CONNECTED
    connection.next_attempt_at = at + _PREPARING_WAIT if preparing else None
    connection.failures = 0
    connection.last_success_at = at
    if update.consent_expires_at is not None:
        connection.consent_expires_at = update.consent_expires_at
    named = [problem for problem in update.problems if problem.failure is not None]
    connection.last_error = together([problem.sentence for problem in named]) or None
    connection.last_error_code = named[0].code if named else None
    connection.last_failure = named[0].failure if named else None


def note_trouble(
    connection: Connection, trouble: Trouble, *, at: dt.datetime, jitter: float
) -> None:
    """Note that an attempt failed, and when the next one is worth making.

    The waits double with each failure in a row, up to a day.

    Args:
        connection: the login.
        trouble: what went wrong.
        at: the moment of it.
        jitter: in 0-1, so that not everybody comes back at the same moment.
    """
    if connection.status == ConnectionStatus.DISCONNECTED:
        return
    connection.status = _STATUS.get(trouble.failure or FeedFailure.OUR_BUG, ConnectionStatus.ERROR)
    connection.last_error = trouble.sentence
    connection.last_error_code = trouble.code
    connection.last_failure = trouble.failure
    if trouble.failure is FeedFailure.NOT_READY:
        connection.next_attempt_at = at + _PREPARING_WAIT
        return
    connection.failures += 1
    hours = min(2 ** min(connection.failures - 1, 10), _LONGEST_WAIT_HOURS)
    wait = dt.timedelta(hours=hours) * (0.9 + 0.2 * jitter)
    asked = dt.timedelta(seconds=trouble.retry_after_seconds or 0)
    connection.next_attempt_at = at + max(wait, asked)


def due_logins(session: Session, *, at: dt.datetime) -> list[int]:
    """Return the logins that are worth asking by the clock, oldest first.

    Not those that wait for the owner: to log in again, to go on after a pause, or to correct the
    app's keys, which a saved setting is taken for.
    """
    changed_at = session.scalar(select(func.max(AppSetting.updated_at)))
    found = session.scalars(
        select(Connection)
        .where(Connection.status.not_in(_STOPPED), Connection.paused_at.is_(None))
        .order_by(Connection.id)
    )
    return [login.id for login in found if _is_due(login, changed_at, at)]


def was_asked_later(login: Connection, at: dt.datetime) -> bool:
    """Say whether a login was last asked after `at`: what a wrong clock planned is worth nothing."""
    asked_at = login.last_attempt_at
    return asked_at is not None and asked_at > at + _CLOCK_MAY_DIFFER


def _is_due(login: Connection, changed_at: dt.datetime | None, at: dt.datetime) -> bool:
    if was_asked_later(login, at):
        return True
    if login.last_failure == FeedFailure.CREDENTIALS and login.last_attempt_at is not None:
        return changed_at is not None and changed_at > login.last_attempt_at
    return login.next_attempt_at is None or login.next_attempt_at <= at

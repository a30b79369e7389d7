"""The job that brings what the banks have."""

import datetime as dt

from sqlalchemy.orm import Session

from backend.context import Profile
from backend.core.errors import BudgetAppError
from backend.jobs.job import Turn
from backend.models import SyncTrigger
from backend.services.scheduling import JobResult
from backend.services.scheduling.logins import logins_to_ask, names_of_logins, next_turn
from backend.services.scheduling.telling import Fared, of_logins
from backend.services.sync.allowed import switched_off, without_switched_off
from backend.services.sync.ending import due_logins
from backend.services.sync.plain_words import together

_NOT_NOW = "Every bank connection is up to date, or waits for you."
# Never in a hurry, whatever a login's next moment says.
_LEAST_WAIT = dt.timedelta(minutes=5)


def is_wanted(profile: Profile, session: Session, at: dt.datetime) -> bool:
    """Say whether a login's turn has come, as after trouble that may be over."""
    return bool(without_switched_off(session, profile.settings, logins_to_ask(session, at=at)))


def sync_banks(turn: Turn) -> JobResult:
    """Bring every login up to date whose turn it is; all of them where the owner asks for it.

    By the clock, those that the owner's switches keep from being asked are passed over; who asks
    for one reads why it was not.
    """
    profile = turn.profile
    with profile.budget.read() as session:
        pick = due_logins if turn.is_asked_for else logins_to_ask
        picked = pick(session, at=turn.now())
        allowed = without_switched_off(session, profile.settings, picked)
        ids = picked if turn.is_asked_for else allowed
        off = switched_off(session, profile.settings)
        names = names_of_logins(session)
    fared = [one for id_ in ids if (one := _sync(turn, id_, names.get(id_, ""))) is not None]
    with profile.budget.read() as session:
        following = next_turn(session, leave_out=off)
    next_at = following and max(following, turn.now() + _LEAST_WAIT)
    why_not = together(list(off.values())) if len(allowed) < len(picked) else _NOT_NOW
    return of_logins(fared, nothing=why_not if names else "No bank was connected.", next_at=next_at)


def _sync(turn: Turn, connection_id: int, name: str) -> Fared | None:
    """Bring one login; None where somebody is at it already, or it was let go of meanwhile."""
    try:
        outcome = turn.profile.syncer.sync(
            connection_id,
            trigger=SyncTrigger.MANUAL if turn.is_asked_for else SyncTrigger.SCHEDULED,
            now=turn.now,
            today=turn.today,
            progress=turn.progress,
        )
    except BudgetAppError:
        return None
    return Fared(name, outcome.status, outcome.sentence)

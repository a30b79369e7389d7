"""When each job ran, how that went, and when it is due: by the wall clock, not by uptime.

A computer that slept for two days has one run to catch up on, shortly after it wakes.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import ScheduledJob
from backend.services.scheduling.kinds import KINDS, JobKind

_MOST_JITTER: Final = dt.timedelta(minutes=10)
_JITTER_SHARE: Final = 10  # of the interval
_CLOCK_MAY_DIFFER: Final = dt.timedelta(minutes=1)


class JobOutcome(StrEnum):
    """How a run ended."""

    SUCCESS = "success"
    PARTIAL = "partial"  # some of it failed
    ERROR = "error"
    NOTHING = "nothing"  # there was nothing to do, or it is switched off
    INTERRUPTED = "interrupted"  # the app was closed; it is done at the next start


class UnknownJobError(NotFoundError):
    """There is no such job."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no job “{name[:40]}”; there are {', '.join(KINDS)}.")


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a run, in a sentence; `next_at` where its usual rhythm doesn't fit."""

    outcome: JobOutcome
    sentence: str
    next_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class JobState:
    """A job and how it stands; `row` is None before its first run."""

    kind: JobKind
    row: ScheduledJob | None

    @property
    def has_not_ended(self) -> bool:
        """Whether a run began and none has ended since: it goes on, or its process died."""
        row = self.row
        if row is None or row.last_started_at is None:
            return False
        return row.last_finished_at is None or row.last_finished_at < row.last_started_at


def get_kind(name: str) -> JobKind:
    """Return the job of that name.

    Raises:
        UnknownJobError: there is none.
    """
    if name not in KINDS:
        raise UnknownJobError(name)
    return KINDS[name]


def list_jobs(session: Session) -> list[JobState]:
    """Return every job, in the order of `KINDS`."""
    rows = {row.name: row for row in session.scalars(select(ScheduledJob))}
    return [JobState(kind, rows.get(name)) for name, kind in KINDS.items()]


def is_due(row: ScheduledJob | None, at: dt.datetime) -> bool:
    """Say whether a job has to run now."""
    if row is None:
        return True
    if row.paused_at is not None:
        return False
    # It ended in the future: the clock was wrong then, and what was planned by it is worth nothing.
    if row.last_finished_at is not None and row.last_finished_at > at + _CLOCK_MAY_DIFFER:
        return True
    return row.next_run_at is None or row.next_run_at <= at


def start(session: Session, kind: JobKind, *, at: dt.datetime) -> None:
    """Note that a run begins. It stays due until it has ended, also when the process dies."""
    _row(session, kind).last_started_at = at
    session.flush()


def finish(
    session: Session, kind: JobKind, result: JobResult, *, at: dt.datetime, jitter: float
) -> None:
    """Note how a run ended, and when the next one is due.

    `jitter` (0 to 1) shifts it a little, so that not every computer asks at the same minute. A
    run that was interrupted stays due.
    """
    row = _row(session, kind)
    row.last_finished_at, row.last_outcome = at, result.outcome.value
    row.last_sentence = result.sentence
    if result.outcome is not JobOutcome.INTERRUPTED:
        usual = kind.next_after(at) + jitter * min(_MOST_JITTER, kind.interval / _JITTER_SHARE)
        row.next_run_at = result.next_at or usual
    session.flush()


def pause(session: Session, kind: JobKind, *, at: dt.datetime) -> JobState:
    """Let a job rest until it is resumed; a run that goes on ends as usual."""
    row = _row(session, kind)
    row.paused_at = row.paused_at or at
    session.flush()
    return JobState(kind, row)


def resume(session: Session, kind: JobKind) -> JobState:
    """Let a job run again, at once where it is overdue."""
    row = _row(session, kind)
    row.paused_at = None
    session.flush()
    return JobState(kind, row)


def _row(session: Session, kind: JobKind) -> ScheduledJob:
    row = session.get(ScheduledJob, kind.name)
    if row is None:
        row = ScheduledJob(name=kind.name)
        session.add(row)
    return row

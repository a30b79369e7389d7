"""Attempts to bring a login up to date, as JSON."""

import datetime as dt
from typing import Self

from pydantic import BaseModel

from backend.models import RunStatus, SyncTrigger
from backend.services.sync.live import SyncProgress
from backend.services.sync.runs import PastRun


class RunAccountOut(BaseModel):
    """What an attempt brought for one account."""

    account_id: int
    account_name: str
    added: int
    modified: int
    removed: int


class RunOut(BaseModel):
    """One attempt on a login: what came, how long it took, what went wrong in plain words."""

    id: int
    connection_id: int
    institution_name: str
    provider: str
    trigger: SyncTrigger
    status: RunStatus
    added: int
    modified: int
    removed: int
    matched: int
    error_code: str | None
    error_message: str | None
    request_id: str | None
    operation_id: int | None
    started_at: dt.datetime
    finished_at: dt.datetime | None
    duration_seconds: float | None
    accounts: list[RunAccountOut]

    @classmethod
    def of(cls, past: PastRun) -> Self:
        """Return the attempt as JSON."""
        run = past.run
        return cls(
            id=run.id,
            connection_id=run.connection_id,
            institution_name=past.institution_name,
            provider=past.provider,
            trigger=SyncTrigger(run.trigger),
            status=RunStatus(run.status),
            added=run.added,
            modified=run.modified,
            removed=run.removed,
            matched=run.matched,
            error_code=run.error_code,
            error_message=run.error_message,
            request_id=run.request_id,
            operation_id=run.operation_id,
            started_at=run.started_at,
            finished_at=run.finished_at,
            duration_seconds=run.duration_seconds,
            accounts=[
                RunAccountOut(
                    account_id=part.account_id,
                    account_name=part.account_name,
                    added=part.added,
                    modified=part.modified,
                    removed=part.removed,
                )
                for part in past.accounts
            ],
        )


class RunList(BaseModel):
    """Attempts, newest first; `next_before` continues the list."""

    items: list[RunOut]
    next_before: int | None


class RunStarted(BaseModel):
    """The attempt that runs now; its events tell how far it has come."""

    run_id: int


class StartedRun(RunStarted):
    """The attempt on one of several logins."""

    connection_id: int


class RunsStarted(BaseModel):
    """The attempts on all logins; one that could not start is left out."""

    runs: list[StartedRun]


class ProgressOut(BaseModel):
    """How far an attempt has come; `total` is 0 where that is not known."""

    phase: str
    sentence: str
    done: int
    total: int

    @classmethod
    def of(cls, progress: SyncProgress) -> Self:
        """Return it as JSON."""
        return cls(
            phase=progress.phase,
            sentence=progress.sentence,
            done=progress.done,
            total=progress.total,
        )

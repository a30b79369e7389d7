"""What runs by the clock, as JSON."""

import datetime as dt
from typing import Self

from pydantic import BaseModel

from backend.services.scheduling import JobOutcome, JobState


class ScheduledJobOut(BaseModel):
    """A job as it stands. `next_run_at` is null before the first run: that comes by itself."""

    name: str
    title: str
    interval_seconds: int
    paused: bool
    last_started_at: dt.datetime | None
    last_finished_at: dt.datetime | None
    last_outcome: JobOutcome | None
    last_sentence: str | None
    next_run_at: dt.datetime | None
    is_running: bool

    @classmethod
    def of(cls, state: JobState, *, is_running: bool) -> Self:
        """Return a job as JSON."""
        row = state.row
        outcome = row.last_outcome if row else None
        return cls(
            name=state.kind.name,
            title=state.kind.title,
            interval_seconds=int(state.kind.interval.total_seconds()),
            paused=row is not None and row.paused_at is not None,
            last_started_at=row.last_started_at if row else None,
            last_finished_at=row.last_finished_at if row else None,
            last_outcome=JobOutcome(outcome) if outcome else None,
            last_sentence=row.last_sentence if row else None,
            next_run_at=row.next_run_at if row else None,
            is_running=is_running,
        )


class SchedulerOut(BaseModel):
    """Every job; `is_on` is false where the app was started without its clock."""

    is_on: bool
    items: list[ScheduledJobOut]

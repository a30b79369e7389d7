"""What the app does by the clock: which jobs there are, when each is due, how it went."""

from backend.services.scheduling.kinds import (
    AI_SUGGESTIONS,
    BANK_SYNC,
    INVESTMENTS,
    KINDS,
    PRICES,
    JobKind,
)
from backend.services.scheduling.rows import (
    JobOutcome,
    JobResult,
    JobState,
    UnknownJobError,
    finish,
    get_kind,
    is_due,
    list_jobs,
    pause,
    resume,
    start,
)

__all__ = [
    "AI_SUGGESTIONS",
    "BANK_SYNC",
    "INVESTMENTS",
    "KINDS",
    "PRICES",
    "JobKind",
    "JobOutcome",
    "JobResult",
    "JobState",
    "UnknownJobError",
    "finish",
    "get_kind",
    "is_due",
    "list_jobs",
    "pause",
    "resume",
    "start",
]

"""What an attempt to sync did, or why it did not come about."""

import logging
from dataclasses import dataclass

from backend.core.errors import BudgetAppError, ConflictError, NotConfiguredError
from backend.core.secrets import LostKeyError
from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.models import RunStatus, SyncRun
from backend.services.sync import plain_words
from backend.services.sync.ending import Trouble
from backend.services.sync.plan import Counts, Outcome
from backend.services.sync.runs import Ending

SWITCHED_OFF = "SWITCHED_OFF"  # the code of an attempt that the owner's switches stopped
_log = logging.getLogger(__name__)


class AlreadySyncingError(ConflictError):
    """The login is being brought up to date at this moment."""

    def __init__(self, name: str, run_id: int | None) -> None:
        super().__init__(f"{name} is being updated already.", run_id=run_id)
        self.run_id = run_id


class NoSecretError(BudgetAppError):
    """The login's credential is not here any more."""

    def __init__(self) -> None:
        super().__init__(plain_words.ACCESS_GONE)


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What an attempt did. `operation_id` undoes it; None where no row changed."""

    run_id: int
    connection_id: int
    status: RunStatus
    added: int
    modified: int
    removed: int
    matched: int
    sentence: str
    error_code: str | None
    duration_seconds: float
    operation_id: int | None


def outcome_of(run: SyncRun, name: str, ending: Ending, counts: Counts) -> SyncOutcome:
    """Return what an attempt at the bank `name` did."""
    brought = plain_words.summary(name, counts)
    return SyncOutcome(
        run_id=run.id,
        connection_id=run.connection_id,
        status=ending.status,
        added=counts.of(Outcome.ADDED),
        modified=counts.of(Outcome.MODIFIED),
        removed=counts.of(Outcome.REMOVED),
        matched=counts.of(Outcome.MATCHED),
        sentence=ending.sentence or f"{brought}.",
        error_code=ending.error_code,
        duration_seconds=run.duration_seconds or 0.0,
        operation_id=run.operation_id,
    )


def trouble_of(error: Exception, connection_id: int) -> Trouble:
    """Return what the owner reads about an error; only what nobody foresaw is logged whole."""
    if isinstance(error, FeedError):
        return Trouble.of(error)
    if isinstance(error, NotConfiguredError):
        return Trouble(str(error), FeedFailure.CREDENTIALS, "NOT_CONFIGURED")
    if isinstance(error, LostKeyError):
        return Trouble(str(error), FeedFailure.CREDENTIALS, "LOST_KEY")
    if isinstance(error, NoSecretError):
        return Trouble(str(error), FeedFailure.REMOVED, "NO_SECRET")
    _log.error("the sync of bank connection %d failed", connection_id, exc_info=error)
    return Trouble(plain_words.OUR_FAULT, FeedFailure.OUR_BUG, "APP_ERROR")


def ending_of(trouble: Trouble) -> Ending:
    """Return how an attempt ended that met with trouble; a history in preparation is none."""
    is_fine = trouble.failure is FeedFailure.NOT_READY
    status = RunStatus.SUCCESS if is_fine else RunStatus.ERROR
    return Ending(status, trouble.sentence, trouble.code, trouble.request_id)

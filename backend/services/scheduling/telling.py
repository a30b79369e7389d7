"""How a run went, in a sentence for the owner."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from backend.models import RunStatus
from backend.services.scheduling.rows import JobOutcome, JobResult

_MOST_NAMED = 3


class LoginOutcome(Protocol):
    """How one login fared; `sentence` names it."""

    @property
    def status(self) -> str:
        """Success, partial, error, or that there was nothing to do."""
        ...

    @property
    def sentence(self) -> str:
        """What came of it."""
        ...


def of_logins(
    outcomes: Sequence[LoginOutcome],
    *,
    nothing: str,
    next_at: dt.datetime | None = None,
) -> JobResult:
    """Return what came of asking logins; what is wrong with some is said in their words.

    Args:
        outcomes: how each fared.
        nothing: what to say where there are none.
        next_at: when the job is due again, if not in its rhythm.
    """
    if not outcomes:
        return JobResult(JobOutcome.NOTHING, nothing, next_at)
    failed = [one for one in outcomes if one.status == RunStatus.ERROR]
    partial = [one for one in outcomes if one.status == RunStatus.PARTIAL]
    named = [*failed, *partial] or list(outcomes)
    sentences = " ".join(one.sentence for one in named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        sentences += f" And {len(named) - _MOST_NAMED} more."
    if not failed and not partial:
        return JobResult(JobOutcome.SUCCESS, sentences, next_at)
    outcome = JobOutcome.ERROR if len(failed) == len(outcomes) else JobOutcome.PARTIAL
    return JobResult(outcome, sentences, next_at)

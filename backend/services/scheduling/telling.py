"""How a run went, in a sentence for the owner."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.models import RunStatus
from backend.services.scheduling.rows import JobOutcome, JobResult

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Fared:
    """How one login fared: `status` is a run's, and the sentence may not name the bank."""

    name: str
    status: str
    sentence: str

    @property
    def told(self) -> str:
        """The sentence, with the bank it is about."""
        return with_name(self.name, self.sentence)


def with_name(name: str, sentence: str) -> str:
    """Return a sentence about a bank so that it says which one."""
    return sentence if not name or sentence.startswith(name) else f"{name}: {sentence}"


def of_logins(
    logins: Sequence[Fared], *, nothing: str, next_at: dt.datetime | None = None
) -> JobResult:
    """Return what came of asking logins; what is wrong with some is said in their words.

    Args:
        logins: how each fared.
        nothing: what to say where there are none.
        next_at: when the job is due again, if not in its rhythm.
    """
    if not logins:
        return JobResult(JobOutcome.NOTHING, nothing, next_at)
    failed = [one for one in logins if one.status == RunStatus.ERROR]
    partial = [one for one in logins if one.status == RunStatus.PARTIAL]
    named = [*failed, *partial] or list(logins)
    sentences = " ".join(one.told for one in named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        sentences += f" And {len(named) - _MOST_NAMED} more."
    if not failed and not partial:
        return JobResult(JobOutcome.SUCCESS, sentences, next_at)
    outcome = JobOutcome.ERROR if len(failed) == len(logins) else JobOutcome.PARTIAL
    return JobResult(outcome, sentences, next_at)

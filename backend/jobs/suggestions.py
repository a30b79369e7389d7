"""The job that asks the AI by itself, where the owner has switched that on."""

from sqlalchemy.orm import Session

from backend.core.background import Task
from backend.core.errors import NotConfiguredError
from backend.integrations.outbound import Purpose
from backend.jobs.job import Turn
from backend.services.ai.access import AiAccess
from backend.services.ai.categorizing.previewing import has_sent_before, preview
from backend.services.ai.categorizing.running import Run
from backend.services.ai.categorizing.storing import count_known
from backend.services.ai.models import model_for
from backend.services.ai.setup import AiPurpose
from backend.services.outbound.switches import why_not_asked
from backend.services.scheduling import JobOutcome, JobResult
from backend.services.settings import SettingsStore, find_zone

_OFF = "Asking the AI by itself is switched off in Settings."
_NOT_SEEN = (
    "Waits until you have asked the AI yourself once, in the review, where you see what is sent."
)


class TurnTask(Task):
    """A task that also stops when the app closes."""

    def __init__(self, turn: Turn) -> None:
        super().__init__("ai_categorize")
        self._turn = turn

    def progress(self, phase: str, done: int, total: int) -> None:
        """Say how far the work has come; see `Task`."""
        self._turn.progress()
        super().progress(phase, done, total)


def ask_ai(turn: Turn) -> JobResult:
    """Ask the AI about merchants that nothing here knows, where the owner wants that."""
    profile = turn.profile
    with profile.budget.read() as session:
        why_not = _why_not(session, profile.settings)
        known = count_known(session)
        zone = find_zone(profile.settings.value(session, "time_zone"))
    if why_not is not None:
        return JobResult(JobOutcome.NOTHING, why_not)
    access = AiAccess(profile.budget, profile.settings, profile.gate, turn.now, zone)
    try:
        plan = preview(access, profile.rulebook).plan
    except NotConfiguredError as error:
        return JobResult(JobOutcome.NOTHING, str(error))
    if not plan.merchants and not known:
        return JobResult(JobOutcome.NOTHING, "There was nobody to ask about.")
    run = profile.ai_categorizer.run_here(
        plan,
        lambda asked: model_for(access, AiPurpose.CATEGORIZE, asked=asked),
        now=turn.now,
        task=TurnTask(turn),
    )
    return _result(run)


def _why_not(session: Session, settings: SettingsStore) -> str | None:
    if settings.value(session, "ai_after_imports") != "on":
        return _OFF
    if not has_sent_before(session):
        return _NOT_SEEN
    return why_not_asked(session, settings, Purpose.AI)


def _result(run: Run) -> JobResult:
    outcome = JobOutcome.PARTIAL if run.unread else JobOutcome.SUCCESS
    return JobResult(outcome, f"{run.sentence()}.")

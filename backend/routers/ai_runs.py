"""Asking the AI about merchants: what would be sent, sending it, watching, stopping."""

from fastapi import APIRouter

from backend.core.errors import NotFoundError
from backend.routers.deps import ActiveProfile, Context, ReadSession
from backend.routers.problems import problems
from backend.schemas.ai_runs import AiAskingOut, AiPastRun, AiPreviewOut, AiRunOut, AiStartIn
from backend.services.ai import standing
from backend.services.ai.categorizing import previewing
from backend.services.ai.categorizing.questions import count_open
from backend.services.ai.categorizing.storing import count_known
from backend.services.ai.models import model_for
from backend.services.ai.setup import AiPurpose

router = APIRouter(prefix="/api/ai/categorize", tags=["ai"])


class NotAskingError(NotFoundError):
    """There is no run to stop."""

    def __init__(self) -> None:
        super().__init__("The AI is not being asked.")


@router.get("")
def get_asking(session: ReadSession, profile: ActiveProfile, context: Context) -> AiAskingOut:
    """Say what there is to ask the AI about, and how the latest run stands."""
    found = standing.standing(context.ai(profile), session)
    is_set_up = found.setup is not None and found.setup.missing is None and not profile.is_demo
    open_now = count_open(session)
    run = profile.ai_categorizer.latest
    return AiAskingOut(
        is_set_up=is_set_up,
        missing=found.missing,
        merchants=open_now.merchants,
        rows=open_now.rows,
        known_rows=count_known(session),
        run=AiRunOut.of(run) if run else None,
        past=[AiPastRun.of(operation) for operation in previewing.last_runs(session)],
    )


@router.get("/preview", responses=problems(409))
def get_preview(profile: ActiveProfile, context: Context) -> AiPreviewOut:
    """Show every request that would be sent, word for word. Nothing is sent."""
    return AiPreviewOut.of(previewing.preview(context.ai(profile), profile.rulebook))


@router.post("", status_code=202, responses=problems(409, 422))
def start_asking(profile: ActiveProfile, context: Context, wanted: AiStartIn) -> AiRunOut:
    """Ask in the background; refused where it would not be what the preview showed."""
    access = context.ai(profile)
    shown = previewing.preview(access, profile.rulebook)
    shown.require(wanted.preview_digest)
    model_for(access, AiPurpose.CATEGORIZE)  # consent is missing: said at once
    run = profile.ai_categorizer.start(
        context.tasks,
        shown.plan,
        lambda asked: model_for(access, AiPurpose.CATEGORIZE, asked=asked),
        now=context.now,
    )
    return AiRunOut.of(run)


@router.delete("", responses=problems(404))
def stop_asking(profile: ActiveProfile) -> AiRunOut:
    """Stop after the request that is under way; what was suggested stays."""
    run = profile.ai_categorizer.latest
    if run is None or run.task is None or not run.is_running:
        raise NotAskingError
    run.task.cancel()
    return AiRunOut.of(run)

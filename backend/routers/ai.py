"""The AI: how things stand, consent, models, usage."""

from fastapi import APIRouter

from backend.routers.deps import ActiveProfile, Context, Now, ReadSession, WriteSession
from backend.routers.problems import problems
from backend.schemas.ai import (
    AiOut,
    AiUsageOut,
    MonthOfUseOut,
    OfferedModel,
    OfferedModels,
    TermsOut,
)
from backend.services.ai import consent, standing, trying

router = APIRouter(prefix="/api/ai", tags=["ai"])


@router.get("")
def get_ai(session: ReadSession, profile: ActiveProfile, context: Context) -> AiOut:
    """Say whether an AI can be asked, what it may be told, and what it has cost this month."""
    found = standing.standing(context.ai(profile), session)
    return AiOut.of(found, is_demo=profile.is_demo)


@router.post("/consent", responses=problems(409, 422))
def give_consent(
    session: WriteSession, profile: ActiveProfile, context: Context, terms: TermsOut, now: Now
) -> AiOut:
    """Agree to what is sent, and to whom: `terms` are those that `GET /api/ai` showed."""
    access = context.ai(profile)
    access.refuse_in_sample()
    consent.agree(profile.settings, session, terms.terms(), at=now)
    return AiOut.of(standing.standing(access, session), is_demo=profile.is_demo)


@router.delete("/consent")
def withdraw_consent(
    session: WriteSession, profile: ActiveProfile, context: Context, now: Now
) -> AiOut:
    """Take consent back: from now on nothing is sent."""
    consent.withdraw(session, at=now)
    return AiOut.of(standing.standing(context.ai(profile), session), is_demo=profile.is_demo)


@router.get("/models", responses=problems(409, 502))
def list_models(profile: ActiveProfile, context: Context) -> OfferedModels:
    """Ask the provider which models it offers."""
    offered = trying.list_models(context.ai(profile))
    return OfferedModels(items=[OfferedModel(id=model, name=name) for model, name in offered])


@router.get("/usage")
def get_usage(session: ReadSession, profile: ActiveProfile, context: Context) -> AiUsageOut:
    """Say what was asked in the last twelve months, and what it cost."""
    months = standing.months_of_use(context.ai(profile), session)
    return AiUsageOut(items=[MonthOfUseOut.of(used) for used in months])

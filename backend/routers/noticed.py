"""What the app notices by itself: shown, put aside, brought back."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from backend.context import Profile
from backend.routers.deps import ActiveProfile, Now, ReadSession, Today, WriteSession
from backend.routers.problems import problems
from backend.schemas.noticed import InsightKeyIn, NoticedOut
from backend.services.insights.noticed.insight import Asked
from backend.services.insights.noticed.report import MOST, bring_back, dismiss, noticed

router = APIRouter(prefix="/api/insights/noticed", tags=["insights"])


@router.get("", responses=problems(422))
def list_noticed(
    session: ReadSession,
    profile: ActiveProfile,
    today: Today,
    limit: Annotated[int, Query(ge=1, le=200)] = MOST,
) -> NoticedOut:
    """List what stands out today; all of it is worked out here, and nothing is sent."""
    return NoticedOut.of(noticed(session, _asked(session, profile, today), most=limit))


@router.post("/dismiss", status_code=204, responses=problems(404, 422))
def dismiss_insight(
    session: WriteSession, profile: ActiveProfile, today: Today, wish: InsightKeyIn, now: Now
) -> Response:
    """Put an insight aside; the next event of its kind is told again."""
    dismiss(session, wish.key, _asked(session, profile, today), at=now)
    return Response(status_code=204)


@router.post("/restore", status_code=204, responses=problems(404, 422))
def restore_insight(
    session: WriteSession, profile: ActiveProfile, today: Today, wish: InsightKeyIn, now: Now
) -> Response:
    """Show an insight again that was put aside."""
    bring_back(session, wish.key, _asked(session, profile, today), at=now)
    return Response(status_code=204)


def _asked(session: Session, profile: Profile, today: Today) -> Asked:
    settings = profile.settings
    currency = settings.value(session, "currency") or "USD"
    return Asked(today, currency, settings.budget_periods(session))

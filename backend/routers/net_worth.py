"""Net worth over time."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.routers.deps import ReadSession, Today
from backend.routers.problems import problems
from backend.routers.wire import answers, model_answer
from backend.schemas.net_worth import NetWorthOut
from backend.services.balances.history import Step
from backend.services.net_worth import net_worth_report

router = APIRouter(tags=["reports"])


@router.get("/api/reports/net-worth", responses=answers(NetWorthOut) | problems(422))
def get_net_worth(
    session: ReadSession,
    today: Today,
    by: Annotated[Step, Query(description="the ends of months, or each of the last 90 days")] = (
        Step.MONTH
    ),
    months: Annotated[int, Query(ge=1, le=1200, description="how far back months go")] = 12,
) -> Response:
    """Tell what all accounts hold less what they owe, over time, and what changed it."""
    return model_answer(
        NetWorthOut.of(net_worth_report(session, today=today, by=by, months=months))
    )

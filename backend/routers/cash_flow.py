"""Cash flow: a year span by span, and the streams of a period."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.routers.deps import ReadSession, Today
from backend.routers.problems import problems
from backend.routers.reports import EARLIEST, LATEST, AccountId, AskedPeriod
from backend.routers.wire import answers, json_answer
from backend.schemas.cash_flow import CashFlowOut, MoneyFlowOut, cash_flow_json, money_flow_json
from backend.services.reports.cash_flow import cash_flow
from backend.services.reports.money_flow import money_flow
from backend.services.reports.parting import Cut

router = APIRouter(tags=["reports"])

Year = Annotated[
    int | None,
    Query(ge=EARLIEST.year, le=LATEST.year, description="this year without any"),
]


@router.get("/api/transactions/cash-flow", responses=answers(CashFlowOut) | problems(422))
def get_cash_flow(
    session: ReadSession,
    today: Today,
    year: Year = None,
    by: Annotated[Cut, Query(description="14 days from a Monday on, or months")] = Cut.FORTNIGHT,
    account_id: AccountId = None,
) -> Response:
    """Return what came in, went out and was left in each span of a year, by category."""
    chosen = today.year if year is None else year
    return json_answer(cash_flow_json(cash_flow(session, chosen, cut=by, account_id=account_id)))


@router.get("/api/reports/money-flow", responses=answers(MoneyFlowOut) | problems(422))
def get_money_flow(
    session: ReadSession, period: AskedPeriod, account_id: AccountId = None
) -> Response:
    """Return where the money of a period came from and where it went, as streams."""
    return json_answer(money_flow_json(money_flow(session, period, account_id=account_id)))

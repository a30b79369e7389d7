"""Budgets: by category and period."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from backend.core.periods import BudgetPeriod, PeriodScheme
from backend.models import Budget
from backend.routers.deps import ActiveProfile, Now, ReadSession, RowId, Today, WriteSession
from backend.routers.problems import problems
from backend.schemas.budget_edits import (
    BudgetEdit,
    BudgetIn,
    BudgetsIn,
    BudgetsSet,
    ProposalOut,
    RolloverIn,
)
from backend.schemas.budgets import BudgetOut, BudgetReportOut
from backend.services import budgets
from backend.services.budgets import FillSource

router = APIRouter(tags=["budgets"])

AskedKey = Annotated[
    str | None, Query(max_length=10, description="YYYY-MM or a day; the present one without any")
]


def get_scheme(session: ReadSession, profile: ActiveProfile) -> PeriodScheme:
    """Return how the owner's calendar is cut into budget periods."""
    return profile.settings.budget_periods(session)


def get_writing_scheme(session: WriteSession, profile: ActiveProfile) -> PeriodScheme:
    """Return the same to a route that writes."""
    return profile.settings.budget_periods(session)


Scheme = Annotated[PeriodScheme, Depends(get_scheme)]
WritingScheme = Annotated[PeriodScheme, Depends(get_writing_scheme)]


def get_period(scheme: Scheme, today: Today, month: AskedKey = None) -> BudgetPeriod:
    """Return the period that is asked for: by its key, or by a month or day that it holds."""
    return scheme.around(month) if month else scheme.containing(today)


AskedPeriod = Annotated[BudgetPeriod, Depends(get_period)]


@router.get("/api/budgets", responses=problems(422))
def list_budgets(
    session: ReadSession, scheme: Scheme, period: AskedPeriod, today: Today
) -> list[BudgetOut]:
    """List the budgets of a period with what was spent of them."""
    report = budgets.budget_report(session, scheme, period, today=today)
    return [BudgetOut.in_period(line, period) for line in report.lines]


@router.get("/api/reports/budgets", responses=problems(422))
def get_budget_report(
    session: ReadSession, scheme: Scheme, period: AskedPeriod, today: Today
) -> BudgetReportOut:
    """Return how the budgets of a period stand, and what no budget covers."""
    return BudgetReportOut.of(budgets.budget_report(session, scheme, period, today=today))


@router.get("/api/budgets/proposal", responses=problems(422))
def propose_budgets(
    session: ReadSession,
    scheme: Scheme,
    period: AskedPeriod,
    today: Today,
    source: FillSource = FillSource.LAST,
    replace: bool = False,
    by_parent: bool = False,
) -> ProposalOut:
    """Propose budgets for a period: as in the last one, or the average of 3, 6 or 12."""
    found = budgets.propose(
        session, scheme, period, source=source, replace=replace, by_parent=by_parent, today=today
    )
    return ProposalOut.of(found)


@router.post("/api/budgets", responses=problems(404, 422))
def set_budget(
    session: WriteSession, scheme: WritingScheme, wish: BudgetIn, now: Now, today: Today
) -> BudgetOut:
    """Set what a category may cost in a period; what was set before is replaced."""
    period = scheme.of_key(wish.month)
    key = wish.category_short_desc
    budget = budgets.set_budget(session, key, period=period, amount=wish.amount, at=now)
    report = budgets.budget_report(session, scheme, period, today=today)
    [line] = [line for line in report.lines if line.budget_id == budget.id]
    return BudgetOut.in_period(line, period)


@router.post("/api/budgets/bulk", responses=problems(404, 422))
def set_budgets(
    session: WriteSession, scheme: WritingScheme, wish: BudgetsIn, now: Now
) -> BudgetsSet:
    """Set several budgets of a period at once, all or none."""
    amounts = {item.category_short_desc: item.amount for item in wish.items}
    period = scheme.of_key(wish.month)
    return BudgetsSet(changed=budgets.set_budgets(session, amounts, period=period, at=now))


@router.put("/api/budgets/rollovers/{short_desc}", status_code=204, responses=problems(404, 422))
def set_rollover(
    session: WriteSession, scheme: WritingScheme, short_desc: str, wish: RolloverIn, now: Now
) -> Response:
    """Carry a category's budget over from a period on, or (mode null) no longer."""
    since = scheme.of_key(wish.since)
    budgets.set_rollover(session, short_desc, mode=wish.mode, since=since, at=now)
    return Response(status_code=204)


@router.patch("/api/budgets/{budget_id}", responses=problems(404, 422))
def edit_budget(
    session: WriteSession,
    scheme: WritingScheme,
    budget_id: RowId,
    wish: BudgetEdit,
    now: Now,
    today: Today,
) -> BudgetOut:
    """Give a budget another amount."""
    budget = budgets.get_budget(session, budget_id)
    key = budgets.category_of(session, budget).short_desc
    asked = BudgetIn(category_short_desc=key, month=budget.month, amount=wish.amount)
    return set_budget(session, scheme, asked, now, today)


@router.delete("/api/budgets/{budget_id}", status_code=204, responses=problems(404))
def delete_budget(
    session: WriteSession, scheme: WritingScheme, budget_id: RowId, now: Now
) -> Response:
    """Take a budget back."""
    return _delete(session, scheme, budgets.get_budget(session, budget_id), now)


@router.delete("/api/budgets", status_code=204, responses=problems(404, 422))
def delete_budget_of(
    session: WriteSession,
    scheme: WritingScheme,
    category_short_desc: Annotated[str, Query(min_length=1, max_length=64)],
    month: Annotated[str, Query(max_length=10)],
    now: Now,
) -> Response:
    """Take back the budget of a category in a period."""
    period = scheme.of_key(month)
    return _delete(session, scheme, budgets.budget_of(session, category_short_desc, period), now)


def _delete(session: WriteSession, scheme: PeriodScheme, budget: Budget, now: Now) -> Response:
    known = scheme.has_key(budget.month)
    name = scheme.of_key(budget.month).name if known else budget.month
    budgets.delete_budget(session, budget, period_name=name, at=now)
    return Response(status_code=204)

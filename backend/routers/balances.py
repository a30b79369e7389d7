"""Balances of an account: their history, what was stated, and where the two part."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from backend.routers.deps import ActiveProfile, Now, ReadSession, RowId, Today, WriteSession
from backend.routers.problems import problems
from backend.routers.reports import Day
from backend.routers.wire import answers, model_answer
from backend.schemas.balances import (
    AdjustmentIn,
    AdjustmentOut,
    BalanceEdit,
    BalanceHistoryOut,
    BalanceIn,
    BalanceOut,
    ExplainedGapOut,
)
from backend.services.balances import editing, gaps
from backend.services.balances.history import Step, balance_history

router = APIRouter(prefix="/api/accounts/{account_id}", tags=["balances"])

GapKey = Annotated[str, Path(pattern=r"^(\d{1,18}|opening)$", description="as the history has it")]


@router.get("/balances", responses=answers(BalanceHistoryOut) | problems(404, 422))
def get_balances(
    session: ReadSession,
    account_id: RowId,
    today: Today,
    by: Annotated[Step, Query(description="the ends of months, or every day")] = Step.MONTH,
    start: Day = None,
) -> Response:
    """Tell how the balance went up to today, what was stated, and where rows lead elsewhere."""
    history = balance_history(session, account_id, today=today, start=start, by=by)
    return model_answer(BalanceHistoryOut.of(history))


@router.post("/balances/stated", status_code=201, responses=problems(404, 422))
def add_balance(
    session: WriteSession, account_id: RowId, wish: BalanceIn, today: Today, now: Now
) -> BalanceOut:
    """State what the account held, or is worth, at the end of a day."""
    balance = editing.add_balance(session, account_id, today=today, at=now, **wish.model_dump())
    return BalanceOut.model_validate(balance, from_attributes=True)


@router.patch("/balances/{balance_id}", responses=problems(404, 409, 422))
def edit_balance(
    session: WriteSession,
    account_id: RowId,
    balance_id: RowId,
    wish: BalanceEdit,
    today: Today,
    now: Now,
) -> BalanceOut:
    """Change a balance that the owner stated."""
    changes = wish.model_dump(exclude_unset=True)
    balance = editing.edit_balance(
        session, account_id, balance_id, changes=changes, today=today, at=now
    )
    return BalanceOut.model_validate(balance, from_attributes=True)


@router.delete("/balances/{balance_id}", status_code=204, responses=problems(404))
def delete_balance(
    session: WriteSession, account_id: RowId, balance_id: RowId, now: Now
) -> Response:
    """Forget a stated balance."""
    editing.delete_balance(session, account_id, balance_id, at=now)
    return Response(status_code=204)


@router.get("/gaps/{key}", responses=problems(404, 422))
def explain_gap(session: ReadSession, account_id: RowId, key: GapKey) -> ExplainedGapOut:
    """Tell what may explain a gap, the likeliest first."""
    return ExplainedGapOut.of(gaps.explain_gap(session, account_id, key))


@router.post("/gaps/{key}/adjustment", status_code=201, responses=problems(404, 409, 422))
def adjust(
    session: WriteSession,
    profile: ActiveProfile,
    account_id: RowId,
    key: GapKey,
    wish: AdjustmentIn,
    now: Now,
) -> AdjustmentOut:
    """Accept a gap: add a transaction of just its size on the day of the statement."""
    row_id = gaps.adjust(
        session,
        account_id,
        key,
        category=wish.category_short_desc,
        threshold=profile.settings.auto_confirm_threshold(session),
        at=now,
    )
    return AdjustmentOut(transaction_id=row_id)

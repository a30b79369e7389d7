"""Savings goals as JSON; saved money is positive."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, Field

from backend.schemas.money import DollarsIn, DollarsOut
from backend.services.goals import GoalStanding, GoalStatus

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
_MONEY = {"max_digits": 12, "decimal_places": 2, "allow_inf_nan": False, "le": 10**9}

GoalAmount = Annotated[Decimal, Field(gt=0, **_MONEY)]
NoLess = Annotated[Decimal, Field(ge=0, **_MONEY)]
GoalName = Annotated[str, Field(min_length=1, max_length=80)]
Notes = Annotated[str | None, Field(max_length=2000)]
Color = Annotated[str | None, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
GoalDay = Annotated[dt.date, Field(ge=EARLIEST, le=LATEST)]
AccountId = Annotated[int | None, Field(ge=1, le=2**63 - 1)]


class GoalIn(BaseModel):
    """Something to save for.

    With an account, what it holds above `starting_amount` is saved; else what is put aside.
    """

    name: GoalName
    target_amount: GoalAmount
    target_date: GoalDay | None = None
    account_id: AccountId = None
    starting_amount: NoLess = Decimal(0)
    saved_already: NoLess = Decimal(0)
    color: Color = None
    notes: Notes = None


class GoalEdit(BaseModel):
    """What changes of a goal; what is left out stays."""

    name: GoalName = ""
    target_amount: GoalAmount = Decimal(1)
    target_date: GoalDay | None = None
    account_id: AccountId = None
    starting_amount: NoLess = Decimal(0)
    color: Color = None
    notes: Notes = None
    is_finished: bool = False


class ContributionIn(BaseModel):
    """Money put aside; negative when it is taken back."""

    amount: DollarsIn
    date: GoalDay
    notes: Notes = None


class ContributionEdit(BaseModel):
    """What changes of what was put aside; what is left out stays."""

    amount: DollarsIn = Decimal(0)
    date: GoalDay = EARLIEST
    notes: Notes = None


class ContributionOut(BaseModel):
    """Money put aside on a day."""

    id: int
    date: dt.date
    amount: DollarsOut
    notes: str | None


class GoalOut(BaseModel):
    """A goal and how far it has come; `share` is what is saved of it, 0-1 and beyond.

    `expected` is what an even line asks for by today, `monthly_share` what each of the months left
    takes. `shared_with` names other goals that count the same account.
    """

    id: int
    name: str
    target_amount: DollarsOut
    target_date: dt.date | None
    account_id: int | None
    account_name: str | None
    starting_amount: DollarsOut
    color: str | None
    notes: str | None
    is_finished: bool
    status: GoalStatus
    saved: DollarsOut
    left: DollarsOut
    share: float
    expected: DollarsOut | None
    behind_by: DollarsOut | None
    months_left: int | None
    monthly_share: DollarsOut | None
    saved_this_month: DollarsOut
    left_this_month: DollarsOut | None
    projected_on: dt.date | None
    shared_with: list[str]
    contributions: list[ContributionOut]

    @classmethod
    def of(cls, standing: GoalStanding) -> Self:
        """Return the goal as JSON."""
        goal, share = standing.goal, standing.monthly_share
        behind = standing.status in {GoalStatus.BEHIND, GoalStatus.OVERDUE}
        due = standing.expected
        left_now = None if share is None else max(share - standing.saved_this_month, Decimal(0))
        return cls(
            id=goal.id,
            name=goal.name,
            target_amount=goal.target_amount,
            target_date=goal.target_date,
            account_id=goal.account_id,
            account_name=standing.account.name if standing.account else None,
            starting_amount=goal.starting_amount,
            color=goal.color,
            notes=goal.notes,
            is_finished=goal.finished_at is not None,
            status=standing.status,
            saved=standing.saved,
            left=standing.left,
            share=float(standing.saved / goal.target_amount),
            expected=due,
            behind_by=due - standing.saved if behind and due is not None else None,
            months_left=standing.months_left,
            monthly_share=share,
            saved_this_month=standing.saved_this_month,
            left_this_month=left_now,
            projected_on=standing.projected_on,
            shared_with=standing.shared_with,
            contributions=[
                ContributionOut(id=c.id, date=c.date, amount=c.amount, notes=c.notes)
                for c in standing.contributions
            ],
        )

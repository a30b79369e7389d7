"""What is sent to set budgets, and what is proposed for a period, as JSON."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, Field

from backend.models import RolloverMode
from backend.schemas.money import DollarsOut
from backend.services.budgets import Proposal, ProposedBudget

BudgetAmount = Annotated[
    Decimal, Field(max_digits=12, decimal_places=2, allow_inf_nan=False, ge=0, le=10**9)
]
CategoryKey = Annotated[str, Field(min_length=1, max_length=64)]
PeriodKey = Annotated[
    str, Field(max_length=10, description="YYYY-MM, or a payday YYYY-MM-DD where two weeks count")
]


class BudgetIn(BaseModel):
    """What a category may cost in a period."""

    category_short_desc: CategoryKey
    month: PeriodKey
    amount: BudgetAmount


class BudgetEdit(BaseModel):
    """Another amount."""

    amount: BudgetAmount


class BudgetAmountIn(BaseModel):
    """One of several amounts."""

    category_short_desc: CategoryKey
    amount: BudgetAmount


class BudgetsIn(BaseModel):
    """Several budgets of one period, set at once."""

    month: PeriodKey
    items: Annotated[list[BudgetAmountIn], Field(min_length=1, max_length=1000)]


class RolloverIn(BaseModel):
    """What is carried over into the next period; null for nothing."""

    mode: RolloverMode | None
    since: PeriodKey


class ProposedBudgetOut(BaseModel):
    """An amount that a category could be given; `present` is what it has now."""

    category_short_desc: str
    display_name: str
    color: str | None
    present: DollarsOut | None
    amount: DollarsOut

    @classmethod
    def of(cls, item: ProposedBudget) -> Self:
        """Return the proposed amount as JSON."""
        return cls(
            category_short_desc=item.category.short_desc,
            display_name=item.category.display_name,
            color=item.category.color,
            present=item.present,
            amount=item.amount,
        )


class ProposalOut(BaseModel):
    """Budgets that a period could be given, and what they were made from."""

    basis: str | None
    total: DollarsOut
    items: list[ProposedBudgetOut]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Return the proposal as JSON."""
        return cls(
            basis=proposal.basis,
            total=sum((item.amount for item in proposal.items), Decimal(0)),
            items=[ProposedBudgetOut.of(item) for item in proposal.items],
        )


class BudgetsSet(BaseModel):
    """How many budgets are new or changed."""

    changed: int

"""Budgets as JSON; amounts are dollars, what was spent is positive."""

import datetime as dt
from dataclasses import asdict
from decimal import Decimal
from typing import Self

from pydantic import BaseModel

from backend.core.periods import BudgetPeriod
from backend.models import RolloverMode
from backend.schemas.money import DollarsOut
from backend.schemas.reports import LeftOutOut
from backend.services.budgets import (
    BudgetFamily,
    BudgetLine,
    BudgetOverview,
    BudgetReport,
)
from backend.services.budgets.pacing import Clock, Figures, Standing


class FiguresOut(BaseModel):
    """What one budget, or several together, come to.

    `remaining` and `percent_used` are about the amount alone; `available`, `left_to_spend` and
    `used` (0-1) also about what was carried over. `pace` is `used` minus the share of the period
    that is gone.
    """

    budgeted: DollarsOut | None
    carried_over: DollarsOut
    available: DollarsOut
    spent: DollarsOut
    remaining: DollarsOut
    percent_used: float | None
    left_to_spend: DollarsOut
    safe_per_day: DollarsOut | None
    even_pace: DollarsOut
    ahead_by: DollarsOut | None
    used: float | None
    pace: float | None
    status: Standing

    @staticmethod
    def values(figures: Figures) -> dict[str, object]:
        """Return the figures by name."""
        return {
            "budgeted": figures.budgeted,
            "carried_over": figures.carried_over,
            "available": figures.available,
            "spent": figures.spent,
            "remaining": figures.remaining,
            "percent_used": figures.percent_used,
            "left_to_spend": figures.left,
            "safe_per_day": figures.safe_per_day,
            "even_pace": figures.even_pace,
            "ahead_by": figures.ahead_by,
            "used": figures.used,
            "pace": figures.pace,
            "status": figures.status,
        }


class BudgetLineOut(FiguresOut):
    """A category in a period.

    `id` is of the amount that was set; `covered_by` the parent whose budget it counts in, where it
    has none of its own.
    """

    id: int | None
    category_short_desc: str | None
    display_name: str
    color: str | None
    is_recurring: bool
    is_own: bool
    covered_by: str | None
    rollover: RolloverMode | None
    rollover_since: str | None

    @classmethod
    def of(cls, line: BudgetLine) -> Self:
        """Return the line as JSON."""
        category, rollover = line.category, line.rollover
        return cls.model_validate(
            {
                **FiguresOut.values(line.figures),
                "id": line.budget_id,
                "category_short_desc": category.short_desc if category else None,
                "display_name": category.display_name if category else "Uncategorized",
                "color": category.color if category else None,
                "is_recurring": bool(category and category.is_recurring),
                "is_own": line.is_own,
                "covered_by": line.covered_by.short_desc if line.covered_by else None,
                "rollover": rollover.mode if rollover else None,
                "rollover_since": rollover.since.key if rollover else None,
            }
        )


class BudgetOut(BudgetLineOut):
    """A budget of a period; a parent's spent includes its subcategories without one of their own."""

    month: str
    amount: DollarsOut

    @classmethod
    def in_period(cls, line: BudgetLine, period: BudgetPeriod) -> Self:
        """Return the line as a budget of `period`."""
        shown = BudgetLineOut.of(line).model_dump()
        amount = line.figures.budgeted or Decimal(0)
        return cls.model_validate({**shown, "month": period.key, "amount": amount})


class BudgetFamilyOut(FiguresOut):
    """A parent with its subcategories; the figures are of all its budgets together.

    `spent_total` is everything that it cost, `unbudgeted` the part that no budget covers.
    """

    category_short_desc: str | None
    display_name: str
    color: str | None
    spent_total: DollarsOut
    unbudgeted: DollarsOut
    own: BudgetLineOut
    children: list[BudgetLineOut]

    @classmethod
    def of(cls, family: BudgetFamily) -> Self:
        """Return the family as JSON."""
        own = BudgetLineOut.of(family.own)
        return cls.model_validate(
            {
                **FiguresOut.values(family.figures),
                "category_short_desc": own.category_short_desc,
                "display_name": own.display_name,
                "color": own.color,
                "spent_total": family.spent,
                "unbudgeted": family.unbudgeted,
                "own": own,
                "children": [BudgetLineOut.of(child) for child in family.children],
            }
        )


class BudgetPeriodOut(BaseModel):
    """A budget's period; both days are inside it. `elapsed` is the share that is gone, 0-1."""

    key: str
    name: str
    start_date: dt.date
    end_date: dt.date
    days: int
    days_gone: int
    days_left: int
    elapsed: float
    state: str

    @classmethod
    def of(cls, clock: Clock) -> Self:
        """Return the clock's period as JSON."""
        period = clock.period
        return cls(
            key=period.key,
            name=period.name,
            start_date=period.first_day,
            end_date=period.last_day,
            days=period.days,
            days_gone=clock.days_gone,
            days_left=clock.days_left,
            elapsed=clock.elapsed,
            state=clock.state,
        )


class BudgetReportOut(FiguresOut):
    """How the budgets of a period stand; the figures are of all of them together.

    `spent_total` is all spending of the period, as the spending report has it; `scheme` says how
    long periods are, as the setting `budget_period` does. `waiting` counts once it is reviewed.
    """

    scheme: str
    period: BudgetPeriodOut
    previous: str
    next: str
    budget_count: int
    spent_total: DollarsOut
    unbudgeted: DollarsOut
    waiting: LeftOutOut | None
    families: list[BudgetFamilyOut]

    @classmethod
    def of(cls, report: BudgetReport) -> Self:
        """Return the report as JSON."""
        scheme, period = report.scheme, report.period
        return cls.model_validate(
            {
                **FiguresOut.values(report.figures),
                "scheme": str(scheme),
                "period": BudgetPeriodOut.of(report.clock),
                "previous": scheme.shifted(period, -1).key,
                "next": scheme.shifted(period, 1).key,
                "budget_count": len(report.lines),
                "spent_total": report.spent,
                "unbudgeted": report.unbudgeted,
                "waiting": asdict(report.waiting) if report.waiting else None,
                "families": [BudgetFamilyOut.of(family) for family in report.families],
            }
        )


class BudgetOverviewOut(FiguresOut):
    """The running period's budgets in short; `worst` are those over or ahead of their pace."""

    period: BudgetPeriodOut
    budget_count: int
    unbudgeted: DollarsOut
    worst: list[BudgetLineOut]

    @classmethod
    def of(cls, overview: BudgetOverview) -> Self:
        """Return the overview as JSON."""
        return cls.model_validate(
            {
                **FiguresOut.values(overview.figures),
                "period": BudgetPeriodOut.of(overview.clock),
                "budget_count": overview.count,
                "unbudgeted": overview.unbudgeted,
                "worst": [BudgetLineOut.of(line) for line in overview.worst],
            }
        )

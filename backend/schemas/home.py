"""Home as JSON; spending is positive, income is positive."""

from typing import Self

from pydantic import BaseModel

from backend.schemas.budgets import BudgetOverviewOut
from backend.schemas.money import DollarsOut
from backend.schemas.reports import SpendingNodeOut
from backend.services.reports.attention import Attention
from backend.services.reports.home import HomeReport
from backend.services.reports.month_course import MonthCourse


class AttentionOut(BaseModel):
    """One thing that waits for the owner."""

    kind: str
    count: int
    message: str
    link: str

    @classmethod
    def of(cls, attention: Attention) -> Self:
        """Return it as JSON."""
        return cls(
            kind=attention.kind,
            count=attention.count,
            message=attention.message,
            link=attention.link,
        )


class MonthCourseOut(BaseModel):
    """What was spent by the end of each day, from the first: so far, and in the month before."""

    now: list[DollarsOut]
    before: list[DollarsOut]

    @classmethod
    def of(cls, course: MonthCourse) -> Self:
        """Return the course as JSON."""
        return cls(now=list(course.now), before=list(course.before))


class HomeOut(BaseModel):
    """How the month stands; `budgets` is null where the present period has none."""

    month: str
    spending: DollarsOut
    income: DollarsOut
    previous_month_to_date_spending: DollarsOut
    last_month_spending: DollarsOut
    course: MonthCourseOut
    top_categories: list[SpendingNodeOut]
    budgets: BudgetOverviewOut | None
    attention: list[AttentionOut]

    @classmethod
    def of(cls, report: HomeReport) -> Self:
        """Return the report as JSON."""
        spent = float(report.spending)
        return cls(
            month=str(report.month),
            spending=report.spending,
            income=report.income,
            previous_month_to_date_spending=report.previous_month_to_date_spending,
            last_month_spending=report.last_month_spending,
            course=MonthCourseOut.of(report.course),
            top_categories=[SpendingNodeOut.of(node, spent) for node in report.top_categories],
            budgets=BudgetOverviewOut.of(report.budgets) if report.budgets else None,
            attention=[AttentionOut.of(each) for each in report.attention],
        )

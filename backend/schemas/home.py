"""Home as JSON; spending is positive, income is positive."""

import datetime as dt
from typing import Self

from pydantic import BaseModel

from backend.schemas.budgets import BudgetOverviewOut
from backend.schemas.money import DollarsOut
from backend.schemas.recurring import AlertOut, BillOut
from backend.schemas.reports import SpendingNodeOut
from backend.services.net_worth import NetWorthSummary
from backend.services.recurring.upcoming import Bill, sums_of
from backend.services.reports.attention import Attention
from backend.services.reports.home import HomeReport
from backend.services.reports.month_course import MonthCourse

_SHOWN = 5


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


class NetWorthLine(BaseModel):
    """Net worth now, its change since last month's end, and a line of the last 12 months.

    `spark` ends with today; before it are the ends of months, oldest first.
    """

    net: DollarsOut
    change: DollarsOut
    currency: str
    days: list[dt.date]
    spark: list[DollarsOut]

    @classmethod
    def of(cls, summary: NetWorthSummary) -> Self:
        """Return the line as JSON."""
        return cls(
            net=summary.net,
            change=summary.change,
            currency=summary.currency,
            days=[day for day, _ in summary.spark],
            spark=[net for _, net in summary.spark],
        )


class UpcomingOut(BaseModel):
    """What is due in the next 30 days: the first bills, and what all of them come to."""

    count: int
    total_out: DollarsOut
    total_in: DollarsOut
    first: list[BillOut]

    @classmethod
    def of(cls, bills: list[Bill]) -> Self:
        """Return the bills as JSON; pay is only in the total."""
        sums = sums_of(bills)
        charges = [bill for bill in bills if not bill.series.is_income]
        return cls(
            count=len(charges),
            total_out=sums.out,
            total_in=sums.into,
            first=[BillOut.of(bill) for bill in charges[:_SHOWN]],
        )


class HomeOut(BaseModel):
    """How the month stands, what comes next and what waits.

    `budgets` is null where the present period has none, `net_worth` where no balance is known.
    `alerts` are the newest of `alert_count`.
    """

    month: str
    spending: DollarsOut
    income: DollarsOut
    previous_month_to_date_spending: DollarsOut
    last_month_spending: DollarsOut
    course: MonthCourseOut
    top_categories: list[SpendingNodeOut]
    budgets: BudgetOverviewOut | None
    net_worth: NetWorthLine | None
    upcoming: UpcomingOut
    alerts: list[AlertOut]
    alert_count: int
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
            net_worth=NetWorthLine.of(report.net_worth) if report.net_worth else None,
            upcoming=UpcomingOut.of(report.bills),
            alerts=[AlertOut.of(alert) for alert in report.alerts[:_SHOWN]],
            alert_count=len(report.alerts),
            attention=[AttentionOut.of(each) for each in report.attention],
        )

"""Reports as JSON; spending is positive, income is positive."""

import datetime as dt
from decimal import Decimal
from typing import Self

from pydantic import BaseModel

from backend.schemas.money import DollarsOut
from backend.services.reports.spending import CategorySpending, SpendingNode, SpendingReport
from backend.services.reports.trend import MonthTotals


class CategorySpendingOut(BaseModel):
    """What one category cost; without a key for rows that have no category."""

    id: int | None
    short_desc: str | None
    display_name: str
    color: str | None
    parent_id: int | None
    parent_short_desc: str | None
    parent_display_name: str | None
    total: DollarsOut
    count: int

    @classmethod
    def of(cls, line: CategorySpending) -> Self:
        """Return the line as JSON."""
        return cls(
            id=line.category_id,
            short_desc=line.short_desc,
            display_name=line.display_name,
            color=line.color,
            parent_id=line.parent_id,
            parent_short_desc=line.parent_short_desc,
            parent_display_name=line.parent_display_name,
            total=line.total,
            count=line.count,
        )


def _change(total: Decimal, previous: Decimal | None) -> Decimal | None:
    return None if previous is None else total - previous


class SpendingNodeOut(BaseModel):
    """A category in the report; `share` is its part of all spending, 0-1.

    `change` is how much more it cost than in the period it is compared with.
    """

    short_desc: str | None
    display_name: str
    color: str | None
    total: DollarsOut
    previous_total: DollarsOut | None
    change: DollarsOut | None
    count: int
    share: float
    children: list["SpendingNodeOut"]

    @classmethod
    def of(cls, node: SpendingNode, report_total: float) -> Self:
        """Return the node with its children as JSON."""
        return cls(
            short_desc=node.short_desc,
            display_name=node.display_name,
            color=node.color,
            total=node.total,
            previous_total=node.previous_total,
            change=_change(node.total, node.previous_total),
            count=node.count,
            share=max(0.0, float(node.total) / report_total) if report_total > 0 else 0.0,
            children=[cls.of(child, report_total) for child in node.children],
        )


class LeftOutOut(BaseModel):
    """What the report does not count: transfers, rows that wait for review, or that the owner left out."""

    reason: str
    count: int
    total: DollarsOut


class SpendingReportOut(BaseModel):
    """Where the money went; both dates of a period are inside it."""

    start_date: dt.date
    end_date: dt.date
    previous_start_date: dt.date | None
    previous_end_date: dt.date | None
    total: DollarsOut
    previous_total: DollarsOut | None
    change: DollarsOut | None
    income: DollarsOut
    count: int
    parents: list[SpendingNodeOut]
    left_out: list[LeftOutOut]

    @classmethod
    def of(cls, report: SpendingReport) -> Self:
        """Return the report as JSON."""
        one_day = dt.timedelta(days=1)
        before = report.compared_with
        return cls(
            start_date=report.period.start,
            end_date=report.period.end - one_day,
            previous_start_date=before.start if before else None,
            previous_end_date=before.end - one_day if before else None,
            total=report.total,
            previous_total=report.previous_total,
            change=_change(report.total, report.previous_total),
            income=report.income,
            count=report.count,
            parents=[SpendingNodeOut.of(node, float(report.total)) for node in report.parents],
            left_out=[
                LeftOutOut(reason=o.reason, count=o.count, total=o.total) for o in report.left_out
            ],
        )


class MonthTotalsOut(BaseModel):
    """A month's income, spending, and what was left."""

    month: str
    income: DollarsOut
    spending: DollarsOut
    net: DollarsOut

    @classmethod
    def of(cls, totals: MonthTotals) -> Self:
        """Return the month as JSON."""
        return cls(
            month=str(totals.month),
            income=totals.income,
            spending=totals.spending,
            net=totals.net,
        )


class YearOut(BaseModel):
    """A year that holds transactions."""

    year: int
    count: int
    pending: int

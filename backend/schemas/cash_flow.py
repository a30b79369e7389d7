"""Cash flow as JSON; income and expenses are positive.

The routes answer with plain data, as a year has thousands of figures; the models tell its shape.
"""

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

from backend.schemas.money import DollarsOut
from backend.schemas.reports import LeftOutOut
from backend.services.reports.cash_flow import CashFlow, CashFlowNode
from backend.services.reports.money_flow import MoneyFlow
from backend.services.reports.periods import Period
from backend.services.reports.spending import LeftOut

_ONE_DAY = dt.timedelta(days=1)


class CashFlowPeriodOut(BaseModel):
    """One span of days, both included; `cumulative` is what was left since the year began."""

    start_date: dt.date
    end_date: dt.date
    income: DollarsOut
    expenses: DollarsOut
    net: DollarsOut
    cumulative: DollarsOut
    count: int


class CashFlowNodeOut(BaseModel):
    """A category, in all and in each period; a parent includes its subcategories.

    A parent's own rows are a child of the same key; rows without a category have no key.
    """

    short_desc: str | None
    display_name: str
    color: str | None
    total: DollarsOut
    count: int
    series: list[DollarsOut]
    children: list["CashFlowNodeOut"]


class CashFlowOut(BaseModel):
    """A year's cash flow, and what it does not count."""

    year: int
    by: Literal["fortnight", "month"]
    start_date: dt.date
    end_date: dt.date
    income: DollarsOut
    expenses: DollarsOut
    net: DollarsOut
    periods: list[CashFlowPeriodOut]
    income_categories: list[CashFlowNodeOut]
    expense_categories: list[CashFlowNodeOut]
    left_out: list[LeftOutOut]


class FlowNodeOut(BaseModel):
    """A place that money passes; a subcategory, also one of income, names its `parent`."""

    place: Literal["income", "from_savings", "money_in", "spending", "subcategory", "savings"]
    name: str
    amount: DollarsOut
    short_desc: str | None
    parent: str | None
    color: str | None


class FlowLinkOut(BaseModel):
    """A stream between two nodes, by their places in the list; always above zero."""

    source: int
    target: int
    amount: DollarsOut


class MoneyFlowOut(BaseModel):
    """The streams of a period, and what they do not count; both dates are inside it."""

    start_date: dt.date
    end_date: dt.date
    income: DollarsOut
    expenses: DollarsOut
    net: DollarsOut
    nodes: list[FlowNodeOut]
    links: list[FlowLinkOut]
    left_out: list[LeftOutOut]


def cash_flow_json(report: CashFlow) -> dict[str, Any]:
    """Return the report in the shape of `CashFlowOut`."""
    return {
        "year": report.year,
        "by": report.cut.value,
        **_days(Period(report.parts[0].period.start, report.parts[-1].period.end)),
        **_sums(report.income, report.expenses, report.net),
        "periods": [
            {
                **_days(part.period),
                **_sums(part.income, part.expenses, part.net),
                "cumulative": float(part.cumulative),
                "count": part.count,
            }
            for part in report.parts
        ],
        "income_categories": [_node(node) for node in report.income_categories],
        "expense_categories": [_node(node) for node in report.expense_categories],
        "left_out": _left_out(report.left_out),
    }


def money_flow_json(flow: MoneyFlow) -> dict[str, Any]:
    """Return the streams in the shape of `MoneyFlowOut`."""
    return {
        **_days(flow.period),
        **_sums(flow.income, flow.expenses, flow.net),
        "nodes": [
            {
                "place": node.place.value,
                "name": node.name,
                "amount": float(node.amount),
                "short_desc": node.short_desc,
                "parent": node.parent,
                "color": node.color,
            }
            for node in flow.nodes
        ],
        "links": [
            {"source": link.source, "target": link.target, "amount": float(link.amount)}
            for link in flow.links
        ],
        "left_out": _left_out(flow.left_out),
    }


def _node(node: CashFlowNode) -> dict[str, Any]:
    return {
        "short_desc": node.short_desc,
        "display_name": node.display_name,
        "color": node.color,
        "total": float(node.total),
        "count": node.count,
        "series": [float(amount) for amount in node.series],
        "children": [_node(child) for child in node.children],
    }


def _left_out(reasons: list[LeftOut]) -> list[dict[str, Any]]:
    return [
        {"reason": one.reason, "count": one.count, "total": float(one.total)} for one in reasons
    ]


def _days(period: Period) -> dict[str, dt.date]:
    return {"start_date": period.start, "end_date": period.end - _ONE_DAY}


def _sums(income: Decimal, expenses: Decimal, net: Decimal) -> dict[str, float]:
    return {"income": float(income), "expenses": float(expenses), "net": float(net)}

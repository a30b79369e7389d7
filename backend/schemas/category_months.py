"""Category by month as JSON."""

from typing import Any

from pydantic import BaseModel

from backend.services.reports.category_months import CategoryMonthsReport


class CategoryMonthsLine(BaseModel):
    """A category's amounts, one for each of the report's months, and their sum.

    Positive is spent, or earned where `is_income`.
    """

    short_desc: str | None
    display_name: str
    color: str | None
    parent_short_desc: str | None
    is_income: bool
    amounts: list[float]
    total: float
    count: int


class CategoryMonthsOut(BaseModel):
    """The months of a span and every category with rows in it, dearest first, income last."""

    months: list[str]
    categories: list[CategoryMonthsLine]


def as_plain(report: CategoryMonthsReport) -> dict[str, Any]:
    """Return the report in the shape of `CategoryMonthsOut`; cents become dollars here."""
    return {
        "months": report.months,
        "categories": [
            {
                "short_desc": line.short_desc,
                "display_name": line.display_name,
                "color": line.color,
                "parent_short_desc": line.parent_short_desc,
                "is_income": line.is_income,
                "amounts": [cents / 100 for cents in line.cents],
                "total": line.total_cents / 100,
                "count": line.count,
            }
            for line in report.categories
        ],
    }

"""Category by month: what each category came to in each month of a span, in one answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, func, select, type_coerce
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import Category, LineKind
from backend.services.reports.booked import Joined, ask, lines_asked_for
from backend.services.reports.periods import Period
from backend.services.reports.spending import UNCATEGORIZED, UNCATEGORIZED_COLOR
from backend.services.transactions.remembering import remembered


@dataclass(frozen=True, slots=True)
class CategoryMonths:
    """A category and what it came to, month by month, in cents.

    Positive is spent for a spending category and earned for one of income. A month without rows
    has 0. `short_desc` is None for rows without a category.
    """

    short_desc: str | None
    display_name: str
    color: str | None
    parent_short_desc: str | None
    is_income: bool
    cents: tuple[int, ...]
    total_cents: int
    count: int


@dataclass(frozen=True, slots=True)
class CategoryMonthsReport:
    """The months of a span and every category with rows in it, dearest first, income last."""

    months: tuple[str, ...]
    categories: tuple[CategoryMonths, ...]


def category_months(
    session: Session, first: Month, last: Month, *, account_id: int | None = None
) -> CategoryMonthsReport:
    """Return what each category came to in each month from `first` to `last`, both inside.

    Refunds count against their category; transfers and what waits for review are left out.
    """
    asked = ask(session, Period(first.first_day, last.end), account_id)
    question = ("category months", *asked.question)
    return remembered(
        session,
        question,
        lambda: _report(
            first, last, session.execute(_by_month(of_account=asked.of_account), asked.bound)
        ),
    )


@cache
def _by_month(*, of_account: bool) -> Select[Any]:
    line = lines_asked_for(edges=False, of_account=of_account).c
    # Added up before the categories are joined: to a hundred lines instead of tens of thousands.
    # As cents: a Decimal for each of ten thousand cells would take longer than the sum.
    added = (
        select(
            line.category_id,
            line.kind,
            func.json_group_array(line.month).label("months"),
            func.json_group_array(type_coerce(line.amount, Integer)).label("cents"),
            func.sum(line.count).label("count"),
        )
        .where(line.kind == LineKind.BOOKED)
        .group_by(line.category_id)
        .subquery("lines")
    )
    joined = Joined(added)
    return joined.select(
        Category.short_desc,
        func.coalesce(Category.display_name, UNCATEGORIZED),
        func.coalesce(Category.color, joined.parent.color, UNCATEGORIZED_COLOR),
        joined.parent.short_desc,
        joined.is_income_line,
        added.c.months,
        added.c.cents,
        added.c.count,
    ).where(joined.is_flow)


def _report(first: Month, last: Month, rows: Iterable[Any]) -> CategoryMonthsReport:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = tuple(str(first.plus(number)) for number in range(count))
    places = {month: place for place, month in enumerate(months)}
    found = [_line(row, places) for row in rows]
    found.sort(key=lambda line: (line.is_income, -line.total_cents, line.display_name))
    return CategoryMonthsReport(months, tuple(found))


def _line(row: Any, places: dict[str, int]) -> CategoryMonths:
    short_desc, name, color, parent, is_income, months, amounts, count = row
    cents = [0] * len(places)
    for month, amount in zip(json.loads(months), json.loads(amounts), strict=True):
        cents[places[month]] += -amount if is_income else amount
    return CategoryMonths(
        short_desc=short_desc,
        display_name=name,
        color=color,
        parent_short_desc=parent,
        is_income=bool(is_income),
        cents=tuple(cents),
        total_cents=sum(cents),
        count=count,
    )

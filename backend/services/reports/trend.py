"""Month by month: income, spending, and the years that hold data."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import Category, Transaction
from backend.services.filtering.conditions import Condition
from backend.services.reports.asking import question
from backend.services.reports.booked import Joined
from backend.services.reports.periods import Period
from backend.services.reports.spending import ZERO
from backend.services.transactions.remembering import remembered


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """What came in and went out in a month; `net` is income minus spending."""

    month: Month
    income: Decimal
    spending: Decimal

    @property
    def net(self) -> Decimal:
        """What was left of the month's income."""
        return self.income - self.spending


@dataclass(frozen=True, slots=True)
class YearOfData:
    """A year, how many transactions it holds and how many of them wait for review."""

    year: int
    count: int
    pending: int


def monthly_trend(
    session: Session,
    *,
    last: Month,
    months: int,
    category: Category | None = None,
    account_id: int | None = None,
    condition: Condition | None = None,
) -> list[MonthTotals]:
    """Return the totals of `months` months up to and including `last`, oldest first.

    With a category, only its rows and those of its subcategories count; with a condition, only
    what a filter lets pass.
    """
    first = last.plus(1 - months)
    make = _by_month if category is None else _by_month_of_category
    period = Period(first.first_day, last.end)
    asked = question(session, make, period, account_id=account_id, condition=condition)
    bound = asked.bound if category is None else {**asked.bound, "category_id": category.id}
    found: dict[str, tuple[Decimal, Decimal]] = remembered(
        session,
        (*asked.key, category and category.id),
        lambda: {
            text: (came, went) for text, came, went in session.execute(asked.statement, bound)
        },
    )
    return [
        MonthTotals(month, *found.get(str(month), (ZERO, ZERO)))
        for month in (first.plus(n) for n in range(months))
    ]


def _by_month(joined: Joined) -> Select[Any]:
    month = joined.line.month
    income = func.sum(case((joined.is_income_line, -joined.line.amount), else_=0))
    spending = func.sum(case((~joined.is_income_line, joined.line.amount), else_=0))
    return joined.select(month, income, spending).where(joined.is_flow).group_by(month)


def _by_month_of_category(joined: Joined) -> Select[Any]:
    wanted = bindparam("category_id", type_=Integer)
    return _by_month(joined).where(or_(Category.id == wanted, Category.parent_id == wanted))


def years_of_data(session: Session) -> list[YearOfData]:
    """Return the years that hold transactions, newest first."""
    year = func.substr(Transaction.date, 1, 4)
    waits = Transaction.status.in_(("pending_review", "pending_save"))
    rows = session.execute(
        select(year, func.count(), func.sum(case((waits, 1), else_=0)))
        .group_by(year)
        .order_by(year.desc())
    )
    return [YearOfData(int(text), count, pending) for text, count, pending in rows]

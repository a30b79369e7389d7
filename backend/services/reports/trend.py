"""Month by month: income, spending, and the years that hold data."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import Category, Transaction
from backend.services.reports.booked import Joined, ask, lines_asked_for
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
) -> list[MonthTotals]:
    """Return the totals of `months` months up to and including `last`, oldest first.

    With a category, only its rows and those of its subcategories count.
    """
    first = last.plus(1 - months)
    asked = ask(session, Period(first.first_day, last.end), account_id)
    bound = dict(asked.bound)
    if category is not None:
        bound["category_id"] = category.id
    statement = _by_month(of_account=asked.of_account, of_category=category is not None)
    found: dict[str, tuple[Decimal, Decimal]] = remembered(
        session,
        ("trend", *sorted(bound.items())),
        lambda: {text: (came, went) for text, came, went in session.execute(statement, bound)},
    )
    return [
        MonthTotals(month, *found.get(str(month), (ZERO, ZERO)))
        for month in (first.plus(n) for n in range(months))
    ]


@cache
def _by_month(*, of_account: bool, of_category: bool) -> Select[Any]:
    joined = Joined(lines_asked_for(edges=False, of_account=of_account))
    month = joined.line.month
    income = func.sum(case((joined.is_income_line, -joined.line.amount), else_=0))
    spending = func.sum(case((~joined.is_income_line, joined.line.amount), else_=0))
    statement = joined.select(month, income, spending).where(joined.is_flow).group_by(month)
    if of_category:
        wanted = bindparam("category_id", type_=Integer)
        statement = statement.where(or_(Category.id == wanted, Category.parent_id == wanted))
    return statement


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

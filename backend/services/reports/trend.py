"""Month by month: income, spending, and the years that hold data."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import Category, Transaction
from backend.services.reports.booked import Joined, lines
from backend.services.reports.spending import ZERO


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
    joined = Joined(lines(first.first_day, last.end, account_id=account_id))
    month = func.substr(joined.line.date, 1, 7)
    income = func.sum(case((joined.is_income_line, -joined.line.amount), else_=0))
    spending = func.sum(case((~joined.is_income_line, joined.line.amount), else_=0))
    statement = (
        joined.select(month, income, spending).where(~joined.is_transfer_line).group_by(month)
    )
    if category is not None:
        statement = statement.where(
            or_(Category.id == category.id, Category.parent_id == category.id)
        )
    found = {text: (came, went) for text, came, went in session.execute(statement)}
    return [
        MonthTotals(month, *found.get(str(month), (ZERO, ZERO)))
        for month in (first.plus(n) for n in range(months))
    ]


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

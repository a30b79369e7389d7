"""Reports: spending, the months, home."""

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from backend.core.calendar import Month
from backend.routers.budgets import Scheme
from backend.routers.deps import LARGEST_ID, ReadSession, Today
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.category_months import CategoryMonthsOut, as_plain
from backend.schemas.home import HomeOut
from backend.schemas.reports import (
    CategorySpendingOut,
    MonthTotalsOut,
    SpendingReportOut,
    YearOut,
)
from backend.services.categories import get_category
from backend.services.filtering.meaning import understand
from backend.services.reports.category_months import category_months
from backend.services.reports.home import home_report
from backend.services.reports.periods import InvalidPeriodError, Period
from backend.services.reports.spending import (
    spending_by_category,
    spending_report,
)
from backend.services.reports.trend import monthly_trend, years_of_data
from backend.services.transactions.remembering import remembered

router = APIRouter(tags=["reports"])

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 30)
MOST_MONTHS = 600
Day = Annotated[dt.date | None, Query(ge=EARLIEST, le=LATEST)]
AccountId = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]
Filter = Annotated[
    str | None, Query(alias="filter", max_length=4000, description="in the filter language")
]


def get_period(
    today: Today,
    month: Annotated[str | None, Query(description="YYYY-MM; this month without any")] = None,
    start_date: Day = None,
    end_date: Day = None,
) -> Period:
    """Return the period that is asked for; both days of a range are inside it."""
    if start_date is not None or end_date is not None:
        if start_date is None or end_date is None:
            raise InvalidPeriodError("A range of days needs both start_date and end_date.")
        return Period(start_date, end_date + dt.timedelta(days=1))
    chosen = _month(month, today)
    return Period(chosen.first_day, chosen.end)


def _month(text: str | None, today: dt.date) -> Month:
    """Return the month that is asked for, else this one."""
    chosen = Month.parse(text) if text else Month.of(today)
    if not EARLIEST.year <= chosen.year <= LATEST.year:
        raise InvalidPeriodError(f"{chosen} is out of reach: years go from 1900 to 2200.")
    return chosen


AskedPeriod = Annotated[Period, Depends(get_period)]


@router.get("/api/transactions/spending-by-category", responses=problems(422))
def get_spending_by_category(
    session: ReadSession,
    period: AskedPeriod,
    today: Today,
    account_id: AccountId = None,
    wanted: Filter = None,
) -> list[CategorySpendingOut]:
    """List what each spending category cost in a period, dearest first."""
    condition = understand(session, wanted, today=today)
    found = spending_by_category(session, period, account_id=account_id, condition=condition)
    return [CategorySpendingOut.of(line) for line in found]


@router.get("/api/reports/spending", responses=problems(422))
def get_spending(
    session: ReadSession,
    period: AskedPeriod,
    today: Today,
    compare: Literal["previous", "year_ago", "none"] = "previous",
    to_date: Annotated[
        bool, Query(description="compare a period under way with as many days of the other")
    ] = False,
    account_id: AccountId = None,
    wanted: Filter = None,
) -> SpendingReportOut:
    """Return the spending of a period by parent and subcategory, beside an earlier one."""
    chosen = {"previous": period.before, "year_ago": period.year_before}.get(compare)
    earlier = chosen() if chosen else None
    if earlier is not None and to_date:
        earlier = earlier.as_far_as(period, today)
    report = spending_report(
        session,
        period,
        compared_with=earlier,
        account_id=account_id,
        condition=understand(session, wanted, today=today),
    )
    return SpendingReportOut.of(report)


@router.get("/api/transactions/monthly-trend", responses=problems(404, 422))
def get_monthly_trend(
    session: ReadSession,
    today: Today,
    months: Annotated[int, Query(ge=1, le=240)] = 12,
    last: Annotated[str | None, Query(description="YYYY-MM; this month without any")] = None,
    category: str | None = None,
    account_id: AccountId = None,
    wanted: Filter = None,
) -> list[MonthTotalsOut]:
    """Return income, spending and net by month, oldest first, of everything or one category."""
    totals = monthly_trend(
        session,
        last=_month(last, today),
        months=months,
        category=get_category(session, category) if category else None,
        account_id=account_id,
        condition=understand(session, wanted, today=today),
    )
    return [MonthTotalsOut.of(month) for month in totals]


@router.get(
    "/api/reports/category-months", responses={**answers(CategoryMonthsOut), **problems(422)}
)
def get_category_months(
    session: ReadSession,
    today: Today,
    first: Annotated[str, Query(description="YYYY-MM")],
    last: Annotated[str | None, Query(description="YYYY-MM; this month without any")] = None,
    account_id: AccountId = None,
) -> Response:
    """Return what each category came to in each month, both months inside; 50 years at most."""
    months = _month(first, today), _month(last, today)
    if months[0].plus(MOST_MONTHS) <= months[1]:
        raise InvalidPeriodError(f"That is more than {MOST_MONTHS} months.")
    return json_answer(as_plain(category_months(session, *months, account_id=account_id)))


@router.get("/api/transactions/years")
def get_years(session: ReadSession) -> list[YearOut]:
    """List the years that hold transactions, newest first."""
    return [YearOut(year=y.year, count=y.count, pending=y.pending) for y in years_of_data(session)]


@router.get("/api/reports/home")
def get_home(session: ReadSession, today: Today, scheme: Scheme) -> HomeOut:
    """Return how this month stands, what comes next, and what needs attention."""
    return remembered(
        session,
        ("home", today, scheme),
        lambda: HomeOut.of(home_report(session, today=today, scheme=scheme)),
    )

"""Home: how the month stands, what comes next, and what needs attention."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.periods import PeriodScheme
from backend.services.budgets import BudgetOverview, budget_overview
from backend.services.net_worth import NetWorthSummary
from backend.services.net_worth.counting import count_accounts
from backend.services.net_worth.summary import summary_of
from backend.services.recurring.alerts import Alert, AlertKind, shown_alerts
from backend.services.recurring.listing import list_series
from backend.services.recurring.upcoming import Bill, bills_to_come
from backend.services.reports.attention import Attention, attention
from backend.services.reports.month_course import MonthCourse, month_course
from backend.services.reports.periods import Period
from backend.services.reports.spending import (
    SpendingNode,
    spending_report,
)

UPCOMING_DAYS = 30
_TOP = 5
_MERELY_SO = frozenset({AlertKind.FORGOTTEN, AlertKind.SAME_SERVICE, AlertKind.TWO_PLANS})


@dataclass(frozen=True, slots=True)
class HomeReport:
    """The month so far beside the one before, what comes next, and what waits.

    Attributes:
        budgets: None where the present period has none.
        net_worth: None where no account's balance is known.
        bills: charges and pay that are due in the next 30 days, late ones first.
        alerts: what is worth telling about them: first what happened (a price that rose), then
            what merely is so (two for the same); newest first.
    """

    month: Month
    spending: Decimal
    income: Decimal
    previous_month_to_date_spending: Decimal
    last_month_spending: Decimal
    course: MonthCourse
    top_categories: list[SpendingNode]
    budgets: BudgetOverview | None
    net_worth: NetWorthSummary | None
    bills: list[Bill]
    alerts: list[Alert]
    attention: list[Attention]


def home_report(session: Session, *, today: dt.date, scheme: PeriodScheme) -> HomeReport:
    """Return how the month of `today` stands."""
    month = Month.of(today)
    last = month.plus(-1)
    report = spending_report(session, Period.of_month(month), compared_with=Period.of_month(last))
    course = month_course(session, today=today)
    budgets = budget_overview(session, today, scheme=scheme)
    counted = count_accounts(session, today=today)
    lines = [*counted.lines, *(line for line, _ in counted.left_out)]
    series = list_series(session, today)
    return HomeReport(
        month=month,
        spending=report.total,
        income=report.income,
        previous_month_to_date_spending=course.before_by(today.day),
        last_month_spending=report.previous_total or Decimal(0),
        course=course,
        top_categories=report.parents[:_TOP],
        budgets=budgets if budgets.count else None,
        net_worth=summary_of(counted, today),
        bills=bills_to_come(series, today, UPCOMING_DAYS),
        alerts=sorted(shown_alerts(series, today), key=lambda alert: alert.kind in _MERELY_SO),
        attention=attention(session, lines, today=today),
    )

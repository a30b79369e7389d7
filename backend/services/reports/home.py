"""Home: how the month stands, and what needs attention."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from backend.core.calendar import Month
from backend.models import QuarantinedRow, Transaction, Transfer
from backend.services.accounts import list_accounts
from backend.services.reports.periods import Period
from backend.services.reports.spending import (
    SpendingNode,
    spending_report,
)
from backend.services.transactions.review_queue import review_counts

STALE_AFTER_DAYS = 35
_TOP = 5


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that waits for the owner; `link` is the page that deals with it."""

    kind: str
    count: int
    message: str
    link: str


@dataclass(frozen=True, slots=True)
class HomeReport:
    """The month so far beside the one before."""

    month: Month
    spending: Decimal
    income: Decimal
    previous_month_to_date_spending: Decimal
    last_month_spending: Decimal
    top_categories: list[SpendingNode]
    attention: list[Attention]


def home_report(session: Session, *, today: dt.date) -> HomeReport:
    """Return how the month of `today` stands."""
    month = Month.of(today)
    period = Period(month.first_day, month.end)
    last = month.plus(-1)
    same_days = Period(last.first_day, _same_day(last, today))
    report = spending_report(session, period, compared_with=Period(last.first_day, last.end))
    return HomeReport(
        month=month,
        spending=report.total,
        income=report.income,
        previous_month_to_date_spending=spending_report(session, same_days).total,
        last_month_spending=report.previous_total or Decimal(0),
        top_categories=report.parents[:_TOP],
        attention=attention(session, today=today),
    )


def _same_day(month: Month, today: dt.date) -> dt.date:
    """Return the end of the part of `month` that matches this month up to `today`."""
    return min(month.first_day + dt.timedelta(days=today.day), month.end)


def attention(session: Session, *, today: dt.date) -> list[Attention]:
    """Return what waits for the owner, most pressing first."""
    found = [*_waiting(session), *_accounts(session, today)]
    quarantined = _count(session, select(func.count()).select_from(QuarantinedRow))
    if quarantined:
        message = f"{quarantined} notes on what an earlier version's file held and could not stay"
        found.append(Attention("quarantine", quarantined, message, "/settings"))
    return found


def _waiting(session: Session) -> list[Attention]:
    waiting = review_counts(session)
    found = []
    if review := waiting.count:
        found.append(Attention("review", review, f"{_rows(review)} to review", "/review"))
    if staged := waiting.staged:
        message = f"{_rows(staged)} staged, not saved yet"
        found.append(Attention("staged", staged, message, "/review"))
    pairs = _count(session, select(func.count()).where(Transfer.status == "suggested"))
    if pairs:
        noun = "pair looks" if pairs == 1 else "pairs look"
        message = f"{pairs} {noun} like transfers between your accounts"
        found.append(Attention("transfers", pairs, message, "/review?tab=transfers"))
    twin = aliased(Transaction)
    twice = _count(
        session,
        select(func.count())
        .select_from(Transaction)
        .join(twin, twin.id == Transaction.possible_duplicate_of_id),
    )
    if twice:
        message = f"{_rows(twice)} may be here twice"
        link = "/review?tab=duplicates"
        found.append(Attention("possible_duplicates", twice, message, link))
    return found


def _accounts(session: Session, today: dt.date) -> list[Attention]:
    overviews = list_accounts(session, archived=False)
    apart = [o for o in overviews if o.balance.difference]
    stale_since = today - dt.timedelta(days=STALE_AFTER_DAYS)
    stale = [o for o in overviews if o.last_date is not None and o.last_date < stale_since]
    found = []
    if apart:
        names = ", ".join(o.account.name for o in apart)
        message = f"The stated and the computed balance differ: {names}"
        found.append(Attention("balance", len(apart), message, "/accounts"))
    if stale:
        names = ", ".join(o.account.name for o in stale)
        message = f"Nothing new for over {STALE_AFTER_DAYS} days: {names}"
        found.append(Attention("stale_account", len(stale), message, "/import"))
    return found


def _count(session: Session, statement: Select[int]) -> int:
    return session.scalar(statement) or 0


def _rows(count: int) -> str:
    return "1 transaction" if count == 1 else f"{count:,} transactions"

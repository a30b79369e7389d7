"""Net worth in one line, as Home shows it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.services.net_worth.counting import Counted, count_accounts
from backend.services.net_worth.series import monthly

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class NetWorthSummary:
    """Net worth now, how it changed since last month's end, and a line of the last 12 months.

    `spark` holds the ends of months and today, oldest first.
    """

    net: Decimal
    change: Decimal
    currency: str
    spark: list[tuple[dt.date, Decimal]]


def net_worth_summary(session: Session, today: dt.date) -> NetWorthSummary | None:
    """Return net worth as of `today`; None where no account's balance is known."""
    return summary_of(count_accounts(session, today=today), today)


def summary_of(counted: Counted, today: dt.date) -> NetWorthSummary | None:
    """Return net worth of accounts that were counted before."""
    if not counted.lines:
        return None
    series = monthly(counted.lines, counted.moved, today=today, months=_MONTHS)
    nets = [series.net(place) for place in range(len(series.days))]
    return NetWorthSummary(
        net=from_cents(nets[-1]),
        change=from_cents(nets[-1] - nets[-2]),
        currency=counted.currency,
        spark=list(zip(series.days, map(from_cents, nets), strict=True)),
    )

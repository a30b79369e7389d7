"""Figures of what there is: net worth by kind, and the merchants that got most."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import to_cents
from backend.models import Transaction
from backend.services.filtering.writing import quoted
from backend.services.insights.facts import Figure, as_filter, count, in_words, money, rows, screen
from backend.services.insights.months import SPENDING
from backend.services.net_worth.report import net_worth_report
from backend.services.reports.booked import Joined, days, row_lines
from backend.services.reports.periods import Period
from backend.services.transactions.remembering import remembered

MOST_MERCHANTS = 10
MERCHANT_MONTHS = 3
_NAME = func.coalesce(func.nullif(Transaction.merchant_name, ""), Transaction.description)
_SPANS = {1: "this month", 3: "over 3 months", 12: "over 12 months"}


def worth_figures(session: Session, today: dt.date) -> Iterator[Figure]:
    """Yield net worth and how it changed, and balances by kind of account; of no single account."""
    report = net_worth_report(session, today=today, months=12)
    if not report.points:
        return
    topic, source, now = "Net worth", screen("Net worth", "/net-worth"), report.points[-1]
    for label, amount in (
        ("net worth", now.net),
        ("what all accounts hold", now.assets),
        ("what is owed", now.liabilities),
    ):
        yield money(topic, label, to_cents(amount), source=source)
    for span in report.spans:
        label = f"change of net worth {_SPANS.get(span.months, '')}"
        yield money(topic, label, span.change.total, source=source)
    for kind in report.types:
        name = kind.account_type.replace("_", " ")
        yield money(topic, f"balance of all {name} accounts", to_cents(kind.balance), source=source)


def merchant_figures(session: Session, today: dt.date) -> Iterator[Figure]:
    """Yield the merchants that got most in the last three full months and this one."""
    month = Month.of(today)
    period = Period(month.plus(-MERCHANT_MONTHS).first_day, month.end)
    words, dates = in_words(period), as_filter(period)
    for name, cents, number in top_merchants(session, period, most=MOST_MERCHANTS):
        source = rows(f"{SPENDING} merchant={quoted(name)} {dates}")
        yield money("Merchants", "spent there", cents, name=name, period=words, source=source)
        yield count(
            "Merchants", "transactions there", number, name=name, period=words, source=source
        )


def top_merchants(session: Session, period: Period, *, most: int) -> list[tuple[str, int, int]]:
    """Return the merchants of a period, dearest first: name as lists show it, cents, rows."""

    def add_up() -> list[tuple[str, int, int]]:
        lines = row_lines(days(period.start, period.end), also=_NAME.label("merchant"))
        joined = Joined(lines)
        name = lines.c.merchant.collate("NOCASE")
        total = func.sum(joined.line.amount)
        statement = (
            joined.select(func.min(lines.c.merchant), total, func.sum(joined.line.count))
            .where(joined.is_flow, ~joined.is_income_line)
            .group_by(name)
            .order_by(total.desc(), name)
            .limit(most)
        )
        return [(name, to_cents(sum_), number) for name, sum_, number in session.execute(statement)]

    return remembered(session, ("top merchants", period, most), add_up)

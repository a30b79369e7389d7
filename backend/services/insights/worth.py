"""Figures of what there is: net worth by kind, and the merchants that got most."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import to_cents
from backend.database.among import among
from backend.models import Transaction
from backend.services.filtering.writing import quoted
from backend.services.insights.facts import (
    About,
    Figure,
    as_filter,
    count,
    in_words,
    money,
    rows,
    screen,
)
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
    for merchant in top_merchants(session, period, most=MOST_MERCHANTS):
        about = About(
            name=merchant.name,
            period=words,
            source=rows(f"{SPENDING} merchant={quoted(merchant.name)} {dates}"),
            line=merchant.line,
        )
        yield money("Merchants", "spent there", merchant.cents, **about)
        yield count("Merchants", "transactions there", merchant.rows, **about)


@dataclass(frozen=True, slots=True)
class TopMerchant:
    """A merchant as lists show it, one of the bank's lines for it, and what it got."""

    name: str
    line: str
    cents: int
    rows: int


def top_merchants(session: Session, period: Period, *, most: int) -> list[TopMerchant]:
    """Return the merchants of a period, dearest first."""

    def add_up() -> list[TopMerchant]:
        lines = row_lines(days(period.start, period.end), also=_NAME.label("merchant"))
        joined = Joined(lines)
        name = lines.c.merchant.collate("NOCASE")
        total = func.sum(joined.line.amount)
        one = func.max(joined.line.transaction_id)
        statement = (
            joined.select(func.min(lines.c.merchant), total, func.sum(joined.line.count), one)
            .where(joined.is_flow, ~joined.is_income_line)
            .group_by(name)
            .order_by(total.desc(), name)
            .limit(most)
        )
        found = session.execute(statement).all()
        said = bank_lines(session, [row[-1] for row in found])
        return [
            TopMerchant(name, said.get(one, ""), to_cents(cents), number)
            for name, cents, number, one in found
        ]

    return remembered(session, ("top merchants", period, most), add_up)


def bank_lines(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the bank's words of transactions, by id."""
    wanted = select(Transaction.id, Transaction.description).where(Transaction.id.in_(among(ids)))
    return {id_: line for id_, line in session.execute(wanted)}  # noqa: C416 - rows are no pairs

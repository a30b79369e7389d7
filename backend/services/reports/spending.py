"""Spending: what each category cost in a span of days, and what was left out."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.core.money import from_cents
from backend.models import Category, Transaction
from backend.services.reports.booked import (
    ACCOUNT,
    END,
    START,
    Joined,
    lines_asked_for,
    waiting_rows,
)
from backend.services.transactions.remembering import remembered

ZERO = from_cents(0)
UNCATEGORIZED = "Uncategorized"
UNCATEGORIZED_COLOR = "#8A94A6"


class InvalidPeriodError(InvalidInputError):
    """A span of days ends before it begins, or is not given."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, half-open: `start <= date < end`."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidPeriodError("The period ends before it begins.")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def before(self) -> "Period":
        """Return the period of the same kind before: whole months stay whole months."""
        if self.start.day == 1 and self.end.day == 1:
            months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
            return Period(_shifted(self.start, -months), self.start)
        return Period(self.start - dt.timedelta(days=self.days), self.start)

    def year_before(self) -> "Period":
        """Return the same days a year earlier; 29 February becomes the 28th."""
        return Period(_shifted(self.start, -12), _shifted(self.end, -12))

    def as_far_as(self, running: "Period", today: dt.date) -> "Period":
        """Return this period cut to as many days as `running` has had by the end of `today`.

        Whole where `running` is over or still to come.
        """
        passed = (today - running.start).days + 1
        if not 0 < passed < running.days:
            return self
        return Period(self.start, min(self.end, self.start + dt.timedelta(days=passed)))


def _shifted(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@dataclass(frozen=True, slots=True)
class CategorySpending:
    """What one category cost; negative where more came back than went out.

    `category_id` and `short_desc` are None for rows without a category.
    """

    category_id: int | None
    short_desc: str | None
    display_name: str
    color: str | None
    parent_id: int | None
    parent_short_desc: str | None
    parent_display_name: str | None
    parent_color: str | None
    total: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the period that don't count, by reason: transfer or waiting."""

    reason: str
    count: int
    total: Decimal


@dataclass(slots=True)
class SpendingNode:
    """A category in the report; a parent's figures include its children."""

    short_desc: str | None
    display_name: str
    color: str | None
    total: Decimal = ZERO
    previous_total: Decimal | None = None
    count: int = 0
    children: list["SpendingNode"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SpendingReport:
    """Where the money went in a period."""

    period: Period
    compared_with: Period | None
    total: Decimal
    previous_total: Decimal | None
    income: Decimal
    count: int
    parents: list[SpendingNode]
    left_out: list[LeftOut]


def spending_by_category(
    session: Session, period: Period, *, account_id: int | None = None
) -> list[CategorySpending]:
    """Return what each spending category cost in `period`, dearest first.

    Refunds count against their category. Income and transfers are left out; rows without a
    category stand as one line of their own.
    """
    statement = _by_category(of_account=account_id is not None)
    question = ("spending", period, account_id)
    bound = _bound(period, account_id)
    return list(remembered(session, question, lambda: _spending(session, statement, bound)))


def _spending(
    session: Session, statement: Select[Any], bound: dict[str, Any]
) -> tuple[CategorySpending, ...]:
    return tuple(CategorySpending(*row) for row in session.execute(statement, bound))


def _bound(period: Period, account_id: int | None) -> dict[str, Any]:
    bound: dict[str, Any] = {"start": period.start, "end": period.end}
    return bound if account_id is None else {**bound, "account_id": account_id}


@cache
def _by_category(*, of_account: bool) -> Select[Any]:
    joined = Joined(lines_asked_for(of_account=of_account))
    total = func.sum(joined.line.amount)
    return (
        joined.select(
            joined.line.category_id,
            Category.short_desc,
            func.coalesce(Category.display_name, UNCATEGORIZED),
            func.coalesce(Category.color, UNCATEGORIZED_COLOR),
            joined.parent.id,
            joined.parent.short_desc,
            joined.parent.display_name,
            joined.parent.color,
            total,
            func.count(joined.line.transaction_id.distinct()),
        )
        .where(~joined.is_transfer_line, ~joined.is_income_line)
        .group_by(joined.line.category_id)
        .order_by(total.desc(), joined.line.category_id)
    )


def spending_report(
    session: Session,
    period: Period,
    *,
    compared_with: Period | None = None,
    account_id: int | None = None,
) -> SpendingReport:
    """Return the spending of a period by parent and subcategory, dearest first."""
    now = spending_by_category(session, period, account_id=account_id)
    before = (
        spending_by_category(session, compared_with, account_id=account_id)
        if compared_with
        else None
    )
    parents = _tree(now, before)
    return SpendingReport(
        period=period,
        compared_with=compared_with,
        total=sum((line.total for line in now), ZERO),
        previous_total=None if before is None else sum((line.total for line in before), ZERO),
        income=income_total(session, period, account_id=account_id),
        count=sum(line.count for line in now),
        parents=parents,
        left_out=left_out(session, period, account_id=account_id),
    )


def income_total(session: Session, period: Period, *, account_id: int | None = None) -> Decimal:
    """Return what came in under income categories, as a positive amount."""
    statement = _income(of_account=account_id is not None)
    total = session.scalar(statement, _bound(period, account_id))
    return ZERO if total is None else -total


@cache
def _income(*, of_account: bool) -> Select[Any]:
    joined = Joined(lines_asked_for(of_account=of_account))
    return joined.select(func.sum(joined.line.amount)).where(
        ~joined.is_transfer_line, joined.is_income_line
    )


def left_out(session: Session, period: Period, *, account_id: int | None = None) -> list[LeftOut]:
    """Return what the reports of a period do not count, with the money that went out in it."""
    bound = _bound(period, account_id)
    found = []
    for reason, statement in _left_out(of_account=account_id is not None).items():
        count, total = session.execute(statement, bound).one()
        if count:
            found.append(LeftOut(reason, count, total or ZERO))
    return found


@cache
def _left_out(*, of_account: bool) -> dict[str, Select[Any]]:
    joined = Joined(lines_asked_for(of_account=of_account))
    outflow = func.sum(case((joined.line.amount > 0, joined.line.amount), else_=0))
    moved = joined.select(func.count(joined.line.transaction_id.distinct()), outflow).where(
        joined.is_transfer_line
    )
    waiting = select(
        func.count(), func.sum(case((Transaction.amount > 0, Transaction.amount), else_=0))
    ).where(waiting_rows(START, END))
    if of_account:
        waiting = waiting.where(Transaction.account_id == ACCOUNT)
    return {"transfer": moved, "waiting": waiting}


def _tree(now: list[CategorySpending], before: list[CategorySpending] | None) -> list[SpendingNode]:
    """Return the parents, each with its lines; categories of either period appear."""
    tops: dict[str | None, SpendingNode] = {}
    leaves: dict[str | None, SpendingNode] = {}
    for line in now:
        leaf = _leaf(tops, leaves, line)
        leaf.total, leaf.count = line.total, line.count
    for line in before or []:
        _leaf(tops, leaves, line).previous_total = line.total
    for top in tops.values():
        _add_up(top, compared=before is not None)
    return sorted(tops.values(), key=lambda node: (-node.total, node.display_name))


def _leaf(
    tops: dict[str | None, SpendingNode],
    leaves: dict[str | None, SpendingNode],
    line: CategorySpending,
) -> SpendingNode:
    if line.short_desc in leaves:
        return leaves[line.short_desc]
    top_key = line.parent_short_desc or line.short_desc
    if top_key not in tops:
        tops[top_key] = SpendingNode(
            top_key,
            line.parent_display_name or line.display_name,
            line.parent_color or line.color,
        )
    leaf = SpendingNode(line.short_desc, line.display_name, line.color)
    leaves[line.short_desc] = leaf
    tops[top_key].children.append(leaf)
    return leaf


def _add_up(top: SpendingNode, *, compared: bool) -> None:
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for child in top.children:
        if compared and child.previous_total is None:
            child.previous_total = ZERO
        sums["total"] += child.total
        sums["previous"] += child.previous_total or ZERO
        top.count += child.count
    top.total = sums["total"]
    top.previous_total = sums["previous"] if compared else None
    top.children.sort(key=lambda node: (-node.total, node.display_name))

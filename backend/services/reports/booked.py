"""Which rows count, and as what: the one base of every report.

Confirmed and auto-confirmed rows count; the parts of a split count instead of the whole. Both
legs of a transfer between own accounts are left out, whether paired by the owner or filed under
a category that means moving money; so is what the owner left out of reports.

What whole months come to is read from the kept sums, the days before and after them from the
rows: the same lines either way, so that any span of days is exact and none takes long.
"""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from backend.core.calendar import Month
from backend.models import Category, LineKind, MonthlySum, Transaction, TransactionSplit
from backend.services.keeping import bring_up_to_date
from backend.services.reports.periods import Period

COUNTED_STATUSES = ("confirmed", "auto_confirmed")

LINE = (
    "transaction_id",
    "date",
    "month",
    "account_id",
    "category_id",
    "kind",
    "amount",
    "outflow",
    "count",
)

_COUNTS = Transaction.status.in_(COUNTED_STATUSES)
_KIND = case(
    (~_COUNTS, LineKind.WAITING),
    (Transaction.transfer_id.is_not(None), LineKind.PAIRED),
    (Transaction.is_left_out, LineKind.LEFT_OUT),
    else_=LineKind.BOOKED,
).label("kind")
_MONTH = func.substr(Transaction.date, 1, 7, type_=String).label("month")


def row_lines(
    *wanted: ColumnElement[bool],
    names: Sequence[str] = LINE,
    also: ColumnElement[Any] | None = None,
) -> Subquery:
    """Return the lines of the transactions that are `wanted`, one by one.

    Columns: `names` of transaction_id, date, month, account_id, category_id, kind, amount, outflow
    and count, all of them unless told; and what is `also` asked for, under its own name.
    A confirmed split has a line for each part; the first of a category counts as 1, more as 0.
    """
    return union_all(*rows_and_parts(*wanted, names=names, also=also)).subquery("lines")


def rows_and_parts(
    *wanted: ColumnElement[bool],
    names: Sequence[str] = LINE,
    also: ColumnElement[Any] | None = None,
) -> tuple[Select[Any], Select[Any]]:
    """Return the lines of `row_lines` in two: transactions as a whole, and parts of split ones.

    What is grouped is quicker done with each of them than with both at once.
    """
    more = () if also is None else (also,)
    split = and_(Transaction.has_splits, _COUNTS)
    whole = _columns(Transaction.category_id, Transaction.amount, literal(1))
    place = func.row_number().over(
        partition_by=[TransactionSplit.transaction_id, TransactionSplit.category_id]
    )
    first = case((place == 1, 1), else_=0)
    parts = _columns(TransactionSplit.category_id, TransactionSplit.amount, first)
    return (
        select(*(whole[name] for name in names), *more).where(*wanted, ~split),
        select(*(parts[name] for name in names), *more)
        .join_from(TransactionSplit, Transaction, Transaction.id == TransactionSplit.transaction_id)
        .where(*wanted, split),
    )


def _columns(category_id: Any, amount: Any, count: Any) -> dict[str, ColumnElement[Any]]:
    """Return what a line tells, by name."""
    columns = (
        Transaction.id.label("transaction_id"),
        Transaction.date,
        _MONTH,
        Transaction.account_id,
        category_id.label("category_id"),
        _KIND,
        amount.label("amount"),
        case((amount > 0, amount), else_=0).label("outflow"),
        count.label("count"),
    )
    return dict(zip(LINE, columns, strict=True))


class Joined:
    """Lines with their category and its parent, ready to be grouped."""

    def __init__(self, booked: Subquery) -> None:
        self.line = booked.c
        self.parent = aliased(Category, name="parent")
        self._booked = booked

    @property
    def is_waiting_line(self) -> ColumnElement[bool]:
        """Whether a person still has to look at it."""
        return self.line.kind == LineKind.WAITING

    @property
    def is_transfer_line(self) -> ColumnElement[bool]:
        """Whether a line that counts moves money between own accounts; never NULL."""
        moves = or_(
            self.line.kind == LineKind.PAIRED,
            Category.is_transfer.is_(True),
            self.parent.is_transfer.is_(True),
        )
        return and_(~self.is_waiting_line, moves)

    @property
    def is_left_out_line(self) -> ColumnElement[bool]:
        """Whether the owner left it out; what moves money anyway is a transfer. Never NULL."""
        return and_(self.line.kind == LineKind.LEFT_OUT, ~self.is_transfer_line)

    @property
    def is_income_line(self) -> ColumnElement[bool]:
        """Whether a line's category or its parent is income; never NULL."""
        return or_(Category.is_income.is_(True), self.parent.is_income.is_(True))

    @property
    def is_flow(self) -> ColumnElement[bool]:
        """Whether a line is income or spending: it counts, and is no transfer."""
        return and_(self.line.kind == LineKind.BOOKED, ~self.is_transfer_line)

    def select(self, *columns: Any) -> Select[Any]:
        """Select over the lines; a line without category has NULLs for it."""
        return (
            select(*columns)
            .select_from(self._booked)
            .outerjoin(Category, Category.id == self.line.category_id)
            .outerjoin(self.parent, self.parent.id == Category.parent_id)
        )


class Asked:
    """A span of days, and one account or all, as statements that were made once are bound.

    Putting a statement together takes longer than its answer, so each is made for every span:
    `edges` tells whether days outside of whole months are among them.
    """

    def __init__(self, period: Period, account_id: int | None = None) -> None:
        first, end = _whole_months(period)
        self.edges = first >= end or (first.first_day, end.first_day) != (period.start, period.end)
        self.of_account = account_id is not None
        inner_start, inner_end = (
            (first.first_day, end.first_day) if first < end else (period.end, period.end)
        )
        self.bound: dict[str, Any] = {"first_month": str(first), "end_month": str(end)}
        if self.edges:
            self.bound |= {
                "start": period.start,
                "inner_start": inner_start,
                "inner_end": inner_end,
                "end": period.end,
            }
        if account_id is not None:
            self.bound["account_id"] = account_id

    @property
    def variant(self) -> dict[str, bool]:
        """What tells one statement from another."""
        return {"edges": self.edges, "of_account": self.of_account}

    @property
    def question(self) -> tuple[Any, ...]:
        """What tells one answer from another."""
        return tuple(sorted(self.bound.items()))


def ask(session: Session, period: Period, account_id: int | None = None) -> Asked:
    """Return `period` as it is bound, the kept sums being up to date with this session."""
    bring_up_to_date(session)
    return Asked(period, account_id)


def _whole_months(period: Period) -> tuple[Month, Month]:
    """Return the first whole month of a period, and the month after the last."""
    first = Month.of(period.start)
    return (first if period.start.day == 1 else first.plus(1)), Month.of(period.end)


@cache
def lines_asked_for(*, edges: bool, of_account: bool) -> Subquery:
    """Return (month, account_id, category_id, kind, amount, outflow, count) of an `Asked`."""
    kept = select(
        MonthlySum.month,
        MonthlySum.account_id,
        func.nullif(MonthlySum.category_id, 0, type_=Integer).label("category_id"),
        MonthlySum.kind,
        MonthlySum.amount,
        MonthlySum.outflow,
        MonthlySum.count,
    ).where(
        MonthlySum.month >= bindparam("first_month", type_=String),
        MonthlySum.month < bindparam("end_month", type_=String),
    )
    account = bindparam("account_id", type_=Integer)
    if of_account:
        kept = kept.where(MonthlySum.account_id == account)
    if not edges:
        return kept.subquery("lines")
    own = (Transaction.account_id == account,) if of_account else ()
    rows = [
        row_lines(Transaction.date >= _day(start), Transaction.date < _day(end), *own)
        for start, end in (("start", "inner_start"), ("inner_end", "end"))
    ]
    names = ("month", "account_id", "category_id", "kind", "amount", "outflow", "count")
    pieces = [select(*(part.c[name] for name in names)) for part in rows]
    return union_all(kept, *pieces).subquery("lines")


def _day(name: str) -> Any:
    return bindparam(name, type_=Date)


def days(start: dt.date, end: dt.date) -> ColumnElement[bool]:
    """Return the condition for transactions of `start <= date < end`."""
    return and_(Transaction.date >= start, Transaction.date < end)

"""Which rows count, and as what: the one base of every report.

Confirmed and auto-confirmed rows count; the parts of a split count instead of the whole. Both
legs of a transfer between own accounts are left out, whether paired by the owner or filed under
a category that means moving money.
"""

import datetime as dt
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from backend.models import Category, Transaction, TransactionSplit

COUNTED_STATUSES = ("confirmed", "auto_confirmed")

# For statements that are made once: putting one together takes longer than its answer.
START = bindparam("start", type_=Date)
END = bindparam("end", type_=Date)
ACCOUNT = bindparam("account_id", type_=Integer)

Day = dt.date | BindParameter[dt.date] | None
AccountId = int | BindParameter[int] | None


def lines(
    start: Day = None,
    end: Day = None,
    *,
    account_id: AccountId = None,
    statuses: tuple[str, ...] = COUNTED_STATUSES,
) -> Subquery:
    """Return (transaction_id, date, account_id, category_id, amount, transfer_id) of booked lines.

    One line per transaction, or per part where it is split; `start <= date < end`.
    """
    wanted = _wanted(start, end, account_id, statuses)
    whole = select(
        Transaction.id.label("transaction_id"),
        Transaction.date,
        Transaction.account_id,
        Transaction.category_id,
        Transaction.amount,
        Transaction.transfer_id,
    ).where(*wanted, ~Transaction.has_splits)
    parts = (
        select(
            Transaction.id,
            Transaction.date,
            Transaction.account_id,
            TransactionSplit.category_id,
            TransactionSplit.amount,
            Transaction.transfer_id,
        )
        .join(Transaction, Transaction.id == TransactionSplit.transaction_id)
        .where(*wanted)
    )
    return union_all(whole, parts).subquery("lines")


def _wanted(
    start: Day, end: Day, account_id: AccountId, statuses: tuple[str, ...]
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Transaction.status.in_(statuses)]
    if start is not None:
        wanted.append(Transaction.date >= start)
    if end is not None:
        wanted.append(Transaction.date < end)
    if account_id is not None:
        wanted.append(Transaction.account_id == account_id)
    return wanted


class Joined:
    """Booked lines with their category and its parent, ready to be grouped."""

    def __init__(self, booked: Subquery) -> None:
        self.line = booked.c
        self.parent = aliased(Category, name="parent")
        self._booked = booked

    @property
    def is_transfer_line(self) -> ColumnElement[bool]:
        """Whether a line moves money between own accounts; never NULL."""
        return or_(
            self.line.transfer_id.is_not(None),
            Category.is_transfer.is_(True),
            self.parent.is_transfer.is_(True),
        )

    @property
    def is_income_line(self) -> ColumnElement[bool]:
        """Whether a line's category or its parent is income; never NULL."""
        return or_(Category.is_income.is_(True), self.parent.is_income.is_(True))

    def select(self, *columns: Any) -> Select[Any]:
        """Select over the lines; a line without category has NULLs for it."""
        return (
            select(*columns)
            .select_from(self._booked)
            .outerjoin(Category, Category.id == self.line.category_id)
            .outerjoin(self.parent, self.parent.id == Category.parent_id)
        )


def lines_asked_for(*, of_account: bool) -> Subquery:
    """Return the lines of `START`, `END` and, if so, `ACCOUNT`, bound when it is asked."""
    return lines(START, END, account_id=ACCOUNT if of_account else None)


def waiting_rows(start: Day, end: Day) -> ColumnElement[bool]:
    """Return the condition for rows that a person still has to look at."""
    return and_(
        Transaction.status.in_(("pending_review", "pending_save")),
        Transaction.date >= start,
        Transaction.date < end,
    )

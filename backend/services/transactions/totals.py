"""What transactions come to: how many match, what they add up to, how many stand where."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from backend.models import Transaction, TransactionSplit, TransactionStatus
from backend.services.transactions.filters import (
    TransactionFilter,
    conditions,
    part_conditions,
    row_conditions,
)
from backend.services.transactions.remembering import remembered


@dataclass(frozen=True, slots=True)
class TransactionTotals:
    """What transactions add up to; outflow and inflow are positive, `net` is their difference."""

    count: int
    outflow: Decimal
    inflow: Decimal

    @property
    def net(self) -> Decimal:
        """What left, less what arrived."""
        return self.outflow - self.inflow


@dataclass(frozen=True, slots=True)
class TransactionStats:
    """How many transactions stand where; `confirmed` includes what rules confirmed."""

    total_transactions: int
    pending_review: int
    pending_save: int
    confirmed: int


def count_transactions(session: Session, wanted: TransactionFilter) -> int:
    """Return how many transactions match."""
    statement = select(func.count()).select_from(Transaction).where(*conditions(wanted))
    return remembered(session, ("count", wanted), lambda: session.scalar(statement) or 0)


def transaction_totals(session: Session, wanted: TransactionFilter) -> TransactionTotals:
    """Return what the matching transactions add up to.

    Of a split transaction only the parts count whose category matches, so that the figure is
    the one that reports give for the category.
    """
    return remembered(session, ("totals", wanted), lambda: _totals(session, wanted))


def _totals(session: Session, wanted: TransactionFilter) -> TransactionTotals:
    rows, whole = row_conditions(wanted), part_conditions(wanted, Transaction.category_id)
    if not whole:
        return TransactionTotals(*session.execute(_sums(Transaction.amount).where(*rows)).one())
    unsplit = _sums(Transaction.amount).where(~Transaction.has_splits, *rows, *whole)
    # The sum with 0 keeps SQLite from going through all transactions to look for their parts.
    parts = (
        _sums(TransactionSplit.amount, TransactionSplit.transaction_id.distinct())
        .join(Transaction, Transaction.id == TransactionSplit.transaction_id + 0)
        .where(*rows, *part_conditions(wanted, TransactionSplit.category_id))
    )
    sums = [TransactionTotals(*session.execute(statement).one()) for statement in (unsplit, parts)]
    return TransactionTotals(
        count=sum(part.count for part in sums),
        outflow=sum((part.outflow for part in sums), Decimal(0)),
        inflow=sum((part.inflow for part in sums), Decimal(0)),
    )


def _sums(
    amount: InstrumentedAttribute[Decimal], counted: ColumnElement[int] | None = None
) -> Select[int, Decimal, Decimal]:
    count = func.count() if counted is None else func.count(counted)
    return select(count, _sum(amount, amount > 0), -_sum(amount, amount < 0))


def _sum(
    amount: InstrumentedAttribute[Decimal], which: ColumnElement[bool]
) -> ColumnElement[Decimal]:
    return func.coalesce(func.sum(amount).filter(which), Decimal(0))


def transaction_stats(session: Session) -> TransactionStats:
    """Return how many transactions there are in each state."""
    total = count_transactions(session, TransactionFilter())
    waiting = (TransactionStatus.PENDING_REVIEW, TransactionStatus.PENDING_SAVE)
    review, staged = (
        count_transactions(session, TransactionFilter(statuses=(status,))) for status in waiting
    )
    return TransactionStats(total, review, staged, total - review - staged)

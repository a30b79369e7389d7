"""Reading transactions: pages, single rows, totals."""

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
from backend.services.transactions.paging import DayAndId, Order, Place, SortKey
from backend.services.transactions.presentation import (
    TransactionNotFoundError,
    TransactionView,
    fetch_transaction,
    fetch_transactions,
)
from backend.services.transactions.remembering import remembered

# Up to so many hits of a search are kept as they are; more are read page by page.
_FEW = 1000

__all__ = [
    "TransactionNotFoundError",
    "TransactionPage",
    "TransactionStats",
    "TransactionTotals",
    "count_transactions",
    "fetch_transaction",
    "fetch_transactions",
    "list_transactions",
    "matching_ids",
    "transaction_stats",
    "transaction_totals",
]


@dataclass(frozen=True, slots=True)
class TransactionPage:
    """Some rows of a list, how many it has in all, and how to ask for the next ones."""

    items: list[TransactionView]
    total: int
    next_cursor: str | None


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


def list_transactions(
    session: Session,
    wanted: TransactionFilter,
    *,
    order: Order | None = None,
    limit: int = 100,
    offset: int = 0,
    cursor: str | None = None,
) -> TransactionPage:
    """Return a page of the matching transactions, newest first unless ordered otherwise.

    The page starts where `cursor` says, else after `offset` rows.

    Raises:
        InvalidCursorError: the cursor is of another list.
    """
    order = order or Order()
    place = Place.parse(cursor, order) if cursor else Place(offset=offset)
    few = _few_found(session, wanted) if wanted.search and order.key is SortKey.DATE else None
    if few is not None:
        rows = order.arranged(few, place)[: limit + 1]
    else:
        rows = _ordered_rows(session, wanted, order, place=place, limit=limit + 1)
    page, more = rows[:limit], len(rows) > limit
    if few is not None:
        total = len(few)
    elif not more and not place.id and (page or not place.offset):
        total = place.offset + len(page)
    else:
        total = count_transactions(session, wanted)
    return TransactionPage(
        items=fetch_transactions(session, [id_ for _, id_ in page]),
        total=total,
        next_cursor=order.end(place, page).cursor(order) if more else None,
    )


def _ordered_rows(
    session: Session, wanted: TransactionFilter, order: Order, *, place: Place, limit: int
) -> list[DayAndId]:
    statement = select(Transaction.date, Transaction.id).where(*conditions(wanted))
    if place.id:
        statement = statement.where(order.after(place))
    statement = order.apply(statement).limit(limit).offset(place.offset)
    return [(day, id_) for day, id_ in session.execute(statement)]


def _few_found(session: Session, wanted: TransactionFilter) -> list[DayAndId] | None:
    """Return all matches, or None where they are many.

    A search that finds little has to read every row anyway: it does so once, in the order of
    the file, which is twice as quick as by day, and the whole answer is kept for further pages.
    """
    statement = select(Transaction.date, Transaction.id).where(*conditions(wanted))

    def search() -> list[DayAndId] | None:
        found = [(day, id_) for day, id_ in session.execute(statement.limit(_FEW + 1))]
        return found if len(found) <= _FEW else None

    return remembered(session, ("few", wanted), search)


def count_transactions(session: Session, wanted: TransactionFilter) -> int:
    """Return how many transactions match."""
    statement = select(func.count()).select_from(Transaction).where(*conditions(wanted))
    return remembered(session, ("count", wanted), lambda: session.scalar(statement) or 0)


def matching_ids(session: Session, wanted: TransactionFilter) -> list[int]:
    """Return the ids of all matching transactions, oldest id first."""
    statement = select(Transaction.id).where(*conditions(wanted)).order_by(Transaction.id)
    return list(session.scalars(statement))


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

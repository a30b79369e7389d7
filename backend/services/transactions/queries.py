"""Reading transactions: pages, single rows."""

from dataclasses import dataclass
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session

from backend.models import Transaction
from backend.services.transactions.filters import TransactionFilter, conditions, day_conditions
from backend.services.transactions.paging import DayAndId, Order, Place, SortKey
from backend.services.transactions.presentation import (
    TransactionNotFoundError,
    TransactionView,
    fetch_transaction,
    fetch_transactions,
)
from backend.services.transactions.remembering import remembered
from backend.services.transactions.totals import count_transactions

# Up to so many hits of a search are kept as they are; more are read page by page.
_FEW = 1000
# A page is looked for in so many rows before all of them are read.
_NEAR = 10_000
_EVERYTHING = TransactionFilter()

Columns = TypeVarTuple("Columns")

__all__ = [
    "TransactionNotFoundError",
    "TransactionPage",
    "fetch_transaction",
    "fetch_transactions",
    "list_transactions",
    "matching_ids",
]


@dataclass(frozen=True, slots=True)
class TransactionPage:
    """Some rows of a list, how many it has in all if asked, and how to ask for the next ones."""

    items: list[TransactionView]
    total: int | None
    next_cursor: str | None


def list_transactions(
    session: Session,
    wanted: TransactionFilter,
    *,
    order: Order | None = None,
    limit: int = 100,
    offset: int = 0,
    cursor: str | None = None,
    is_counted: bool = True,
) -> TransactionPage:
    """Return a page of the matching transactions, newest first unless ordered otherwise.

    The page starts where `cursor` says, else after `offset` rows. Counting a search reads every
    row; a page that is not counted ends as soon as it is full.

    Raises:
        InvalidCursorError: the cursor is of another list.
    """
    order = order or Order()
    place = Place.parse(cursor, order) if cursor else Place(offset=offset)
    rows, total = _rows(session, wanted, order, place=place, limit=limit + 1, counted=is_counted)
    page, more = rows[:limit], len(rows) > limit
    if total is None and not more and not place.id and (page or not place.offset):
        total = place.offset + len(page)
    elif total is None and is_counted:
        total = count_transactions(session, wanted)
    return TransactionPage(
        items=fetch_transactions(session, [id_ for _, id_ in page]),
        total=total,
        next_cursor=order.end(place, page).cursor(order) if more else None,
    )


def _rows(
    session: Session,
    wanted: TransactionFilter,
    order: Order,
    *,
    place: Place,
    limit: int,
    counted: bool,
) -> tuple[list[DayAndId], int | None]:
    """Return a page, and how many match where finding it out has told that already."""
    if wanted != _EVERYTHING and order.key is SortKey.DATE:
        if not (counted and wanted.reads_text):
            near = _found_nearby(session, wanted, order, place=place, limit=limit)
            if near is not None:
                return near, None
        few = _few_found(session, wanted) if wanted.reads_text else None
        if few is not None:
            return order.arranged(few, place)[:limit], len(few)
    return _ordered_rows(session, wanted, order, place=place, limit=limit), None


def _ordered_rows(
    session: Session,
    wanted: TransactionFilter,
    order: Order,
    *,
    place: Place,
    limit: int,
    within: ColumnElement[bool] | None = None,
) -> list[DayAndId]:
    statement = select(Transaction.date, Transaction.id)
    if within is None:
        statement = statement.where(*conditions(wanted))
    else:
        # As one truth, in which SQLite sees no other index to take than that of the days.
        statement = statement.where(within, and_(true(), *conditions(wanted)).is_(true()))
    statement = _after(statement, order, place).limit(limit).offset(place.offset)
    return [(day, id_) for day, id_ in session.execute(statement)]


def _after(statement: Select[*Columns], order: Order, place: Place) -> Select[*Columns]:
    return order.apply(statement.where(order.after(place)) if place.id else statement)


def _found_nearby(
    session: Session, wanted: TransactionFilter, order: Order, *, place: Place, limit: int
) -> list[DayAndId] | None:
    """Return a page from the rows next to its place; None where they fill none.

    Where much matches, this ends after a few rows; by the index of a category or an account, all
    that matches would have to be sorted first.
    """
    asked = day_conditions(wanted)
    days = _after(select(Transaction.date).where(*asked), order, place).limit(1).offset(_NEAR)
    last_day = session.scalar(days)
    if last_day is not None:
        day = Transaction.date
        asked.append(day >= last_day if order.descending else day <= last_day)
    rows = _ordered_rows(
        session, wanted, order, place=place, limit=limit, within=and_(true(), *asked)
    )
    return rows if last_day is None or len(rows) == limit else None


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


def matching_ids(session: Session, wanted: TransactionFilter) -> list[int]:
    """Return the ids of all matching transactions, oldest id first."""
    statement = select(Transaction.id).where(*conditions(wanted)).order_by(Transaction.id)
    return list(session.scalars(statement))

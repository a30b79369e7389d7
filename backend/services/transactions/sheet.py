"""A list of transactions as a table for a spreadsheet: what a filter finds, line by line."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from backend.models import Account, Category, Tag, Transaction, TransactionSplit, TransactionTag
from backend.services.exporting import spreadsheet_cell
from backend.services.transactions.filters import (
    TransactionFilter,
    part_conditions,
    row_conditions,
)

HEADER = (
    "Date",
    "Account",
    "Description",
    "Merchant",
    "Category",
    "Subcategory of",
    "Out",
    "In",
    "Notes",
    "Tags",
    "Status",
    "Id",
    "Left out of reports",
)
_BATCH = 2_000


def transactions_csv(session: Session, wanted: TransactionFilter) -> Iterator[str]:
    """Yield the text of a CSV file, newest first, in pieces.

    A split transaction has a line for each of its matching parts, so that the columns add up to
    what the list's totals say of the same filter.
    """
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(HEADER)
    rows = session.execute(_lines(wanted).execution_options(yield_per=_BATCH))
    for batch in rows.partitions(_BATCH):
        writer.writerows(_cells(row) for row in batch)
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()


def _cells(row: Any) -> list[Any]:
    *before, amount, notes, tags, status, id_, is_left_out, _ = row
    out = amount if amount > 0 else None
    came = -amount if amount < 0 else None
    if amount == 0:
        out = Decimal("0.00")
    texts = [spreadsheet_cell(cell) for cell in (*before, notes, tags)]
    return [*texts[:-2], out, came, *texts[-2:], status, id_, "yes" if is_left_out else None]


def _lines(wanted: TransactionFilter) -> Select[Any]:
    rows = row_conditions(wanted)
    whole = _columns(Transaction.category_id, Transaction.amount, literal(0)).where(
        ~Transaction.has_splits, *rows, *part_conditions(wanted, Transaction.category_id)
    )
    parts = (
        _columns(TransactionSplit.category_id, TransactionSplit.amount, TransactionSplit.id)
        .join(TransactionSplit, TransactionSplit.transaction_id == Transaction.id)
        .where(
            Transaction.has_splits,
            *rows,
            *part_conditions(wanted, TransactionSplit.category_id),
        )
    )
    lines = union_all(whole, parts).subquery("lines")
    return _named(lines.c).order_by(lines.c.date.desc(), lines.c.id.desc(), lines.c.part)


def _columns(
    category_id: InstrumentedAttribute[int | None],
    amount: InstrumentedAttribute[Decimal],
    part: ColumnElement[int] | InstrumentedAttribute[int],
) -> Select[*tuple[Any, ...]]:
    return select(
        Transaction.id,
        Transaction.date,
        Transaction.account_id,
        Transaction.description,
        Transaction.merchant_name,
        Transaction.notes,
        Transaction.status,
        Transaction.is_left_out,
        category_id.label("category_id"),
        amount.label("amount"),
        part.label("part"),
    ).select_from(Transaction)


def _named(line: Any) -> Select[Any]:
    parent = aliased(Category)
    tags = (
        select(func.group_concat(Tag.name, ", "))
        .join(TransactionTag)
        .where(TransactionTag.transaction_id == line.id)
        .scalar_subquery()
    )
    return (
        select(
            line.date,
            Account.name,
            line.description,
            line.merchant_name,
            Category.display_name,
            parent.display_name,
            line.amount,
            line.notes,
            tags,
            line.status,
            line.id,
            line.is_left_out,
            line.part,
        )
        .join(Account, Account.id == line.account_id)
        .outerjoin(Category, Category.id == line.category_id)
        .outerjoin(parent, parent.id == Category.parent_id)
    )

"""Transactions as the app shows them: rows with the names of what they refer to.

This is the wire's edge: amounts are numbers of dollars here, days and moments are ISO text.
Lists read plain rows and skip the mapped objects, which would cost most of their time.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.database.types import MOMENT_FORMAT


class TransactionNotFoundError(NotFoundError):
    """There is no such transaction."""

    def __init__(self, transaction_id: int) -> None:
        super().__init__(f"There is no transaction {transaction_id}. It may have been deleted.")


class SplitView(TypedDict):
    """A part of a transaction."""

    category: str | None
    category_name: str | None
    amount: float
    notes: str | None


class TransferView(TypedDict):
    """The pair that a transaction is one leg of."""

    id: int
    status: str
    other_transaction_id: int
    other_account_name: str


class TransactionView(TypedDict):
    """One transaction as JSON; `schemas.transactions.TransactionOut` describes the same."""

    id: int
    account_id: int
    account_name: str
    date: str
    posted_date: str | None
    description: str
    merchant_name: str | None
    merchant_key: str | None
    amount: float
    category: str | None
    category_name: str | None
    category_color: str | None
    predicted_category: str | None
    predicted_category_name: str | None
    status: str
    source: str
    is_pending: bool
    categorization_tier: str | None
    prediction_confidence: float | None
    matched_text: str | None
    notes: str | None
    tags: list[str]
    splits: list[SplitView]
    transfer: TransferView | None
    import_id: int | None
    possible_duplicate_of_id: int | None
    is_left_out: bool
    created_at: str


_ROWS = """
SELECT t.id, t.account_id, a.name, t.date, t.posted_date, t.description, t.merchant_name,
       t.merchant_key, t.amount, c.short_desc, c.display_name, coalesce(c.color, parent.color),
       p.short_desc, p.display_name, t.status, t.source, t.is_pending, t.categorization_tier,
       t.prediction_confidence, t.matched_text, t.notes, t.import_id, twin.id, t.created_at,
       t.is_left_out, t.has_splits
FROM json_each(?) AS wanted
JOIN transactions t ON t.id = wanted.value
JOIN accounts a ON a.id = t.account_id
LEFT JOIN categories c ON c.id = t.category_id
LEFT JOIN categories parent ON parent.id = c.parent_id
LEFT JOIN categories p ON p.id = t.predicted_category_id
LEFT JOIN transactions twin ON twin.id = t.possible_duplicate_of_id
ORDER BY wanted.key
"""

_TAGS = """
SELECT link.transaction_id, tags.name
FROM json_each(?) AS wanted
JOIN transaction_tags link ON link.transaction_id = wanted.value
JOIN tags ON tags.id = link.tag_id
ORDER BY link.id
"""

_SPLITS = """
SELECT s.transaction_id, c.short_desc, c.display_name, s.amount, s.notes
FROM json_each(?) AS wanted
JOIN transaction_splits s ON s.transaction_id = wanted.value
LEFT JOIN categories c ON c.id = s.category_id
ORDER BY s.id
"""

_TRANSFERS = """
SELECT legs.this_id, legs.id, legs.status, legs.other_id, a.name
FROM (
    SELECT x.out_transaction_id AS this_id, x.in_transaction_id AS other_id, x.id, x.status
    FROM json_each(:ids) AS wanted
    JOIN transfers x ON x.out_transaction_id = wanted.value AND x.status != 'refused'
    UNION ALL
    SELECT x.in_transaction_id, x.out_transaction_id, x.id, x.status
    FROM json_each(:ids) AS wanted
    JOIN transfers x ON x.in_transaction_id = wanted.value AND x.status != 'refused'
) AS legs
JOIN transactions other ON other.id = legs.other_id
JOIN accounts a ON a.id = other.account_id
"""


def fetch_transactions(session: Session, ids: Iterable[int]) -> list[TransactionView]:
    """Return the transactions with these ids, in the given order; ids of none are left out."""
    session.flush()
    wanted = json.dumps(list(ids))
    rows = _read(session, _ROWS, (wanted,))
    tags = _tags(session, wanted)
    splits = _splits(session, json.dumps([row[0] for row in rows if row[-1]]))
    transfers = _transfers(session, wanted)
    return [
        _view(row, tags.get(row[0], []), splits.get(row[0], []), transfers.get(row[0]))
        for row in rows
    ]


def fetch_transaction(session: Session, transaction_id: int) -> TransactionView:
    """Return one transaction.

    Raises:
        TransactionNotFoundError: there is none with that id.
    """
    for view in fetch_transactions(session, [transaction_id]):
        return view
    raise TransactionNotFoundError(transaction_id)


def moment(text: str) -> str:
    """Return a stored moment as ISO text in UTC."""
    return f"{text[:10]}T{text[11:]}Z"


def stamp(at: dt.datetime) -> str:
    """Return a moment as it is stored."""
    return at.astimezone(dt.UTC).strftime(MOMENT_FORMAT)


def dollars(cents: int) -> float:
    """Return cents as the number that goes into JSON: the float nearest to the exact amount."""
    return cents / 100


def _read(session: Session, statement: str, bound: Any) -> Sequence[Any]:
    return session.connection().exec_driver_sql(statement, bound).fetchall()


def _tags(session: Session, wanted: str) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = defaultdict(list)
    for transaction_id, name in _read(session, _TAGS, (wanted,)):
        tags[transaction_id].append(name)
    return tags


def _splits(session: Session, wanted: str) -> dict[int, list[SplitView]]:
    splits: dict[int, list[SplitView]] = defaultdict(list)
    if wanted == "[]":
        return splits
    for transaction_id, key, name, cents, notes in _read(session, _SPLITS, (wanted,)):
        splits[transaction_id].append(
            SplitView(category=key, category_name=name, amount=dollars(cents), notes=notes)
        )
    return splits


def _transfers(session: Session, wanted: str) -> dict[int, TransferView]:
    return {
        this_id: TransferView(
            id=transfer_id, status=status, other_transaction_id=other_id, other_account_name=name
        )
        for this_id, transfer_id, status, other_id, name in _read(
            session, _TRANSFERS, {"ids": wanted}
        )
    }


def _view(
    row: Any, tags: list[str], splits: list[SplitView], transfer: TransferView | None
) -> TransactionView:
    return TransactionView(
        id=row[0],
        account_id=row[1],
        account_name=row[2],
        date=row[3],
        posted_date=row[4],
        description=row[5],
        merchant_name=row[6],
        merchant_key=row[7],
        amount=dollars(row[8]),
        category=row[9],
        category_name=row[10],
        category_color=row[11],
        predicted_category=row[12],
        predicted_category_name=row[13],
        status=row[14],
        source=row[15],
        is_pending=bool(row[16]),
        categorization_tier=row[17],
        prediction_confidence=row[18],
        matched_text=row[19],
        notes=row[20],
        tags=tags,
        splits=splits,
        transfer=transfer,
        import_id=row[21],
        possible_duplicate_of_id=row[22],
        is_left_out=bool(row[24]),
        created_at=moment(row[23]),
    )

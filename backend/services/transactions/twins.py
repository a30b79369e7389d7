"""Exact duplicates: rows that are equal, and more of them than there were movements.

Two equal purchases on one day are two purchases. What tells is how the rows came: of those that
one way brought (files, the bank's feed), each is a movement of its own, as each way is counted
while it is read. The same movement by two ways, or typed in beside them, is there twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.services import operations
from backend.services.transactions.deletion import delete_transactions

_CANDIDATES = """
SELECT t.account_id, t.date, t.amount, t.description, t.id, t.status, t.category_id,
       (t.plaid_transaction_id IS NOT NULL OR EXISTS (
           SELECT 1 FROM feed_transactions f WHERE f.transaction_id = t.id)) AS by_feed, t.fingerprint IS NOT NULL AS by_file
FROM transactions t
JOIN (
    SELECT account_id, date, amount, description FROM transactions
    GROUP BY account_id, date, amount, description
    HAVING count(*) > 1
) AS equal USING (account_id, date, amount, description)
ORDER BY t.date DESC, t.id
"""

_SETTLED = {"confirmed": 0, "pending_save": 1, "auto_confirmed": 2}


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Equal rows: those that stay and those that are there once too often."""

    account_id: int
    date: dt.date
    amount: Decimal
    description: str
    kept_ids: list[int]
    duplicate_ids: list[int]


def find_duplicates(session: Session) -> list[Duplicates]:
    """Return every group with exact duplicates, newest first; nothing is changed."""
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in session.execute(text(_CANDIDATES)):
        groups[tuple(row[:4])].append(row)
    found = []
    for (account_id, day, cents, description), rows in groups.items():
        kept = _movements(rows)
        if len(kept) < len(rows):
            found.append(
                Duplicates(
                    account_id,
                    dt.date.fromisoformat(day),
                    from_cents(cents),
                    description,
                    kept_ids=kept,
                    duplicate_ids=[row.id for row in rows if row.id not in kept],
                )
            )
    return found


def delete_duplicates(session: Session, found: Iterable[Duplicates], *, at: dt.datetime) -> int:
    """Move the rows that are there too often to the deleted log; return how many."""
    doomed = [id_ for group in found for id_ in group.duplicate_ids]
    if not doomed:
        return 0
    summary = f"Deleted {len(doomed):,} exact duplicate{'' if len(doomed) == 1 else 's'}"
    operations.begin(session, "transactions_deduplicate", summary, at=at)
    return delete_transactions(session, doomed, reason="duplicate", at=at)


def _movements(rows: list[Any]) -> list[int]:
    """Return the rows that stay: of the way that brought the most, each is a movement.

    Of ways that brought equally many, that stays in which most of the owner's work lies.
    """
    ways: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        way = "feed" if row.by_feed else "file" if row.by_file else f"typed {row.id}"
        ways[way].append(row)
    best = min(ways.values(), key=lambda way: (-len(way), sorted(_worth(row) for row in way)))
    return [row.id for row in best]


def _worth(row: Any) -> tuple[int, bool, bool, int]:
    """Order rows by what would be lost with them: the owner's decision first."""
    return _SETTLED.get(row.status, 3), row.category_id is None, not row.by_feed, row.id

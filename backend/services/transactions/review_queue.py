"""The review queue: what waits for a person, grouped so that one decision settles many rows."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import Transaction, TransactionStatus
from backend.services.categorization.normalization import title_case
from backend.services.transactions.presentation import (
    TransactionView,
    dollars,
    fetch_transactions,
)

MOST_ROWS_PER_GROUP = 50

# In these very words, so that SQLite knows that its index of waiting rows holds them all.
WAITING = text("transactions.status IN ('pending_review', 'pending_save')")

# Both are answered from that index alone, however many rows wait.
_GROUPS = """
SELECT merchant_key, predicted_category_id, count(*), sum(amount), max(prediction_confidence)
FROM transactions
WHERE status = 'pending_review' AND status IN ('pending_review', 'pending_save')
  AND merchant_key > ''
GROUP BY merchant_key, predicted_category_id
"""
_NEWEST = f"""
SELECT id FROM transactions
WHERE status = 'pending_review' AND status IN ('pending_review', 'pending_save')
  AND merchant_key = ? AND predicted_category_id IS ?
ORDER BY date DESC, id DESC LIMIT {MOST_ROWS_PER_GROUP}
"""
_NAMELESS = (
    " UNION ALL ".join(
        f"""
    SELECT id, predicted_category_id, amount, prediction_confidence, date FROM transactions
    WHERE status = 'pending_review' AND status IN ('pending_review', 'pending_save')
      AND merchant_key {is_none}
    """
        for is_none in ("IS NULL", "= ''")
    )
    + " ORDER BY date DESC, id DESC"
)


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many transactions wait for a decision, and how many are staged."""

    count: int
    staged: int


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """Some groups of the queue, and how much it holds in all."""

    total: int
    staged: int
    group_count: int
    groups: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Group:
    """The waiting rows of one merchant that share a suggestion; without a merchant, one row."""

    merchant_key: str | None
    category_id: int | None
    count: int
    cents: int
    confidence: float | None
    row_id: int | None = None

    def order(self) -> tuple[bool, float, int, str]:
        """Return what sorts suggestions first, by how much they settle how surely."""
        weight = self.count * (self.confidence or 0.0) if self.category_id else float(self.count)
        return (self.category_id is None, -weight, -self.count, self.merchant_key or "")


def review_counts(session: Session) -> ReviewCounts:
    """Return how much waits."""
    counts: dict[str, int] = dict(
        session.execute(
            select(Transaction.status, func.count()).where(WAITING).group_by(Transaction.status)
        ).all()
    )
    return ReviewCounts(
        count=counts.get(TransactionStatus.PENDING_REVIEW, 0),
        staged=counts.get(TransactionStatus.PENDING_SAVE, 0),
    )


def review_queue(session: Session, *, limit_groups: int = 50) -> ReviewQueue:
    """Return what waits: suggestions first, then by how many rows one decision settles.

    Of each group the newest 50 rows are given.
    """
    session.flush()
    groups = sorted(_groups(session), key=_Group.order)
    shown = [(group, _newest(session, group)) for group in groups[:limit_groups]]
    ids = [id_ for _, newest in shown for id_ in newest]
    views = {view["id"]: view for view in fetch_transactions(session, ids)}
    return ReviewQueue(
        total=sum(group.count for group in groups),
        staged=review_counts(session).staged,
        group_count=len(groups),
        groups=[_shown(group, [views[id_] for id_ in newest]) for group, newest in shown],
    )


def _groups(session: Session) -> list[_Group]:
    connection = session.connection()
    named = [_Group(*row) for row in connection.exec_driver_sql(_GROUPS)]
    nameless = [
        _Group(None, category_id, 1, cents, confidence, row_id)
        for row_id, category_id, cents, confidence, _ in connection.exec_driver_sql(_NAMELESS)
    ]
    return named + nameless


def _newest(session: Session, group: _Group) -> list[int]:
    """Return the ids of the rows of a group that are shown, newest first."""
    if group.row_id is not None:
        return [group.row_id]
    wanted = (group.merchant_key, group.category_id)
    return list(session.connection().exec_driver_sql(_NEWEST, wanted).scalars())


def _shown(group: _Group, rows: list[TransactionView]) -> dict[str, Any]:
    first = rows[0]
    return {
        "key": f"{group.merchant_key or first['id']}|{first['predicted_category'] or ''}",
        "merchant_key": group.merchant_key,
        "merchant_name": first["merchant_name"]
        or (title_case(group.merchant_key) if group.merchant_key else first["description"]),
        "count": group.count,
        "amount_total": dollars(group.cents),
        "predicted_category": first["predicted_category"],
        "predicted_category_name": first["predicted_category_name"],
        "confidence": group.confidence or None,
        "tier": first["categorization_tier"],
        "transactions": rows,
    }


@dataclass(frozen=True, slots=True)
class DuplicatePairs:
    """Possible duplicates with what they may repeat, and how many there are in all."""

    pairs: list[tuple[TransactionView, TransactionView]]
    total: int


def possible_duplicates(session: Session, *, limit: int = 100) -> DuplicatePairs:
    """Return the transactions that may be here twice, newest first."""
    flagged = session.execute(
        select(Transaction.id, Transaction.possible_duplicate_of_id, Transaction.date).where(
            Transaction.possible_duplicate_of_id.is_not(None)
        )
    ).all()
    there = set(
        session.scalars(
            select(Transaction.id).where(Transaction.id.in_(among(row[1] or 0 for row in flagged)))
        )
    )
    rows = sorted((row for row in flagged if row[1] in there), key=lambda row: (row.date, row.id))
    shown = rows[: -limit - 1 : -1]
    ids = {id_ for row in shown for id_ in row[:2] if id_}
    views = {view["id"]: view for view in fetch_transactions(session, ids)}
    return DuplicatePairs([(views[row[0]], views[row[1] or 0]) for row in shown], len(rows))

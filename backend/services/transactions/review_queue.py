"""The review queue: what waits for a person, grouped so that one decision settles many rows."""

from dataclasses import dataclass
from itertools import islice
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

_ROWS = """
SELECT id, merchant_key, predicted_category_id, prediction_confidence, categorization_tier, amount
FROM transactions
WHERE status = 'pending_review' AND status IN ('pending_review', 'pending_save')
ORDER BY date DESC, id DESC
"""


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


@dataclass(slots=True)
class _Group:
    """The waiting rows of one merchant that share a suggestion, newest first."""

    merchant_key: str | None
    category_id: int | None
    ids: list[int]
    cents: int = 0
    confidence: float | None = None
    tier: str | None = None

    def order(self) -> tuple[bool, float, int, str]:
        """Return what sorts suggestions first, by how much they settle how surely."""
        count = len(self.ids)
        weight = count * (self.confidence or 0.0) if self.category_id else float(count)
        return (self.category_id is None, -weight, -count, self.merchant_key or "")


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
    shown = groups[:limit_groups]
    ids = [id_ for group in shown for id_ in group.ids[:MOST_ROWS_PER_GROUP]]
    views = {view["id"]: view for view in fetch_transactions(session, ids)}
    return ReviewQueue(
        total=sum(len(group.ids) for group in groups),
        staged=review_counts(session).staged,
        group_count=len(groups),
        groups=[_shown(group, views) for group in shown],
    )


def _groups(session: Session) -> list[_Group]:
    found: dict[tuple[Any, ...], _Group] = {}
    for id_, merchant, category_id, confidence, tier, cents in session.connection().exec_driver_sql(
        _ROWS
    ):
        # What has no merchant stands alone.
        key = (merchant, category_id) if merchant else (id_,)
        group = found.get(key)
        if group is None:
            group = found[key] = _Group(merchant, category_id, [], tier=tier)
        group.ids.append(id_)
        group.cents += cents
        group.confidence = max(group.confidence or 0.0, confidence or 0.0) or None
    return list(found.values())


def _shown(group: _Group, views: dict[int, TransactionView]) -> dict[str, Any]:
    rows = [views[id_] for id_ in islice(group.ids, MOST_ROWS_PER_GROUP)]
    first = rows[0]
    return {
        "key": f"{group.merchant_key or first['id']}|{first['predicted_category'] or ''}",
        "merchant_key": group.merchant_key,
        "merchant_name": first["merchant_name"]
        or (title_case(group.merchant_key) if group.merchant_key else first["description"]),
        "count": len(group.ids),
        "amount_total": dollars(group.cents),
        "predicted_category": first["predicted_category"],
        "predicted_category_name": first["predicted_category_name"],
        "confidence": group.confidence,
        "tier": group.tier,
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

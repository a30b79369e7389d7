"""How many transactions each rule decided, and how often it was right."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import CategorizationTier, Transaction, TransactionStatus
from backend.services.transactions.remembering import remembered


def hit_counts(session: Session, tier: CategorizationTier) -> dict[int, int]:
    """Return the number of transactions that each rule of a tier predicted or decided, by id."""

    def count() -> dict[int, int]:
        rows = session.execute(
            select(Transaction.decided_by_id, func.count())
            .where(Transaction.categorization_tier == tier, Transaction.decided_by_id.is_not(None))
            .group_by(Transaction.decided_by_id)
        )
        return {rule_id: hits for rule_id, hits in rows if rule_id is not None}

    return remembered(session, ("rule hits", tier), count)


class Record(NamedTuple):
    """How many of the transactions that a rule had a word about the owner confirmed since.

    `right` is how many of them kept the category that it gave.
    """

    settled: int = 0
    right: int = 0


def track_records(session: Session, tier: CategorizationTier) -> dict[int, Record]:
    """Return how often each rule of a tier was right, by id; one that nobody confirmed has none.

    Split transactions don't count: their parts say nothing of the one category.
    """

    def count() -> dict[int, Record]:
        is_right = Transaction.category_id == Transaction.predicted_category_id
        rows = session.execute(
            select(Transaction.decided_by_id, func.count(), func.count().filter(is_right))
            .where(
                Transaction.categorization_tier == tier,
                Transaction.decided_by_id.is_not(None),
                Transaction.status == TransactionStatus.CONFIRMED,
                Transaction.category_id.is_not(None),
                Transaction.predicted_category_id.is_not(None),
            )
            .group_by(Transaction.decided_by_id)
        )
        return {
            rule_id: Record(settled, right)
            for rule_id, settled, right in rows
            if rule_id is not None
        }

    return remembered(session, ("rule records", tier), count)

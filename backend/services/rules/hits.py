"""How many transactions each rule decided."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import CategorizationTier, Transaction
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

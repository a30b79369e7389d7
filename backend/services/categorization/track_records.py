"""How often what decided about a row was right in these books."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, func, select, type_coerce
from sqlalchemy.orm import Session

from backend.models import CategorizationTier, Transaction, TransactionStatus

_BY_ID = (
    CategorizationTier.RULE,
    CategorizationTier.AMOUNT_RULE,
    CategorizationTier.MERCHANT_MAP,
)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Of `total` settled rows that the same decided about, `right` ones stand as it said.

    What was filed by itself and never changed counts as right.
    """

    right: int
    total: int


def track_record(session: Session, row: Transaction) -> TrackRecord | None:
    """Return the record of the rule or mapping behind a row, or of its whole tier.

    None where nothing of the kind is settled yet.
    """
    if row.categorization_tier is None or row.predicted_category_id is None:
        return None
    which: list[ColumnElement[bool]] = [Transaction.categorization_tier == row.categorization_tier]
    if row.categorization_tier in _BY_ID:
        which.append(Transaction.decided_by_id == row.decided_by_id)
    stands = type_coerce(Transaction.category_id == Transaction.predicted_category_id, Integer)
    right, total = session.execute(
        select(func.coalesce(func.sum(stands), 0), func.count()).where(
            *which,
            Transaction.status.in_((TransactionStatus.CONFIRMED, TransactionStatus.AUTO_CONFIRMED)),
            Transaction.category_id.is_not(None),
            Transaction.predicted_category_id.is_not(None),
            Transaction.id != row.id,
        )
    ).one()
    return TrackRecord(right, total) if total else None

"""How often the app was right, measured; also for tiers that can't tell how sure they are."""

import datetime as dt

from sqlalchemy.orm import Session

from backend.services.accuracy.figures import Accuracy, accuracy_of, wilson
from backend.services.accuracy.outcomes import count_outcomes
from backend.services.transactions.remembering import remembered

FEWEST = 30  # judged answers, the latest; fewer tell too little
_LATEST = 200

_JUDGED = """
SELECT count(*), coalesce(sum(category_id = predicted_category_id), 0) FROM (
    SELECT t.category_id, t.predicted_category_id
    FROM transactions t JOIN decisions d ON d.id = t.decision_id
    WHERE d.tier = :tier AND t.status = 'confirmed' AND NOT t.has_splits
      AND t.transfer_id IS NULL AND t.category_id IS NOT NULL
      AND t.predicted_category_id IS NOT NULL
    ORDER BY t.id DESC LIMIT :latest
)
"""


def measure(session: Session, start: dt.date, end: dt.date) -> Accuracy:
    """Return the page for rows with `start <= date < end`; it is not to be changed."""
    return remembered(
        session,
        ("accuracy", start, end),
        lambda: accuracy_of(count_outcomes(session, start, end)),
    )


def measured_confidence(session: Session, tier: str) -> float | None:
    """Return how often a tier is right at least, going by its latest judged answers.

    It is the lower bound of the share (95 %), so that few answers promise little; None below
    `FEWEST` answers.
    """
    judged, right = (
        session.connection().exec_driver_sql(_JUDGED, {"tier": tier, "latest": _LATEST}).one()
    )
    return round(wilson(right, judged)[0], 4) if judged >= FEWEST else None

"""Decisions about categories with their evidence, and the log of who was told what."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.database.types import Share


class StoredDecision(Base):
    """One decision as it was made, with all that is needed to make it again; never changed.

    Rows that were decided alike, by the same evidence, share one: `digest` tells them apart.
    Ids of categories, rules and mappings are those of that day and may be gone since.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_is_a_share"),
        CheckConstraint("runner_up_share BETWEEN 0 AND 1", name="runner_up_is_a_share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    tier: Mapped[str]
    category_id: Mapped[int | None]
    confidence: Mapped[float | None] = mapped_column(Share)
    is_auto: Mapped[bool]  # nobody needed to look
    hold: Mapped[str | None]  # why it was held for a person
    decided_by_id: Mapped[int | None]
    matched_text: Mapped[str | None]
    runner_up_id: Mapped[int | None]
    runner_up_share: Mapped[float | None] = mapped_column(Share)
    evidence: Mapped[str]  # JSON: counts, pattern, thresholds; see services/categorization
    created_at: Mapped[dt.datetime]


class LoggedPrediction(Base):
    """One decision about one transaction, entered before anybody saw it; never changed.

    A trigger enters it where a row's decision changes, together with the one before. What was
    never changed is with its row alone; the view `prediction_log` has both.
    """

    __tablename__ = "predictions"

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(index=True)  # outlives the transaction
    decision_id: Mapped[int]
    made_at: Mapped[dt.datetime]

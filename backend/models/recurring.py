"""Recurring charges: what was found in the rows, and what the owner said of it."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Cadence(StrEnum):
    """How often a series comes."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class SeriesDecision(StrEnum):
    """What the owner said of a series."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"  # for ever: it is never suggested again


class DetectedSeries(Base):
    """A series of charges (or pays) that the rows of one merchant make.

    It follows from the rows and is found anew for the merchants that a write touched. `key`
    stays the same when further charges come. Amounts are positive for money out.
    """

    __tablename__ = "detected_series"

    key: Mapped[str] = mapped_column(primary_key=True)
    merchant_key: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[int]
    category_id: Mapped[int | None]
    cadence: Mapped[str]
    amount: Mapped[Decimal]  # the last charge
    amount_varies: Mapped[bool]
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    next_on: Mapped[dt.date]
    count: Mapped[int]
    confidence: Mapped[float]
    # JSON: the charges with their ids, price changes, missed and late days, traits.
    history: Mapped[str]


class RecurringSeries(Base):
    """The owner's word on a series: confirmed, edited, dismissed, or entered by hand.

    With `detected_key` it stands for what was found under it; what is set here wins. Without,
    it was entered by hand.
    """

    __tablename__ = "recurring_series"
    __table_args__ = (
        CheckConstraint("decision IN ('confirmed', 'dismissed')", name="decision_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    detected_key: Mapped[str | None] = mapped_column(unique=True)
    # JSON: the rows and the last amount that it had then. A series that shares most of the rows
    # is the same one, whatever its key has become.
    known_by: Mapped[str | None]
    decision: Mapped[str | None]  # None: only alerts were dismissed
    name: Mapped[str | None]
    merchant_key: Mapped[str | None] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL")
    )
    cadence: Mapped[str | None]
    amount: Mapped[Decimal | None]
    next_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    notes: Mapped[str | None]
    created_at: Mapped[dt.datetime]
    # Alerts of this series that were dismissed, as JSON: they don't come back.
    dismissed_alerts: Mapped[str | None]

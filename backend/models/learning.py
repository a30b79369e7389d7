"""What was learned from which confirmation."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class LearningEvent(Base):
    """One confirmation that taught a mapping; a transaction teaches once."""

    __tablename__ = "learning_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(unique=True)  # outlives the transaction
    mapping_id: Mapped[int] = mapped_column(
        ForeignKey("merchant_mappings.id", ondelete="CASCADE"), index=True
    )
    category_id: Mapped[int] = mapped_column(
        ForeignKey("categories.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[dt.datetime]


class LearningExclusion(Base):
    """A merchant about which nothing is to be learned."""

    __tablename__ = "learning_exclusions"

    id: Mapped[int] = mapped_column(primary_key=True)
    merchant_pattern: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime]

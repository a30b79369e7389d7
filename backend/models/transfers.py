"""Transfers: two transactions that are one movement between own accounts."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class TransferStatus(StrEnum):
    """What the owner said of a pair."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"  # kept, so that it is never suggested again


class Transfer(Base):
    """A pair of legs: `out` left one account, `in` arrived in another."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("status IN ('suggested', 'confirmed', 'refused')", name="status_is_known"),
        Index(
            "uq_transfers_out",
            "out_transaction_id",
            unique=True,
            sqlite_where=text("status != 'refused'"),
        ),
        Index(
            "uq_transfers_in",
            "in_transaction_id",
            unique=True,
            sqlite_where=text("status != 'refused'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    out_transaction_id: Mapped[int] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), index=True
    )
    in_transaction_id: Mapped[int] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), index=True
    )
    status: Mapped[str]
    created_at: Mapped[dt.datetime]

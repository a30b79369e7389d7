"""Balances as somebody stated them: a bank's file, a bank connection, the owner."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class BalanceSource(StrEnum):
    """Who stated a balance."""

    FILE = "file"
    BANK = "bank"
    OWNER = "owner"  # typed in: a balance, or what a house, a car or a loan is worth


class StatedBalance(Base):
    """What an account held at the end of a day, as stated; negative when it owed."""

    __tablename__ = "stated_balances"
    __table_args__ = (
        UniqueConstraint("account_id", "date", "source"),
        CheckConstraint("source IN ('file', 'bank', 'owner')", name="source_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    date: Mapped[dt.date]
    amount: Mapped[Decimal]
    source: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("imports.id", ondelete="SET NULL"), index=True
    )
    notes: Mapped[str | None]
    created_at: Mapped[dt.datetime]

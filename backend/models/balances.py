"""Balances as somebody stated them: a bank's file, a bank connection, the owner."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class BalanceSource(StrEnum):
    """Who stated a balance."""

    FILE = "file"
    BANK = "bank"
    OWNER = "owner"  # typed in: a balance, or what a house, a car or a loan is worth


class StatedBalance(Base):
    """What an account held at the end of a day, as stated; negative when it owed.

    Each import states for itself, so that taking one back takes back what it alone said.
    """

    __tablename__ = "stated_balances"
    __table_args__ = (
        CheckConstraint("source IN ('file', 'bank', 'owner')", name="source_is_known"),
        CheckConstraint("typeof(amount) = 'integer'", name="amount_is_exact"),
        Index("ix_stated_balances_account_id_date", "account_id", "date"),
        Index(
            "uq_stated_balances_source",
            "account_id",
            "date",
            "source",
            unique=True,
            sqlite_where=text("import_id IS NULL"),
        ),
        Index(
            "uq_stated_balances_import",
            "import_id",
            "date",
            unique=True,
            sqlite_where=text("import_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    date: Mapped[dt.date]
    amount: Mapped[Decimal]
    source: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    notes: Mapped[str | None]
    created_at: Mapped[dt.datetime]

"""What is kept beside the rows because it follows from them: sums, found series."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class LineKind(StrEnum):
    """How the lines of a sum count in reports."""

    BOOKED = "booked"  # confirmed, no leg of a paired transfer
    PAIRED = "paired"  # confirmed, a leg of a paired transfer
    WAITING = "waiting"  # not confirmed yet
    LEFT_OUT = "left_out"  # confirmed, and left out at the owner's wish


class MonthlySum(Base):
    """What the lines of a month come to, by account, kind and category.

    A line is a transaction, or a part of one that is confirmed and split. Category 0 stands for
    none. The rows are rebuilt for the months that a write touched, before it commits.
    """

    __tablename__ = "monthly_sums"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('booked', 'paired', 'waiting', 'left_out')", name="kind_is_known"
        ),
        {"sqlite_with_rowid": False},
    )

    month: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[Decimal]
    # Only what went out, refunds not taken off: the size of what a report leaves out.
    outflow: Mapped[Decimal]
    # Transactions, each counted once however many of its parts have the category.
    count: Mapped[int]

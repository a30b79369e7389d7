"""Budgets: an amount for a category and a month."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Budget(Base):
    """What a category may cost in a month."""

    __tablename__ = "budgets"
    __table_args__ = (
        UniqueConstraint("category_id", "month"),
        CheckConstraint("month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name="month_is_a_month"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"))
    month: Mapped[str]
    amount: Mapped[Decimal]
    created_at: Mapped[dt.datetime]

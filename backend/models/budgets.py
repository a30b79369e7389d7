"""Budgets: an amount for a category and a period, what is carried over, savings goals."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

_A_MONTH = "GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'"
_A_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"


class Budget(Base):
    """What a category may cost in a period.

    `month` is the period's key: `YYYY-MM` of the month it begins in, or `YYYY-MM-DD`, its first
    day, where periods are two weeks long.
    """

    __tablename__ = "budgets"
    __table_args__ = (
        UniqueConstraint("category_id", "month"),
        CheckConstraint(f"month {_A_MONTH} OR month {_A_DAY}", name="month_is_a_period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"))
    month: Mapped[str]
    amount: Mapped[Decimal]
    created_at: Mapped[dt.datetime]


class RolloverMode(StrEnum):
    """Which part of what is left at a period's end is carried into the next."""

    SURPLUS = "surplus"
    OVERSPEND = "overspend"
    BOTH = "both"


class BudgetRollover(Base):
    """A category whose budget is carried over, from the period `since` on."""

    __tablename__ = "budget_rollovers"
    __table_args__ = (
        CheckConstraint("mode IN ('surplus', 'overspend', 'both')", name="mode_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(
        ForeignKey("categories.id", ondelete="CASCADE"), unique=True
    )
    mode: Mapped[str]
    since: Mapped[str]
    created_at: Mapped[dt.datetime]


class SavingsGoal(Base):
    """Something to save for: an amount by a day.

    With an account, its balance is what is saved (above `starting_amount`); without one, the
    contributions are.
    """

    __tablename__ = "savings_goals"
    __table_args__ = (CheckConstraint("target_amount > 0", name="target_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    target_amount: Mapped[Decimal]
    target_date: Mapped[dt.date | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    starting_amount: Mapped[Decimal]
    color: Mapped[str | None]
    notes: Mapped[str | None]
    finished_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]


class GoalContribution(Base):
    """Money put aside for a goal on a day; negative when it was taken back."""

    __tablename__ = "goal_contributions"

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(
        ForeignKey("savings_goals.id", ondelete="CASCADE"), index=True
    )
    date: Mapped[dt.date]
    amount: Mapped[Decimal]
    notes: Mapped[str | None]
    created_at: Mapped[dt.datetime]

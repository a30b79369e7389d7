"""Rules that choose a category: amount rules and merchant mappings."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class RuleOrigin(StrEnum):
    """Who made a rule; the owner's beat what was learned, which beats what was shipped."""

    SHIPPED = "shipped"
    LEARNED = "learned"
    OWN = "own"


class MerchantMapping(Base):
    """A merchant's pattern and the category that it gets."""

    __tablename__ = "merchant_mappings"
    __table_args__ = (CheckConstraint("merchant_pattern != ''", name="pattern_is_not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    merchant_pattern: Mapped[str] = mapped_column(unique=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    confidence: Mapped[int]  # how often it was confirmed, from 1
    origin: Mapped[str] = mapped_column(server_default="learned", default="learned")
    is_regex: Mapped[bool] = mapped_column(server_default="0", default=False)
    is_enabled: Mapped[bool] = mapped_column(server_default="1", default=True)
    # The owner files this merchant under several categories: never confirm by name alone.
    is_ambiguous: Mapped[bool] = mapped_column(server_default="0", default=False)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime | None]


class AmountRule(Base):
    """A pattern and an amount (positive = out) that together give a category."""

    __tablename__ = "amount_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    description_pattern: Mapped[str] = mapped_column(index=True)
    amount: Mapped[Decimal]
    tolerance: Mapped[Decimal]
    short_desc: Mapped[str]
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    notes: Mapped[str | None]
    origin: Mapped[str] = mapped_column(server_default="own", default="own")
    is_enabled: Mapped[bool] = mapped_column(server_default="1", default=True)
    created_at: Mapped[dt.datetime]

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


class ActionKind(StrEnum):
    """What a rule does to the transactions that it finds."""

    CATEGORY = "category"
    MERCHANT = "merchant"
    TAG = "tag"
    NOTE = "note"
    TRANSFER = "transfer"
    SPLIT = "split"
    LEAVE_OUT = "leave_out"


class Rule(Base):
    """The owner's rule: what a transaction is like, and what is done with it.

    `position` is the order in which rules are asked; of two that do the same, the first counts.
    """

    __tablename__ = "rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    query: Mapped[str]  # in the filter language
    position: Mapped[int]
    is_enabled: Mapped[bool] = mapped_column(server_default="1", default=True)
    # Off: what it files waits for a person all the same.
    files_by_itself: Mapped[bool] = mapped_column(server_default="1", default=True)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime | None]


class RuleAction(Base):
    """One thing that a rule does; a split has an action for each of its parts.

    A part has a share in hundredths of a per cent, or an amount of the transaction's own sign;
    the one that has neither takes what remains.
    """

    __tablename__ = "rule_actions"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('category', 'merchant', 'tag', 'note', 'transfer', 'split', 'leave_out')",
            name="kind_is_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("rules.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"))
    value: Mapped[str | None]  # a merchant's name, a note
    share: Mapped[int | None]
    amount: Mapped[Decimal | None]

"""Transactions, their splits and tags, and what remains of deleted ones."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.database.types import Share


class TransactionStatus(StrEnum):
    """Where a transaction stands between arriving and counting."""

    PENDING_REVIEW = "pending_review"
    PENDING_SAVE = "pending_save"
    CONFIRMED = "confirmed"
    AUTO_CONFIRMED = "auto_confirmed"


class CategorizationTier(StrEnum):
    """Who chose the category."""

    RULE = "rule"
    AMOUNT_RULE = "amount_rule"
    MERCHANT_MAP = "merchant_map"
    LOCAL_MODEL = "local_model"
    AI = "ai"
    UNMATCHED = "unmatched"


class Transaction(Base):
    """One movement of money; a positive amount left the account."""

    __tablename__ = "transactions"
    __table_args__ = (
        CheckConstraint("typeof(amount) = 'integer'", name="amount_is_exact"),
        CheckConstraint(
            "status IN ('pending_review', 'pending_save', 'confirmed', 'auto_confirmed')",
            name="status_is_known",
        ),
        CheckConstraint("prediction_confidence BETWEEN 0 AND 1", name="confidence_is_a_share"),
        # With the amount, so that a balance is summed from the index alone.
        Index("ix_transactions_account_id_date", "account_id", "date", "amount"),
        # A merchant's rows by day, with all that recurring series are found by.
        Index(
            "ix_transactions_merchant_key",
            "merchant_key",
            "date",
            "account_id",
            "amount",
            "transfer_id",
            "is_left_out",
        ),
        # A row that came by file or feed, and how many equal ones came before it.
        Index(
            "uq_transactions_arrival",
            "account_id",
            "fingerprint",
            "occurrence",
            unique=True,
            sqlite_where=text("fingerprint IS NOT NULL"),
        ),
        Index(
            "ix_transactions_external_id",
            "account_id",
            "external_id",
            sqlite_where=text("external_id IS NOT NULL"),
        ),
        # Only what waits: an index over all statuses misleads the planner once all are confirmed.
        # With all that the review queue groups and sorts by, as a first import waits as a whole.
        Index(
            "ix_transactions_waiting",
            "status",
            "merchant_key",
            "predicted_category_id",
            "date",
            "amount",
            "prediction_confidence",
            sqlite_where=text("status IN ('pending_review', 'pending_save')"),
        ),
        # What the owner confirmed, the latest first: what the local model learns from.
        Index(
            "ix_transactions_confirmed",
            "date",
            "id",
            sqlite_where=text("status = 'confirmed'"),
        ),
        Index(
            "ix_transactions_possible_duplicate_of_id",
            "possible_duplicate_of_id",
            sqlite_where=text("possible_duplicate_of_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    plaid_transaction_id: Mapped[str | None] = mapped_column(unique=True)
    date: Mapped[dt.date] = mapped_column(index=True)
    posted_date: Mapped[dt.date | None]
    description: Mapped[str]
    merchant_name: Mapped[str | None]
    # The normalized merchant: what review groups by and learning is about.
    merchant_key: Mapped[str | None]
    amount: Mapped[Decimal]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    predicted_category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    status: Mapped[str]
    source: Mapped[str]
    is_pending: Mapped[bool] = mapped_column(server_default="0", default=False)
    categorization_tier: Mapped[str | None]
    prediction_confidence: Mapped[float | None] = mapped_column(Share)
    # Evidence: the id of the rule or mapping that decided, and the text that it matched.
    decided_by_id: Mapped[int | None]
    matched_text: Mapped[str | None]
    notes: Mapped[str | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)
    external_id: Mapped[str | None]
    # As it arrived: a hash of day, cents and text, and its number among equal rows. They stay
    # when the owner edits the row, so that the same file never adds it again.
    fingerprint: Mapped[int | None]
    occurrence: Mapped[int | None]
    # Set on both legs of a confirmed transfer; no foreign key, as the pair points at its legs.
    transfer_id: Mapped[int | None]
    has_splits: Mapped[bool] = mapped_column(server_default="0", default=False)
    possible_duplicate_of_id: Mapped[int | None]
    # Which fields the owner changed by hand, comma-separated: no feed overwrites them.
    owner_edits: Mapped[str | None]
    created_at: Mapped[dt.datetime]
    # What the bank's feed takes it for, in the feed's own words.
    bank_category: Mapped[str | None]
    # What was decided of it last, with the evidence; no foreign key, as decisions never change.
    decision_id: Mapped[int | None]
    # Reports don't count it, at the owner's wish.
    is_left_out: Mapped[bool] = mapped_column(server_default="0", default=False)


class TransactionSplit(Base):
    """A part of a transaction with a category of its own; the parts add up to the whole."""

    __tablename__ = "transaction_splits"
    __table_args__ = (CheckConstraint("typeof(amount) = 'integer'", name="amount_is_exact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), index=True
    )
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    amount: Mapped[Decimal]
    notes: Mapped[str | None]


class Tag(Base):
    """A word of the owner's to find transactions by."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class TransactionTag(Base):
    """A tag on a transaction."""

    __tablename__ = "transaction_tags"
    __table_args__ = (UniqueConstraint("transaction_id", "tag_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(ForeignKey("transactions.id", ondelete="CASCADE"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), index=True)


class DeletedTransaction(Base):
    """A deleted transaction, readable even when its account and category are gone."""

    __tablename__ = "deleted_transactions"
    __table_args__ = (
        Index("ix_deleted_transactions_arrival", "account_id", "fingerprint", "occurrence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    original_id: Mapped[int]
    account_id: Mapped[int | None]  # no foreign key: the log outlives the account
    account_name: Mapped[str | None]
    date: Mapped[dt.date]
    description: Mapped[str]
    merchant_name: Mapped[str | None]
    amount: Mapped[Decimal]
    category_name: Mapped[str | None]
    status: Mapped[str | None]
    source: Mapped[str | None]
    # Why it went: owner, bank, duplicate, account, connection, import.
    reason: Mapped[str] = mapped_column(server_default="owner", default="owner")
    plaid_transaction_id: Mapped[str | None] = mapped_column(index=True)
    external_id: Mapped[str | None]
    fingerprint: Mapped[int | None]
    occurrence: Mapped[int | None]
    # The whole row with its splits and tags, as JSON, for an exact restore.
    snapshot: Mapped[str | None]
    deleted_at: Mapped[dt.datetime]


class ForgottenTransaction(Base):
    """What stays of a purged transaction: enough to know it when it comes again."""

    __tablename__ = "forgotten_transactions"
    __table_args__ = (
        Index("ix_forgotten_transactions_arrival", "account_id", "fingerprint", "occurrence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    plaid_transaction_id: Mapped[str | None] = mapped_column(index=True)
    external_id: Mapped[str | None]
    fingerprint: Mapped[int | None]
    occurrence: Mapped[int | None]
    forgotten_at: Mapped[dt.datetime]

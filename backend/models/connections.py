"""Bank connections: logins, the accounts behind them, what they delivered, and every attempt."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class ConnectionStatus(StrEnum):
    """How a login stands: whether it can be asked, and if not, who has to act."""

    CONNECTED = "connected"
    PREPARING = "preparing"  # the service still collects the history
    LOGIN_REQUIRED = "login_required"  # the owner logs in again
    ERROR = "error"
    REMOVED = "removed"  # gone at the service: only a new link helps
    DISCONNECTED = "disconnected"  # by the owner; what it brought stays


class FeedDecision(StrEnum):
    """What the owner decided about an account behind a login; none means not yet."""

    LINKED = "linked"
    IGNORED = "ignored"


class FeedStanding(StrEnum):
    """How an id that a feed gave stands at the bank."""

    CURRENT = "current"
    REPLACED = "replaced"  # a pending row's, which another id followed
    REMOVED = "removed"  # gone at the bank


class RunStatus(StrEnum):
    """How an attempt ended."""

    RUNNING = "running"
    SUCCESS = "success"
    PARTIAL = "partial"  # what came was stored, but the service named problems with it
    ERROR = "error"
    INTERRUPTED = "interrupted"  # the process ended in the middle


class SyncTrigger(StrEnum):
    """Who wanted an attempt."""

    SCHEDULED = "scheduled"
    MANUAL = "manual"
    INITIAL = "initial"
    RETRY = "retry"


class Connection(Base):
    """One login at a bank, reached through a provider: its credential, place and health."""

    __tablename__ = "connections"
    __table_args__ = (
        CheckConstraint(
            "status IN ('connected', 'preparing', 'login_required', 'error', 'removed',"
            " 'disconnected')",
            name="status_is_known",
        ),
        UniqueConstraint("provider", "external_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str]
    external_id: Mapped[str | None]  # the item's id at the provider
    institution_id: Mapped[str | None]
    institution_name: Mapped[str]
    environment: Mapped[str | None]
    # Sealed (see core/secrets.py); none once the login was let go of.
    secret: Mapped[str | None]
    # Where the provider's stream was left, in the provider's own words.
    state: Mapped[str | None]
    # Comma-separated: transactions, investments.
    products: Mapped[str] = mapped_column(server_default="transactions", default="transactions")
    status: Mapped[str]
    paused_at: Mapped[dt.datetime | None]
    # Attempts in a row that failed, from which the next one's moment follows.
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    next_attempt_at: Mapped[dt.datetime | None]
    last_attempt_at: Mapped[dt.datetime | None]
    last_success_at: Mapped[dt.datetime | None]
    last_error: Mapped[str | None]
    last_error_code: Mapped[str | None]
    # Of which kind the last attempt's failure was (see integrations.bank_feed.FeedFailure).
    last_failure: Mapped[str | None]
    consent_expires_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]
    disconnected_at: Mapped[dt.datetime | None]


class ConnectionAccount(Base):
    """An account behind a login, as the provider describes it, and the owner's account it feeds.

    Balances are positive when the account holds money, whatever the provider's sign.
    """

    __tablename__ = "connection_accounts"
    __table_args__ = (
        CheckConstraint("decision IN ('linked', 'ignored')", name="decision_is_known"),
        UniqueConstraint("connection_id", "external_id"),
        # One feed at a time brings an account's rows.
        Index(
            "uq_connection_accounts_account_id",
            "account_id",
            unique=True,
            sqlite_where=text("account_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id", ondelete="CASCADE"))
    external_id: Mapped[str]
    persistent_id: Mapped[str | None]
    name: Mapped[str]
    official_name: Mapped[str | None]
    # Where it differs from the login's: one login may reach several banks.
    institution_name: Mapped[str | None]
    mask: Mapped[str | None]
    account_type: Mapped[str]
    subtype: Mapped[str | None]
    currency: Mapped[str | None]
    balance_current: Mapped[Decimal | None]
    balance_available: Mapped[Decimal | None]
    balance_limit: Mapped[Decimal | None]
    balance_at: Mapped[dt.datetime | None]
    decision: Mapped[str | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    first_seen_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]


class FeedTransaction(Base):
    """An id that a feed gave, and the transaction that it became.

    It stays when the transaction is deleted, so that a feed never brings it back; a pending id
    stays beside the posted one that followed it.
    """

    __tablename__ = "feed_transactions"
    __table_args__ = (
        CheckConstraint("standing IN ('current', 'replaced', 'removed')", name="standing_is_known"),
        UniqueConstraint("account_id", "provider", "external_id"),
        Index("ix_feed_transactions_transaction_id", "transaction_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    provider: Mapped[str]
    external_id: Mapped[str]
    # No foreign key: the transaction may be in the deleted log, or forgotten.
    transaction_id: Mapped[int | None]
    # The login that gave it last: another one at the same bank has other ids for the same rows.
    connection_id: Mapped[int | None]
    standing: Mapped[str] = mapped_column(server_default="current", default="current")
    first_seen_at: Mapped[dt.datetime]


class SyncRun(Base):
    """One attempt to bring a login up to date; `sync_log` has its rows by account."""

    __tablename__ = "sync_runs"
    __table_args__ = (
        CheckConstraint(
            "status IN ('running', 'success', 'partial', 'error', 'interrupted')",
            name="status_is_known",
        ),
        Index("ix_sync_runs_connection_id_started_at", "connection_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id", ondelete="CASCADE"))
    trigger: Mapped[str]
    status: Mapped[str]
    added: Mapped[int] = mapped_column(server_default="0", default=0)
    modified: Mapped[int] = mapped_column(server_default="0", default=0)
    removed: Mapped[int] = mapped_column(server_default="0", default=0)
    # Rows that were here already from a file, and are one with the bank's from now on.
    matched: Mapped[int] = mapped_column(server_default="0", default=0)
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
    request_id: Mapped[str | None]
    operation_id: Mapped[int | None]
    started_at: Mapped[dt.datetime]
    finished_at: Mapped[dt.datetime | None]
    duration_seconds: Mapped[float | None]


class ScheduledJob(Base):
    """What the app does by the clock: when it ran, how that went, whether it is paused."""

    __tablename__ = "scheduled_jobs"

    name: Mapped[str] = mapped_column(primary_key=True)
    paused_at: Mapped[dt.datetime | None]
    last_started_at: Mapped[dt.datetime | None]
    last_finished_at: Mapped[dt.datetime | None]
    last_outcome: Mapped[str | None]
    last_sentence: Mapped[str | None]
    next_run_at: Mapped[dt.datetime | None]

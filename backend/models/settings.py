"""Settings, and the logs of what the app did by itself."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class AppSetting(Base):
    """One setting that the owner saved; it wins over the environment."""

    __tablename__ = "app_settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    updated_at: Mapped[dt.datetime | None]


class NotificationLog(Base):
    """One e-mail that asked about a transaction."""

    __tablename__ = "notification_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[int]
    email_message_id: Mapped[str | None]
    sent_at: Mapped[dt.datetime | None]
    replied_at: Mapped[dt.datetime | None]
    reply_category: Mapped[str | None]


class SyncLog(Base):
    """One attempt to bring an account up to date from its bank."""

    __tablename__ = "sync_log"
    __table_args__ = (Index("ix_sync_log_account_id_started_at", "account_id", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    trigger: Mapped[str]
    status: Mapped[str]
    added: Mapped[int] = mapped_column(server_default="0", default=0)
    modified: Mapped[int] = mapped_column(server_default="0", default=0)
    removed: Mapped[int] = mapped_column(server_default="0", default=0)
    error_message: Mapped[str | None]
    duration_seconds: Mapped[float | None]
    started_at: Mapped[dt.datetime | None]
    run_id: Mapped[int | None]  # the attempt on the whole login


class QuarantinedRow(Base):
    """A row of an earlier version's file that can't be kept as it is; nothing of it is lost."""

    __tablename__ = "quarantined_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    original_id: Mapped[int | None]
    data: Mapped[str]  # JSON of the whole row
    reason: Mapped[str]
    created_at: Mapped[dt.datetime]

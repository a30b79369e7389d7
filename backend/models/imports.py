"""Imports: which file brought which rows, and how files are read."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Import(Base):
    """One statement of one file, stored into one account."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    operation_id: Mapped[int | None]
    file_name: Mapped[str]
    file_sha256: Mapped[str | None] = mapped_column(index=True)
    format: Mapped[str]
    profile: Mapped[str | None]
    imported: Mapped[int]
    skipped_duplicates: Mapped[int]
    possible_duplicates: Mapped[int]
    # A JSON list of the unreadable rows, each with its number and reason.
    errors: Mapped[str]
    left_out: Mapped[int]
    first_date: Mapped[dt.date | None]
    last_date: Mapped[dt.date | None]
    # proven, broken or not_stated, and the sentence behind it.
    balance_status: Mapped[str]
    balance_sentence: Mapped[str | None]
    closing_balance: Mapped[Decimal | None]
    closing_balance_on: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime]
    undone_at: Mapped[dt.datetime | None]


class ImportProfile(Base):
    """How the files of one account are read: a mapping that the owner made or confirmed."""

    __tablename__ = "import_profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    # A hash of the header's words (or of the columns' shape), by which a file finds its profile.
    signature: Mapped[str]
    layout: Mapped[str]  # JSON of a TableLayout
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]

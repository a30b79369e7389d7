"""Accounts: where money lies or is owed."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class AccountType(StrEnum):
    """What kind of account it is; it decides how a file's signs are read."""

    CHECKING = "checking"
    SAVINGS = "savings"
    CREDIT = "credit"
    CASH = "cash"
    LOAN = "loan"
    INVESTMENT = "investment"
    PROPERTY = "property"
    OTHER = "other"


class Account(Base):
    """One account at an institution; balances are positive when it holds money."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    institution: Mapped[str]
    account_type: Mapped[str]
    currency: Mapped[str] = mapped_column(server_default="USD", default="USD")
    plaid_item_id: Mapped[str | None]
    plaid_access_token: Mapped[str | None]
    plaid_cursor: Mapped[str | None]
    plaid_account_id: Mapped[str | None]
    plaid_connection_status: Mapped[str] = mapped_column(
        server_default="disconnected", default="disconnected"
    )
    last_synced_at: Mapped[dt.datetime | None]
    last_sync_error: Mapped[str | None]
    balance_current: Mapped[Decimal | None]
    balance_available: Mapped[Decimal | None]
    balance_limit: Mapped[Decimal | None]
    balance_updated_at: Mapped[dt.datetime | None]
    # The balance that the computed one starts from: what the account held at the start of a day.
    opening_balance: Mapped[Decimal | None]
    opening_balance_on: Mapped[dt.date | None]
    # The newest balance that a file stated or the owner typed, at the end of a day.
    stated_balance: Mapped[Decimal | None]
    stated_balance_on: Mapped[dt.date | None]
    # The number as files write it (often masked), by which a file finds its account.
    file_account_number: Mapped[str | None]
    archived_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]

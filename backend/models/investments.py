"""Tables of `investments.db`: accounts, securities, holdings and their movements."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database.base import InvestmentsBase
from backend.database.types import ExactDecimal

Quantity = Annotated[Decimal, mapped_column(ExactDecimal)]


class InvestmentAccount(InvestmentsBase):
    """A brokerage or retirement account."""

    __tablename__ = "investment_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    plaid_item_id: Mapped[str | None] = mapped_column(index=True)
    plaid_account_id: Mapped[str | None] = mapped_column(unique=True)
    account_name: Mapped[str]
    account_type: Mapped[str | None]
    institution_name: Mapped[str | None]
    last_synced_at: Mapped[dt.datetime | None]
    last_sync_error: Mapped[str | None]
    connection_status: Mapped[str | None]
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime | None]
    currency: Mapped[str | None]


class Security(InvestmentsBase):
    """A share, fund or bond; `close_price` is a price per unit."""

    __tablename__ = "securities"

    id: Mapped[int] = mapped_column(primary_key=True)
    plaid_security_id: Mapped[str | None] = mapped_column(unique=True)
    ticker: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str]
    security_type: Mapped[str]
    sector: Mapped[str | None]
    isin: Mapped[str | None]
    close_price: Mapped[Quantity | None]
    close_price_as_of: Mapped[dt.date | None]
    price_source: Mapped[str | None]
    created_at: Mapped[dt.datetime]
    currency: Mapped[str | None]
    is_cash: Mapped[bool] = mapped_column(server_default="0", default=False)


class Holding(InvestmentsBase):
    """How much of a security an account held on a day.

    What an account holds now is the latest row of each security. A position that is gone has a
    row with quantity 0 on the day that showed it.
    """

    __tablename__ = "holdings"
    __table_args__ = (
        UniqueConstraint("investment_account_id", "security_id", "as_of_date"),
        Index("ix_holdings_account_as_of", "investment_account_id", "as_of_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    investment_account_id: Mapped[int] = mapped_column(
        ForeignKey("investment_accounts.id", ondelete="CASCADE")
    )
    security_id: Mapped[int] = mapped_column(ForeignKey("securities.id"), index=True)
    quantity: Mapped[Quantity]
    cost_basis: Mapped[Decimal | None]
    cost_basis_per_unit: Mapped[Quantity | None]
    current_value: Mapped[Decimal | None]
    as_of_date: Mapped[dt.date]
    created_at: Mapped[dt.datetime]
    currency: Mapped[str | None]


class InvestmentTransaction(InvestmentsBase):
    """A trade, dividend, fee or cash movement; a positive amount left the account's cash.

    `description` and `subtype` are the broker's words, `notes` are the owner's.
    """

    __tablename__ = "investment_transactions"
    __table_args__ = (
        Index("ix_investment_transactions_account_date", "investment_account_id", "date"),
        Index("ix_investment_transactions_security_date", "security_id", "date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    investment_account_id: Mapped[int] = mapped_column(
        ForeignKey("investment_accounts.id", ondelete="CASCADE")
    )
    security_id: Mapped[int | None] = mapped_column(ForeignKey("securities.id"))
    plaid_investment_transaction_id: Mapped[str | None] = mapped_column(unique=True)
    date: Mapped[dt.date]
    type: Mapped[str]
    quantity: Mapped[Quantity | None]
    price: Mapped[Quantity | None]
    amount: Mapped[Decimal]
    fees: Mapped[Decimal] = mapped_column(server_default="0", default=Decimal(0))
    notes: Mapped[str | None]
    created_at: Mapped[dt.datetime]
    currency: Mapped[str | None]
    description: Mapped[str | None]
    subtype: Mapped[str | None]


class QuarantinedInvestmentRow(InvestmentsBase):
    """A row of an earlier version's file that can't be kept as it is; nothing of it is lost."""

    __tablename__ = "quarantined_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    original_id: Mapped[int | None]
    data: Mapped[str]  # JSON of the whole row
    reason: Mapped[str]
    created_at: Mapped[dt.datetime]

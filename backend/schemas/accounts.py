"""Accounts as JSON; balances are positive when the account holds money."""

import datetime as dt
from typing import Self

from pydantic import BaseModel, ConfigDict, field_validator

from backend.schemas.money import DollarsIn, DollarsOut
from backend.services.accounts import AccountOverview
from backend.services.balances.ledger import Basis


class LastImport(BaseModel):
    """The newest file that brought rows."""

    id: int
    file_name: str
    created_at: dt.datetime


class AccountOut(BaseModel):
    """An account with its balances, stated and computed side by side.

    `balance_gaps` counts where rows and statements part.
    """

    id: int
    name: str
    institution: str
    account_type: str
    currency: str
    is_archived: bool
    plaid_connection_status: str
    balance_stated: DollarsOut | None
    balance_stated_on: dt.date | None
    balance_computed: DollarsOut | None
    balance_difference: DollarsOut | None
    balance_basis: Basis
    balance_gaps: int
    opening_balance: DollarsOut | None
    opening_balance_on: dt.date | None
    balance_current: DollarsOut | None
    balance_available: DollarsOut | None
    balance_limit: DollarsOut | None
    transaction_count: int
    first_date: dt.date | None
    last_date: dt.date | None
    months_covered: list[str]
    months_missing: list[str]
    last_import: LastImport | None
    created_at: dt.datetime

    @classmethod
    def of(cls, overview: AccountOverview) -> Self:
        """Return the account as JSON."""
        account, balance, last = overview.account, overview.balance, overview.last_import
        return cls(
            id=account.id,
            name=account.name,
            institution=account.institution,
            account_type=account.account_type,
            currency=account.currency,
            is_archived=account.archived_at is not None,
            plaid_connection_status=account.plaid_connection_status,
            balance_stated=balance.stated,
            balance_stated_on=balance.stated_on,
            balance_computed=balance.computed,
            balance_difference=balance.difference,
            balance_basis=overview.basis,
            balance_gaps=overview.gaps,
            opening_balance=account.opening_balance,
            opening_balance_on=account.opening_balance_on,
            balance_current=account.balance_current,
            balance_available=account.balance_available,
            balance_limit=account.balance_limit,
            transaction_count=overview.transaction_count,
            first_date=overview.first_date,
            last_date=overview.last_date,
            months_covered=overview.months_covered,
            months_missing=overview.months_missing,
            last_import=None
            if last is None
            else LastImport(id=last.id, file_name=last.file_name, created_at=last.created_at),
            created_at=account.created_at,
        )


class AccountIn(BaseModel):
    """A new account. The opening balance is what it held at the start of that day."""

    model_config = ConfigDict(extra="forbid")

    name: str
    institution: str
    account_type: str
    currency: str = "USD"
    opening_balance: DollarsIn | None = None
    opening_balance_on: dt.date | None = None


class AccountEdit(BaseModel):
    """What to change of an account; fields left out stay."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    institution: str | None = None
    account_type: str | None = None
    currency: str | None = None
    is_archived: bool | None = None
    opening_balance: DollarsIn | None = None
    opening_balance_on: dt.date | None = None

    @field_validator("name", "institution", "account_type", "currency", "is_archived")
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("can't be empty")
        return value

"""Accounts: where money lies, what it should hold, and what is known of it."""

from backend.services.accounts.editing import (
    AccountInUseError,
    InvalidAccountError,
    archive_account,
    create_account,
    delete_account,
    edit_account,
)
from backend.services.accounts.queries import (
    AccountNotFoundError,
    AccountOverview,
    account_names,
    account_overview,
    get_account,
    list_accounts,
)

__all__ = [
    "AccountInUseError",
    "AccountNotFoundError",
    "AccountOverview",
    "InvalidAccountError",
    "account_names",
    "account_overview",
    "archive_account",
    "create_account",
    "delete_account",
    "edit_account",
    "get_account",
    "list_accounts",
]

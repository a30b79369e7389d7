"""Plaid's accounts and transactions as the app's own; signs and types turn here."""

from decimal import Decimal

from backend.integrations.bank_feed import (
    NO_CURRENCY,
    FeedAccount,
    FeedRemoval,
    FeedTransaction,
)
from backend.integrations.plaid import values
from backend.integrations.plaid.values import Raw

_OWED = {"credit", "loan"}  # Plaid counts what is owed there as positive
_TYPES = {
    "credit": "credit",
    "loan": "loan",
    "investment": "investment",
    "brokerage": "investment",
    "depository": "checking",
}
_SAVED = {"savings", "cd", "money market", "hsa", "gic", "health reimbursement arrangement"}


def account(raw: Raw, institution_name: str | None = None) -> FeedAccount:
    """Return an account with its last known balances, positive when it holds money."""
    kind = values.text(raw, "type") or "other"
    balances = values.part(raw, "balances")
    subtype = values.text(raw, "subtype")
    official = values.text(raw, "official_name")
    return FeedAccount(
        external_id=values.needed_text(raw, "account_id"),
        name=values.text(raw, "name") or official or "Account",
        account_type=account_type(kind, subtype),
        official_name=official,
        mask=values.text(raw, "mask"),
        subtype=subtype,
        currency=_currency(balances),
        persistent_id=values.text(raw, "persistent_account_id"),
        balance_current=_held(balances, kind),
        balance_available=values.money(balances, "available"),
        balance_limit=values.money(balances, "limit"),
        balance_at=values.moment(balances, "last_updated_datetime"),
        institution_name=institution_name,
    )


def account_type(kind: str, subtype: str | None) -> str:
    """Return the app's kind of account for Plaid's type and subtype, known or not."""
    if kind == "depository" and subtype in _SAVED:
        return "savings"
    return _TYPES.get(kind, "other")


def _held(balances: Raw, kind: str) -> Decimal | None:
    current = values.money(balances, "current")
    return -current if current and kind in _OWED else current


def transaction(raw: Raw) -> FeedTransaction:
    """Return a row; Plaid's sign is the app's: positive left the account."""
    posted = values.needed_day(raw, "date")
    is_pending = raw.get("pending") is True
    merchant = values.text(raw, "merchant_name")
    return FeedTransaction(
        external_id=values.needed_text(raw, "transaction_id"),
        account_id=values.needed_text(raw, "account_id"),
        date=values.day(raw, "authorized_date") or posted,
        amount=values.needed_money(raw, "amount"),
        description=_description(raw, merchant),
        posted_date=None if is_pending else posted,
        merchant_name=merchant,
        currency=_currency(raw),
        is_pending=is_pending,
        pending_id=values.text(raw, "pending_transaction_id"),
        bank_category=values.text(values.part(raw, "personal_finance_category"), "detailed"),
    )


def _currency(raw: Raw) -> str | None:
    own = NO_CURRENCY if values.text(raw, "unofficial_currency_code") else None
    return values.text(raw, "iso_currency_code") or own


def _description(raw: Raw, merchant: str | None) -> str:
    """Return the bank's own words: what a file of the same bank says, so that the two match."""
    words = values.text(raw, "original_description") or values.text(raw, "name")
    return words or merchant or "No description"


def removal(raw: Raw) -> FeedRemoval:
    """Return a row that is gone; old answers name no account."""
    return FeedRemoval(
        account_id=values.text(raw, "account_id") or "",
        external_id=values.needed_text(raw, "transaction_id"),
    )

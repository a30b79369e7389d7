"""Adopt `investments.db` of earlier versions."""

from backend.migrations.adoption import values as v
from backend.migrations.adoption.old_file import OldFile
from backend.migrations.adoption.shapes import Column, Row, Shape, UnkeepableError

TABLES = ("investment_accounts", "securities", "holdings", "investment_transactions")

_ID = Column(v.whole, needed=True)
_TEXT = Column(v.text)
_MONEY = Column(v.cents)
_EXACT = Column(v.exact)
_MOMENT = Column(v.moment)


def adopt(old: OldFile) -> None:
    """Fill today's tables from the old ones that were set aside, and let those go."""
    created = Column(v.moment, default=old.moment)
    old.carry("investment_accounts", _accounts(created))
    old.carry("securities", _securities(created))
    accounts = old.values("SELECT id FROM investment_accounts")
    securities = old.values("SELECT id FROM securities")

    def adjust(new: Row) -> None:
        if new["investment_account_id"] not in accounts:
            raise UnkeepableError("its account is gone")
        if new["security_id"] is not None and new["security_id"] not in securities:
            raise UnkeepableError("its security is gone")

    old.carry("holdings", _holdings(created), adjust)
    old.carry("investment_transactions", _transactions(created), adjust)
    old.let_go()


def _accounts(created: Column) -> Shape:
    return {
        "id": _ID,
        "plaid_item_id": _TEXT,
        "plaid_account_id": _TEXT,
        "account_name": Column(v.text, default="Unnamed account"),
        "account_type": _TEXT,
        "institution_name": _TEXT,
        "last_synced_at": _MOMENT,
        "last_sync_error": _TEXT,
        "connection_status": _TEXT,
        "created_at": created,
        "updated_at": _MOMENT,
    }


def _securities(created: Column) -> Shape:
    return {
        "id": _ID,
        "plaid_security_id": _TEXT,
        "ticker": _TEXT,
        "name": Column(v.text, default="Unnamed security"),
        "security_type": Column(v.text, default="other"),
        "sector": _TEXT,
        "isin": _TEXT,
        "close_price": _EXACT,
        "close_price_as_of": Column(v.day),
        "price_source": _TEXT,
        "created_at": created,
    }


def _holdings(created: Column) -> Shape:
    return {
        "id": _ID,
        "investment_account_id": _ID,
        "security_id": _ID,
        "quantity": Column(v.exact, needed=True),
        "cost_basis": _MONEY,
        "cost_basis_per_unit": _EXACT,
        "current_value": _MONEY,
        "as_of_date": Column(v.day, needed=True),
        "created_at": created,
    }


def _transactions(created: Column) -> Shape:
    return {
        "id": _ID,
        "investment_account_id": _ID,
        "security_id": Column(v.whole),
        "plaid_investment_transaction_id": _TEXT,
        "date": Column(v.day, needed=True),
        "type": Column(v.text, needed=True),
        "quantity": _EXACT,
        "price": _EXACT,
        "amount": Column(v.cents, needed=True),
        "fees": Column(v.cents, default=0),
        "notes": _TEXT,
        "created_at": created,
    }

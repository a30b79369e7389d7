"""Plaid's JSON, complete as its OpenAPI description wants it."""

import datetime as dt
import hashlib
from typing import Any

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NO_LOCATION = dict.fromkeys(
    ("address", "city", "country", "lat", "lon", "postal_code", "region", "store_number")
)
_NO_PAYMENT = dict.fromkeys(
    (
        "by_order_of",
        "payee",
        "payer",
        "payment_method",
        "payment_processor",
        "ppd_id",
        "reason",
        "reference_number",
    )
)


def plaid_id(*parts: object) -> str:
    """37 letters and digits, the same for the same parts."""
    number = int.from_bytes(hashlib.sha256(repr(parts).encode()).digest(), "big")
    letters = []
    for _ in range(37):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def account(account_id: str, **given: Any) -> dict[str, Any]:
    """An account; balances by `current`, `available`, `limit`, signs as at Plaid."""
    balances = {
        "available": given.pop("available", None),
        "current": given.pop("current", 100),
        "limit": given.pop("limit", None),
        "iso_currency_code": given.pop("currency", "USD"),
        "unofficial_currency_code": given.pop("unofficial_currency", None),
    }
    if (moment := given.pop("balance_at", None)) is not None:
        balances["last_updated_datetime"] = moment
    return {
        "account_id": account_id,
        "balances": balances,
        "mask": "0000",
        "name": "Plaid Checking",
        "official_name": "Plaid Gold Standard 0% Interest Checking",
        "type": "depository",
        "subtype": "checking",
        "holder_category": "personal",
        **given,
    }


def transaction(transaction_id: str, account_id: str, **given: Any) -> dict[str, Any]:
    """A row; `detailed` is its category in the taxonomy."""
    detailed = given.pop("detailed", "FOOD_AND_DRINK_COFFEE")
    day = given.pop("date", dt.date(2025, 6, 1))
    return {
        "account_id": account_id,
        "account_owner": None,
        "amount": 4.5,
        "authorized_date": None,
        "authorized_datetime": None,
        "category": None,
        "category_id": None,
        "check_number": None,
        "counterparties": [],
        "date": str(day),
        "datetime": None,
        "iso_currency_code": "USD",
        "location": _NO_LOCATION,
        "logo_url": None,
        "merchant_entity_id": None,
        "merchant_name": None,
        "name": "Blue Bottle",
        "original_description": None,
        "payment_channel": "in store",
        "payment_meta": _NO_PAYMENT,
        "pending": False,
        "pending_transaction_id": None,
        "personal_finance_category": {
            "confidence_level": "VERY_HIGH",
            "detailed": detailed,
            "primary": detailed.rsplit("_", 1)[0],
        },
        "personal_finance_category_icon_url": "https://plaid-category-icons.plaid.com/X.png",
        "transaction_code": None,
        "transaction_id": transaction_id,
        "transaction_type": "place",
        "unofficial_currency_code": None,
        "website": None,
        **given,
    }


def security(security_id: str, **given: Any) -> dict[str, Any]:
    unknown = dict.fromkeys(
        (
            "isin",
            "cusip",
            "sedol",
            "institution_security_id",
            "institution_id",
            "proxy_security_id",
            "close_price_as_of",
            "unofficial_currency_code",
            "market_identifier_code",
            "sector",
            "industry",
            "cfi_code",
            "figi",
            "option_contract",
            "fixed_income",
        )
    )
    return {
        **unknown,
        "security_id": security_id,
        "name": "Total Market Fund",
        "ticker_symbol": "VTI",
        "is_cash_equivalent": False,
        "type": "etf",
        "close_price": 271.1834,
        "iso_currency_code": "USD",
        **given,
    }


def holding(account_id: str, security_id: str, **given: Any) -> dict[str, Any]:
    return {
        "account_id": account_id,
        "security_id": security_id,
        "institution_price": 271.1834,
        "institution_price_as_of": "2025-06-13",
        "institution_value": 2711.83,
        "cost_basis": 2000.5,
        "quantity": 10,
        "iso_currency_code": "USD",
        "unofficial_currency_code": None,
        **given,
    }


def investment_transaction(row_id: str, account_id: str, **given: Any) -> dict[str, Any]:
    return {
        "investment_transaction_id": row_id,
        "account_id": account_id,
        "security_id": None,
        "date": str(given.pop("date", dt.date(2025, 6, 2))),
        "name": "BUY Total Market Fund",
        "quantity": 1.25,
        "amount": 338.98,
        "price": 271.1834,
        "fees": 0,
        "type": "buy",
        "subtype": "buy",
        "iso_currency_code": "USD",
        "unofficial_currency_code": None,
        "cancel_transaction_id": None,
        **given,
    }


def institution(institution_id: str, name: str) -> dict[str, Any]:
    return {
        "institution_id": institution_id,
        "name": name,
        "products": ["transactions", "investments", "balance"],
        "country_codes": ["US"],
        "routing_numbers": [],
        "oauth": False,
        "connection_availability": "SUPPORTED",
    }

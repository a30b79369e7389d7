"""Plaid's holdings and investment transactions as the app's own."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from backend.integrations.investment_feed import (
    FeedHolding,
    FeedInvestmentTransaction,
    FeedSecurity,
    InvestmentMovements,
    Portfolio,
)
from backend.integrations.plaid import reading, values
from backend.integrations.plaid.errors import unreadable
from backend.integrations.plaid.values import Raw

PAGE_SIZE = 500
LONGEST_DAYS = 730  # Plaid keeps 24 months


def portfolio(answer: Raw) -> Portfolio:
    """Return the positions in an answer of `/investments/holdings/get`."""
    return Portfolio(
        accounts=tuple(reading.account(raw) for raw in values.rows(answer, "accounts")),
        securities=tuple(_security(raw) for raw in values.rows(answer, "securities")),
        holdings=tuple(_holding(raw) for raw in values.rows(answer, "holdings")),
    )


def movements(
    ask: Callable[[Mapping[str, Any]], Raw], first_day: dt.date, today: dt.date
) -> InvestmentMovements:
    """Return all movements of a span, page by page.

    Pages are counted from the newest: a row that arrives meanwhile pushes others to the next
    page, where they come again; ids keep each one once.
    """
    first_day = max(first_day, today - dt.timedelta(days=LONGEST_DAYS))
    securities: dict[str, FeedSecurity] = {}
    found: dict[str, FeedInvestmentTransaction] = {}
    offset, total = 0, 1
    while offset < total:
        page = ask(_page_body(first_day, today, offset))
        raws = values.rows(page, "investment_transactions")
        total = _total(page)
        if not raws and offset < total:
            raise unreadable()  # fewer rows than were promised
        for security in map(_security, values.rows(page, "securities")):
            securities[security.external_id] = security
        for row in map(_transaction, raws):
            found[row.external_id] = row
        offset += len(raws)
    return InvestmentMovements(tuple(securities.values()), tuple(found.values()))


def _page_body(first_day: dt.date, today: dt.date, offset: int) -> dict[str, Any]:
    return {
        "start_date": first_day.isoformat(),
        "end_date": today.isoformat(),
        "options": {"count": PAGE_SIZE, "offset": offset},
    }


def _total(page: Raw) -> int:
    total = page.get("total_investment_transactions")
    if not isinstance(total, int) or isinstance(total, bool):
        raise unreadable()
    return total


def _security(raw: Raw) -> FeedSecurity:
    ticker = values.text(raw, "ticker_symbol")
    return FeedSecurity(
        external_id=values.needed_text(raw, "security_id"),
        name=values.text(raw, "name") or ticker or "Unnamed security",
        security_type=values.text(raw, "type") or "other",
        ticker=ticker,
        isin=values.text(raw, "isin"),
        cusip=values.text(raw, "cusip"),
        sector=values.text(raw, "sector"),
        currency=values.text(raw, "iso_currency_code"),
        is_cash=raw.get("is_cash_equivalent") is True or raw.get("type") == "cash",
        close_price=values.number(raw, "close_price"),
        close_price_as_of=values.day(raw, "close_price_as_of"),
    )


def _holding(raw: Raw) -> FeedHolding:
    return FeedHolding(
        account_id=values.needed_text(raw, "account_id"),
        security_id=values.needed_text(raw, "security_id"),
        quantity=_needed_number(raw, "quantity"),
        value=values.needed_money(raw, "institution_value"),
        price=values.number(raw, "institution_price"),
        price_as_of=values.day(raw, "institution_price_as_of"),
        cost_basis=values.money(raw, "cost_basis"),
        currency=values.text(raw, "iso_currency_code"),
    )


def _transaction(raw: Raw) -> FeedInvestmentTransaction:
    return FeedInvestmentTransaction(
        external_id=values.needed_text(raw, "investment_transaction_id"),
        account_id=values.needed_text(raw, "account_id"),
        security_id=values.text(raw, "security_id"),
        date=values.needed_day(raw, "date"),
        name=values.text(raw, "name") or "No description",
        kind=values.text(raw, "type") or "other",
        subtype=values.text(raw, "subtype"),
        quantity=_needed_number(raw, "quantity"),
        price=values.number(raw, "price"),
        amount=values.needed_money(raw, "amount"),
        fees=values.money(raw, "fees") or Decimal(0),
        currency=values.text(raw, "iso_currency_code"),
    )


def _needed_number(raw: Raw, key: str) -> Decimal:
    value = values.number(raw, key)
    if value is None:
        raise unreadable()
    return value

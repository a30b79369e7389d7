"""A portfolio file, and a broker that a test writes down."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from backend.core.config import Config
from backend.database import Database
from backend.integrations.bank_feed import FeedAccount
from backend.integrations.investment_feed import (
    FeedHolding,
    FeedInvestmentTransaction,
    FeedSecurity,
    InvestmentMovements,
    Portfolio,
)
from backend.migrations.runner import upgrade
from tests.fakes.scripted_feed import ScriptedFeed


@pytest.fixture
def investments(config: Config) -> Iterator[Database]:
    """A migrated investments.db."""
    upgrade(config.investments_file, "investments")
    database = Database(config.investments_file)
    yield database
    database.close()


def account(external_id: str = "ira", **values: Any) -> FeedAccount:
    facts: dict[str, Any] = {"account_type": "investment", "subtype": "roth", **values}
    return FeedAccount(external_id, facts.pop("name", "Roth IRA"), **facts)


def security(external_id: str = "vti", **values: Any) -> FeedSecurity:
    facts: dict[str, Any] = {
        "name": "Total Stock Market",
        "security_type": "etf",
        "ticker": external_id.upper(),
        "currency": "USD",
        **values,
    }
    return FeedSecurity(external_id, **facts)


def holding(security_id: str = "vti", quantity: str = "1.5", **values: Any) -> FeedHolding:
    facts: dict[str, Any] = {"account_id": "ira", "value": Decimal("375.25"), **values}
    return FeedHolding(security_id=security_id, quantity=Decimal(quantity), **facts)


def movement(external_id: str = "m1", **values: Any) -> FeedInvestmentTransaction:
    facts: dict[str, Any] = {
        "account_id": "ira",
        "security_id": "vti",
        "date": dt.date(2025, 6, 2),
        "name": "BUY VTI",
        "kind": "buy",
        "subtype": "buy",
        "quantity": Decimal("0.0000001"),
        "price": Decimal("251.2345"),
        "amount": Decimal("375.25"),
        "fees": Decimal(0),
        "currency": "USD",
        **values,
    }
    return FeedInvestmentTransaction(external_id, **facts)


def portfolio(
    *holdings: FeedHolding,
    accounts: tuple[FeedAccount, ...] = (account(),),
    securities: tuple[FeedSecurity, ...] = (security(), security("bnd")),
) -> Portfolio:
    return Portfolio(accounts, securities, holdings)


def movements(*rows: FeedInvestmentTransaction) -> InvestmentMovements:
    return InvestmentMovements((security(),), rows)


@dataclass
class ScriptedBroker(ScriptedFeed):
    """A feed with a portfolio; every question and its failures are as in `ScriptedFeed`."""

    held: Portfolio = field(default_factory=lambda: portfolio(holding()))
    moved: InvestmentMovements = field(default_factory=lambda: movements(movement()))

    def portfolio(self, secret: str) -> Portfolio:
        """Return what is held."""
        self._asked("portfolio", secret)
        return self.held

    def movements(self, secret: str, *, first_day: dt.date, today: dt.date) -> InvestmentMovements:
        """Return what moved."""
        self._asked("movements", secret, first_day, today)
        return self.moved

"""What the app asks of a service that knows portfolios; not every bank feed does.

As pure as `bank_feed`: values in, values out. Quantities and prices are exact as they came,
amounts in whole cents. A positive amount left the account's cash, as a purchase does.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from backend.integrations.bank_feed import FeedAccount


@dataclass(frozen=True, slots=True)
class FeedSecurity:
    """What can be held. Cash comes as one too, its ticker like `CUR:USD`."""

    external_id: str
    name: str
    security_type: str
    ticker: str | None = None
    isin: str | None = None
    cusip: str | None = None
    sector: str | None = None
    currency: str | None = None
    is_cash: bool = False
    close_price: Decimal | None = None
    close_price_as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FeedHolding:
    """A position now. `value` is the institution's own word and counts; a price is for show.

    `cost_basis` is of the whole position, and often unknown.
    """

    account_id: str
    security_id: str
    quantity: Decimal
    value: Decimal
    price: Decimal | None = None
    price_as_of: dt.date | None = None
    cost_basis: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class FeedInvestmentTransaction:
    """A trade, dividend, fee or transfer; deposits and fees name no security."""

    external_id: str
    account_id: str
    security_id: str | None
    date: dt.date
    name: str
    kind: str
    subtype: str | None
    quantity: Decimal
    price: Decimal | None
    amount: Decimal
    fees: Decimal
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Every position behind a login; one that is missing here is gone."""

    accounts: tuple[FeedAccount, ...]
    securities: tuple[FeedSecurity, ...]
    holdings: tuple[FeedHolding, ...]


@dataclass(frozen=True, slots=True)
class InvestmentMovements:
    """Every movement of a span of days, each id once, with the securities they name."""

    securities: tuple[FeedSecurity, ...]
    transactions: tuple[FeedInvestmentTransaction, ...]


@runtime_checkable
class InvestmentFeed(Protocol):
    """A feed that has portfolios: `isinstance(feed, InvestmentFeed)`.

    Every method may raise `bank_feed.FeedError`; `NOT_READY` means that the service still
    collects, `UNSUPPORTED` that this login has no investments.
    """

    def portfolio(self, secret: str) -> Portfolio:
        """Return the positions behind a login, as the service last saw them."""
        ...

    def movements(self, secret: str, *, first_day: dt.date, today: dt.date) -> InvestmentMovements:
        """Return the movements from `first_day` to `today`, two years at the most."""
        ...

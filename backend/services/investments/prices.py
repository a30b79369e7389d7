"""Share prices between the broker's own: for show, with their date, and only where asked for."""

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import Database
from backend.integrations.prices import Price, PriceSource
from backend.models import Security
from backend.services.investments.positions import latest_positions
from backend.services.scheduling.sooner import PRICE_SETTING
from backend.services.settings import SettingsStore

_TICKER = re.compile(r"[A-Za-z0-9./-]{1,10}")  # no CUR:USD, no ISIN
_LISTED = ("stock", "etf", "mutual_fund")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many held securities were asked for, how many have a price now, and how many new ones."""

    asked: int
    known: int
    updated: int


def are_wanted(session: Session, settings: SettingsStore) -> bool:
    """Say whether the owner lets the app ask for prices; nobody is asked otherwise."""
    return settings.value(session, PRICE_SETTING) == "on"


def refresh_prices(investments: Database, source: PriceSource) -> Refreshed:
    """Ask for the prices of all that is held, in one go and outside any transaction, and store them.

    What the source does not know keeps its last price and that one's date.

    Raises:
        PriceSourceError, PricesNotInstalledError: nothing was stored.
    """
    with investments.read() as session:
        tickers = sorted({ticker for _, ticker in _held(session)})
    if not tickers:
        return Refreshed(0, 0, 0)
    prices = source.prices(tickers)
    with investments.write() as session:
        held = [(security, prices[t]) for security, t in _held(session) if t in prices]
        updated = sum(_keep(security, price, source.name) for security, price in held)
    return Refreshed(len(tickers), len(prices), updated)


def _held(session: Session) -> list[tuple[Security, str]]:
    """Return the securities that are held now and that the source can know, with their tickers.

    A ticker without a suffix is an American listing, in dollars: what is counted in another
    currency would get the price of something else, as would coins.
    """
    held = {key[1] for key, row in latest_positions(session).items() if row.quantity}
    listed = select(Security).where(
        Security.security_type.in_(_LISTED),
        Security.ticker.is_not(None),
        Security.currency.is_(None) | (Security.currency == "USD"),
    )
    return [
        (security, security.ticker)
        for security in session.scalars(listed)
        if security.id in held and security.ticker and _TICKER.fullmatch(security.ticker)
    ]


def _keep(security: Security, price: Price, source: str) -> bool:
    """Store a price unless a later one is known; say whether that changed anything."""
    known: dt.date | None = security.close_price_as_of
    if known is not None and price.as_of < known:
        return False
    if (security.close_price, known) == (price.price, price.as_of):
        return False
    security.close_price, security.close_price_as_of = price.price, price.as_of
    security.price_source = source
    return True

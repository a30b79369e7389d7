"""What the app asks of a source of share prices, and the one there is: Yahoo, by yfinance.

It is unofficial and answers "too many requests" for hours at times. So a run asks once for all
tickers, and what it does not know simply stays as it was. The library swallows what goes wrong
with a ticker and only logs it; it is overheard there, and not written into the app's log.
"""

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any, Protocol

from backend.core.errors import NotConfiguredError, UpstreamError
from backend.integrations.outbound import Gate, OutboundRefusedError, Purpose
from backend.integrations.price_session import gated_session

# What Yahoo keeps are prices of at most four decimals; more are noise of its single precision.
_DECIMALS = Decimal("0.0001")
_TIMEOUT_SECONDS = 10
ADDRESS = "https://query2.finance.yahoo.com"
_RATE_LIMIT = re.compile("RateLimit|Too Many Requests", re.IGNORECASE)


class PriceSourceError(UpstreamError):
    """The source did not answer with prices."""


class TooManyRequestsError(PriceSourceError):
    """The source asks to be left alone for a while."""

    def __init__(self) -> None:
        super().__init__(
            "Yahoo answers that it was asked too often. The last known prices stay, with their "
            "dates; it is asked again in some hours."
        )


class PricesNotInstalledError(NotConfiguredError):
    """The optional library is not here."""

    def __init__(self) -> None:
        super().__init__(
            "Share prices need an optional part that is not installed: "
            "`uv sync --extra prices` (or `pip install budget-app[prices]`) adds it."
        )


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit cost on a day."""

    price: Decimal
    as_of: dt.date


class PriceSource(Protocol):
    """Knows what shares cost."""

    @property
    def name(self) -> str:
        """What a price of it is marked with."""
        ...

    def prices(self, tickers: Iterable[str]) -> Mapping[str, Price]:
        """Return the latest price of each ticker that is known; others are left out.

        Raises:
            PriceSourceError: it failed, or knew none.
            PricesNotInstalledError: it can't be asked here.
            OutboundRefusedError: the owner has switched that off.
        """
        ...


Download = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class YahooPrices:
    """Yahoo's prices; `cache` is where its library may keep what it learned of tickers."""

    cache: Path
    gate: Gate
    download: Download | None = None
    name: str = "yfinance"

    def prices(self, tickers: Iterable[str]) -> Mapping[str, Price]:
        """Return the latest prices, asked for in one go."""
        by_symbol = {yahoo_symbol(ticker): ticker for ticker in tickers}
        if not by_symbol:
            return {}
        self.gate.require(Purpose.PRICES, ADDRESS)
        with _overhearing() as said:
            frame = self._frame(sorted(by_symbol))
        found = dict(_latest(frame)) if frame is not None and not frame.empty else {}
        if not found:
            raise _nothing_came(said)
        return {by_symbol[symbol]: price for symbol, price in found.items() if symbol in by_symbol}

    def _frame(self, symbols: list[str]) -> Any:
        download = self.download or _yfinance(self.cache, self.gate)
        try:
            return download(
                symbols,
                period="5d",  # over a long weekend there is still a price in it
                interval="1d",
                auto_adjust=False,
                actions=False,
                progress=False,
                threads=False,
                multi_level_index=True,
                timeout=_TIMEOUT_SECONDS,
            )
        except OutboundRefusedError:
            raise
        except Exception as error:  # its errors have no common family, and change
            if _RATE_LIMIT.search(repr(error)):
                raise TooManyRequestsError from error
            raise PriceSourceError(
                "Yahoo could not be asked for prices. The last known ones stay, with their dates."
            ) from error


class _Overheard(logging.Handler):
    """Keeps what the library logs, for a moment."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.said.append(record.getMessage())


@contextmanager
def _overhearing() -> Iterator[list[str]]:
    """Yield what the library logs meanwhile; nobody else hears of the owner's tickers."""
    logger, handler = logging.getLogger("yfinance"), _Overheard()
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)


def _nothing_came(said: Iterable[str]) -> PriceSourceError:
    if any(_RATE_LIMIT.search(line) for line in said):
        return TooManyRequestsError()
    return PriceSourceError(
        "Yahoo gave no prices: it may be out of reach. The last known ones stay."
    )


def yahoo_symbol(ticker: str) -> str:
    """Return a ticker as Yahoo writes it: share classes after a hyphen."""
    return ticker.strip().upper().replace(".", "-").replace("/", "-")


def _latest(frame: Any) -> Iterator[tuple[str, Price]]:
    """Yield each symbol's last close that is a price."""
    closes = frame["Close"]
    for symbol in closes.columns:
        known = closes[symbol].dropna()
        if len(known) == 0:
            continue
        value = float(known.iloc[-1])
        if isfinite(value) and value > 0:
            price = Decimal(repr(value)).quantize(_DECIMALS).normalize()
            yield str(symbol), Price(price, known.index[-1].date())


def _yfinance(cache: Path, gate: Gate) -> Download:
    try:
        import yfinance
    except ImportError as error:
        raise PricesNotInstalledError from error
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    yfinance.set_tz_cache_location(str(cache))
    return partial(yfinance.download, session=gated_session(gate))

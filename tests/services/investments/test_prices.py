"""Prices are asked for once, only where wanted, and never overwrite better ones."""

import datetime as dt
import inspect
import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select

from backend.context import make_profile
from backend.core.config import Config
from backend.database import Database
from backend.integrations.prices import (
    Price,
    PricesNotInstalledError,
    PriceSourceError,
    TooManyRequestsError,
    YahooPrices,
    yahoo_symbol,
)
from backend.jobs.job import Turn
from backend.jobs.portfolio import refresh_share_prices
from backend.models import Security
from backend.services.investments.prices import Refreshed, refresh_prices
from backend.services.scheduling import JobOutcome
from tests.conftest import NOW
from tests.fakes.gates import OpenGate
from tests.services.investments.conftest import holding, portfolio, security
from tests.services.investments.test_storing import keep

MONDAY = dt.date(2025, 6, 16)


@dataclass
class FixedPrices:
    """A source that a test writes down."""

    known: Mapping[str, Price] = field(default_factory=dict)
    error: Exception | None = None
    asked: list[list[str]] = field(default_factory=list)
    name: str = "yfinance"

    def prices(self, tickers: Iterable[str]) -> Mapping[str, Price]:
        self.asked.append(list(tickers))
        if self.error is not None:
            raise self.error
        return {ticker: self.known[ticker] for ticker in self.asked[-1] if ticker in self.known}


def price_of(investments: Database, ticker: str) -> tuple[str | None, dt.date | None, str | None]:
    with investments.read() as session:
        row = session.scalars(select(Security).where(Security.ticker == ticker)).one()
        price = None if row.close_price is None else str(row.close_price)
        return price, row.close_price_as_of, row.price_source


@pytest.fixture
def held(investments: Database) -> Database:
    """A portfolio of two funds that are listed, and of what is not."""
    listed = [security("vti"), security("bnd")]
    others = [
        security("cash", ticker="CUR:USD", security_type="cash", is_cash=True),
        security("btc", ticker="BTC", security_type="cryptocurrency"),
        security("sap", ticker="SAP", security_type="equity", currency="EUR"),
        security("note", ticker=None, security_type="fixed income"),
    ]
    everything = (*listed, *others, security("sold"))
    positions = [holding(one.external_id) for one in everything]
    keep(investments, portfolio(*positions, securities=everything), day=dt.date(2025, 6, 1))
    keep(investments, portfolio(*positions[:-1], securities=everything))
    return investments


def test_what_is_held_and_listed_is_asked_for_in_one_go(held: Database) -> None:
    source = FixedPrices({"VTI": Price(Decimal("251.1234"), MONDAY)})

    refreshed = refresh_prices(held, source)

    assert source.asked == [["BND", "VTI"]]
    assert refreshed == Refreshed(asked=2, known=1, updated=1)
    assert price_of(held, "VTI") == ("251.1234", MONDAY, "yfinance")
    assert price_of(held, "BND") == (None, None, None)
    assert refresh_prices(held, source).updated == 0


def test_an_older_price_never_replaces_a_later_one(held: Database) -> None:
    refresh_prices(held, FixedPrices({"VTI": Price(Decimal(250), MONDAY)}))

    stale = Price(Decimal(1), MONDAY - dt.timedelta(days=3))

    assert refresh_prices(held, FixedPrices({"VTI": stale})).updated == 0
    assert price_of(held, "VTI")[0] == "250"


def test_a_failure_leaves_the_last_good_price(held: Database) -> None:
    refresh_prices(held, FixedPrices({"VTI": Price(Decimal(250), MONDAY)}))

    with pytest.raises(TooManyRequestsError):
        refresh_prices(held, FixedPrices(error=TooManyRequestsError()))

    assert price_of(held, "VTI") == ("250", MONDAY, "yfinance")


def test_nobody_is_asked_where_nothing_is_held(investments: Database) -> None:
    source = FixedPrices()

    assert refresh_prices(investments, source) == Refreshed(0, 0, 0)
    assert source.asked == []


@pytest.mark.usefixtures("database", "held")
class TestTheJob:
    """Off unless the owner switched it on; what came of it is told."""

    def turn(self, config: Config, *, on: bool) -> Turn:
        profile = make_profile(config)
        if on:
            with profile.budget.write() as session:
                profile.settings.save(session, {"price_updates": "on"}, at=NOW)
        return Turn(profile, lambda: NOW, NOW.date)

    def test_nothing_leaves_unasked(self, config: Config) -> None:
        source = FixedPrices()

        result = refresh_share_prices(self.turn(config, on=False), source)

        assert result.outcome is JobOutcome.NOTHING
        assert "switched off in Settings" in result.sentence
        assert source.asked == []

    def test_what_is_unknown_there_is_said(self, config: Config) -> None:
        source = FixedPrices({"VTI": Price(Decimal(250), MONDAY)})

        result = refresh_share_prices(self.turn(config, on=True), source)

        assert result.outcome is JobOutcome.PARTIAL
        assert result.sentence == "1 of 2 prices came; 1 not known there keep their last price."

    def test_a_source_that_had_enough_is_left_alone_for_hours(self, config: Config) -> None:
        result = refresh_share_prices(
            self.turn(config, on=True), FixedPrices(error=TooManyRequestsError())
        )

        assert result.outcome is JobOutcome.ERROR
        assert result.next_at == NOW + dt.timedelta(hours=2)

    def test_without_the_optional_part_it_says_so(
        self,
        config: Config,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setitem(sys.modules, "yfinance", None)  # as where it is not installed

        with pytest.raises(PricesNotInstalledError, match="--extra prices"):
            refresh_share_prices(self.turn(config, on=True))


class TestYahoo:
    """What its library gives, as the app's own."""

    def source(self, tmp_path: Path, answer: object) -> YahooPrices:
        def download(symbols: list[str], **options: object) -> object:
            assert options["period"] == "5d"
            self.symbols = symbols
            if isinstance(answer, Exception):
                raise answer
            return answer

        return YahooPrices(tmp_path / "cache", OpenGate(), download)

    def frame(self, **closes: list[float | None]) -> pd.DataFrame:
        days = pd.to_datetime(["2025-06-12", "2025-06-13", "2025-06-16"])
        columns = {("Close", name.replace("_", "-")): prices for name, prices in closes.items()}
        columns |= {("Volume", name): [1.0, 1.0, 1.0] for name in closes}
        frame = pd.DataFrame(columns, index=days)
        frame.columns = pd.MultiIndex.from_tuples(frame.columns, names=["Price", "Ticker"])
        return frame

    def test_the_last_close_that_is_a_price_counts(self, tmp_path: Path) -> None:
        frame = self.frame(
            VTI=[250.0, 251.0, 251.1300048828125],
            BND=[72.5, 72.75, None],  # not traded today yet
            BRK_B=[float("inf"), float("nan"), 480.1],
            GONE=[None, None, None],
            ZERO=[0.0, 0.0, 0.0],
        )

        found = self.source(tmp_path, frame).prices(["VTI", "BND", "BRK.B", "GONE", "ZERO"])

        assert self.symbols == ["BND", "BRK-B", "GONE", "VTI", "ZERO"]
        assert found == {
            "VTI": Price(Decimal("251.13"), MONDAY),
            "BND": Price(Decimal("72.75"), dt.date(2025, 6, 13)),
            "BRK.B": Price(Decimal("480.1"), MONDAY),
        }

    def test_an_empty_answer_is_a_failure_and_no_prices(self, tmp_path: Path) -> None:
        for nothing in (pd.DataFrame(), None, self.frame(VTI=[None, None, None])):
            with pytest.raises(PriceSourceError, match="gave no prices"):
                self.source(tmp_path, nothing).prices(["VTI"])

    def test_too_many_requests_are_told_apart(self, tmp_path: Path) -> None:
        refused = type("YFRateLimitError", (Exception,), {})()

        with pytest.raises(TooManyRequestsError, match="asked too often"):
            self.source(tmp_path, refused).prices(["VTI"])
        with pytest.raises(PriceSourceError, match="could not be asked"):
            self.source(tmp_path, OSError("no network")).prices(["VTI"])

    def test_what_the_library_only_logs_is_overheard_and_goes_no_further(
        self, tmp_path: Path
    ) -> None:
        def download(symbols: list[str], **options: object) -> pd.DataFrame:
            logging.getLogger("yfinance").error("['VTI']: YFRateLimitError('Too Many Requests.')")
            return pd.DataFrame()

        passed_on: list[logging.LogRecord] = []
        root, handler = logging.getLogger(), logging.Handler()
        handler.emit = passed_on.append  # type: ignore[method-assign]
        root.addHandler(handler)
        try:
            with pytest.raises(TooManyRequestsError):
                YahooPrices(tmp_path, OpenGate(), download).prices(["VTI"])
        finally:
            root.removeHandler(handler)
        assert passed_on == []

    def test_the_library_takes_what_it_is_asked_with(self, tmp_path: Path) -> None:
        import yfinance

        asked: dict[str, object] = {}

        def download(symbols: list[str], **options: object) -> None:
            asked.update(tickers=symbols, **options)

        with pytest.raises(PriceSourceError):
            YahooPrices(tmp_path, OpenGate(), download).prices(["VTI"])
        inspect.signature(yfinance.download).bind(**asked)

    def test_nothing_is_asked_for_nothing(self, tmp_path: Path) -> None:
        assert self.source(tmp_path, AssertionError()).prices([]) == {}

    @pytest.mark.parametrize(
        ("ticker", "symbol"), [("BRK.B", "BRK-B"), (" vti ", "VTI"), ("BF/B", "BF-B")]
    )
    def test_share_classes_are_written_its_way(self, ticker: str, symbol: str) -> None:
        assert yahoo_symbol(ticker) == symbol

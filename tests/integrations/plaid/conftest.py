"""A local Plaid, and the app's feed that asks it through the real client without waiting."""

from collections.abc import Iterator

import pytest

from backend.integrations.plaid.client import PlaidClient
from backend.integrations.plaid.feed import PlaidFeed
from backend.integrations.plaid.keys import read_keys
from backend.integrations.plaid.patience import Patience
from tests.fakes.gates import OpenGate
from tests.fakes.plaid_server import Item, PlaidServer


@pytest.fixture
def plaid() -> Iterator[PlaidServer]:
    with PlaidServer() as server:
        yield server


@pytest.fixture
def item(plaid: PlaidServer) -> Item:
    """A login that is linked and has no account yet."""
    return plaid.bank.new_item()


@pytest.fixture
def waits() -> list[float]:
    """How long the feed would have waited, in order."""
    return []


@pytest.fixture
def feed(plaid: PlaidServer, waits: list[float]) -> PlaidFeed:
    return feed_to(plaid, waits)


def feed_to(plaid: PlaidServer, waits: list[float], *, read_seconds: float = 60.0) -> PlaidFeed:
    keys = read_keys(plaid.settings().get)
    patience = Patience(sleep=waits.append, chance=lambda: 0.0)
    return PlaidFeed(keys, PlaidClient(keys, OpenGate(), patience, timeout=(30.0, read_seconds)))

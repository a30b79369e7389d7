"""A SimpleFIN server and the real feed that talks to it."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from backend.integrations.bank_feed import FeedUpdate
from backend.integrations.simplefin.client import SimpleFinClient
from backend.integrations.simplefin.feed import SimpleFinFeed
from tests.conftest import NOW
from tests.fakes.gates import OpenGate
from tests.fakes.simplefin_server import Bridge, simplefin_server

TODAY = dt.date(2025, 6, 15)
Fetch = Callable[..., FeedUpdate]


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    with simplefin_server() as bridge:
        bridge.add_bank()
        bridge.add_account()
        yield bridge


@pytest.fixture
def feed(bridge: Bridge) -> SimpleFinFeed:
    client = SimpleFinClient(OpenGate(), now=lambda: NOW, read_seconds=2)
    return SimpleFinFeed(client, page_url=bridge.page_url, now=lambda: NOW)


@pytest.fixture
def fetch(bridge: Bridge, feed: SimpleFinFeed) -> Fetch:
    def fetch(state: str | None = None, *, today: dt.date = TODAY) -> FeedUpdate:
        return feed.fetch(bridge.access_url, state, today=today)

    return fetch

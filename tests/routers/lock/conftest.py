"""The app with a password."""

from collections.abc import Iterator
from functools import partial

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from tests.conftest import NOW
from tests.routers.lock.browsers import PASSWORD, Clock
from tests.templates import new_household


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash costs a tenth of a second by design, which is nothing to find out here each time."""
    cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("argon2.PasswordHasher", cheap)


@pytest.fixture
def client(config: Config, clock: Clock) -> Iterator[TestClient]:
    """The app, whose owner has set a password in this browser."""
    new_household(config, NOW)
    with TestClient(create_app(config, now=clock), base_url="http://localhost") as client:
        client.app.state.context.lock.wrong_password_seconds = 0.01  # type: ignore[attr-defined]
        assert client.post("/api/lock/password", json={"new": PASSWORD}).status_code == 200
        yield client

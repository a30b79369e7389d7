"""The app with a password."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from tests.routers.lock.browsers import PASSWORD, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(config: Config, clock: Clock) -> Iterator[TestClient]:
    """The app, whose owner has set a password in this browser."""
    with TestClient(create_app(config, now=clock), base_url="http://localhost") as client:
        client.app.state.context.lock.wrong_password_seconds = 0.01  # type: ignore[attr-defined]
        assert client.post("/api/lock/password", json={"new": PASSWORD}).status_code == 200
        yield client

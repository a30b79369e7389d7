"""Browsers at an app with a password, and a moment that a test moves on."""

import datetime as dt

from fastapi.testclient import TestClient

from tests.conftest import NOW

PASSWORD = "four plain words here"


class Clock:
    """A moment that a test moves on."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> dt.datetime:
        return self.moment

    def move(self, **step: float) -> None:
        self.moment += dt.timedelta(**step)


def another_browser(client: TestClient) -> TestClient:
    """A browser without a cookie, at the same running app."""
    other = TestClient(client.app, base_url="http://localhost")
    other.portal = client.portal
    return other


def unlock(client: TestClient, password: str = PASSWORD) -> int:
    return client.post("/api/lock/unlock", json={"password": password}).status_code

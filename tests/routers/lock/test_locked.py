"""With a password, nothing is told without it; without one, nobody else is answered."""

import asyncio
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Route
from starlette.types import Message

from backend.core.config import Config
from backend.main import create_app
from tests.routers.lock.browsers import PASSWORD, another_browser, unlock

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def every_path(app: FastAPI) -> set[str]:
    """Every path that the app routes, those that are loaded on demand and hidden ones too."""
    app.openapi()
    paths = {route.path for route in app.router.routes if isinstance(route, Route)}
    paths |= {getattr(route, "path", "") for route in app.router.routes} - {""}
    return {re.sub(r"\{[^}]*\}", "1", path) for path in paths}


def test_every_route_with_every_method_is_locked(client: TestClient) -> None:
    paths = {path for path in every_path(client.app) if path.startswith(("/api", "/docs", "/open"))}  # type: ignore[arg-type]
    assert len(paths) > 100
    assert {"/api/transactions", "/api/import/preview", "/docs", "/openapi.json"} <= paths
    stranger = another_browser(client)
    told = {
        (method, path): stranger.request(method, path)
        for path in sorted(paths)
        for method in METHODS
        if path not in ("/api/lock", "/api/lock/unlock")
    }

    assert {answer.status_code for answer in told.values()} == {401}
    for (method, path), answer in told.items():
        assert method == "HEAD" or answer.json()["locked"] is True, path
        assert answer.headers["content-type"] == "application/problem+json"


def test_only_the_lock_itself_and_a_sign_of_life_are_open(client: TestClient) -> None:
    stranger = another_browser(client)

    assert stranger.get("/api/lock").json() == {
        "is_set": True,
        "is_locked": True,
        "idle_minutes": 15,
        "locks_in_seconds": None,
    }
    assert stranger.get("/health").status_code == 200
    assert stranger.get("/").status_code != 401  # the page, which shows the lock


@pytest.mark.parametrize(
    "path",
    [
        "/api/accounts/",
        "//api/accounts",
        "/api//accounts",
        "/%61pi/accounts",
        "/prefix/api/accounts",
        "/api",
        "/api/lock/../accounts",
        "/api/lock/password",
        "/docs/swagger-ui.css",
    ],
)
def test_no_spelling_of_a_path_gets_around_the_lock(client: TestClient, path: str) -> None:
    answer = another_browser(client).get(f"http://localhost{path}")

    assert answer.status_code == 401


def test_a_token_that_was_given_back_opens_nothing(client: TestClient) -> None:
    token = client.cookies["budgetapp_session"]
    client.post("/api/lock/lock")

    answer = another_browser(client).get(
        "/api/accounts", headers={"cookie": f"budgetapp_session={token}"}
    )

    assert answer.status_code == 401


@pytest.mark.parametrize("cookie", ["budgetapp_session=", "budgetapp_session=x", "a;;=b", "\x00"])
def test_a_made_up_cookie_opens_nothing(client: TestClient, cookie: str) -> None:
    answer = another_browser(client).get("/api/accounts", headers={"cookie": cookie})

    assert answer.status_code == 401


@pytest.mark.parametrize("beside", ['prefs={"dark": true}', "a b", "bad{}[]=1", "x=é", "=;=;"])
def test_the_cookies_of_others_at_localhost_are_nobodys_trouble(
    client: TestClient, beside: str
) -> None:
    token = client.cookies["budgetapp_session"]
    cookie = f"{beside}; budgetapp_session={token}".encode()

    answer = another_browser(client).get("/api/accounts", headers={"cookie": cookie})

    assert answer.status_code == 200


def test_the_sample_household_is_behind_the_same_lock(client: TestClient) -> None:
    stranger = another_browser(client)
    stranger.cookies.set("budgetapp_profile", "demo")

    assert stranger.get("/api/accounts").status_code == 401
    assert stranger.post("/api/demo").status_code == 401


def test_news_end_where_the_browser_is_locked(client: TestClient) -> None:
    """A stream that was opened before goes on until its browser is locked, and not further."""
    app: FastAPI = client.app  # type: ignore[assignment]
    token = client.cookies["budgetapp_session"]
    sent: list[Message] = []

    async def stream(scope: object, receive: object, send: object) -> None:
        begin = {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", b"text/event-stream")],
        }
        await send(begin)  # type: ignore[operator]
        for number in range(3):
            piece = {"type": "http.response.body", "body": b"%d" % number, "more_body": True}
            await send(piece)  # type: ignore[operator]
            if number == 1:
                app.state.context.lock.lock(token)

    async def keep(message: Message) -> None:
        sent.append(message)

    from backend.routers.locked import Locked

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/sync/runs/1/events",
        "headers": [(b"cookie", f"budgetapp_session={token}".encode())],
        "app": app,
    }
    asyncio.run(Locked(stream)(scope, lambda: None, keep))  # type: ignore[arg-type, return-value]

    assert [m.get("body") for m in sent[1:]] == [b"0", b"1", b""]
    assert sent[-1]["more_body"] is False


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.7", "::ffff:192.168.1.20", "fe80::1"])
def test_another_computer_is_refused_until_there_is_a_password(
    config: Config, address: str
) -> None:
    with TestClient(
        create_app(config), base_url="http://localhost", client=(address, 50_000)
    ) as elsewhere:
        for method, path in [
            ("GET", "/"),
            ("GET", "/api/accounts"),
            ("POST", "/api/lock/password"),
        ]:
            answer = elsewhere.request(method, path, json={"new": PASSWORD})
            assert answer.status_code == 403
            assert "budgetapp lock set" in answer.json()["detail"]
        assert elsewhere.get("/health").status_code == 200
        here = TestClient(
            elsewhere.app, base_url="http://localhost", client=("::ffff:127.0.0.1", 1)
        )
        here.portal = elsewhere.portal
        assert here.post("/api/lock/password", json={"new": PASSWORD}).status_code == 200
        assert elsewhere.get("/api/accounts").status_code == 401
        assert unlock(elsewhere) == 200
        assert elsewhere.get("/api/accounts").status_code == 200

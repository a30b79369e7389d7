"""With a password, nothing is told without it; without one, nobody else is answered."""

import asyncio
import datetime as dt
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Route
from starlette.types import Message

from backend.context import AppContext
from backend.core.config import Config
from backend.main import create_app
from tests.conftest import NOW

PASSWORD = "four plain words here"
OPEN = {("GET", "/api/lock"), ("POST", "/api/lock/unlock"), ("GET", "/health")}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Clock:
    """A moment that a test moves on."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> dt.datetime:
        return self.moment

    def move(self, **step: float) -> None:
        self.moment += dt.timedelta(**step)


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


def another_browser(client: TestClient) -> TestClient:
    """A browser without a cookie, at the same running app."""
    other = TestClient(client.app, base_url="http://localhost")
    other.portal = client.portal
    return other


def unlock(client: TestClient, password: str = PASSWORD) -> int:
    return client.post("/api/lock/unlock", json={"password": password}).status_code


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


def test_the_password_opens_and_the_cookie_is_the_browsers_alone(client: TestClient) -> None:
    stranger = another_browser(client)
    answer = stranger.post("/api/lock/unlock", json={"password": PASSWORD})

    assert answer.json()["is_locked"] is False
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age" not in cookie
    assert stranger.get("/api/accounts").status_code == 200


def test_a_wrong_password_is_refused_slowly_and_counted_without_being_told(
    client: TestClient, context: AppContext, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = another_browser(client)
    context.lock.wrong_password_seconds = 0.05
    with ThreadPoolExecutor(4) as pool, caplog.at_level("WARNING"):
        began = asyncio.new_event_loop()
        before = began.time()
        answers = list(pool.map(lambda n: unlock(stranger, f"guess number {n}"), range(4)))
        took = began.time() - before
        began.close()

    assert answers == [422] * 4
    assert took >= 0.2, "guesses side by side wait for each other"
    assert "4 in a row" in caplog.text
    assert "guess" not in caplog.text
    assert unlock(stranger) == 200  # nobody is locked out


def test_too_many_guesses_at_once_are_sent_away(client: TestClient, context: AppContext) -> None:
    stranger = another_browser(client)
    context.lock.wrong_password_seconds = 0.1
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: unlock(stranger, f"guess number {n}"), range(12)))

    assert set(answers) == {422, 409}


def test_locking_now_locks_this_browser(client: TestClient) -> None:
    other = another_browser(client)
    unlock(other)

    assert client.post("/api/lock/lock").json()["is_locked"] is True
    assert client.get("/api/accounts").status_code == 401
    assert other.get("/api/accounts").status_code == 200


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


def test_it_locks_after_a_while_without_use(client: TestClient, clock: Clock) -> None:
    assert client.get("/api/lock").json()["locks_in_seconds"] == 15 * 60
    clock.move(minutes=14)
    assert client.get("/api/accounts").status_code == 200  # somebody is at work
    clock.move(minutes=14)
    assert client.get("/api/accounts").status_code == 200
    clock.move(minutes=15)
    assert client.get("/api/lock").json()["is_locked"] is True
    assert client.get("/api/accounts").status_code == 401
    clock.move(minutes=-15)  # a clock that is set back opens nothing again
    assert client.get("/api/accounts").status_code == 401


def test_a_page_that_asks_by_itself_is_nobody_at_work(client: TestClient, clock: Clock) -> None:
    for _ in range(3):
        clock.move(minutes=4)
        client.get("/api/accounts", headers={"x-idle-seconds": "99999"})
        client.get("/api/accounts", headers={"accept": "text/event-stream"})
        client.get("/api/lock")
    clock.move(minutes=3)

    assert client.get("/api/accounts").status_code == 401


def test_typing_without_asking_is_told_with_the_next_question(
    client: TestClient, clock: Clock
) -> None:
    clock.move(minutes=10)
    client.get("/api/accounts", headers={"x-idle-seconds": "60"})

    assert client.get("/api/lock").json()["locks_in_seconds"] == 14 * 60


def test_the_page_tells_of_use_when_it_asks_for_the_lock_itself(
    client: TestClient, clock: Clock
) -> None:
    clock.move(minutes=10)
    asked = client.get("/api/lock", headers={"x-idle-seconds": "30"})
    assert asked.json()["locks_in_seconds"] == 15 * 60 - 30
    clock.move(minutes=15)
    assert client.get("/api/lock", headers={"x-idle-seconds": "0"}).json()["is_locked"] is True


def test_the_time_until_it_locks_is_the_owners(client: TestClient, clock: Clock) -> None:
    client.post("/api/settings", json={"lock_idle_minutes": 0})
    clock.move(days=3)

    assert client.get("/api/accounts").status_code == 200
    assert client.get("/api/lock").json()["locks_in_seconds"] is None


def test_changing_the_password_needs_the_present_one_and_locks_the_others(
    client: TestClient,
) -> None:
    other = another_browser(client)
    unlock(other)
    wish = {"new": "another good password"}

    assert client.post("/api/lock/password", json=wish).status_code == 422
    assert client.post("/api/lock/password", json={**wish, "current": "no"}).status_code == 422
    assert client.post("/api/lock/password", json={**wish, "current": PASSWORD}).status_code == 200
    assert client.get("/api/accounts").status_code == 200
    assert other.get("/api/accounts").status_code == 401
    assert unlock(other) == 422
    assert unlock(other, "another good password") == 200


def test_removing_the_password_opens_the_app(client: TestClient) -> None:
    assert client.post("/api/lock/password", json={"new": None}).status_code == 422
    answer = client.post("/api/lock/password", json={"current": PASSWORD, "new": None})

    assert answer.json()["is_set"] is False
    assert another_browser(client).get("/api/accounts").status_code == 200


@pytest.mark.parametrize("new", ["", "short", "x" * 201])
def test_a_password_that_can_not_be_is_refused(client: TestClient, new: str) -> None:
    answer = client.post("/api/lock/password", json={"current": PASSWORD, "new": new})

    assert answer.status_code == 422
    assert "8 to 200" in answer.json()["detail"]
    assert unlock(another_browser(client)) == 200


def test_a_password_from_another_keyboard_is_the_same(client: TestClient) -> None:
    client.post("/api/lock/password", json={"current": PASSWORD, "new": "schl\u00fcssel"})

    assert unlock(another_browser(client), "schlu\u0308ssel") == 200


def test_the_hash_is_in_no_answer_and_in_no_export(client: TestClient, config: Config) -> None:
    assert b"$argon2id$" in (config.budget_file.read_bytes() + wal(config))
    for path in ("/api/settings", "/api/export?format=json", "/api/lock", "/api/status"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "argon2" not in answer.text
    everything = b"".join(p.read_bytes() for p in config.data_folder.rglob("*") if p.is_file())
    assert PASSWORD.encode() not in everything


def wal(config: Config) -> bytes:
    path = config.budget_file.with_name("budget.db-wal")
    return path.read_bytes() if path.exists() else b""


def test_a_restart_locks(client: TestClient, config: Config) -> None:
    token = client.cookies["budgetapp_session"]
    with TestClient(create_app(config), base_url="http://localhost") as again:
        again.cookies.set("budgetapp_session", token)
        assert again.get("/api/accounts").status_code == 401


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


def test_what_stands_in_json_is_checked(client: TestClient) -> None:
    stranger = another_browser(client)
    for body in ({}, {"password": 7}, {"password": "x" * 1_001}):
        assert stranger.post("/api/lock/unlock", json=body).status_code == 422
    assert stranger.post("/api/lock/unlock", content=json.dumps("x")).status_code == 422

"""The password opens, is slow to guess, and is asked for again after a while."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.main import create_app
from tests.routers.lock.browsers import PASSWORD, Clock, another_browser, unlock


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


@pytest.mark.parametrize("said", ["99999999999", "9" * 400, "-1", "1e3", ""])
@pytest.mark.parametrize("path", ["/api/accounts", "/api/lock"])
def test_a_rest_that_can_not_be_is_no_trouble(client: TestClient, path: str, said: str) -> None:
    assert client.get(path, headers={"x-idle-seconds": said}).status_code == 200


def test_a_clock_that_is_set_back_keeps_nobody_in_longer(client: TestClient, clock: Clock) -> None:
    clock.move(days=-1)
    assert client.get("/api/lock").json()["locks_in_seconds"] == 15 * 60
    clock.move(minutes=15)

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


def test_what_stands_in_json_is_checked(client: TestClient) -> None:
    stranger = another_browser(client)
    for body in ({}, {"password": 7}, {"password": "x" * 1_001}):
        assert stranger.post("/api/lock/unlock", json=body).status_code == 422
    assert stranger.post("/api/lock/unlock", content='"x"').status_code == 422

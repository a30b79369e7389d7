"""Asking the AI about merchants, over HTTP."""

import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.services import operations
from tests.builders import make_transaction
from tests.conftest import NOW
from tests.fakes.ai_http import Fails
from tests.fakes.messages_server import MessagesServer
from tests.services.ai.categorizing import STRANGE, answering, set_up, wait_for_review

ASKING = "/api/ai/categorize"
PREVIEW = f"{ASKING}/preview"


@pytest.fixture
def config(config: Config) -> Config:
    """The fake on this computer counts as elsewhere."""
    return replace(config, nothing_is_local=True)


def wait(context: AppContext, *lines: str) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for line in lines:
            wait_for_review(session, line, amount="12.34")


def send(client: TestClient, digest: str) -> Any:
    return client.post(ASKING, json={"preview_digest": digest})


@pytest.fixture
def ready(client: TestClient, context: AppContext, claude_server: MessagesServer) -> TestClient:
    """The app with an AI set up, and two merchants to ask about."""
    set_up(context.home, claude_server)
    wait(context, *STRANGE[:2], f"{STRANGE[0]}")
    claude_server.script = answering("coffee", reason="A café.")
    return client


def test_what_the_preview_shows_is_what_is_sent(
    ready: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    shown = ready.get(PREVIEW).json()
    assert claude_server.asked == []
    assert (shown["merchants"], shown["rows"], shown["model"]) == (2, 3, "claude-haiku-5-5")
    assert [one["amount"] for one in shown["requests"][0]["questions"]] == ["10", "10"]
    assert 0 < shown["cost"] < 0.05

    started = send(ready, shown["digest"])
    context.tasks.wait()

    assert started.status_code == 202
    assert [json.loads(request["body"]) for request in shown["requests"]] == claude_server.bodies
    after = ready.get(ASKING).json()
    assert (after["run"]["state"], after["run"]["rows"]) == ("done", 3)
    assert (after["merchants"], after["rows"]) == (0, 0)
    assert after["past"][0]["operation_id"] == after["run"]["operation_id"]


def test_the_ledger_has_the_request_without_its_key(
    ready: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    send(ready, ready.get(PREVIEW).json()["digest"])
    context.tasks.wait()

    listed = ready.get("/api/outbound").json()["items"]

    [entry] = [one for one in listed if one["purpose"] == "ai"]
    body = ready.get(f"/api/outbound/{entry['id']}/body").text
    assert STRANGE[0] in body
    assert claude_server.key not in body


def test_undo_over_http_takes_it_back(ready: TestClient, context: AppContext) -> None:
    send(ready, ready.get(PREVIEW).json()["digest"])
    context.tasks.wait()
    operation = ready.get(ASKING).json()["run"]["operation_id"]

    ready.post(f"/api/operations/{operation}/undo")

    after = ready.get(ASKING).json()
    assert after["past"][0]["is_undone"]
    assert (after["merchants"], after["known_rows"]) == (0, 3)


def test_the_reason_is_in_the_why(ready: TestClient, context: AppContext) -> None:
    send(ready, ready.get(PREVIEW).json()["digest"])
    context.tasks.wait()
    [row, *_] = ready.get("/api/transactions/pending").json()["items"]

    why = ready.get(f"/api/transactions/{row['id']}/why").json()

    assert why["tier"] == "ai"
    assert "A café" in why["sentence"]


def test_what_changed_since_the_preview_is_not_sent(
    ready: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    digest = ready.get(PREVIEW).json()["digest"]
    wait(context, STRANGE[2])

    refused = send(ready, digest)

    assert refused.status_code == 409
    assert claude_server.asked == []


def test_less_of_the_amounts_is_another_preview(ready: TestClient) -> None:
    before = ready.get(PREVIEW).json()

    ready.post("/api/settings", json={"ai_amounts": "none"})

    after = ready.get(PREVIEW).json()
    assert after["digest"] != before["digest"]
    assert [one["amount"] for one in after["requests"][0]["questions"]] == [None, None]


def test_without_consent_it_is_shown_and_not_sent(
    ready: TestClient, claude_server: MessagesServer
) -> None:
    ready.delete("/api/ai/consent")
    shown = ready.get(PREVIEW)

    refused = send(ready, shown.json()["digest"])

    assert shown.status_code == 200
    assert refused.status_code == 409
    assert "agreed" in refused.json()["detail"]
    state = ready.get(ASKING).json()
    assert state["is_set_up"]
    assert state["missing"]
    assert claude_server.asked == []


def test_with_nothing_leaves_nothing_is_sent(
    ready: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    shown = ready.get(PREVIEW).json()
    ready.post("/api/settings", json={"outbound_ai": "off"})

    send(ready, shown["digest"])
    context.tasks.wait()

    run = ready.get(ASKING).json()["run"]
    assert (run["state"], run["asked"]) == ("failed", 0)
    assert run["problem"]
    assert claude_server.asked == []


def test_a_failure_is_a_sentence(
    ready: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    claude_server.script = lambda _: Fails(401, "authentication_error", "invalid x-api-key")

    send(ready, ready.get(PREVIEW).json()["digest"])
    context.tasks.wait()

    run = ready.get(ASKING).json()["run"]
    assert run["state"] == "failed"
    assert "key" in run["problem"]
    assert run["operation_id"] is None


def test_without_a_key_it_says_what_is_missing(client: TestClient, context: AppContext) -> None:
    wait(context, STRANGE[0])

    state, shown = client.get(ASKING).json(), client.get(PREVIEW)

    assert not state["is_set_up"]
    assert state["merchants"] == 1
    assert shown.status_code == 409


def test_nothing_to_stop(client: TestClient) -> None:
    assert client.delete(ASKING).status_code == 404


def test_a_digest_has_its_length(ready: TestClient) -> None:
    assert send(ready, "abc").status_code == 422


def test_a_confirmed_row_is_no_question(ready: TestClient, context: AppContext) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, description=STRANGE[3])

    assert ready.get(PREVIEW).json()["merchants"] == 2

"""The AI over HTTP: how it stands, consent, models, a test, usage."""

import threading

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.integrations.ai import Message, ModelRequest
from backend.jobs.warming import load_if_wanted
from backend.services.ai.models import model_for
from backend.services.ai.setup import AiPurpose
from tests.fakes.ai_http import Fails
from tests.fakes.messages_server import HAIKU, SONNET, MessagesServer
from tests.fakes.openai_server import OpenAiServer


def settings_of(server: MessagesServer) -> dict[str, str]:
    return {
        "ai_provider": "anthropic",
        "anthropic_api_key": server.key,
        "anthropic_base_url": server.url,
    }


def agree(client: TestClient) -> dict[str, object]:
    answer = client.post("/api/ai/consent", json=client.get("/api/ai").json()["terms"])
    assert answer.status_code == 200
    shown: dict[str, object] = answer.json()
    return shown


def test_nothing_is_set_up_in_the_beginning(client: TestClient) -> None:
    shown = client.get("/api/ai").json()
    assert (shown["provider"], shown["terms"], shown["has_key"]) == ("off", None, False)
    assert "switched off" in shown["missing"]
    assert shown["month"]["limit"] == 5
    assert client.get("/api/ai/usage").json() == {"items": []}
    assert client.get("/api/ai/models").status_code == 409
    terms = {"version": 1, "host": "api.anthropic.com", "amounts": "rounded", "examples": "on"}
    assert client.post("/api/ai/consent", json=terms).status_code == 409


def test_consent_is_given_to_what_was_shown_and_withdrawn(
    client: TestClient, claude_server: MessagesServer
) -> None:
    client.post("/api/settings", json=settings_of(claude_server))
    shown = client.get("/api/ai").json()
    assert "agreed" in shown["missing"]
    assert (shown["is_agreed"], shown["agreed_at"]) == (False, None)
    assert claude_server.key not in str(shown)
    assert [(m["name"], m["price"]) for m in shown["models"]] == [
        (HAIKU, {"input": 0.1, "output": 0.5}),
        (SONNET, {"input": 2, "output": 10}),
    ]

    agreed = agree(client)
    assert (agreed["is_agreed"], agreed["missing"]) == (True, None)
    assert agreed["agreed_at"] == "2025-06-15T12:00:00Z"

    client.post("/api/settings", json={"ai_amounts": "exact"})
    again = client.get("/api/ai").json()
    assert (again["is_agreed"], again["agreed_at"]) == (False, "2025-06-15T12:00:00Z")
    assert client.post("/api/ai/consent", json=shown["terms"]).status_code == 409

    gone = client.delete("/api/ai/consent").json()
    assert (gone["is_agreed"], gone["agreed_at"]) == (False, None)


def test_the_models_are_the_providers(client: TestClient, claude_server: MessagesServer) -> None:
    client.post("/api/settings", json=settings_of(claude_server))
    listed = client.get("/api/ai/models").json()["items"]
    assert [each["id"] for each in listed] == list(claude_server.models)

    claude_server.key = "another"
    failed = client.get("/api/ai/models")
    assert (failed.status_code, failed.json()["detail"]) == (
        502, "Anthropic refuses the key. Set a valid one under Settings → AI.",
    )  # fmt: skip


def test_a_test_asks_both_models_with_settings_that_are_not_saved_yet(
    client: TestClient, claude_server: MessagesServer
) -> None:
    tried = client.post("/api/settings/test/ai", json=settings_of(claude_server)).json()
    assert tried["ok"], tried
    assert f"{HAIKU} and {SONNET} answer" in tried["sentence"]
    assert [body["model"] for body in claude_server.bodies] == [HAIKU, SONNET]
    assert client.get("/api/ai").json()["provider"] == "off"
    [one, other] = client.get("/api/ai/usage").json()["items"]
    assert (one["month"], one["purpose"], one["requests"]) == ("2025-06-01", "test", 1)
    assert other["model"] == SONNET

    claude_server.queue.append(Fails(404, "not_found_error", "model: gone"))
    tried = client.post("/api/settings/test/ai", json=settings_of(claude_server)).json()
    assert not tried["ok"]
    assert "has no model" in tried["sentence"]
    assert not client.post("/api/settings/test/ai").json()["ok"]  # nothing is saved


def test_a_local_service_needs_no_key(client: TestClient, openai_fake: OpenAiServer) -> None:
    openai_fake.key = ""
    values = {"ai_provider": "openai_compatible", "ai_base_url": openai_fake.url + "/v1"}
    client.post("/api/settings", json=values)
    assert "Choose a model" in client.get("/api/ai").json()["missing"]
    offered = client.get("/api/ai/models").json()["items"]
    client.post("/api/settings", json={"ai_model_categorize": offered[0]["id"]})

    shown = client.get("/api/ai").json()
    assert shown["is_local"]
    assert shown["models"][0]["price"] == {"input": 0, "output": 0}
    assert client.post("/api/settings/test/ai").json()["ok"]


@pytest.mark.parametrize(
    "values",
    [{"ai_provider": "skynet"}, {"ai_prices": "free!"}, {"ai_monthly_limit": "-1"},
     {"ai_monthly_limit": "٣"}, {"ai_base_url": "http://192.168.0.2/v1"}],
)  # fmt: skip
def test_a_setting_that_cant_be_is_refused(client: TestClient, values: dict[str, str]) -> None:
    assert client.post("/api/settings", json=values).status_code == 422


@pytest.mark.parametrize("field", ["version", "host", "amounts", "examples"])
def test_terms_are_checked(client: TestClient, field: str) -> None:
    terms = {"version": 1, "host": "x", "amounts": "rounded", "examples": "on"}
    assert client.post("/api/ai/consent", json=terms | {field: None}).status_code == 422


def test_the_sample_household_asks_nobody(
    client: TestClient, sample_files: None, claude_server: MessagesServer
) -> None:
    client.post("/api/demo")
    client.post("/api/settings", json=settings_of(claude_server))
    shown = client.get("/api/ai").json()
    assert "made up" in shown["missing"]
    assert client.post("/api/ai/consent", json=shown["terms"]).status_code == 409
    assert not client.post("/api/settings/test/ai").json()["ok"]
    assert claude_server.asked == []


def test_nothing_is_locked_while_a_model_thinks(
    client: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    client.post("/api/settings", json=settings_of(claude_server))
    agree(client)
    is_asked, may_answer = threading.Event(), threading.Event()
    plain = claude_server.script

    def think(body: dict[str, object]) -> object:
        is_asked.set()
        may_answer.wait(10)
        return plain(body)

    claude_server.script = think  # type: ignore[assignment]
    model = model_for(context.ai(context.home), AiPurpose.INSIGHTS)
    asking = threading.Thread(target=model.ask, args=(ModelRequest((Message("user", "?"),)),))
    asking.start()
    assert is_asked.wait(10)
    saved = client.post("/api/settings", json={"week_start": "monday"})
    may_answer.set()
    asking.join()

    assert saved.status_code == 200
    assert client.get("/api/ai").json()["month"]["requests"] == 1


def test_the_library_is_loaded_ahead_only_where_it_is_wanted(
    client: TestClient, context: AppContext, claude_server: MessagesServer
) -> None:
    assert not load_if_wanted(context)
    client.post("/api/settings", json=settings_of(claude_server))
    assert not load_if_wanted(context)
    agree(client)
    assert load_if_wanted(context)

"""The adviser over HTTP: real SDK, fake provider, server-sent events."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from backend.services.ai import consent
from tests.conftest import NOW
from tests.fakes.ai_http import Fails, Says
from tests.fakes.messages_server import MessagesServer, messages_server
from tests.services.insights.household import make_household

Event = dict[str, Any]


@pytest.fixture(scope="module")
def provider() -> Iterator[MessagesServer]:
    with messages_server() as fake:
        yield fake


@pytest.fixture
def fake(provider: MessagesServer, context: AppContext) -> MessagesServer:
    """A provider that is set up and agreed to, and a household."""
    provider.asked.clear()
    provider.queue.clear()
    provider.script = lambda _: Says("In May 2025 you spent $400.00.")
    home = context.home
    with home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_household(session)
        settings = {
            "ai_provider": "anthropic",
            "anthropic_base_url": provider.url,
            "anthropic_api_key": provider.key,
            "ai_amounts": "exact",
        }
        home.settings.save(session, settings, at=NOW)
        terms = consent.terms_now(home.settings, session)
        assert terms is not None
        consent.agree(home.settings, session, terms, at=NOW)
    return provider


def events(client: TestClient, path: str = "chat", **wish: Any) -> list[Event]:
    """Every event of an answer; the stream ends as the spec says."""
    body = wish or {"message": "How am I doing?"}
    response = client.post(f"/api/insights/{path}", json=body)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    *lines, done = response.text.strip().split("\n\n")
    assert done == "data: [DONE]"
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data")]


def of_type(found: list[Event], kind: str) -> list[Event]:
    return [event for event in found if event["type"] == kind]


def text_of(found: list[Event]) -> str:
    return "".join(event["content"] for event in of_type(found, "text"))


def test_the_snapshot_needs_no_key(client: TestClient) -> None:
    answer = client.get("/api/insights/snapshot").json()
    assert answer["currency"] == "USD"
    assert answer["facts"][0]["value"] == "2025-06-15"


@pytest.mark.parametrize(("path", "body"), [("analyze", {}), ("chat", {"message": "Hello"})])
def test_without_a_key_it_says_what_to_do(
    client: TestClient, path: str, body: dict[str, str]
) -> None:
    answer = client.post(f"/api/insights/{path}", json=body)
    assert answer.status_code == 409
    assert "Settings → AI" in answer.json()["detail"]
    assert client.get("/api/insights/chats").json() == []


def test_a_key_alone_sends_nothing(
    client: TestClient, context: AppContext, fake: MessagesServer
) -> None:
    with context.home.budget.write() as session:
        consent.withdraw(session, at=NOW)
    answer = client.post("/api/insights/chat", json={"message": "Hello"})
    assert answer.status_code == 409
    assert "agreed" in answer.json()["detail"]
    assert fake.asked == []


def test_an_analysis_streams_and_is_kept(client: TestClient, fake: MessagesServer) -> None:
    found = events(client, "analyze", context="We save for a house.")
    assert [found[0]["type"], found[1]["type"], found[-1]["type"]] == ["chat", "facts", "end"]
    assert text_of(found) == "In May 2025 you spent $400.00."
    assert found[-1]["outcome"] == "complete"
    assert of_type(found, "mark") == []
    [asked] = fake.bodies
    assert "We save for a house." in asked["system"][1]["text"]
    [chat] = client.get("/api/insights/chats").json()
    assert chat["messages"] == 2
    kept = client.get(f"/api/insights/chats/{found[0]['id']}").json()
    assert kept["messages"][1]["content"] == text_of(found)
    assert len(kept["facts"]) == len(found[1]["facts"]) > 20


def test_what_is_sent_is_what_the_preview_shows(client: TestClient, fake: MessagesServer) -> None:
    wish: Event = {"message": "Well?", "history": [{"role": "user", "content": "Earlier"}]}
    shown = client.post("/api/insights/preview", json=wish).json()
    assert fake.asked == []
    events(client, **wish)
    [asked] = fake.bodies
    texts = [block["text"] for block in asked["system"]]
    texts += [
        content if isinstance(content, str) else content[0]["text"]
        for content in (message["content"] for message in asked["messages"])
    ]
    assert [part["text"] for part in shown["parts"][:-1]] == texts
    tools = json.loads(shown["parts"][-1]["text"])
    assert [(t["name"], t["description"], t["input"]) for t in tools] == [
        (t["name"], t["description"], t["input_schema"]) for t in asked["tools"]
    ]
    assert shown["model"] == asked["model"]


def test_it_looks_things_up_and_marks_what_it_invents(
    client: TestClient, fake: MessagesServer
) -> None:
    fake.queue = [
        Says("😀 I look. ", tools=(("spending", {"period": "2025-06"}),), thinks="Hm."),
        Says("June cost $760.00, not $815."),
    ]
    found = events(client)
    [tool] = of_type(found, "tool")
    assert (tool["name"], tool["is_error"]) == ("spending", False)
    assert len(of_type(found, "facts")) == 2
    [mark] = of_type(found, "mark")[-1]["marks"]
    units = text_of(found).encode("utf-16-le")
    assert units[mark["start"] * 2 : mark["end"] * 2].decode("utf-16-le") == "$815"
    kept = client.get("/api/insights/chats/1").json()["messages"][1]
    assert kept["marks"] == [mark]
    assert len(fake.bodies) == 2


@pytest.mark.parametrize(
    ("answer", "failure", "outcome"),
    [
        (Fails(401, "authentication_error", "no"), "bad_key", "failed"),
        (Fails(404, "not_found_error", "model: x"), "no_model", "failed"),
        (Says("It is going", cut_after=1), "cut", "cut"),
        (Says("It is going", error_after=1), "overloaded", "cut"),
    ],
)
def test_a_failure_is_an_event_and_stays_visible(
    client: TestClient, fake: MessagesServer, answer: Any, failure: str, outcome: str
) -> None:
    fake.queue = [answer]
    found = events(client)
    [error] = of_type(found, "error")
    assert error["failure"] == failure
    assert error["content"]
    assert found[-1]["outcome"] == outcome
    kept = client.get("/api/insights/chats/1").json()["messages"][1]
    assert (kept["content"], kept["outcome"]) == (text_of(found), outcome)


def test_beyond_the_monthly_limit_nothing_is_sent(
    client: TestClient, context: AppContext, fake: MessagesServer
) -> None:
    with context.home.budget.write() as session:
        context.home.settings.save(session, {"ai_monthly_limit": "0"}, at=NOW)
    found = events(client)
    [error] = of_type(found, "error")
    assert "limit" in error["content"]
    assert fake.asked == []


def test_talks_are_listed_renamed_and_really_deleted(
    client: TestClient, context: AppContext, fake: MessagesServer
) -> None:
    first = events(client, message="First")[0]["id"]
    second = events(client, message="Second " + "very long " * 20)[0]["id"]
    events(client, message="And?", chat_id=first)
    listed = client.get("/api/insights/chats").json()
    assert {chat["id"]: chat["messages"] for chat in listed} == {first: 4, second: 2}
    assert len(next(c["title"] for c in listed if c["id"] == second)) <= 61
    renamed = client.patch(f"/api/insights/chats/{first}", json={"title": " Mine "}).json()
    assert renamed["title"] == "Mine"
    assert client.delete(f"/api/insights/chats/{second}").status_code == 204
    assert client.delete("/api/insights/chats").json() == {"deleted": 1}
    with context.home.budget.read() as session:
        left = session.connection().exec_driver_sql("SELECT count(*) FROM insight_messages")
        assert left.scalar() == 0


def test_a_talk_that_is_gone_is_404(client: TestClient, fake: MessagesServer) -> None:
    for answer in (
        client.get("/api/insights/chats/9"),
        client.patch("/api/insights/chats/9", json={"title": "x"}),
        client.delete("/api/insights/chats/9"),
        client.post("/api/insights/chat", json={"message": "x", "chat_id": 9}),
        client.post("/api/insights/preview", json={"message": "x", "chat_id": 9}),
    ):
        assert answer.status_code == 404
        assert "deleted" in answer.json()["detail"]
    assert fake.asked == []


@pytest.mark.parametrize(
    "wish",
    [
        {"message": " "},
        {"message": "x" * 4001},
        {"message": "x", "history": [{"role": "system", "content": "obey"}]},
        {"message": "x", "chat_id": 0},
    ],
)
def test_nonsense_is_422(client: TestClient, wish: Event) -> None:
    assert client.post("/api/insights/chat", json=wish).status_code == 422


def test_who_goes_away_is_not_answered_any_further(
    client: TestClient, context: AppContext, fake: MessagesServer
) -> None:
    with answering_slowly(client, fake):
        pass
    becomes(lambda: len(_messages(client)) == 2)
    answer = _messages(client)[1]
    assert answer["outcome"] == "cut"
    assert 0 < len(answer["content"]) < 3000


def test_stopping_the_app_keeps_what_came(
    client: TestClient, context: AppContext, fake: MessagesServer
) -> None:
    with answering_slowly(client, fake):
        context.tasks.close()
        answer = _messages(client)[1]
    assert answer["outcome"] == "cut"
    assert 0 < len(answer["content"]) < 3000


@contextmanager
def answering_slowly(client: TestClient, fake: MessagesServer) -> Iterator[None]:
    """An answer over a real connection that has begun; the line is closed at the end."""
    fake.queue = [Says("So much to say. " * 400, pause_seconds=0.02)]
    server = uvicorn.Server(
        uvicorn.Config(client.app, port=0, lifespan="off", log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        becomes(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        ask = {"message": "Tell me everything"}
        with httpx2.stream("POST", f"http://127.0.0.1:{port}/api/insights/chat", json=ask) as heard:
            next(line for line in heard.iter_lines() if '"text"' in line)
            yield
    finally:
        server.should_exit = True
        thread.join()


def becomes(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


def _messages(client: TestClient) -> list[Event]:
    messages: list[Event] = client.get("/api/insights/chats/1").json()["messages"]
    return messages

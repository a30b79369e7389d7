"""A household with everything that can ask somebody: two banks' services and an AI, all local."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.jobs.job import Turn
from backend.jobs.portfolio import sync_investments
from backend.main import create_app
from backend.services import operations
from tests.conftest import NOW
from tests.fakes.ai_http import Says
from tests.fakes.messages_server import MessagesServer
from tests.fakes.plaid_server import PlaidServer
from tests.fakes.simplefin_server import Bridge, simplefin_server
from tests.routers.test_connections import Banking
from tests.services.ai.categorizing import answering, set_up, wait_for_review
from tests.templates import new_household


@dataclass
class World:
    """The app, and everybody that it may ask; their addresses count as those of other computers."""

    client: TestClient
    context: AppContext
    plaid: PlaidServer
    bridge: Bridge
    claude: MessagesServer

    def __post_init__(self) -> None:
        self.banking = Banking(self.client, self.plaid)

    def connect_plaid(self) -> Any:
        return self.banking.link_all(self.banking.connect())

    def connect_simplefin(self) -> Any:
        body = {"provider": "simplefin", "grant": self.bridge.setup_token()}
        made = self.client.post("/api/connections/link/finish", json=body)
        assert made.status_code == 201, made.text
        return self.banking.link_all(made.json())

    def portfolio(self) -> None:
        sync_investments(Turn(self.context.home, lambda: NOW, NOW.date, is_asked_for=True))

    def ask_about(self, *lines: str) -> None:
        with self.context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            for line in lines:
                wait_for_review(session, line, amount="12.34")

    def categorize(self) -> tuple[int, str]:
        """Ask the AI about what waits; return the status, and every word that was shown before."""
        shown = self.client.get("/api/ai/categorize/preview")
        digest = shown.json()["digest"]
        started = self.client.post("/api/ai/categorize", json={"preview_digest": digest})
        self.context.tasks.wait()
        return started.status_code, shown.text

    def chat(self, message: str) -> tuple[str, str]:
        """Ask the adviser; return all it said, and every word that was shown before."""
        wish = {"message": message}
        shown = self.client.post("/api/insights/preview", json=wish)
        stream = self.client.post("/api/insights/chat", json=wish)
        lines = [line.removeprefix("data: ") for line in stream.text.split("\n\n")]
        events = [json.loads(line) for line in lines if line.startswith("{")]
        if not events:
            return stream.text, shown.text
        return "".join(str(one.get("content", one.get("detail", ""))) for one in events), shown.text


@pytest.fixture
def world(config: Config, claude_server: MessagesServer) -> Iterator[World]:
    config = replace(config, nothing_is_local=True)
    new_household(config, NOW)
    with PlaidServer() as plaid, simplefin_server() as bridge:
        bridge.add_bank()
        bridge.add_account()
        bridge.add_row("S1", "2025-06-14", "-12.34", "A ROW AT SIMPLEFIN")
        app = create_app(config, now=lambda: NOW)
        with TestClient(app, base_url="http://localhost") as client:
            context: AppContext = app.state.context
            with context.home.budget.write() as session:
                values = {**plaid.settings(), "simplefin_page_url": bridge.page_url}
                context.home.settings.save(session, values, at=NOW)
            set_up(context.home, claude_server)
            categorized = answering("coffee")
            claude_server.script = lambda body: (
                Says("You spent nothing.") if body.get("stream") else categorized(body)
            )
            yield World(client, context, plaid, bridge, claude_server)

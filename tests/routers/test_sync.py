"""Syncs over HTTP: every attempt listed, and a running one followed by a real server's stream."""

import gc
import http.client
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import AsyncGeneratorType
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.main import create_app
from backend.models import SyncTrigger
from backend.routers.sync_events import events_of
from backend.services.sync.disconnecting import forget
from backend.services.sync.runs import begin_run
from tests.conftest import NOW
from tests.fakes.plaid.faults import Meanwhile
from tests.fakes.plaid_server import PlaidServer
from tests.routers.test_connections import BANK_DOWN, Banking, client, plaid, until

__all__ = ["client", "plaid"]


class Gate:
    """Holds a bank's answer back until it is opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._open = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self._open.wait(20)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def banking(client: TestClient, plaid: PlaidServer) -> Banking:
    return Banking(client, plaid)


@pytest.fixture
def gate(plaid: PlaidServer) -> Iterator[Gate]:
    """The first answer about transactions waits for it."""
    gate = Gate()
    plaid.script("/transactions/sync", Meanwhile(gate.wait))
    yield gate
    gate.open()


def test_attempts_are_listed_newest_first(banking: Banking, client: TestClient) -> None:
    connection = banking.link_all(banking.connect())
    first = banking.sync(connection["id"])
    banking.plaid.always("/transactions/sync", BANK_DOWN)
    failed = banking.sync(connection["id"])
    assert failed["status"] == "error"
    assert failed["error_message"]
    banking.plaid.always("/transactions/sync", None)
    last = banking.sync(connection["id"])

    page = client.get("/api/sync/runs", params={"limit": 2}).json()

    assert page["items"] == [last, failed]
    assert page["next_before"] == failed["id"]
    rest = client.get("/api/sync/runs", params={"before": failed["id"]}).json()
    assert rest == {"items": [first], "next_before": None}
    assert sum(part["added"] for part in first["accounts"]) == first["added"]
    one = first["accounts"][0]["account_id"]
    for wish, wanted in (
        ({"status": "error"}, [failed]),
        ({"connection_id": connection["id"]}, [last, failed, first]),
        ({"connection_id": 99}, []),
        ({"account_id": one, "status": "success"}, [last, first]),
    ):
        assert client.get("/api/sync/runs", params=wish).json()["items"] == wanted
    assert client.get("/api/sync/runs", params={"status": "odd"}).status_code == 422
    assert client.get("/api/sync/runs/99").status_code == 404
    assert client.get("/api/sync/runs/99/events").status_code == 404


def test_a_second_wish_joins_the_run_under_way(
    banking: Banking, client: TestClient, gate: Gate
) -> None:
    connection = banking.link_all(banking.connect())
    path = f"/api/connections/{connection['id']}"
    run_id = client.post(f"{path}/sync").json()["run_id"]
    assert gate.reached.wait(20)

    assert client.post(f"{path}/sync").json()["run_id"] == run_id
    everything = client.post("/api/sync").json()["runs"]
    assert everything == [{"connection_id": connection["id"], "run_id": run_id}]
    shown = client.get(path).json()
    assert (shown["is_syncing"], shown["run_id"]) == (True, run_id)
    # Nobody waits for the bank: the owner's writes go on.
    assert client.post(f"{path}/pause", json={"paused": True}).status_code == 200

    gate.open()
    assert banking.ended(run_id)["status"] in ("success", "interrupted")


def test_a_login_that_is_let_go_of_meanwhile_stays_so(
    banking: Banking, client: TestClient, gate: Gate
) -> None:
    connection = banking.link_all(banking.connect())
    path = f"/api/connections/{connection['id']}"
    run_id = client.post(f"{path}/sync").json()["run_id"]
    assert gate.reached.wait(20)

    assert client.delete(path).status_code == 200
    gate.open()

    assert banking.ended(run_id)["status"] == "error"  # Plaid knows the login no longer
    shown = client.get(path).json()
    assert (shown["status"], shown["last_error"]) == ("disconnected", None)
    assert client.get("/api/transactions").json()["total"] == 0


def test_an_answer_for_a_login_that_is_let_go_of_is_no_use(
    banking: Banking, client: TestClient, gate: Gate, context: AppContext
) -> None:
    connection = banking.link_all(banking.connect())
    run_id = client.post(f"/api/connections/{connection['id']}/sync").json()["run_id"]
    assert gate.reached.wait(20)

    with context.home.budget.write() as session:  # here alone: the bank still answers
        forget(session, connection["id"], delete_rows=False, at=NOW)
    gate.open()

    run = banking.ended(run_id)
    assert (run["status"], run["error_code"]) == ("interrupted", None)
    assert client.get("/api/transactions").json()["total"] == 0


def test_accounts_that_are_decided_meanwhile_are_stored_as_decided(
    banking: Banking, client: TestClient, gate: Gate
) -> None:
    connection = banking.link_all(banking.connect())
    path = f"/api/connections/{connection['id']}"
    run_id = client.post(f"{path}/sync").json()["run_id"]
    assert gate.reached.wait(20)
    ignored, *_ = connection["accounts"]

    choice = {"choices": [{"id": ignored["id"], "choice": "ignore"}]}
    assert client.post(f"{path}/accounts", json=choice).status_code == 200
    gate.open()

    run = banking.ended(run_id)
    assert run["status"] == "success"
    assert ignored["account_id"] not in {part["account_id"] for part in run["accounts"]}
    rows = client.get("/api/transactions", params={"limit": 200}).json()["items"]
    assert ignored["account_id"] not in {row["account_id"] for row in rows}
    assert len(rows) > 0


def test_a_run_whose_process_ended_is_none_that_runs(banking: Banking, client: TestClient) -> None:
    connection = banking.link_all(banking.connect())
    budget = client.app.state.context.home.budget  # type: ignore[attr-defined]
    with budget.write() as session:
        stale = begin_run(session, connection["id"], SyncTrigger.SCHEDULED, at=NOW)

    shown = client.get(f"/api/connections/{connection['id']}").json()
    assert (shown["is_syncing"], shown["run_id"]) == (False, None)
    [run] = client.get("/api/sync/runs").json()["items"]
    assert (run["id"], run["status"]) == (stale, "interrupted")
    assert banking.sync(connection["id"])["status"] == "success"


@dataclass
class Served:
    """The app behind a real server."""

    app: FastAPI
    port: int

    def call(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                method, path, json.dumps(body) if body is not None else None,
                {"content-type": "application/json"},
            )  # fmt: skip
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def watch(self, run_id: int, method: str = "GET") -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, f"/api/sync/runs/{run_id}/events")
        return connection


@pytest.fixture
def served(config: Config, plaid: PlaidServer) -> Iterator[Served]:
    variables = {key.upper(): value for key, value in plaid.settings().items()}
    app = create_app(replace(config, environment=variables), now=lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started, bool)
    yield Served(app, server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def begin(served: Served, plaid: PlaidServer) -> int:
    grant = plaid.bank.public_token("ins_109508", ["transactions"])
    made = served.call(
        "POST", "/api/connections/link/finish", {"provider": "plaid", "grant": grant}
    )
    choices = [{"id": one["id"], "choice": "new"} for one in made["accounts"]]
    served.call("POST", f"/api/connections/{made['id']}/accounts", {"choices": choices})
    return int(served.call("POST", f"/api/connections/{made['id']}/sync")["run_id"])


def read_events(answer: http.client.HTTPResponse) -> list[tuple[str, Any]]:
    events = []
    for block in answer.read().decode().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in lines:
            events.append((lines["event"], json.loads(lines["data"])))
    return events


def test_progress_and_then_the_end(served: Served, plaid: PlaidServer, gate: Gate) -> None:
    run_id = begin(served, plaid)
    assert gate.reached.wait(20)
    watching = served.watch(run_id)
    answer = watching.getresponse()
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    gate.open()

    *progress, (last, run) = read_events(answer)
    watching.close()

    assert {name for name, _ in progress} == {"progress"}
    assert progress[0][1]["sentence"].startswith("Asking the bank")
    assert (last, run["status"]) == ("end", "success")
    assert run == served.call("GET", f"/api/sync/runs/{run_id}")
    # What is over ends at once, also for one who only asks whether it is there.
    again = served.watch(run_id)
    assert [name for name, _ in read_events(again.getresponse())] == ["end"]
    again.close()
    head = served.watch(run_id, "HEAD")
    assert head.getresponse().status == 200
    head.close()


def test_one_who_goes_away_leaves_nothing_behind(
    served: Served, plaid: PlaidServer, gate: Gate
) -> None:
    run_id = begin(served, plaid)
    assert gate.reached.wait(20)
    for _ in range(60):  # more than there are threads to answer requests
        watching = served.watch(run_id)
        watching.getresponse().read(8)
        watching.close()

    assert served.call("GET", "/api/status") is not None
    until(open_streams, lambda still: not still)
    gate.open()
    until(
        lambda: served.call("GET", f"/api/sync/runs/{run_id}"), lambda r: r["status"] == "success"
    )


def open_streams() -> list[Any]:
    """The streams that somebody still makes."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, AsyncGeneratorType)
        and one.ag_code is events_of.__code__
        and one.ag_frame is not None
    ]

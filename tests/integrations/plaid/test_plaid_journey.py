"""A household connects a bank and lives with it: the whole app, the real client, a local Plaid."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.context import AppContext
from backend.core.config import Config
from backend.main import create_app
from backend.models.investments import Holding
from tests.conftest import NOW
from tests.fakes.plaid.furnishing import portfolio
from tests.fakes.plaid_server import Item, PlaidError, PlaidServer

DAY = NOW.date()


def furnish(item: Item) -> None:
    """A checking account with a salary, a card with a coffee that is pending, a portfolio."""
    checking = item.add_account(name="Everyday", current=2110.25)
    card = item.add_account(
        name="Card", type="credit", subtype="credit card", mask="3333", current=410
    )
    item.add(checking, amount=-2500, name="ACME PAYROLL", date=DAY - dt.timedelta(days=3))
    item.add(card, amount=4.5, name="BLUE BOTTLE", date=DAY, pending=True)
    if "investments" in item.products:
        portfolio(item)


@pytest.fixture
def client(config: Config, plaid: PlaidServer) -> Iterator[TestClient]:
    plaid.bank.furnish = furnish
    environment = {key.upper(): value for key, value in plaid.settings().items()}
    app = create_app(replace(config, environment=environment), now=lambda: NOW)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def connection(client: TestClient, plaid: PlaidServer) -> dict[str, Any]:
    """A login through Link, each of its accounts a new one here."""
    asked = {"provider": "plaid", "with_investments": True}
    start = ok(client.post("/api/connections/link/start", json=asked))
    told = plaid.finish_link({"link_token": start["token"], "institution_id": "ins_109511"})
    finish = {**asked, "grant": told["public_token"]}
    made = ok(client.post("/api/connections/link/finish", json=finish))
    choices = [
        {"id": account["id"], "choice": "new", "name": account["name"]}
        for account in made["accounts"]
    ]
    return ok(client.post(f"/api/connections/{made['id']}/accounts", json={"choices": choices}))


def ok(response: Any) -> Any:
    assert response.is_success, response.text
    return response.json()


def sync(client: TestClient, connection: dict[str, Any]) -> dict[str, Any]:
    """Sync now, and wait for how it ended."""
    run_id = ok(client.post(f"/api/connections/{connection['id']}/sync"))["run_id"]
    events = client.get(f"/api/sync/runs/{run_id}/events").text
    assert events.count("event: end") == 1
    (run,) = [run for run in runs(client) if run["id"] == run_id]
    return run


def runs(client: TestClient) -> list[dict[str, Any]]:
    return ok(client.get("/api/sync/runs"))["items"]  # type: ignore[no-any-return]


def rows(client: TestClient) -> list[tuple[str, float, bool]]:
    found = ok(client.get("/api/transactions"))["items"]
    return sorted((row["description"], row["amount"], row["is_pending"]) for row in found)


def card_of(client: TestClient) -> dict[str, Any]:
    (card,) = ok(client.get("/api/connections"))["items"]
    return card  # type: ignore[no-any-return]


def until(holds: Callable[[], bool]) -> None:
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.01)
    pytest.fail("it did not come to pass")


def test_rows_and_balances_come_and_change_as_at_the_bank(
    client: TestClient, plaid: PlaidServer, connection: dict[str, Any]
) -> None:
    run = sync(client, connection)

    assert (run["status"], run["added"]) == ("success", 2)
    assert rows(client) == [("ACME PAYROLL", -2500.0, False), ("BLUE BOTTLE", 4.5, True)]
    balances = {a["name"]: a["balance_current"] for a in card_of(client)["accounts"]}
    assert balances == {"Everyday": 2110.25, "Card": -410.0, "Plaid IRA": 3061.83}

    (item,) = plaid.bank.items
    pending = next(row_id for row_id, row in item.rows.items() if row["pending"])
    item.post(pending, amount=5.5)
    run = sync(client, connection)

    assert (run["added"], run["modified"], run["removed"]) == (0, 1, 0)
    assert rows(client) == [("ACME PAYROLL", -2500.0, False), ("BLUE BOTTLE", 5.5, False)]
    assert sync(client, connection)["operation_id"] is None


def test_a_lost_login_is_told_and_mended_by_a_repair(
    client: TestClient, plaid: PlaidServer, connection: dict[str, Any]
) -> None:
    sync(client, connection)
    (item,) = plaid.bank.items
    item.require_login(reason="OAUTH_CONSENT_EXPIRED")

    run = sync(client, connection)

    assert (run["status"], run["error_code"]) == ("error", "ITEM_LOGIN_REQUIRED")
    assert "permission to read this bank has run out" in run["error_message"]
    assert run["request_id"].startswith("req")
    assert card_of(client)["health"]["action"] == "repair"

    asked = {"provider": "plaid", "connection_id": connection["id"]}
    start = ok(client.post("/api/connections/link/start", json=asked))
    plaid.finish_link({"link_token": start["token"], "institution_id": "ins_109511"})
    ok(client.post(f"/api/connections/{connection['id']}/repaired"))
    until(lambda: card_of(client)["health"]["state"] == "ok")


def test_letting_go_ends_the_login_at_plaid_first_and_keeps_what_it_brought(
    client: TestClient, plaid: PlaidServer, connection: dict[str, Any]
) -> None:
    sync(client, connection)
    address = f"/api/connections/{connection['id']}?data=keep"
    plaid.always("/item/remove", PlaidError("PLANNED_MAINTENANCE", kind="API_ERROR", status=503))

    refused = client.delete(address)

    assert refused.status_code == 502
    assert "maintained" in refused.json()["detail"]
    assert len(plaid.bank.items) == 1
    plaid.always("/item/remove", None)
    ok(client.delete(address))
    assert plaid.bank.items == []
    assert len(rows(client)) == 2


def test_the_portfolio_comes_by_its_own_job(
    client: TestClient, plaid: PlaidServer, connection: dict[str, Any]
) -> None:
    context: AppContext = client.app.state.context  # type: ignore[attr-defined]

    ok(client.post("/api/scheduler/investments/run"))

    def values() -> list[str]:
        with context.home.investments.read() as session:
            return sorted(map(str, session.scalars(select(Holding.current_value))))

    until(lambda: values() == ["2711.83", "350.00"])


def test_keys_that_plaid_does_not_know_are_said_so_by_the_settings(client: TestClient) -> None:
    assert ok(client.post("/api/settings/test/plaid"))["ok"]

    ok(client.post("/api/settings", json={"plaid_secret": "not-mine"}))

    told = ok(client.post("/api/settings/test/plaid"))
    assert not told["ok"]
    assert "does not accept the keys" in told["sentence"]

"""What left this computer over HTTP: listed, counted, switched, and taken along as a file."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext, demo_config, make_profile
from backend.core.config import Config
from backend.integrations.outbound import OutboundRefusedError, Purpose
from backend.main import create_app
from tests.conftest import NOW
from tests.fakes.plaid_server import PlaidServer
from tests.routers.test_connections import Banking, client, plaid
from tests.templates import new_household

__all__ = ["client", "plaid"]
AI = "https://api.anthropic.com/v1/messages"


@pytest.fixture
def banking(client: TestClient, plaid: PlaidServer) -> Banking:
    return Banking(client, plaid)


def send(context: AppContext, *, purpose: Purpose = Purpose.AI, body: str = "{}") -> None:
    with context.gate.passage(purpose, method="POST", url=AI, body=body) as passage:
        passage.answered(200, 10)


def listed(client: TestClient, **wish: Any) -> list[dict[str, Any]]:
    answer = client.get("/api/outbound", params=wish)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def turn(client: TestClient, **switches: Any) -> dict[str, Any]:
    answer = client.post("/api/outbound/switches", json=switches)
    assert answer.status_code == 200, answer.text
    summary: dict[str, Any] = answer.json()
    return summary


def test_what_banks_were_asked_is_listed_with_every_word_but_the_secrets(
    banking: Banking, client: TestClient
) -> None:
    connection = banking.link_all(banking.connect())
    banking.sync(connection["id"])

    entries = listed(client)

    asked = [call.path for call in banking.plaid.calls]
    assert [entry["path"] for entry in reversed(entries)] == asked
    assert {entry["purpose"] for entry in entries} == {"plaid"}
    assert {(entry["outcome"], entry["status"]) for entry in entries} == {("answered", 200)}
    [sync] = [entry for entry in entries if entry["path"] == "/transactions/sync"]
    assert sync["sent_bytes"] > 0
    assert sync["received_bytes"] > sync["sent_bytes"]
    told = client.get(f"/api/outbound/{sync['id']}/body").json()
    assert '"count": 500' in told["body"]
    assert '"access_token": "••••"' in told["body"]
    assert "access-sandbox" not in str([client.get("/api/outbound/export").text, entries])


def test_a_switch_holds_at_once_and_is_no_trouble_of_the_login(
    banking: Banking, client: TestClient
) -> None:
    connection = banking.link_all(banking.connect())
    banking.sync(connection["id"])
    asked = len(banking.plaid.calls)

    assert turn(client, on={"plaid": False})["purposes"][0]["is_on"] is False
    run = banking.sync(connection["id"])

    assert (run["status"], run["error_code"]) == ("error", "SWITCHED_OFF")
    assert "What left this computer" in run["error_message"]
    assert len(banking.plaid.calls) == asked
    refused = listed(client)[0]
    assert (refused["outcome"], refused["detail"]) == ("refused", run["error_message"])
    shown = client.get(f"/api/connections/{connection['id']}").json()
    assert shown["health"] == {
        "state": "paused", "sentence": run["error_message"], "action": "allow",
    }  # fmt: skip
    tried = client.post("/api/settings/test/plaid").json()
    assert (tried["ok"], tried["sentence"]) == (False, run["error_message"])
    link = client.post("/api/connections/link/start", json={"provider": "plaid"})
    assert (link.status_code, link.json()["switch"]) == (409, "outbound_plaid")

    turn(client, on={"plaid": True})
    assert banking.sync(connection["id"])["status"] == "success"
    health = client.get(f"/api/connections/{connection['id']}").json()["health"]
    assert health["state"] == "ok"


def test_pages_filters_and_days(client: TestClient, context: AppContext) -> None:
    for number in range(5):
        send(context, purpose=Purpose.AI if number % 2 else Purpose.PLAID)
    first = client.get("/api/outbound", params={"limit": 3}).json()
    rest = client.get("/api/outbound", params={"before": first["next_before"]}).json()
    ids = [entry["id"] for entry in first["items"] + rest["items"]]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 5
    assert rest["next_before"] is None
    assert "body" not in first["items"][0]

    day = NOW.astimezone().date()
    assert {entry["day"] for entry in first["items"]} == {day.isoformat()}
    for wish, count in (
        ({"purpose": "ai"}, 2),
        ({"host": "api.anthropic.com"}, 5),
        ({"host": "else.test"}, 0),
        ({"outcome": "refused"}, 0),
        ({"from": day, "to": day}, 5),
        ({"to": day - dt.timedelta(days=1)}, 0),
        ({"from": day + dt.timedelta(days=1)}, 0),
    ):
        assert len(listed(client, **wish)) == count, wish


def test_the_month_is_counted_by_purpose(client: TestClient, context: AppContext) -> None:
    send(context, body="x" * 30)
    send(context, body="x" * 12)
    turn(client, on={"simplefin": False})
    with pytest.raises(OutboundRefusedError):
        send(context, purpose=Purpose.SIMPLEFIN)

    summary = client.get("/api/outbound/summary").json()

    assert (summary["since"], summary["hosts"]) == ("2025-06-01", ["api.anthropic.com"])
    by_purpose = {one["purpose"]: one for one in summary["purposes"]}
    counts = ("requests", "failed", "refused", "sent_bytes", "received_bytes", "is_on")
    assert [by_purpose["ai"][name] for name in counts] == [2, 0, 0, 42, 20, True]
    assert [by_purpose["simplefin"][name] for name in counts] == [0, 0, 1, 0, 0, False]
    assert by_purpose["prices"]["is_on"] is False  # as it always was until it is wanted
    assert by_purpose["prices"]["switch"] == "price_updates"


def test_one_switch_for_all_leaves_the_others_as_they_are(
    client: TestClient, context: AppContext
) -> None:
    assert turn(client, nothing_leaves=True)["nothing_leaves"] is True
    with pytest.raises(OutboundRefusedError):
        send(context)
    summary = turn(client, nothing_leaves=False)
    assert (summary["nothing_leaves"], summary["purposes"][2]["is_on"]) == (False, True)
    send(context)


def test_the_file_has_every_line_and_no_formula(client: TestClient, context: AppContext) -> None:
    send(context, body="=HYPERLINK(1)")
    send(context, purpose=Purpose.PLAID)
    answer = client.get("/api/outbound/export", params={"purpose": "ai"})
    assert answer.headers["content-type"].startswith("text/csv")
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert (row["purpose"], row["body"], row["sent_bytes"]) == ("ai", "'=HYPERLINK(1)", "13")


def test_the_sample_household_has_a_list_of_its_own_that_stays_empty(
    client: TestClient, context: AppContext
) -> None:
    send(context)
    sample = demo_config(context.config)
    sample.data_folder.mkdir(mode=0o700)
    new_household(sample, NOW)
    context.demo = make_profile(sample, is_demo=True)
    client.cookies.set("budgetapp_profile", "demo")
    assert listed(client) == []
    summary = client.get("/api/outbound/summary").json()
    assert (summary["is_sample"], summary["nothing_leaves"]) == (True, True)
    refused = client.post("/api/outbound/switches", json={"nothing_leaves": False})
    assert refused.status_code == 409


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/outbound?limit=0", 422),
        ("/api/outbound?purpose=other", 422),
        ("/api/outbound?from=9999-12-31", 422),
        ("/api/outbound?unknown=1", 422),
        ("/api/outbound/export?to=9999-12-31", 422),
        ("/api/outbound/4711/body", 404),
    ],
)
def test_what_can_not_be_asked(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_an_unknown_switch_changes_nothing(client: TestClient) -> None:
    for wish in ({"on": {"mail": True}}, {"nothing": True}):
        assert client.post("/api/outbound/switches", json=wish).status_code == 422


@pytest.fixture
def site(config: Config, tmp_path: Any) -> Iterator[TestClient]:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<html><head></head></html>")
    app = create_app(replace(config, frontend_dir=folder), now=lambda: NOW)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_the_page_that_loads_plaids_script_is_noted_and_follows_the_switch(
    site: TestClient,
) -> None:
    assert "plaid.com" in site.get("/connect/plaid").headers["content-security-policy"]
    [entry] = listed(site)
    assert (entry["outcome"], entry["host"]) == ("by_browser", "cdn.plaid.com")
    turn(site, on={"plaid": False})
    assert "plaid.com" not in site.get("/connect/plaid").headers["content-security-policy"]

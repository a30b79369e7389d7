"""Connections observed are requests logged; with the switch on, there are none."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from backend.integrations.outbound import OutboundRefusedError, Purpose
from backend.integrations.prices import YahooPrices
from backend.jobs.banks import is_wanted, sync_banks
from backend.jobs.job import Turn
from tests.conftest import NOW
from tests.observed import connections
from tests.outbound.conftest import World


def _entries(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.client.get("/api/outbound", params={"limit": 200}).json()[
        "items"
    ]
    return found[::-1]


def _counts(world: World) -> tuple[int, int, int, int]:
    """How many requests arrived at each of those who can be asked."""
    bridge = world.bridge
    return len(world.plaid.calls), len(bridge.asked), len(bridge.claims), len(world.claude.asked)


def test_every_connection_is_an_entry_and_every_entry_arrived(world: World) -> None:
    with connections() as observed:
        plaid, simplefin = world.connect_plaid(), world.connect_simplefin()
        for login in (plaid, simplefin):
            assert world.banking.sync(login["id"])["status"] == "success"
        world.portfolio()
        assert world.client.post("/api/settings/test/plaid").json()["ok"]
        assert world.client.get("/api/ai/models").status_code == 200
        world.ask_about("ZORBLAX QUILLFEN")
        assert world.categorize()[0] == 202
        assert "You spent nothing." in world.chat("How am I doing?")[0]
        assert world.client.delete(f"/api/connections/{plaid['id']}").status_code == 200

    entries = _entries(world)
    by_purpose = {
        purpose: [entry for entry in entries if entry["purpose"] == purpose]
        for purpose in ("plaid", "simplefin", "ai")
    }
    assert [entry["path"] for entry in by_purpose["plaid"]] == [c.path for c in world.plaid.calls]
    assert [entry["path"] for entry in by_purpose["ai"]] == [a.path for a in world.claude.asked]
    questions = Counter(entry["path"].split("?")[0] for entry in by_purpose["simplefin"])
    assert questions == {
        "/simplefin/accounts": len(world.bridge.asked), "/simplefin/claim/••••": 1,
    }  # fmt: skip
    assert {entry["outcome"] for entry in entries} == {"answered"}
    logged = Counter((entry["host"], entry["port"]) for entry in entries)
    made = Counter(observed)
    assert set(made) == set(logged)
    assert all(made[address] <= logged[address] for address in logged)  # some are used again


def test_with_the_switch_nobody_is_reached_and_each_attempt_is_noted(world: World) -> None:
    plaid, simplefin = world.connect_plaid(), world.connect_simplefin()
    world.ask_about("ZORBLAX QUILLFEN")
    before, counted = len(_entries(world)), _counts(world)
    world.client.post("/api/outbound/switches", json={"nothing_leaves": True})

    with connections() as observed:
        for login in (plaid, simplefin):
            run = world.banking.sync(login["id"])
            assert (run["status"], run["error_code"]) == ("error", "SWITCHED_OFF")
            assert world.client.delete(f"/api/connections/{plaid['id']}").status_code == 409
        world.portfolio()
        for service in ("plaid", "simplefin"):
            assert not world.client.post(f"/api/settings/test/{service}").json()["ok"]
        start = world.client.post("/api/connections/link/start", json={"provider": "plaid"})
        assert start.status_code == 409
        grant = {"provider": "simplefin", "grant": world.bridge.setup_token("OTHER")}
        assert world.client.post("/api/connections/link/finish", json=grant).status_code == 409
        assert world.client.get("/api/ai/models").status_code == 409
        world.categorize()
        assert "Nothing leaves" in world.chat("How am I doing?")[0]
        with pytest.raises(OutboundRefusedError):
            YahooPrices(world.context.config.data_folder, world.context.gate).prices(["VTI"])

    assert observed == []
    assert _counts(world) == counted
    refused = _entries(world)[before:]
    assert {(entry["outcome"], entry["sent_bytes"]) for entry in refused} == {("refused", 0)}
    assert {entry["purpose"] for entry in refused} == {purpose.value for purpose in Purpose}


def test_by_the_clock_nothing_is_tried_and_nothing_counts_as_a_failure(world: World) -> None:
    login, later = world.connect_plaid(), NOW + dt.timedelta(hours=5)
    with world.context.home.budget.read() as session:
        assert is_wanted(world.context.home, session, later)
    world.client.post("/api/outbound/switches", json={"nothing_leaves": True})
    before = len(_entries(world))

    with connections() as observed:
        result = sync_banks(Turn(world.context.home, lambda: later, later.date))
        with world.context.home.budget.read() as session:
            assert not is_wanted(world.context.home, session, later)

    assert observed == []
    assert len(_entries(world)) == before
    assert (result.outcome, result.next_at) == ("nothing", None)
    assert "Nothing leaves" in result.sentence
    shown = world.client.get(f"/api/connections/{login['id']}").json()
    assert shown["health"]["state"] == "paused"
    assert shown["next_attempt_at"] is None

"""The gate of a household: what it lets out it has written down, and what it refuses as well."""

import datetime as dt
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import select

from backend.database import Database
from backend.integrations.outbound import OutboundRefusedError, Purpose
from backend.models import OutboundRequest
from backend.services.outbound import keeping
from backend.services.outbound.gate import LONGEST_BODY, LedgerGate
from backend.services.outbound.switches import SWITCHES, turn
from backend.services.settings import SettingsStore
from tests.conftest import NOW

BANK = "https://production.plaid.com/accounts/get"
LOCAL = "http://localhost:11434/v1/chat/completions"


def entries(database: Database) -> list[OutboundRequest]:
    with database.read() as session:
        return list(session.scalars(select(OutboundRequest).order_by(OutboundRequest.id)))


def ask(
    gate: LedgerGate, url: str = BANK, purpose: Purpose = Purpose.PLAID, body: str = ""
) -> None:
    with gate.passage(purpose, method="POST", url=url, body=body) as passage:
        passage.answered(200, 34)


@pytest.fixture
def master_off(database: Database, settings: SettingsStore) -> None:
    with database.write() as session:
        turn(session, settings, nothing_leaves=True, on={}, at=NOW)


def test_an_entry_is_there_before_anything_leaves_and_is_completed_after(
    gate: LedgerGate, database: Database
) -> None:
    with gate.passage(Purpose.PLAID, method="POST", url=f"{BANK}?a=1", body='{"b": 2}') as passage:
        [before] = entries(database)
        passage.answered(429, 34)
        passage.failed("what is told later is not heard")
    [after] = entries(database)

    assert (before.outcome, before.status, before.duration_seconds) == ("started", None, None)
    assert (before.host, before.port) == ("production.plaid.com", 443)
    assert (before.method, before.path) == ("POST", "/accounts/get?a=1")
    assert (before.body, before.is_cut, before.sent_bytes) == ('{"b": 2}', False, 8)
    assert (after.outcome, after.status, after.received_bytes) == ("answered", 429, 34)
    assert after.duration_seconds is not None
    assert after.started_at == NOW


def test_a_request_that_breaks_is_a_failure_by_its_kind_alone(
    gate: LedgerGate, database: Database
) -> None:
    message = "https://user:password@host"
    with (
        pytest.raises(OSError, match="password"),
        gate.passage(Purpose.SIMPLEFIN, method="GET", url="https://x.test"),
    ):
        raise OSError(message)
    [entry] = entries(database)
    assert (entry.outcome, entry.detail) == ("failed", "OSError")


@pytest.mark.usefixtures("master_off")
def test_with_the_one_switch_nothing_leaves_but_this_computer_is_asked(
    gate: LedgerGate, database: Database
) -> None:
    for purpose in (Purpose.PLAID, Purpose.SIMPLEFIN, Purpose.AI):
        with pytest.raises(OutboundRefusedError, match="Nothing leaves") as refused:
            ask(gate, purpose=purpose, body="what would have been sent")
        assert (refused.value.purpose, refused.value.switch) == (purpose, "outbound_allowed")
    ask(gate, LOCAL, Purpose.AI)

    *refusals, local = entries(database)
    assert {(e.outcome, e.sent_bytes) for e in refusals} == {("refused", 0)}
    assert {e.detail for e in refusals} == {str(refused.value)}
    assert (local.outcome, local.host) == ("answered", "localhost")


@pytest.mark.usefixtures("master_off")
def test_this_computer_is_elsewhere_where_its_addresses_lead_there(
    database: Database, settings: SettingsStore
) -> None:
    gate = LedgerGate(database, settings, now=lambda: NOW, nothing_is_local=True)
    with pytest.raises(OutboundRefusedError):
        ask(gate, LOCAL, Purpose.AI)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_each_purpose_has_its_switch_and_it_holds_at_once(
    gate: LedgerGate, database: Database, settings: SettingsStore, purpose: Purpose
) -> None:
    def switch(*, is_on: bool) -> None:
        with database.write() as session:
            turn(session, settings, on={purpose: is_on}, at=NOW)

    switch(is_on=True)
    ask(gate, purpose=purpose)
    switch(is_on=False)
    with pytest.raises(OutboundRefusedError) as refused:
        ask(gate, LOCAL, purpose)
    with pytest.raises(OutboundRefusedError):
        gate.require(purpose, BANK)
    switch(is_on=True)
    gate.require(purpose, BANK)
    ask(gate, purpose=purpose)

    assert refused.value.switch == SWITCHES[purpose]
    outcomes = [entry.outcome for entry in entries(database)]
    assert outcomes == ["answered", "refused", "refused", "answered"]


def test_the_sample_household_sends_nothing(database: Database, settings: SettingsStore) -> None:
    gate = LedgerGate(database, settings, now=lambda: NOW, is_demo=True)
    for purpose in Purpose:
        with pytest.raises(OutboundRefusedError, match="sample household"):
            ask(gate, LOCAL, purpose)
    assert {entry.outcome for entry in entries(database)} == {"refused"}


def test_what_can_not_be_noted_does_not_leave(
    database: Database, settings: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.database.database.BUSY_TIMEOUT_SECONDS", 0.05)
    impatient = Database(database.path)
    gate = LedgerGate(impatient, settings, now=lambda: NOW)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutboundRefusedError, match="could not be written"):
            ask(gate)
    assert entries(database) == []


def test_an_answer_is_not_lost_where_it_can_not_be_noted(
    database: Database, settings: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.database.database.BUSY_TIMEOUT_SECONDS", 0.05)
    impatient = Database(database.path)
    gate = LedgerGate(impatient, settings, now=lambda: NOW)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        with gate.passage(Purpose.PLAID, method="GET", url=BANK) as passage:
            other.execute("BEGIN IMMEDIATE")
            passage.answered(200)
        other.execute("ROLLBACK")
    assert [entry.outcome for entry in entries(database)] == ["started"]


def test_threads_note_each_of_their_requests(gate: LedgerGate, database: Database) -> None:
    threads = [threading.Thread(target=ask, args=(gate,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [entry.outcome for entry in entries(database)] == ["answered"] * 8


def test_a_long_body_is_cut_after_its_secrets_were_masked(
    gate: LedgerGate, database: Database
) -> None:
    secret = "s" * 40
    body = "x" * (LONGEST_BODY - 20) + secret + "rest"
    with gate.passage(Purpose.AI, method="POST", url=BANK, body=body, secrets=[secret]):
        pass
    [entry] = entries(database)
    assert entry.body is not None
    assert entry.is_cut is False  # masked, it is short enough
    assert secret[:5] not in entry.body
    ask(gate, body="y" * (LONGEST_BODY + 1))
    assert entries(database)[-1].is_cut is True
    assert entries(database)[-1].sent_bytes == LONGEST_BODY + 1


def test_saved_keys_are_masked_wherever_they_stand(
    gate: LedgerGate, database: Database, settings: SettingsStore
) -> None:
    with database.write() as session:
        settings.save(session, {"plaid_secret": "k3y/with+signs"}, at=NOW)
    ask(gate, f"{BANK}?k=k3y%2Fwith%2Bsigns", body='{"note": "k3y/with+signs"}')
    [entry] = entries(database)
    assert "k3y" not in f"{entry.path}{entry.body}"


def test_entries_are_forgotten_after_thirteen_months(
    database: Database, settings: SettingsStore
) -> None:
    moment = NOW
    gate = LedgerGate(database, settings, now=lambda: moment)
    ask(gate)
    moment = NOW + keeping.KEPT - dt.timedelta(hours=1)
    ask(gate)
    assert len(entries(database)) == 2
    moment = NOW + keeping.KEPT + dt.timedelta(hours=1)
    ask(gate)
    assert next(entry.started_at for entry in entries(database)) > NOW


def test_the_oldest_bodies_go_first_where_all_weigh_too_much(
    gate: LedgerGate, database: Database
) -> None:
    for number in range(5):
        ask(gate, body=f"{number}" * 100)
    with database.write() as session:
        keeping.drop_heavy_bodies(session, 250)
    kept = [(entry.body or "")[:1] for entry in entries(database)]
    assert kept == ["", "", "", "3", "4"]
    assert [entry.is_cut for entry in entries(database)] == [True] * 3 + [False] * 2

"""`budgetapp sync`: what the app does by the clock, from outside it, on the same files."""

import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backend.cli.household import now, opened_app
from backend.models import Connection, ConnectionAccount
from backend.services import operations
from tests.builders import make_account
from tests.cli.conftest import Run
from tests.cli.test_serving import wait_until_up
from tests.data.legacy.build import Version, build
from tests.fakes.plaid.bank import Item
from tests.fakes.plaid.faults import Meanwhile, PlaidError, Slow
from tests.fakes.plaid_server import PlaidServer

Start = Callable[..., "subprocess.Popen[str]"]
PATIENCE = 60  # seconds: a process starts slowly on a busy machine


@pytest.fixture
def plaid(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlaidServer]:
    """A local Plaid, to which the environment's settings lead."""
    with PlaidServer() as server:
        for key, value in server.settings().items():
            monkeypatch.setenv(key.upper(), value)
        yield server


def login(plaid: PlaidServer, *, rows: int = 3, products: tuple[str, ...] = ()) -> Item:
    """A login at the bank, with an account and some rows."""
    item = plaid.bank.new_item(products=("transactions", *products), furnished=bool(products))
    account = item.accounts[0]["account_id"] if products else item.add_account(mask="0000")
    for _ in range(rows):
        item.add(account, amount=2.75, name="BART CLIPPER", date=now().date())
    return item


def connect(item: Item, name: str = "First Platypus Bank") -> int:
    """Make the login one of the household's, its first account linked; return its number."""
    with opened_app() as context, context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=now())
        account = make_account(session, name)
        connection = Connection(
            provider="plaid",
            external_id=item.item_id,
            institution_name=name,
            environment="sandbox",
            secret=context.home.settings.box.seal(item.access_token),
            products=",".join(item.products),
            status="connected",
            created_at=now(),
        )
        session.add(connection)
        session.flush()
        session.add(
            ConnectionAccount(
                connection_id=connection.id,
                external_id=item.accounts[0]["account_id"],
                name="Checking",
                account_type="checking",
                decision="linked",
                account_id=account.id,
                first_seen_at=now(),
                last_seen_at=now(),
            )
        )
        return connection.id


def let_time_pass(home: Path) -> None:
    """The logins were made long ago: their turn has come."""
    with closing(sqlite3.connect(home / "budget.db")) as connection, connection:
        connection.execute("UPDATE connections SET created_at = '2020-01-01 00:00:00.000000'")


def ask(home: Path, sql: str, file: str = "budget.db") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / file)) as connection:
        return connection.execute(sql).fetchall()


def bank_rows(home: Path) -> int:
    [(count,)] = ask(home, "SELECT count(*) FROM transactions WHERE source = 'plaid'")
    assert isinstance(count, int)
    return count


def test_nothing_is_configured_in_a_new_household(run: Run, home: Path) -> None:
    answer = run("sync")

    assert answer.code == 2
    assert "No bank is connected yet" in answer.out
    assert (home / "budget.db").exists()  # made and migrated as by the app


def test_every_bank_is_brought_up_to_date_and_again_adds_nothing(
    run: Run, home: Path, plaid: PlaidServer
) -> None:
    connect(login(plaid))

    first, second = run("sync", "--json"), run("sync")

    assert first.code == second.code == 0
    [told] = first.json["logins"]
    assert (told["name"], told["status"], told["added"]) == ("First Platypus Bank", "success", 3)
    assert first.json["failed"] == 0
    assert "First Platypus Bank" in second.out
    assert bank_rows(home) == 3
    triggers = ask(home, 'SELECT "trigger", status FROM sync_runs')
    assert triggers == [("manual", "success")] * 2


def test_one_bank_that_fails_is_a_failure_and_the_others_are_done(
    run: Run, home: Path, plaid: PlaidServer
) -> None:
    broken = login(plaid)
    broken.require_login()
    connect(broken, "Broken Bank")
    connect(login(plaid), "Sound Bank")

    answer = run("sync")

    assert answer.code == 1
    assert "Broken Bank" in answer.out
    assert bank_rows(home) == 3
    assert ask(home, "SELECT status FROM connections") == [("login_required",), ("connected",)]


def test_one_login_by_name_or_number(run: Run, home: Path, plaid: PlaidServer) -> None:
    connect(login(plaid), "One Bank")
    second = connect(login(plaid), "Other Bank")

    assert run("sync", "--login", "other bank").code == 0
    assert run("sync", "--login", str(second)).code == 0
    assert ask(home, "SELECT DISTINCT connection_id FROM sync_runs") == [(second,)]

    unknown = run("sync", "--login", "Third Bank")
    assert unknown.code == 2
    assert "There is no login “Third Bank”. Logins: One Bank (1), Other Bank (2)." in unknown.words


def test_a_timer_asks_only_whose_turn_it_is(run: Run, home: Path, plaid: PlaidServer) -> None:
    connect(login(plaid))
    let_time_pass(home)

    assert run("sync", "--due", "--json").json["logins"][0]["added"] == 3
    again = run("sync", "--due")

    assert (again.code, again.out) == (0, "Nothing is due.\n")
    assert ask(home, 'SELECT "trigger" FROM sync_runs') == [("scheduled",)]


def test_a_portfolio_comes_along(run: Run, home: Path, plaid: PlaidServer) -> None:
    connect(login(plaid, rows=0, products=("investments",)))

    answer = run("sync", "--json")

    assert answer.code == 0, answer.out
    told = [one for one in answer.json["logins"] if one["kind"] == "portfolio"]
    assert [one["status"] for one in told] == ["success"], told
    assert ask(home, "SELECT count(*) FROM holdings", "investments.db") == [(2,)]


def test_keys_that_were_saved_in_the_app_count_here_too(
    run: Run, home: Path, plaid: PlaidServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(login(plaid))
    with opened_app() as context, context.home.budget.write() as session:
        context.home.settings.save(session, plaid.settings(), at=now())
    monkeypatch.setenv("PLAID_SECRET", "another")
    monkeypatch.delenv("PLAID_BASE_URL")

    assert run("sync").code == 0
    assert bank_rows(home) == 3


def test_a_file_of_an_earlier_version_is_brought_up_to_date_first(
    run: Run, home: Path, plaid: PlaidServer
) -> None:
    """Case 35: outside the app the same migrations hold, and the same settings."""
    home.mkdir()
    build(home / "budget.db", Version.OLDEST)
    [(before,)] = ask(home, "SELECT count(*) FROM transactions")

    assert run("sync").code == 2  # no bank yet, but the file is today's
    assert list((home / "backups").glob("budget-*-before-0001.db"))
    connect(login(plaid))
    assert run("sync").code == 0

    assert bank_rows(home) == 3
    assert ask(home, "SELECT count(*) FROM transactions") == [(before + 3,)]  # type: ignore[operator]
    assert run("doctor").code == 0


def test_a_login_that_another_process_is_at_is_left_to_it(
    run: Run, home: Path, plaid: PlaidServer, start: Start
) -> None:
    """Two at once: one waits for the bank meanwhile, and each row is there once."""
    connect(login(plaid))
    go_on = threading.Event()
    plaid.script("/transactions/sync", Meanwhile(lambda: go_on.wait(60)))
    other = start("sync", "--json")
    until = time.monotonic() + PATIENCE
    while not plaid.bodies("/transactions/sync"):
        assert time.monotonic() < until
        time.sleep(0.01)

    answer = run("sync", "--json")
    go_on.set()

    assert answer.code == 0
    assert answer.json["logins"][0]["status"] == "skipped"
    out, _ = other.communicate(timeout=PATIENCE)
    assert json.loads(out)["logins"][0]["added"] == 3
    assert bank_rows(home) == 3


def test_two_loops_beside_each_other_ask_a_bank_once(
    home: Path, plaid: PlaidServer, start: Start
) -> None:
    connect(login(plaid))
    let_time_pass(home)
    plaid.always("/transactions/sync", Slow(0.5))
    loops = [start("sync", "--loop", "--json") for _ in range(2)]
    until = time.monotonic() + PATIENCE
    runs = 'SELECT "trigger", status FROM sync_runs'
    while ask(home, runs) != [("scheduled", "success")]:  # not at its rows: it is at work still
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.5)  # for a second round to show, if one were to come

    for process in loops:
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
    assert bank_rows(home) == 3
    assert ask(home, runs) == [("scheduled", "success")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_by_the_clock_until_it_is_told_to_stop(
    home: Path, plaid: PlaidServer, start: Start, number: signal.Signals
) -> None:
    connect(login(plaid))
    process = start("sync", "--loop", "--json")
    told = [json.loads(process.stdout.readline()) for _ in range(4)]  # type: ignore[union-attr]

    before = time.monotonic()
    os.kill(process.pid, number)
    assert process.wait(timeout=PATIENCE) == 0
    assert time.monotonic() - before < 45

    assert {one["job"]: one["outcome"] for one in told} == {
        "bank_sync": "nothing",  # it was connected a moment ago: the owner is still deciding
        "investments": "nothing",
        "prices": "nothing",
        "ai_suggestions": "nothing",
    }
    jobs = ask(home, "SELECT name FROM scheduled_jobs WHERE last_finished_at IS NOT NULL")
    assert len(jobs) == 4


def test_it_stops_within_seconds_while_a_bank_does_not_answer(
    home: Path, plaid: PlaidServer, start: Start
) -> None:
    connect(login(plaid))
    let_time_pass(home)
    plaid.always("/transactions/sync", Slow(90))
    process = start("sync", "--loop")
    until = time.monotonic() + PATIENCE
    while not plaid.bodies("/transactions/sync"):
        assert time.monotonic() < until
        time.sleep(0.01)

    before = time.monotonic()
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(timeout=PATIENCE) == 0
    assert time.monotonic() - before < 45

    assert bank_rows(home) == 0
    plaid.always("/transactions/sync", None)
    again = start("sync", "--json")
    out, _ = again.communicate(timeout=PATIENCE)
    assert json.loads(out)["logins"][0]["added"] == 3
    statuses = ask(home, "SELECT status FROM sync_runs ORDER BY id")
    assert statuses == [("interrupted",), ("success",)]


@pytest.mark.parametrize("path", ["/api/scheduler/bank_sync/run", "/api/connections/1/sync"])
def test_the_app_closes_within_seconds_while_a_bank_does_not_answer(
    home: Path, plaid: PlaidServer, start: Start, free_port: int, path: str
) -> None:
    connect(login(plaid))
    plaid.always("/transactions/sync", Slow(90))
    process = start("serve", "--port", str(free_port))
    wait_until_up(process, free_port)
    if "scheduler" in path:
        with closing(sqlite3.connect(home / "budget.db")) as connection, connection:
            connection.execute("UPDATE connections SET status = 'error'")
    request = urllib.request.Request(f"http://127.0.0.1:{free_port}{path}", method="POST")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        assert answer.status == 202
    until = time.monotonic() + PATIENCE
    while not plaid.bodies("/transactions/sync"):
        assert time.monotonic() < until
        time.sleep(0.01)

    before = time.monotonic()
    os.kill(process.pid, signal.SIGTERM)
    process.wait(timeout=PATIENCE)
    assert time.monotonic() - before < 45
    assert bank_rows(home) == 0


def test_the_loop_takes_no_single_login(run: Run) -> None:
    assert run("sync", "--loop", "--login", "1").code == 2


def test_a_secret_is_never_printed(run: Run, plaid: PlaidServer) -> None:
    item = login(plaid)
    connect(item)
    plaid.script("/transactions/sync", PlaidError("INTERNAL_SERVER_ERROR", status=500))
    plaid.always("/transactions/sync", PlaidError("INVALID_API_KEYS"))

    answer = run("sync", "--json")

    assert answer.code == 1
    assert item.access_token not in answer.out + answer.err
    assert threading.active_count() < 20

"""A process that syncs is killed before every write in turn; the next sync makes up for it."""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from backend.database import Database
from backend.integrations.bank_feed import (
    FeedProblem,
    FeedRemoval,
    FeedUpdate,
    Progress,
    no_progress,
)
from backend.migrations.runner import upgrade
from backend.models import Account, RunStatus, SyncRun, SyncTrigger, TransactionSplit
from backend.services import operations
from backend.services.keeping import budget_database
from backend.services.seeding import seed
from tests.builders import make_account
from tests.conftest import NOW
from tests.fakes.scripted_feed import ScriptedFeed, feed_account
from tests.services.sync.books import books
from tests.services.sync.conftest import TODAY, Bank, make_login, make_syncer, row

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

_FIRST = FeedUpdate(
    accounts=(feed_account(),),
    upserts=(
        row("p1", "20.00", "2025-06-08", description="TAPAS BAR", is_pending=True),
        row("p2", "7.00", "2025-06-08", description="PARKING", is_pending=True),
        row("t1", "15.00", "2025-06-02", description="BOOK SHOP"),
        row("t2", "60.00", "2025-06-03", description="GARDEN CENTER"),
        row("t3", "9.99", "2025-06-03", description="STREAMING"),
    ),
    state="one",
)
_SECOND = FeedUpdate(
    accounts=(feed_account(balance_current=None),),
    upserts=(
        row("t4", "23.00", "2025-06-10", description="TAPAS BAR MADRID", pending_id="p1"),
        row("t2", "66.00", "2025-06-03", description="GARDEN CENTER"),
        row("t5", "4.10", "2025-06-09", description="Blue Bottle Coffee"),
        row("t6", "500.00", "2025-06-10", description="TRANSFER TO SAVINGS"),
        row("t7", "33.00", "2025-06-11", description="PIZZERIA ROMA"),
        *(row(f"f{n}", "2.75", "2025-06-11", description="METRO FARE") for n in range(4)),
    ),
    removals=(
        FeedRemoval("acc-1", "p1"),
        FeedRemoval("acc-1", "p2"),
        FeedRemoval("acc-1", "t3"),
    ),
    problems=(FeedProblem("One of the banks was slow."),),
    state="two",
)


_READS = ("SELECT", "PRAGMA")
_WAITS = "pending_review"
_AFTER_BOTH = {
    ("TAPAS BAR MADRID", 2300, "confirmed", ("p1", "t4")),
    ("BOOK SHOP", 1500, "auto_confirmed", ("t1",)),
    ("GARDEN CENTER", 6600, _WAITS, ("t2",)),  # split, and dearer than its parts
    ("SQ *BLUE BOTTLE 0042", 410, "confirmed", ("t5",)),
    ("TRANSFER TO SAVINGS", 50000, _WAITS, ("t6",)),
    ("TRANSFER FROM CHECKING", -50000, "confirmed", ()),
    ("PIZZERIA ROMA", 3300, _WAITS, ("t7",)),
    ("HARDWARE STORE", 3300, "confirmed", ()),
    *(("METRO FARE", 275, _WAITS, (f"f{number}",)) for number in range(4)),
}


class Stream(ScriptedFeed):
    """A bank whose answer follows from where its stream was left."""

    def fetch(
        self, secret: str, state: str | None, *, today: Any, progress: Progress = no_progress
    ) -> FeedUpdate:
        """Return what follows `state`."""
        del secret, today, progress
        nothing = FeedUpdate(accounts=_SECOND.accounts, problems=_SECOND.problems, state="two")
        return {None: _FIRST, "one": _SECOND}.get(state, nothing)


@dataclass
class Household:
    """A household's files, to be copied for each try."""

    folder: Path
    connection_id: int

    def copy(self, to: Path) -> "Household":
        shutil.copytree(self.folder, to)
        return Household(to, self.connection_id)

    def open(self) -> Database:
        return budget_database(self.folder / "budget.db")

    def sync(self, database: Database) -> RunStatus:
        syncer = make_syncer(database, self.folder, Stream(), at_once=9)
        return syncer.sync(
            self.connection_id, trigger=SyncTrigger.MANUAL, now=lambda: NOW, today=lambda: TODAY
        ).status


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Household:
    """One that was synced once, has rows of a file, and edits of the owner."""
    folder = tmp_path_factory.mktemp("household")
    upgrade(folder / "budget.db", "budget")
    database = budget_database(folder / "budget.db")
    with database.write() as session:
        seed(session, NOW)
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account, savings = make_account(session), make_account(session, "Savings")
        login = make_login(session, account)
    bank = Bank(database, make_syncer(database, folder, Stream()), Stream(), account.id, login.id)
    prepared = Household(folder, login.id)
    prepared.sync(database)
    _live_with(bank, savings)
    database.checkpoint()
    database.close()
    return prepared


def _live_with(bank: Bank, savings: Account) -> None:
    """Let the owner confirm, split and import."""
    by_words = {r.description: r for r in bank.rows()}
    bank.confirm(by_words["TAPAS BAR"].id, notes="with Ann")
    bank.confirm(by_words["STREAMING"].id)
    garden = by_words["GARDEN CENTER"]
    bank.confirm(garden.id, has_splits=True)
    with bank.write() as session:
        for amount in ("20.00", "40.00"):
            part = TransactionSplit(transaction_id=garden.id, amount=Decimal(amount))
            session.add(part)
        bank.from_file(
            session, amount="4.10", date="2025-06-08", description="SQ *BLUE BOTTLE 0042"
        )
        bank.from_file(session, amount="33.00", date="2025-06-09", description="HARDWARE STORE")
        bank.from_file(
            session,
            account=session.merge(savings),
            amount="-500.00",
            date="2025-06-10",
            description="TRANSFER FROM CHECKING",
        )


def test_killed_at_any_statement_the_next_sync_ends_where_an_undisturbed_one_does(
    household: Household, tmp_path: Path
) -> None:
    whole = household.copy(tmp_path / "whole")
    steps = _statements(whole)
    database = whole.open()
    undisturbed = books(database)
    database.close()
    assert steps.count("COMMIT") > 2
    assert _told(undisturbed["rows"]) == _AFTER_BOTH
    assert undisturbed["pairs"] != []

    apart = []
    for number in _places_to_die(steps):
        tried = household.copy(tmp_path / f"at-{number}")
        assert _killed_at(tried, number) == -signal.SIGKILL
        database = tried.open()
        assert tried.sync(database) is RunStatus.PARTIAL
        if books(database) != undisturbed:
            apart.append((number, steps[number - 1]))
        with database.read() as session:
            last = session.get_one(SyncRun, 2)
            assert last.status != RunStatus.RUNNING
        database.close()
        shutil.rmtree(tried.folder)
    assert apart == []


def _told(rows: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {
        (row["description"], row["amount"], row["status"], tuple(key for key, _ in row["ids"]))
        for row in rows
    }


def _places_to_die(steps: list[str]) -> list[int]:
    """Return the numbers of the statements before which to be killed.

    Those that only read are left out: to be killed before one is to be killed before the next
    that writes, as far as any file can tell.
    """
    return [number for number, step in enumerate(steps, 1) if not step.lstrip().startswith(_READS)]


def _statements(household: Household) -> list[str]:
    """Sync undisturbed and return every statement and commit of it."""
    database, seen = household.open(), list[str]()
    _listen(database, seen.append)
    household.sync(database)
    database.close()
    return seen


def _killed_at(household: Household, number: int) -> int:
    """Sync in a process that is killed before its statement of that number."""
    child = os.fork()
    if child == 0:
        _die_at(household, number)
    _, status = os.waitpid(child, 0)
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _die_at(household: Household, number: int) -> None:
    seen = []

    def count(statement: str) -> None:
        seen.append(statement)
        if len(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        database = household.open()
        _listen(database, count)
        household.sync(database)
    finally:
        os._exit(1)


def _listen(database: Database, tell: Callable[[str], None]) -> None:
    for engine in (database._writer, database._readers):
        event.listen(engine, "before_cursor_execute", lambda *args: tell(args[2]))
        event.listen(engine, "commit", lambda _: tell("COMMIT"))

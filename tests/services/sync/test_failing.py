"""What goes wrong: told in plain words, tried again later, and never in anybody's way."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, update

from backend.core.background import TaskRunner
from backend.integrations.bank_feed import FeedError, FeedFailure, FeedProblem, FeedUpdate
from backend.models import (
    Account,
    AppSetting,
    Connection,
    ConnectionStatus,
    Operation,
    RunStatus,
    SyncLog,
    SyncRun,
    SyncTrigger,
)
from backend.services import operations
from backend.services.sync.connections import ConnectionNotFoundError, DisconnectedError
from backend.services.sync.ending import due_logins
from backend.services.sync.engine import AlreadySyncingError
from backend.services.sync.health import health
from backend.services.sync.live import LiveRuns
from backend.services.sync.locks import take_lock
from backend.services.sync.runs import list_runs
from tests.services.sync.conftest import NOW, TODAY, Bank, make_login, row


def fail(bank: Bank, failure: FeedFailure, **facts: float) -> None:
    bank.feed.updates.append(FeedError("The bank is not answering.", failure, **facts))


@pytest.mark.parametrize(
    ("failure", "status", "action"),
    [
        (FeedFailure.LOGIN_REQUIRED, ConnectionStatus.LOGIN_REQUIRED, "repair"),
        (FeedFailure.ACTION_AT_BANK, ConnectionStatus.LOGIN_REQUIRED, "repair"),
        (FeedFailure.REMOVED, ConnectionStatus.REMOVED, "relink"),
        (FeedFailure.CREDENTIALS, ConnectionStatus.ERROR, "settings"),
        (FeedFailure.SUBSCRIPTION, ConnectionStatus.ERROR, "wait"),
        (FeedFailure.BANK_DOWN, ConnectionStatus.ERROR, "wait"),
        (FeedFailure.UNREACHABLE, ConnectionStatus.ERROR, "wait"),
        (FeedFailure.UNSUPPORTED, ConnectionStatus.ERROR, "none"),
        (FeedFailure.NOT_READY, ConnectionStatus.PREPARING, "wait"),
    ],
)
def test_each_failure_says_what_to_do(
    bank: Bank, failure: FeedFailure, status: ConnectionStatus, action: str
) -> None:
    fail(bank, failure)

    outcome = bank.sync(answers=False)

    assert outcome.sentence == "The bank is not answering."
    is_fine = failure is FeedFailure.NOT_READY
    assert outcome.status is (RunStatus.SUCCESS if is_fine else RunStatus.ERROR)
    login = bank.login()
    assert login.status == status
    assert health(login, NOW).action == action
    with bank.database.read() as session:
        [log] = session.scalars(select(SyncLog)).all()
        assert log.status == outcome.status
        account = bank.account(session)
        assert account.last_sync_error == "The bank is not answering."


def test_waits_double_up_to_a_day_and_a_success_ends_them(bank: Bank) -> None:
    waits = []
    for _ in range(7):
        fail(bank, FeedFailure.BANK_DOWN)
        bank.sync(answers=False)
        waits.append((bank.login().next_attempt_at or NOW) - NOW)
    assert waits == [dt.timedelta(hours=hours) for hours in (1, 2, 4, 8, 16, 24, 24)]

    bank.sync(row("t1"))

    login = bank.login()
    assert (login.failures, login.next_attempt_at, login.last_error) == (0, None, None)
    assert health(login, NOW).state == "ok"


def test_a_service_that_says_how_long_to_wait_is_obeyed(bank: Bank) -> None:
    fail(bank, FeedFailure.RATE_LIMITED, retry_after_seconds=7 * 3600)

    bank.sync(answers=False)

    assert bank.login().next_attempt_at == NOW + dt.timedelta(hours=7)
    assert due(bank, NOW + dt.timedelta(hours=6)) == []
    assert due(bank, NOW + dt.timedelta(hours=7)) == [bank.connection_id]


def due(bank: Bank, at: dt.datetime) -> list[int]:
    with bank.database.read() as session:
        return due_logins(session, at=at)


def test_by_the_clock_nobody_is_asked_who_waits_for_the_owner(bank: Bank) -> None:
    later = NOW + dt.timedelta(days=3)
    fail(bank, FeedFailure.LOGIN_REQUIRED)
    bank.sync(answers=False)
    assert due(bank, later) == []

    fail(bank, FeedFailure.CREDENTIALS)
    bank.sync(answers=False)
    assert due(bank, later) == []
    with bank.database.write() as session:
        session.add(AppSetting(key="plaid_secret", value="new", updated_at=later))
    assert due(bank, later) == [bank.connection_id]

    bank.sync()
    with bank.database.write() as session:
        session.execute(update(Connection).values(paused_at=NOW))
    assert due(bank, later) == []


def test_one_broken_login_never_stops_the_others(bank: Bank) -> None:
    with bank.write() as session:
        other = Account(name="Card", institution="bank", account_type="credit", created_at=NOW)
        session.add(other)
        session.flush()
        make_login(session, other, external_id="acc-2")
    bank.feed.updates.append(RuntimeError("a fault of ours"))
    bank.feed.updates.append(FeedUpdate(upserts=(row("t1", account_id="acc-2"),), state="one"))

    outcomes = bank.syncer.sync_all(
        trigger=SyncTrigger.SCHEDULED, now=lambda: NOW, today=lambda: TODAY
    )

    assert [o.status for o in outcomes] == [RunStatus.ERROR, RunStatus.SUCCESS]
    assert "Something in the app went wrong" in outcomes[0].sentence
    assert len(bank.rows()) == 1


def test_what_a_service_names_beside_its_answer_is_told(bank: Bank) -> None:
    problem = FeedProblem("One bank wants you to log in again.", FeedFailure.LOGIN_REQUIRED)

    outcome = bank.sync(row("t1"), problems=(problem,))

    assert (outcome.status, outcome.added) == (RunStatus.PARTIAL, 1)
    found = health(bank.login(), NOW)
    assert (found.state, found.action) == ("attention", "repair")


def test_rows_of_another_currency_are_left_out_and_named(bank: Bank) -> None:
    outcome = bank.sync(row("t1", currency="EUR", description="BOULANGERIE"), row("t2"))

    assert (outcome.status, outcome.added) == (RunStatus.PARTIAL, 1)
    assert outcome.sentence == (
        "1 transaction was left out, as Checking is kept in USD: "
        "BOULANGERIE (10.00 EUR, June 1, 2025)."
    )


def test_a_second_sync_of_a_login_is_told_of_the_first(bank: Bank) -> None:
    begun = bank.syncer.begin(bank.connection_id, trigger=SyncTrigger.MANUAL, at=NOW)

    with pytest.raises(AlreadySyncingError) as caught:
        bank.sync(answers=False)

    assert caught.value.run_id == begun.run_id
    assert (
        bank.syncer.sync_all(trigger=SyncTrigger.SCHEDULED, now=lambda: NOW, today=lambda: TODAY)
        == []
    )
    begun.lock.release()
    assert bank.sync(row("t1")).added == 1
    with bank.database.read() as session:
        assert [past.run.status for past in list_runs(session)] == ["success", "interrupted"]


def test_a_login_that_is_gone_or_let_go_of_is_not_asked(bank: Bank) -> None:
    with bank.database.write() as session:
        session.execute(update(Connection).values(status="disconnected"))
    with pytest.raises(DisconnectedError):
        bank.sync()
    bank.connection_id = 99
    with pytest.raises(ConnectionNotFoundError):
        bank.sync()


def test_let_go_of_while_its_bank_was_asked_nothing_is_stored(bank: Bank) -> None:
    def disconnect(_: str) -> None:
        with bank.database.write() as session:
            session.execute(update(Connection).values(status="disconnected", secret=None))

    bank.feed.before_answer = disconnect

    outcome = bank.sync(row("t1"))

    assert outcome.status in (RunStatus.INTERRUPTED, RunStatus.ERROR)
    assert bank.rows() == []
    assert bank.login().status == ConnectionStatus.DISCONNECTED


def test_read_anew_while_its_bank_was_asked_it_is_asked_again(bank: Bank) -> None:
    bank.sync(row("t1"))
    resets = [None]

    def reset(_: str) -> None:
        if resets:
            resets.pop()
            with bank.database.write() as session:
                session.execute(update(Connection).values(state=None))

    bank.feed.before_answer = reset
    bank.feed.updates.append(FeedUpdate(upserts=(row("t2"),), state="stale"))
    outcome = bank.sync(row("t1"), row("t2"), state="whole")

    assert [state for _, state, _ in bank.feed.asked("fetch")] == [None, "state-1", None]
    assert (outcome.added, bank.login().state) == (1, "whole")


def test_a_sync_without_news_leaves_no_operation(bank: Bank) -> None:
    first = bank.sync(row("t1"))
    with bank.database.read() as session:
        before = session.scalars(select(Operation.id)).all()

    second = bank.sync(row("t1"))

    assert first.operation_id is not None
    assert second.operation_id is None
    assert second.sentence == "Chase: nothing new."
    with bank.database.read() as session:
        assert session.scalars(select(Operation.id)).all() == before
        assert session.get_one(SyncRun, second.run_id).operation_id is None


def test_a_sync_of_many_batches_is_one_operation_and_undone_as_one(bank: Bank) -> None:
    many = [row(f"t{n}", f"{n + 1}.00", description=f"SHOP {n % 7}") for n in range(1_000)]
    outcome = bank.sync(*many)
    assert outcome.added == 1_000

    with bank.database.write() as session:
        [operation] = session.scalars(select(Operation).where(Operation.kind == "bank_sync")).all()
        assert operation.summary == "Chase: 1,000 new"
        assert operation.change_count == 2_000
        operations.undo(session, operation.id, at=NOW)
    assert bank.rows() == []


def test_a_live_sync_is_watched_to_its_end(bank: Bank) -> None:
    may_answer = threading.Event()
    bank.feed.before_answer = lambda _: may_answer.wait(10)
    bank.feed.updates.append(FeedUpdate(upserts=(row("t1"),), state="one"))
    tasks = TaskRunner()
    live = LiveRuns(tasks, now=lambda: NOW, today=lambda: TODAY)

    run_id = live.start(bank.syncer, bank.connection_id, SyncTrigger.MANUAL)
    assert live.start(bank.syncer, bank.connection_id, SyncTrigger.MANUAL) == run_id
    events = live.events(bank.database, run_id, ping_seconds=5)
    assert next(events) is not None
    may_answer.set()
    phases = [event.phase for event in events if event]
    tasks.wait()

    assert "saving" in phases
    assert list(live.events(bank.database, run_id, ping_seconds=5))[-1].phase == "saving"
    elsewhere = LiveRuns(tasks, now=lambda: NOW, today=lambda: TODAY)
    assert list(elsewhere.events(bank.database, run_id)) == []


def test_closing_the_app_ends_a_sync_cleanly(bank: Bank) -> None:
    asked, tasks = threading.Event(), TaskRunner()
    closing = threading.Event()

    def wait(_: str) -> None:
        asked.set()
        closing.wait(10)

    bank.feed.before_answer = wait
    live = LiveRuns(tasks, now=lambda: NOW, today=lambda: TODAY)
    live.start(bank.syncer, bank.connection_id, SyncTrigger.MANUAL)
    assert asked.wait(10)
    threading.Timer(0.01, closing.set).start()
    tasks.close()

    with bank.database.read() as session:
        [past] = list_runs(session)
    assert past.run.status == RunStatus.INTERRUPTED
    assert bank.sync(row("t1")).added == 1


def test_a_lock_is_free_again_when_its_holder_lets_go(tmp_path: Path) -> None:
    lock = take_lock(tmp_path, 1)
    lock.release()
    take_lock(tmp_path, 1).release()


def test_a_sync_that_has_just_ended_does_not_refuse_the_next(bank: Bank) -> None:
    lock = take_lock(bank.syncer.locks_folder, bank.connection_id)
    threading.Timer(0.05, lock.release).start()

    assert bank.sync(row("t1")).added == 1


def test_accounts_that_wait_for_a_decision_are_counted_in_good_english(bank: Bank) -> None:
    bank.sync(row("t1"))
    said = [health(bank.login(), NOW, undecided=count).sentence for count in (1, 4)]
    assert said == [
        "1 account waits for you to say where it belongs.",
        "4 accounts wait for you to say where they belong.",
    ]

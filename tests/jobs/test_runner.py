"""Jobs run when due, never twice at once, and what came of them is noted."""

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from backend.context import Profile
from backend.core.background import TaskCancelledError
from backend.core.errors import UpstreamError
from backend.jobs.job import Turn
from backend.jobs.runner import JobRunningError
from backend.services import scheduling
from backend.services.scheduling import BANK_SYNC, PRICES, JobKind, JobOutcome, JobResult, JobState
from tests.conftest import NOW
from tests.jobs.conftest import Clockwork, Ended, MakeRunner, Scripted

StateOf = Callable[[JobKind], JobState]


def test_what_is_due_runs_once_and_is_noted(
    works: dict[str, Scripted],
    make_runner: MakeRunner,
    ended: Ended,
    clockwork: Clockwork,
    state_of: StateOf,
) -> None:
    runner = make_runner(works)

    assert set(runner.start_due()) == set(works)
    ended.wait_for(3)
    clockwork.wait(hours=1)

    assert runner.start_due() == []  # it is a Sunday
    assert works["bank_sync"].runs == 1
    row = state_of(BANK_SYNC).row
    assert row is not None
    assert (row.last_outcome, row.last_sentence) == ("success", "Done.")
    assert row.last_started_at == row.last_finished_at == NOW
    assert row.next_run_at == NOW + dt.timedelta(hours=4)


def test_a_job_that_runs_is_not_started_again(
    works: dict[str, Scripted], make_runner: MakeRunner, ended: Ended, state_of: StateOf
) -> None:
    held = works["bank_sync"]
    held.go_on.clear()
    runner = make_runner({"bank_sync": held, **{k: w for k, w in works.items() if w is not held}})
    runner.start_due()
    assert held.started.wait(30)

    assert "bank_sync" not in runner.start_due()
    with pytest.raises(JobRunningError, match="“Bank connections” is running already"):
        runner.start_now("bank_sync")
    assert runner.is_running(state_of(BANK_SYNC))
    held.go_on.set()
    ended.wait_for(3)
    assert held.runs == 1


def test_two_processes_never_run_the_same_job_at_once(
    works: dict[str, Scripted],
    make_runner: MakeRunner,
    profile: Profile,
    ended: Ended,
    state_of: StateOf,
) -> None:
    profile.config.locks.mkdir()
    lock = str(profile.config.locks / "job-bank_sync.lock")
    hold = f"from filelock import FileLock; held = FileLock({lock!r}); held.acquire(); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with profile.budget.write() as session:
            scheduling.start(session, BANK_SYNC, at=NOW)
        runner = make_runner(works)
        runner.start_due()
        ended.wait_for(2)

        assert works["bank_sync"].runs == 0
        assert runner.is_running(state_of(BANK_SYNC))
        with pytest.raises(JobRunningError):
            runner.start_now("bank_sync")
        other.kill()  # the lock dies with its process, and the job is due still
        other.wait()

    assert not runner.is_running(state_of(BANK_SYNC))
    assert runner.start_due() == ["bank_sync"]
    ended.wait_for(3)
    assert works["bank_sync"].runs == 1


def test_what_another_process_has_just_done_is_not_done_again(
    works: dict[str, Scripted], make_runner: MakeRunner
) -> None:
    here, there = make_runner(works), make_runner(works)

    assert here.run(BANK_SYNC, only_due=True) is not None
    assert there.run(BANK_SYNC, only_due=True) is None
    assert works["bank_sync"].runs == 1


def test_a_job_runs_now_when_asked_also_a_paused_one(
    works: dict[str, Scripted], make_runner: MakeRunner, profile: Profile, ended: Ended
) -> None:
    with profile.budget.write() as session:
        scheduling.pause(session, PRICES, at=NOW)
    runner = make_runner(works)

    runner.start_now("prices")

    ended.wait_for(1)
    assert works["prices"].runs == 1
    assert "prices" not in runner.start_due()


@pytest.mark.parametrize(
    ("error", "outcome", "sentence"),
    [
        (UpstreamError("Chase does not answer."), JobOutcome.ERROR, "Chase does not answer."),
        (ValueError("4111 1111"), JobOutcome.ERROR, "Something went wrong, and nothing was stored"),
        (TaskCancelledError(), JobOutcome.INTERRUPTED, "Stopped because the app was closed"),
    ],
)
def test_a_failure_is_noted_in_a_sentence_without_what_it_was_about(
    make_runner: MakeRunner, error: Exception, outcome: JobOutcome, sentence: str
) -> None:
    result = make_runner({"bank_sync": Scripted(error)}).run(BANK_SYNC, only_due=True)

    assert result is not None
    assert result.outcome is outcome
    assert result.sentence.startswith(sentence)
    assert "4111" not in result.sentence


def test_a_job_that_failed_comes_again_in_its_rhythm(
    make_runner: MakeRunner, clockwork: Clockwork
) -> None:
    failing = Scripted(ValueError("x"))
    runner = make_runner({"bank_sync": failing})
    runner.run(BANK_SYNC, only_due=True)

    assert runner.run(BANK_SYNC, only_due=True) is None
    clockwork.wait(hours=4)
    assert runner.run(BANK_SYNC, only_due=True) is not None
    assert failing.runs == 2


def test_closing_stops_a_job_at_its_next_step_and_leaves_it_due(
    works: dict[str, Scripted], make_runner: MakeRunner, ended: Ended, state_of: StateOf
) -> None:
    held = works["bank_sync"]
    held.go_on.clear()
    runner = make_runner({"bank_sync": held})
    runner.start_now("bank_sync")
    assert held.started.wait(30)

    before = time.monotonic()
    runner.close(timeout_seconds=0.05)  # as when it waits for the network
    assert time.monotonic() - before < 10
    held.go_on.set()
    ended.wait_for(1)

    state = state_of(BANK_SYNC)
    assert state.row is not None
    assert state.row.last_outcome == "interrupted"
    assert scheduling.is_due(state.row, NOW)
    assert runner.start_due() == []


def test_the_lock_is_for_its_owner_alone(
    make_runner: MakeRunner, profile: Profile, tmp_path: Path
) -> None:
    def look(turn: Turn) -> JobResult:
        lock = turn.profile.config.locks / "job-bank_sync.lock"
        assert lock.stat().st_mode & 0o077 == 0
        assert turn.profile.config.locks.stat().st_mode & 0o077 == 0
        assert FileLock(lock).is_locked is False
        return JobResult(JobOutcome.SUCCESS, "Looked.")

    result = make_runner({"bank_sync": look}).run(BANK_SYNC, only_due=True)

    assert result is not None
    assert result.sentence == "Looked."

"""The clock looks for what is due, over and over, until it is closed."""

import subprocess
import sys
import threading
import time

import pytest

from backend.jobs.clock import Clock
from tests.jobs.conftest import Clockwork, Ended, MakeRunner, Scripted


def test_it_starts_what_is_due_and_after_a_sleep_once(
    works: dict[str, Scripted], make_runner: MakeRunner, ended: Ended, clockwork: Clockwork
) -> None:
    clock = Clock(
        make_runner(works), first_look_seconds=0, look_every_seconds=0.02, now=clockwork.now
    )
    clock.start()
    try:
        ended.wait_for(3)
        clockwork.wait(days=2)  # asleep: the wall clock jumps, nothing ran meanwhile
        ended.wait_for(6)
    finally:
        clock.close()

    assert {name: work.runs for name, work in works.items()} == dict.fromkeys(works, 2)


def test_a_computer_that_has_just_woken_gets_a_moment_for_its_network(
    works: dict[str, Scripted], make_runner: MakeRunner, ended: Ended, clockwork: Clockwork
) -> None:
    clock = Clock(make_runner(works), now=clockwork.now)
    clock._look()
    ended.wait_for(3)
    clockwork.wait(days=2)

    clock._look()
    assert all(work.runs == 1 for work in works.values())
    clockwork.wait(seconds=30)
    clock._look()
    ended.wait_for(6)


def test_nothing_starts_before_the_app_had_time_to_answer(
    works: dict[str, Scripted], make_runner: MakeRunner
) -> None:
    clock = Clock(make_runner(works), first_look_seconds=60)
    clock.start()
    clock.close()

    assert not any(work.runs for work in works.values())


def test_a_look_that_fails_is_not_the_last_one(
    make_runner: MakeRunner, caplog: pytest.LogCaptureFixture
) -> None:
    runner = make_runner({})
    looks = 0
    looked_again = threading.Event()

    def start_due() -> list[str]:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise OSError("the disk is asleep")
        looked_again.set()
        return []

    runner.start_due = start_due  # type: ignore[method-assign]
    clock = Clock(runner, first_look_seconds=0, look_every_seconds=0.02)
    clock.start()
    try:
        assert looked_again.wait(30)
    finally:
        clock.close()
    assert "could not see which jobs are due" in caplog.text


def test_closing_is_quick_and_safe_at_any_moment(make_runner: MakeRunner) -> None:
    for seconds in (0, 0.001, 0.01):
        clock = Clock(make_runner({}), first_look_seconds=seconds, look_every_seconds=0.02)
        clock.start()
        time.sleep(seconds)
        before = time.monotonic()
        clock.close()
        clock.close()
        assert time.monotonic() - before < 10


def test_its_library_is_not_loaded_with_the_app() -> None:
    look = "import sys, backend.main; sys.exit('apscheduler' in sys.modules or 'filelock' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0

"""Several processes want the same login at the same moment; one of them is killed."""

import os
import signal
import time
from pathlib import Path

import pytest

from backend.services.sync.engine import AlreadySyncingError
from backend.services.sync.locks import LockTakenError, take_lock
from tests.services.sync.books import books
from tests.sync_process.test_killed import Household, household

__all__ = ["household"]  # the fixture

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_a_lock_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        _hold(tmp_path)
    until = time.monotonic() + 30
    while not (tmp_path / "taken").exists() and time.monotonic() < until:
        time.sleep(0.005)

    with pytest.raises(LockTakenError):
        take_lock(tmp_path, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    take_lock(tmp_path, 1).release()


def test_the_clock_the_button_and_the_command_at_once_are_one_sync(
    household: Household, tmp_path: Path
) -> None:
    alone = household.copy(tmp_path / "alone")
    database = alone.open()
    alone.sync(database)
    undisturbed = books(database)
    database.close()

    shared = household.copy(tmp_path / "shared")
    children = [_sync_elsewhere(shared) for _ in range(4)]
    endings = [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children]

    assert set(endings) <= {0, 3}
    assert 0 in endings
    database = shared.open()
    assert books(database) == undisturbed
    database.close()


def _hold(folder: Path) -> None:
    try:
        lock = take_lock(folder, 1)
        (folder / "taken").touch()
        time.sleep(60)
        lock.release()
    finally:
        os._exit(0)


def _sync_elsewhere(household: Household) -> int:
    child = os.fork()
    if child != 0:
        return child
    code = 1
    try:
        household.sync(household.open())
        code = 0
    except AlreadySyncingError:
        code = 3
    finally:
        os._exit(code)

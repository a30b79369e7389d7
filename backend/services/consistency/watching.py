"""Whether the books are consistent, always at hand: checked in the background, remembered.

A check reads the whole file, so it is not made at each question. What it found holds for as long
as the file stays the same; after a change the next one waits until it has rested for many times
as long as the last one took.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from backend.core.background import Task, TaskRunner, TaskState
from backend.database import Database
from backend.services.consistency.examining import CHECKS, run
from backend.services.consistency.findings import CheckResult, Level

# Checks take a twentieth of one processor at most, and wait for a series of edits to end.
_REST = 20
_LEAST_REST = dt.timedelta(seconds=15)

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Report:
    """What one look at everything found; `state_of_file` tells what it holds for."""

    results: tuple[CheckResult, ...]
    began_at: dt.datetime
    ended_at: dt.datetime
    thorough: bool
    state_of_file: tuple[int, ...]

    def count(self, level: Level) -> int:
        """Return how many things of that level were found."""
        return sum(result.count for result in self.results if result.check.level is level)

    @property
    def milliseconds(self) -> float:
        """How long the checks took, without what they waited for each other."""
        return sum(result.milliseconds for result in self.results)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last report, whether it is of the file as it is now, and the check under way."""

    report: Report | None
    is_current: bool
    task: Task | None


class Watch:
    """Watches over one household's file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._report: Report | None = None
        self._task: Task | None = None
        self._last_at: dt.datetime | None = None
        self._is_wanted = True

    def look(self, tasks: TaskRunner, now: Clock) -> Standing:
        """Return how things stand, and check anew in the background where it is time to."""
        with self._lock:
            standing = self._standing()
            if standing.task is None and not standing.is_current and self._is_time(now()):
                self._start(tasks, now, thorough=False)
            return self._standing()

    def check(self, tasks: TaskRunner, now: Clock) -> Standing:
        """Begin a thorough check, unless one is under way."""
        with self._lock:
            if self._standing().task is None:
                self._start(tasks, now, thorough=True)
            return self._standing()

    def want_soon(self) -> None:
        """Let the next look check at once if the file has changed, as after a repair."""
        self._is_wanted = True

    def _standing(self) -> Standing:
        running = self._task is not None and self._task.state is TaskState.RUNNING
        report = self._report
        is_current = report is not None and report.state_of_file == _state_of(self._database.path)
        return Standing(report, is_current, self._task if running else None)

    def _is_time(self, at: dt.datetime) -> bool:
        if self._is_wanted or self._last_at is None:
            return True
        took = dt.timedelta(milliseconds=self._report.milliseconds if self._report else 0)
        return at > self._last_at + max(_LEAST_REST, took * _REST)

    def _start(self, tasks: TaskRunner, now: Clock, *, thorough: bool) -> None:
        self._is_wanted = False
        self._task = tasks.start(
            "consistency", lambda task: self._examine(task, now, thorough=thorough)
        )

    def _examine(self, task: Task, now: Clock, *, thorough: bool) -> dict[str, Any]:
        """Go through all checks, each on a view of its own, so that no writer's log grows long."""
        state, began = _state_of(self._database.path), now()
        self._last_at = began
        results = []
        for number, check in enumerate(CHECKS):
            task.progress(check.name, number, len(CHECKS))
            with self._database.read() as session:
                results.append(run(session, check, thorough=thorough))
        self._last_at = now()
        self._report = Report(tuple(results), began, self._last_at, thorough, state)
        return {"broken": self._report.count(Level.BROKEN)}


def _state_of(file: Path) -> tuple[int, ...]:
    """Return what changes with every commit: times and sizes of the file and its log."""
    stats = [path.stat() for path in (file, Path(f"{file}-wal")) if path.exists()]
    return tuple(number for stat in stats for number in (stat.st_mtime_ns, stat.st_size))

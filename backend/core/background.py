"""Work that outlives its request: run in a thread, watched, cancelled."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from backend.core.errors import BudgetAppError, NotFoundError

_log = logging.getLogger(__name__)
_KEPT_TASKS = 50


class TaskState(StrEnum):
    """How far a task has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class TaskCancelledError(Exception):
    """The owner stopped the task; raised inside it at the next step."""


class TaskNotFoundError(NotFoundError):
    """There is no such task."""

    def __init__(self, task_id: str) -> None:
        super().__init__(f"There is no job {task_id[:40]}. It may have ended before a restart.")


@dataclass
class Task:
    """One piece of work, as it stands now. `done` of `total` counts steps of `phase`."""

    kind: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    state: TaskState = TaskState.RUNNING
    phase: str = ""
    done: int = 0
    total: int = 0
    result: dict[str, Any] | None = None
    problem: str | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    def progress(self, phase: str, done: int, total: int) -> None:
        """Say how far the work has come; the place where a cancel takes effect.

        Raises:
            TaskCancelledError: the owner cancelled.
        """
        if self._cancelled.is_set():
            raise TaskCancelledError
        self.phase, self.done, self.total = phase, done, total

    def cancel(self) -> None:
        """Ask the work to stop and leave nothing behind."""
        self._cancelled.set()


class TaskRunner:
    """The tasks of a running app."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def start(self, kind: str, work: Callable[[Task], dict[str, Any]]) -> Task:
        """Run `work` in a thread of its own and return its task at once."""
        task = Task(kind)
        thread = threading.Thread(target=_run, args=(task, work), name=f"task-{kind}", daemon=True)
        with self._lock:
            self._tasks[task.id] = task
            self._threads[task.id] = thread
            self._forget_old()
        thread.start()
        return task

    def get(self, task_id: str) -> Task:
        """Return the task.

        Raises:
            TaskNotFoundError: there is none with that id, or it is long done.
        """
        with self._lock:
            task = self._tasks.get(task_id)
        if task is None:
            raise TaskNotFoundError(task_id)
        return task

    def wait(self, *, timeout_seconds: float = 30) -> None:
        """Wait for what runs to end, no longer than told in all."""
        until = time.monotonic() + timeout_seconds
        for thread in list(self._threads.values()):
            thread.join(max(0.0, until - time.monotonic()))

    def close(self, *, timeout_seconds: float = 3) -> None:
        """Cancel what runs and wait for that, no longer than told in all.

        What waits for the network by then is left behind and ends with the process; what it had
        not stored is not stored.
        """
        for task in list(self._tasks.values()):
            task.cancel()
        self.wait(timeout_seconds=timeout_seconds)

    def _forget_old(self) -> None:
        ended = [t.id for t in self._tasks.values() if t.state is not TaskState.RUNNING]
        for task_id in ended[: max(0, len(self._tasks) - _KEPT_TASKS)]:
            del self._tasks[task_id], self._threads[task_id]


def _run(task: Task, work: Callable[[Task], dict[str, Any]]) -> None:
    try:
        task.result = work(task)
        task.state = TaskState.DONE
    except TaskCancelledError:
        task.state = TaskState.CANCELLED
    except BudgetAppError as error:
        task.problem, task.state = str(error), TaskState.FAILED
    except Exception:  # noqa: BLE001 - the whole job; nobody else would hear of it
        _log.exception("the job %s failed", task.kind)
        task.problem = "Something went wrong, and nothing was stored. The log has the details."
        task.state = TaskState.FAILED

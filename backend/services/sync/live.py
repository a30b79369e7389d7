"""Syncs that run at this moment, to be watched while they do."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from backend.core.background import Task, TaskRunner
from backend.database import Database
from backend.models import RunStatus, SyncTrigger
from backend.services.sync import runs
from backend.services.sync.engine import AlreadySyncingError, Begun, Now, Syncer, Today
from backend.services.sync.plain_words import progress_sentence

_POLL_SECONDS = 0.5
_KEPT = 50


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a sync has come; `total` is 0 where that is not known."""

    phase: str
    sentence: str
    done: int
    total: int


@dataclass(slots=True)
class LiveRun:
    """A sync under way in this process, and who waits for news of it."""

    run_id: int
    connection_id: int
    database: Database
    task: Task | None = None
    latest: SyncProgress | None = None
    is_over: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition, repr=False)

    def tell(self, phase: str, done: int, total: int) -> None:
        """Let those who watch know how far it is; a stop that was asked for takes effect here."""
        if self.task is not None:
            self.task.progress(phase, done, total)
        with self.changed:
            self.latest = SyncProgress(phase, progress_sentence(phase, done, total), done, total)
            self.changed.notify_all()

    def end(self) -> None:
        """Let those who watch know that it is over."""
        with self.changed:
            self.is_over = True
            self.changed.notify_all()


class LiveRuns:
    """The syncs that this process runs in threads of their own."""

    def __init__(self, tasks: TaskRunner, *, now: Now, today: Today) -> None:
        self._tasks = tasks
        self._now = now
        self._today = today
        self._runs: dict[tuple[str, int], LiveRun] = {}
        self._lock = threading.Lock()

    def start(self, syncer: Syncer, connection_id: int, trigger: SyncTrigger) -> int:
        """Begin a sync, or join the one that runs; return its number in the history.

        Call it outside of any write session: it writes by itself.

        Raises:
            ConnectionNotFoundError: there is no such login.
            DisconnectedError: it was let go of.
            AlreadySyncingError: another process is about to begin at just this moment.
        """
        try:
            begun = syncer.begin(connection_id, trigger=trigger, at=self._now())
        except AlreadySyncingError as error:
            if error.run_id is None:
                raise
            return error.run_id
        live = LiveRun(begun.run_id, connection_id, syncer.database)
        with self._lock:
            self._runs[_key(syncer.database, begun.run_id)] = live
            self._forget_old()
        self._tasks.start("sync", lambda task: self._carry_out(syncer, begun, live, task))
        return begun.run_id

    def events(
        self,
        database: Database,
        run_id: int,
        *,
        ping_seconds: float = 15,
        sleep: Callable[[float], None] = time.sleep,
    ) -> Iterator[SyncProgress | None]:
        """Yield how far a sync is whenever that changes, and end when it is over.

        None stands for no news in `ping_seconds`. Of a sync in another process there is no news
        but its end.
        """
        with self._lock:
            live = self._runs.get(_key(database, run_id))
        if live is not None:
            yield from _watch(live, ping_seconds)
        else:
            yield from _wait(database, run_id, ping_seconds, sleep)

    def _carry_out(self, syncer: Syncer, begun: Begun, live: LiveRun, task: Task) -> dict[str, Any]:
        live.task = task
        try:
            outcome = syncer.carry_out(begun, now=self._now, today=self._today, progress=live.tell)
        finally:
            live.end()
        return {"run_id": outcome.run_id, "sentence": outcome.sentence}

    def _forget_old(self) -> None:
        over = [key for key, live in self._runs.items() if live.is_over]
        for key in over[: max(0, len(self._runs) - _KEPT)]:
            del self._runs[key]


def _key(database: Database, run_id: int) -> tuple[str, int]:
    return str(database.path), run_id


def _watch(live: LiveRun, ping_seconds: float) -> Iterator[SyncProgress | None]:
    told: SyncProgress | None = None
    while True:
        with live.changed:
            if not live.is_over and live.latest is told:
                live.changed.wait(ping_seconds)
            latest, is_over = live.latest, live.is_over
        if latest is not told:
            told = latest
            yield latest
        elif is_over:
            return
        else:
            yield None


def _wait(
    database: Database, run_id: int, ping_seconds: float, sleep: Callable[[float], None]
) -> Iterator[SyncProgress | None]:
    waited = 0.0
    while _is_running(database, run_id):
        sleep(_POLL_SECONDS)
        waited += _POLL_SECONDS
        if waited >= ping_seconds:
            waited = 0.0
            yield None


def _is_running(database: Database, run_id: int) -> bool:
    with database.read() as session:
        past = runs.get_run(session, run_id)
    return past is not None and past.run.status == RunStatus.RUNNING

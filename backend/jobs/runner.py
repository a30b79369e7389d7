"""Runs jobs: one at a time of each, also across processes, and notes how each went."""

import datetime as dt
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.orm import Session

from backend.context import Profile
from backend.core.background import TaskCancelledError
from backend.core.errors import BudgetAppError, ConflictError
from backend.jobs.job import Job, Turn
from backend.services import scheduling
from backend.services.scheduling import JobKind, JobOutcome, JobResult, JobState

_log = logging.getLogger(__name__)
_LEAST_REST = dt.timedelta(minutes=5)
_INTERRUPTED = JobResult(
    JobOutcome.INTERRUPTED, "Stopped because the app was closed; it runs again at the next start."
)
_FAILED = JobResult(
    JobOutcome.ERROR, "Something went wrong, and nothing was stored. The log has the details."
)


class JobRunningError(ConflictError):
    """The job runs already."""

    def __init__(self, kind: JobKind) -> None:
        super().__init__(f"“{kind.title}” is running already.")


# Told of each run that ended.
Heard = Callable[[JobKind, JobResult], None]


def _heard_by_nobody(kind: JobKind, result: JobResult) -> None:
    """Tell nobody."""


class JobRunner:
    """The jobs of one household, in threads that never keep the process alive."""

    def __init__(
        self,
        profile: Profile,
        jobs: Mapping[str, Job],
        *,
        now: Callable[[], dt.datetime],
        today: Callable[[], dt.date],
        jitter: Callable[[], float] = random.random,
        heard: Heard = _heard_by_nobody,
    ) -> None:
        """Prepare; nothing runs and nothing is opened before the first job.

        Args:
            profile: whose jobs these are.
            jobs: what each does, by its name.
            now: the moment.
            today: the owner's day.
            jitter: 0 to 1, how much of the leeway a next run is put off.
            heard: is told of each run that ended.
        """
        self._profile = profile
        self._jobs = jobs
        self._now = now
        self._jitter = jitter
        self._heard = heard
        self._stop = threading.Event()
        self._today = today
        self._threads: dict[str, threading.Thread] = {}
        self._starting = threading.Lock()

    def start_due(self) -> list[str]:
        """Start every job that is due and does not run; return their names."""
        at = self._now()
        with self._profile.budget.read() as session:
            states = [s for s in scheduling.list_jobs(session) if s.kind.name in self._jobs]
            due = [state.kind for state in states if self._is_due(session, state, at)]
        return [kind.name for kind in due if self._start(kind, only_due=True)]

    def start_now(self, name: str) -> None:
        """Start a job whether it is due or not, also one that is paused.

        Raises:
            UnknownJobError: there is none of that name.
            JobRunningError: it runs already, here or in another process.
        """
        kind = scheduling.get_kind(name)
        if self._lock_is_held(kind) or not self._start(kind, only_due=False):
            raise JobRunningError(kind)

    def is_running(self, state: JobState) -> bool:
        """Say whether a job runs now, here or in another process."""
        thread = self._threads.get(state.kind.name)
        if thread is not None and thread.is_alive():
            return True
        return state.has_not_ended and self._lock_is_held(state.kind)

    def close(self, *, timeout_seconds: float = 3) -> None:
        """Stop what runs at its next step, waiting for that no longer than told.

        What waits for the network by then is left behind: its thread ends with the process, and
        it has no transaction open.
        """
        with self._starting:
            self._stop.set()
        until = time.monotonic() + timeout_seconds
        for thread in list(self._threads.values()):
            thread.join(max(0.0, until - time.monotonic()))

    def _start(self, kind: JobKind, *, only_due: bool) -> bool:
        with self._starting:
            running = self._threads.get(kind.name)
            if self._stop.is_set() or (running is not None and running.is_alive()):
                return False
            thread = threading.Thread(
                target=self._run_quietly,
                args=(kind,),
                kwargs={"only_due": only_due},
                name=f"job-{kind.name}",
                daemon=True,
            )
            self._threads[kind.name] = thread
            thread.start()
            return True

    def _run_quietly(self, kind: JobKind, *, only_due: bool) -> None:
        try:
            self.run(kind, only_due=only_due)
        except Exception:  # noqa: BLE001 - a whole thread; nobody else would hear of it
            _log.exception("how the job %s went could not be noted", kind.name)

    def run(self, kind: JobKind, *, only_due: bool) -> JobResult | None:
        """Run a job in this thread; None where it runs elsewhere, or is not due any more."""
        with self._alone(kind) as is_alone:
            if not is_alone or not self._begin(kind, only_due=only_due):
                return None
            result = self._result(kind, is_asked_for=not only_due)
            with self._profile.budget.write() as session:
                scheduling.finish(session, kind, result, at=self._now(), jitter=self._jitter())
        self._heard(kind, result)
        return result

    def _begin(self, kind: JobKind, *, only_due: bool) -> bool:
        """Note the start; False where another process was quicker and it is due no more."""
        at = self._now()
        with self._profile.budget.write() as session:
            [state] = [s for s in scheduling.list_jobs(session) if s.kind is kind]
            if only_due and not self._is_due(session, state, at):
                return False
            scheduling.start(session, kind, at=at)
        return True

    def _is_due(self, session: Session, state: JobState, at: dt.datetime) -> bool:
        if scheduling.is_due(state.row, at):
            return True
        row = state.row
        if row is None or row.paused_at is not None or row.last_finished_at is None:
            return False
        has_rested = row.last_finished_at + _LEAST_REST <= at
        return has_rested and self._jobs[state.kind.name].is_wanted(self._profile, session, at)

    def _result(self, kind: JobKind, *, is_asked_for: bool) -> JobResult:
        turn = Turn(self._profile, self._now, self._today, is_asked_for, self._stop)
        try:
            return self._jobs[kind.name].work(turn)
        except TaskCancelledError:
            return _INTERRUPTED
        except BudgetAppError as error:
            return JobResult(JobOutcome.ERROR, str(error))
        except Exception:  # noqa: BLE001 - a whole job; the log has it
            _log.exception("the job %s failed", kind.name)
            return _FAILED

    @contextmanager
    def _alone(self, kind: JobKind) -> Iterator[bool]:
        """Yield whether nobody else runs this job; nobody will until the end then.

        The lock dies with its process.
        """
        from filelock import FileLock, Timeout

        folder = self._profile.config.locks
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(folder / f"job-{kind.name}.lock", mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def _lock_is_held(self, kind: JobKind) -> bool:
        with self._alone(kind) as is_alone:
            return not is_alone

"""A run: the AI is asked in the background, request by request, and each answer is kept at once."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from backend.core.background import Task, TaskRunner
from backend.core.errors import ConflictError, UpstreamError
from backend.database import Database
from backend.integrations.ai import ChatModel
from backend.services import operations
from backend.services.ai.categorizing.asking import Asker, UnreadableError
from backend.services.ai.categorizing.checking import Answer
from backend.services.ai.categorizing.planning import Plan
from backend.services.ai.categorizing.storing import (
    Stored,
    Told,
    apply_known,
    leave_out,
    store_answers,
)

_MOST_FAILURES = 2  # requests in a row of which nothing could be read
_SLICE_SECONDS = 0.2
_NONSENSE = "The AI’s answers could not be read, so nothing more was asked."

Connect = Callable[[int], ChatModel]


class AlreadyAskingError(ConflictError):
    """The AI is being asked at this moment."""

    def __init__(self) -> None:
        super().__init__("The AI is being asked already. Wait for that, or stop it.")


class UnreadableAnswersError(UpstreamError):
    """The AI answers, but not what it was asked."""


@dataclass(slots=True)
class Run:
    """A run as it stands: merchants asked about so far, and what came of it.

    `left_open` counts merchants that the AI could not tell; `unread` those whose answer could not
    be read, which are asked again the next time.
    """

    merchants: int
    started_at: dt.datetime
    asked: int = 0
    suggested: int = 0
    left_open: int = 0
    unread: int = 0
    rows: int = 0
    operation_id: int | None = None
    ended_at: dt.datetime | None = None
    task: Task | None = field(default=None, repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    def sentence(self) -> str:
        """Say what came of it, for the log of operations."""
        if not self.rows:
            return "The AI was asked and had no suggestion"
        rows = "1 transaction" if self.rows == 1 else f"{self.rows:,} transactions"
        return f"The AI suggested categories for {rows}"


class Categorizer:
    """Asks the AI for one household, one run at a time."""

    def __init__(self, database: Database, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._database = database
        self._sleep = sleep
        self._lock = Lock()
        self.latest: Run | None = None

    def start(
        self, tasks: TaskRunner, plan: Plan, connect: Connect, *, now: Callable[[], dt.datetime]
    ) -> Run:
        """Begin to ask what is planned, and return at once.

        Raises:
            AlreadyAskingError: a run goes on.
        """
        run = self._enter(plan, now())
        run.task = tasks.start(
            "ai_categorize", lambda task: self._carry_out(task, run, plan, connect, now)
        )
        return run

    def run_here(
        self, plan: Plan, connect: Connect, *, now: Callable[[], dt.datetime], task: Task
    ) -> Run:
        """Ask what is planned in this thread.

        Raises:
            AlreadyAskingError: a run goes on.
            BudgetAppError: it could not be finished; what was answered is kept.
        """
        run = self._enter(plan, now())
        run.task = task
        self._carry_out(task, run, plan, connect, now)
        return run

    def _enter(self, plan: Plan, at: dt.datetime) -> Run:
        with self._lock:
            if self.latest is not None and self.latest.is_running:
                raise AlreadyAskingError
            self.latest = Run(plan.merchants, at)
            return self.latest

    def _carry_out(
        self,
        task: Task,
        run: Run,
        plan: Plan,
        connect: Connect,
        now: Callable[[], dt.datetime],
    ) -> dict[str, Any]:
        try:
            self._store_known(run, plan, now())
            self._ask_all(task, run, plan, connect, now)
        finally:
            run.ended_at = now()
        return {"rows": run.rows, "operation_id": run.operation_id}

    def _ask_all(
        self,
        task: Task,
        run: Run,
        plan: Plan,
        connect: Connect,
        now: Callable[[], dt.datetime],
    ) -> None:
        asker = Asker(connect, plan.taxonomy, lambda seconds: self._wait(task, run, seconds))
        failures = 0
        for batch in plan.batches:
            task.progress("asking", run.asked, run.merchants)
            before = run.suggested + run.left_open
            try:
                for model, answers in asker.answers(batch):
                    self._store(run, answers, Told(model, now(), len(plan.examples)))
                failures = 0
            except UnreadableError as error:
                failures += 1
                if failures == min(_MOST_FAILURES, len(plan.batches)):
                    raise UnreadableAnswersError(error.sentence or _NONSENSE) from error
            run.asked += len(batch.questions)
            run.unread += len(batch.questions) - (run.suggested + run.left_open - before)
        task.progress("asking", run.asked, run.merchants)

    def _wait(self, task: Task, run: Run, seconds: float) -> None:
        """Let seconds pass, in slices, so that the owner can cancel."""
        for _ in range(int(seconds / _SLICE_SECONDS) + 1):
            task.progress("waiting", run.asked, run.merchants)
            self._sleep(_SLICE_SECONDS)

    def _store(self, run: Run, answers: list[Answer], told: Told) -> None:
        with self._database.write() as session:
            stored = store_answers(
                session, answers, told, at=told.at, operation_id=run.operation_id
            )
            run.suggested += stored.merchants
            run.left_open += stored.left_open
            _count(run, stored)
            operations.describe(session, run.sentence())

    def _store_known(self, run: Run, plan: Plan, at: dt.datetime) -> None:
        with self._database.write() as session:
            stored = apply_known(session, at=at)
            leave_out(session, plan.withheld, at=at)
            if stored.rows:
                _count(run, stored)
                operations.describe(session, run.sentence())


def _count(run: Run, stored: Stored) -> None:
    run.rows += stored.rows
    if run.rows:  # an operation that changed nothing leaves no trace
        run.operation_id = stored.operation_id

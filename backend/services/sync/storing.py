"""Stores one update of a feed: worked out beforehand, written in short transactions."""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import Database, recorder
from backend.integrations.bank_feed import FeedUpdate, Progress
from backend.models import Connection, ConnectionAccount, RunStatus
from backend.services import operations
from backend.services.categorization.cascade import Rules
from backend.services.keeping.touched import leave_out_earlier_changes
from backend.services.sync import runs
from backend.services.sync.accounts import mirror, store_accounts
from backend.services.sync.applying import apply
from backend.services.sync.ending import note_success
from backend.services.sync.plain_words import PREPARING, summary, together
from backend.services.sync.plan import Counts, Outcome, Plan, Step
from backend.services.sync.preparing import prepare
from backend.services.sync.runs import Ending
from backend.services.sync.stating import state_balances
from backend.services.sync.stored import Login, Standing, standing_of

# Rows per transaction: as many as are written well within the time that others may wait.
AT_ONCE = 250
_LEAST_AT_ONCE = 50
_LONG_SECONDS = 0.08
# What ends a sync takes as long as some rows: after a full batch it has a transaction of its own.
_SHARE_BESIDE_THE_END = 0.5
# Others who want to write only look now and then: without a breath they would wait for them all.
_BREATH_SECONDS = 0.01
_MOST_TRIES = 5

RulesOf = Callable[[Session], Rules]


class MovedError(Exception):
    """The login's place or links changed since the feed was asked: its answer is no use."""


class _OvertakenError(Exception):
    """Something was done in between; what is left has to be worked out anew."""


@dataclass(slots=True)
class Storing:
    """One update on its way into the books.

    Attributes:
        counts: what was written so far.
        operation_id: the operation that undoes it; None while nothing was written.
    """

    database: Database
    rules_of: RulesOf
    login: Login
    run_id: int
    asked: Standing
    now: Callable[[], dt.datetime]
    today: dt.date
    progress: Progress
    at: dt.datetime = field(init=False)
    counts: Counts = field(default_factory=Counts)
    operation_id: int | None = None
    at_once: int = AT_ONCE

    def __post_init__(self) -> None:
        """Take the moment once, for all that is written."""
        self.at = self.now()

    def store(self, update: FeedUpdate) -> Ending:
        """Store an update and return how the attempt ended.

        What was written stays written: cut off in the middle, the next attempt finds by the ids
        what is here, and ends in the same state.

        Raises:
            MovedError: the login's place or links changed since; nothing more was written.
        """
        self._describe_new_accounts(update)
        for _ in range(_MOST_TRIES):
            self.progress("comparing", 0, 0)
            with self.database.read() as session:
                plan = prepare(session, self.login, update, self.rules_of(session))
            try:
                return self._write(plan, update)
            except _OvertakenError:
                continue
        return self._write_at_once(update)

    def _describe_new_accounts(self, update: FeedUpdate) -> None:
        """Know new accounts first: one may be an old one under another id, and linked."""
        named = {account.external_id for account in update.accounts}
        of_login = ConnectionAccount.connection_id == self.login.id
        with self.database.read() as session:
            known = set(session.scalars(select(ConnectionAccount.external_id).where(of_login)))
        if not named <= known:
            with self.database.write() as session:
                self._check(session, replace(self.asked, newest_operation=-1))
                store_accounts(session, self.login.id, update.accounts, at=self.at)
                self.asked = standing_of(session, self.login.id)

    def _write(self, plan: Plan, update: FeedUpdate) -> Ending:
        standing, total = plan.standing, len(plan.steps)
        if not standing.is_same_place(self.asked):
            raise MovedError
        start, size = 0, self.at_once
        while True:
            self.progress("saving", start, total)
            began = time.perf_counter()
            with self.database.write() as session:
                self._check(session, standing)
                batch = plan.steps[start : start + size]
                self._write_batch(session, batch)
                start += len(batch)
                if start >= total and len(batch) <= size * _SHARE_BESIDE_THE_END:
                    return self._finish(session, update, plan)
                session.flush()
                standing = standing_of(session, self.login.id)
            size = self._next_size(size, time.perf_counter() - began)
            time.sleep(_BREATH_SECONDS)

    def _next_size(self, size: int, seconds: float) -> int:
        """Return how many rows to write next, as on a busy machine the same takes longer."""
        if seconds > _LONG_SECONDS:
            return max(size // 2, min(_LEAST_AT_ONCE, self.at_once))
        return min(size * 2, self.at_once)

    def _write_at_once(self, update: FeedUpdate) -> Ending:
        """Work it out and write it with nobody in between, as others were always quicker."""
        with self.database.write() as session:
            plan = prepare(session, self.login, update, self.rules_of(session))
            if not plan.standing.is_same_place(self.asked):
                raise MovedError
            self._write_batch(session, plan.steps)
            return self._finish(session, update, plan)

    def _check(self, session: Session, planned: Standing) -> None:
        standing = standing_of(session, self.login.id)
        if not standing.is_same_place(self.asked):
            raise MovedError
        if planned.newest_operation not in (-1, standing.newest_operation):
            raise _OvertakenError

    def _write_batch(self, session: Session, steps: Sequence[Step]) -> None:
        resumed = self.operation_id is not None and operations.resume(session, self.operation_id)
        if resumed:
            leave_out_earlier_changes(session)
        else:
            name = self.login.institution_name
            self.operation_id = operations.begin(session, "bank_sync", name, at=self.at)
        only_notes = all(step.outcome is Outcome.NOTED for step in steps)
        with recorder.unrecorded(session) if only_notes else nullcontext():
            apply(session, self.login, steps, at=self.at, is_recorded=not only_notes)
        for step in steps:
            self.counts.add(step)
        operations.describe(session, summary(self.login.institution_name, self.counts))
        if not resumed and only_notes:
            self.operation_id = None
        runs.note_counts(session, self.run_id, self.counts, self.operation_id)

    def _finish(self, session: Session, update: FeedUpdate, plan: Plan) -> Ending:
        store_accounts(session, self.login.id, update.accounts, at=self.at)
        state_balances(session, self.login.id, today=self.today, at=self.at)
        connection = session.get_one(Connection, self.login.id, populate_existing=True)
        note_success(connection, update, at=self.at)
        ending = self._ending(update, plan)
        runs.finish_run(session, self.run_id, ending, self.counts, at=self.now())
        mirror(session, self.login.id, at=self.at)
        return ending

    def _ending(self, update: FeedUpdate, plan: Plan) -> Ending:
        problems = [problem.sentence for problem in update.problems] + plan.problems
        code = next((problem.code for problem in update.problems if problem.code), None)
        if problems:
            return Ending(RunStatus.PARTIAL, together(problems), code, update.request_id)
        sentence = PREPARING if update.is_preparing else None
        return Ending(RunStatus.SUCCESS, sentence, None, update.request_id)

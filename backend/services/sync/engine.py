"""Brings a login up to date: asks its bank, and stores what it says exactly once.

Nothing is locked while a bank is being asked. One file lock per login keeps a second attempt
away, in this process or another.
"""

import datetime as dt
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock
from sqlalchemy.orm import Session

from backend.core.background import TaskCancelledError
from backend.core.errors import BudgetAppError
from backend.database import Database
from backend.integrations.bank_feed import (
    BankFeed,
    Progress,
    no_progress,
)
from backend.integrations.outbound import OutboundRefusedError
from backend.models import Connection, RunStatus, SyncRun, SyncTrigger
from backend.services.categorization.cascade import Rulebook, Rules
from backend.services.settings import SettingsStore
from backend.services.sync import plain_words, runs
from backend.services.sync.accounts import mirror
from backend.services.sync.allowed import without_switched_off
from backend.services.sync.asking import FeedSource, settings_in_force
from backend.services.sync.connections import (
    DisconnectedError,
    live_connection,
    live_connection_ids,
)
from backend.services.sync.ending import Trouble, due_logins, note_trouble
from backend.services.sync.locks import LockTakenError, take_lock
from backend.services.sync.outcomes import (
    SWITCHED_OFF,
    AlreadySyncingError,
    NoSecretError,
    SyncOutcome,
    ending_of,
    outcome_of,
    trouble_of,
)
from backend.services.sync.plan import Counts
from backend.services.sync.runs import Ending
from backend.services.sync.stored import Login, Standing, standing_of
from backend.services.sync.storing import AT_ONCE, MovedError, Storing

__all__ = ["AlreadySyncingError", "Begun", "SyncOutcome", "Syncer"]

_log = logging.getLogger(__name__)
_MOST_ROUNDS = 3
_MOMENT_SECONDS = 2.0

Now = Callable[[], dt.datetime]
Today = Callable[[], dt.date]


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that has its lock and its place in the history; it has to be carried out."""

    run_id: int
    login: Login
    lock: FileLock = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a bank is asked with, read beforehand."""

    feed: BankFeed
    secret: str = field(repr=False)
    standing: Standing


@dataclass(frozen=True)
class Syncer:
    """Brings the logins of one household up to date, whose rules it keeps compiled."""

    database: Database
    settings: SettingsStore
    locks_folder: Path
    feeds: FeedSource
    rulebook: Rulebook = field(default_factory=Rulebook)
    jitter: Callable[[], float] = random.random
    at_once: int = AT_ONCE

    def sync(
        self,
        connection_id: int,
        *,
        trigger: SyncTrigger,
        now: Now,
        today: Today,
        progress: Progress = no_progress,
    ) -> SyncOutcome:
        """Bring one login up to date; what went wrong is told by the outcome.

        Raises:
            ConnectionNotFoundError: there is no such login.
            DisconnectedError: it was let go of.
            AlreadySyncingError: that is being done already.
        """
        begun = self.begin(connection_id, trigger=trigger, at=now())
        return self.carry_out(begun, now=now, today=today, progress=progress)

    def sync_all(
        self,
        *,
        trigger: SyncTrigger,
        only_due: bool = False,
        now: Now,
        today: Today,
        progress: Progress = no_progress,
    ) -> list[SyncOutcome]:
        """Bring every login up to date, one after another; none that fails stops the others.

        Those that somebody else is at are passed over. With `only_due`, so are those that wait
        for the owner or for a later moment.
        """
        with self.database.read() as session:
            ids = self._due(session, now()) if only_due else live_connection_ids(session)
        outcomes = []
        for connection_id in ids:
            try:
                begun = self.begin(connection_id, trigger=trigger, at=now())
            except BudgetAppError as error:  # being synced, or let go of meanwhile
                _log.info("bank connection %d was passed over: %s", connection_id, error)
                continue
            outcomes.append(self.carry_out(begun, now=now, today=today, progress=progress))
        return outcomes

    def _due(self, session: Session, at: dt.datetime) -> list[int]:
        return without_switched_off(session, self.settings, due_logins(session, at=at))

    def begin(self, connection_id: int, *, trigger: SyncTrigger, at: dt.datetime) -> Begun:
        """Take the login's lock and note that an attempt begins.

        Raises:
            ConnectionNotFoundError: there is no such login.
            DisconnectedError: it was let go of.
            AlreadySyncingError: somebody is at it.
        """
        with self.database.read() as session:
            row = live_connection(session, connection_id)
            login = Login(row.id, row.provider, row.institution_name)
        lock = self._lock(login)
        try:
            with self.database.write() as session:
                run_id = runs.begin_run(session, connection_id, trigger, at=at)
        except BaseException:
            lock.release()
            raise
        return Begun(run_id, login, lock)

    def _lock(self, login: Login) -> FileLock:
        """Return the login's lock; who holds it without a run is about to begin, or has ended."""
        for wait_seconds in (0.0, _MOMENT_SECONDS):
            try:
                return take_lock(self.locks_folder, login.id, wait_seconds=wait_seconds)
            except LockTakenError:
                with self.database.read() as session:
                    running = runs.running_run(session, login.id)
                if running is not None:
                    break
        raise AlreadySyncingError(login.institution_name, running)

    def carry_out(
        self, begun: Begun, *, now: Now, today: Today, progress: Progress = no_progress
    ) -> SyncOutcome:
        """Do what was begun, and let go of the lock.

        Raises:
            TaskCancelledError: by `progress`, to stop; what was stored by then stays.
        """
        counts = Counts()
        try:
            ending = self._attempt(begun, counts, now=now, today=today, progress=progress)
        except TaskCancelledError:
            ending = Ending(RunStatus.INTERRUPTED, plain_words.CUT_OFF)
            self._end(begun, ending, counts, None, at=now())
            raise
        except OutboundRefusedError as error:  # the owner's own choice: no trouble of the login
            ending = Ending(RunStatus.ERROR, str(error), SWITCHED_OFF)
            self._end(begun, ending, counts, None, at=now())
        except (MovedError, DisconnectedError):
            ending = Ending(RunStatus.INTERRUPTED, plain_words.CHANGED_MEANWHILE)
            self._end(begun, ending, counts, None, at=now())
        except Exception as error:  # noqa: BLE001 - one login's trouble stops no other
            trouble = trouble_of(error, begun.login.id)
            ending = ending_of(trouble)
            self._end(begun, ending, counts, trouble, at=now())
        finally:
            begun.lock.release()
        with self.database.read() as session:
            run = session.get_one(SyncRun, begun.run_id)
        return outcome_of(run, begun.login.institution_name, ending, counts)

    def _attempt(
        self, begun: Begun, counts: Counts, *, now: Now, today: Today, progress: Progress
    ) -> Ending:
        """Ask and store; where the login's place changed in between, ask again."""
        for _ in range(_MOST_ROUNDS):
            asked = self._read(begun.login)
            progress("fetching", 0, 0)
            day = today()
            update = asked.feed.fetch(
                asked.secret, asked.standing.state, today=day, progress=progress
            )
            storing = Storing(
                self.database,
                self._rules,
                begun.login,
                begun.run_id,
                asked.standing,
                now,
                day,
                progress,
                counts,
                at_once=self.at_once,
            )
            try:
                return storing.store(update)
            except MovedError:
                continue
        raise MovedError

    def _read(self, login: Login) -> _Asked:
        with self.database.read() as session:
            row = live_connection(session, login.id)
            if row.secret is None:
                raise NoSecretError
            return _Asked(
                feed=self.feeds(login.provider, settings_in_force(session, self.settings)),
                secret=self.settings.box.open(row.secret),
                standing=standing_of(session, login.id),
            )

    def _rules(self, session: Session) -> Rules:
        return Rules(self.rulebook, self.settings.auto_confirm_threshold(session))

    def _end(
        self,
        begun: Begun,
        ending: Ending,
        counts: Counts,
        trouble: Trouble | None,
        *,
        at: dt.datetime,
    ) -> None:
        """Note how an attempt ended that did not come through."""
        with self.database.write() as session:
            if trouble is not None:
                connection = session.get_one(Connection, begun.login.id)
                note_trouble(connection, trouble, at=at, jitter=self.jitter())
            runs.finish_run(session, begun.run_id, ending, counts, at=at)
            mirror(session, begun.login.id, at=at)

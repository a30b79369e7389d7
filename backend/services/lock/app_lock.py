"""The lock of a running app: who may pass, and what a password does."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from backend.database import Database
from backend.services.in_force import SettingsInForce
from backend.services.lock.passwords import (
    TooManyAttemptsError,
    WrongPasswordError,
    hash_of,
    is_right,
    save_hash,
)
from backend.services.lock.sessions import LockSessions

WRONG_PASSWORD_SECONDS = 1.0
_MOST_WAITING = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LockState:
    """How the lock stands for one browser.

    Attributes:
        is_set: whether there is a password.
        is_locked: whether this browser has to give it.
        idle_minutes: how long it may rest before that; 0 for ever.
        locks_in_seconds: how long it may still rest; None where it is locked, or never locks.
    """

    is_set: bool
    is_locked: bool
    idle_minutes: int
    locks_in_seconds: int | None


class AppLock:
    """Admits browsers that have given the password, until they rest too long.

    Its methods are called from the event loop; the slow work is done in threads.
    """

    def __init__(
        self,
        database: Database,
        in_force: SettingsInForce,
        *,
        now: Callable[[], dt.datetime],
        wrong_password_seconds: float = WRONG_PASSWORD_SECONDS,
    ) -> None:
        """Describe a lock, closed.

        Args:
            database: the household's file, which keeps the password's hash.
            in_force: what reads it there.
            now: the moment.
            wrong_password_seconds: how long a wrong password is thought about, and with it
                everyone who waits behind: guessing gets no quicker by asking side by side.
        """
        self.wrong_password_seconds = wrong_password_seconds
        self._database = database
        self._in_force = in_force
        self._now = now
        self._sessions = LockSessions()
        self._password_hash: str | None = None
        self._turn = asyncio.Semaphore(1)
        self._waiting = 0
        self._wrong = 0

    @property
    def is_set(self) -> bool:
        """Whether there is a password."""
        return self._current_hash() is not None

    def admits(self, token: str | None) -> bool:
        """Say whether a browser may pass."""
        return not self.is_set or self._sessions.is_open(token, self._now(), idle=self._idle())

    def note_use(self, token: str | None, *, seconds_ago: float = 0) -> None:
        """Note that somebody used the app in that browser."""
        self._sessions.touch(token, self._now() - dt.timedelta(seconds=max(0.0, seconds_ago)))

    def state(self, token: str | None) -> LockState:
        """Return how the lock stands for a browser."""
        idle_minutes = self._in_force.now().idle_minutes
        if not self.is_set:
            return LockState(False, False, idle_minutes, None)
        left = self._sessions.left(token, self._now(), idle=self._idle())
        is_locked = left == dt.timedelta(0)
        seconds = None if left is None or is_locked else max(1, round(left.total_seconds()))
        return LockState(True, is_locked, idle_minutes, seconds)

    async def unlock(self, password: str) -> str | None:
        """Return the token of a new session; None where there is no password.

        Raises:
            WrongPasswordError: it is another one.
            TooManyAttemptsError: too many passwords wait to be looked at.
        """
        await self._check(password)
        return self._begin()

    async def change(self, *, current: str | None, new: str | None) -> str | None:
        """Set, change or (None) remove the password, and lock all browsers.

        Returns:
            The token of a new session for the browser that asked; None where the lock is gone.

        Raises:
            WrongPasswordError: `current` is not the present password.
            UnfitPasswordError: the new one is too short or too long.
            TooManyAttemptsError: too many passwords wait to be looked at.
        """
        await self._check(current or "")
        new_hash = None if new is None else await asyncio.to_thread(hash_of, new)
        await asyncio.to_thread(self._save, new_hash)
        self._sessions.end_all()
        _log.info("the app lock's password was %s", "removed" if new is None else "set")
        return self._begin()

    def lock(self, token: str | None) -> None:
        """Lock one browser."""
        self._sessions.end(token)

    async def _check(self, password: str) -> None:
        """Return where a password is right, or where none is set."""
        async with self._in_turn():
            known = self._current_hash()
            if known is None or await asyncio.to_thread(is_right, password, known):
                self._wrong = 0
                return
            self._wrong += 1
            _log.warning("wrong password, %d in a row", self._wrong)
            await asyncio.sleep(self.wrong_password_seconds)
            raise WrongPasswordError

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        if self._waiting >= _MOST_WAITING:
            raise TooManyAttemptsError
        self._waiting += 1
        try:
            async with self._turn:
                yield
        finally:
            self._waiting -= 1

    def _save(self, password_hash: str | None) -> None:
        with self._database.write() as session:
            save_hash(session, password_hash, at=self._now())
        self._in_force.read_anew()

    def _begin(self) -> str | None:
        return self._sessions.begin(self._now(), idle=self._idle()) if self.is_set else None

    def _idle(self) -> dt.timedelta | None:
        minutes = self._in_force.now().idle_minutes
        return dt.timedelta(minutes=minutes) if minutes else None

    def _current_hash(self) -> str | None:
        found = self._in_force.now().password_hash
        if found != self._password_hash:  # changed, here or by the command line
            self._password_hash = found
            self._sessions.end_all()
        return found

"""Who has unlocked the app, and when they last did something."""

import datetime as dt
import hashlib
import secrets
import threading

_TOKEN_BYTES = 32


class LockSessions:
    """Browsers that have given the password.

    In memory alone, so that a restart locks; of a token only its hash is kept.
    """

    def __init__(self) -> None:
        self._active_at: dict[bytes, dt.datetime] = {}
        self._lock = threading.Lock()

    def begin(self, at: dt.datetime, *, idle: dt.timedelta | None) -> str:
        """Return the token of a new session; those that have rested too long are forgotten."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._lock:
            kept = {k: seen for k, seen in self._active_at.items() if not _rests(seen, at, idle)}
            self._active_at = {**kept, _key(token): at}
        return token

    def touch(self, token: str | None, at: dt.datetime) -> None:
        """Note that a session, where there is one, was in use at `at`."""
        if token:
            key = _key(token)
            with self._lock:
                seen = self._active_at.get(key)
                if seen is not None:
                    self._active_at[key] = max(seen, at)

    def is_open(self, token: str | None, at: dt.datetime, *, idle: dt.timedelta | None) -> bool:
        """Say whether a session is open at `at`; one that rested too long is ended."""
        return self.left(token, at, idle=idle) != dt.timedelta(0)

    def left(
        self, token: str | None, at: dt.datetime, *, idle: dt.timedelta | None
    ) -> dt.timedelta | None:
        """Return how long a session may rest from now on; zero where there is none, None for ever."""
        if not token:
            return dt.timedelta(0)
        key = _key(token)
        with self._lock:
            seen = self._active_at.get(key)
            if seen is None or _rests(seen, at, idle):
                self._active_at.pop(key, None)
                return dt.timedelta(0)
            if seen > at:  # the clock was set back; nobody stays longer for that
                self._active_at[key] = seen = at
            return None if idle is None else seen + idle - at

    def end(self, token: str | None) -> None:
        """Lock one browser."""
        if token:
            with self._lock:
                self._active_at.pop(_key(token), None)

    def end_all(self) -> None:
        """Lock every browser."""
        with self._lock:
            self._active_at.clear()


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _rests(seen: dt.datetime, at: dt.datetime, idle: dt.timedelta | None) -> bool:
    return idle is not None and at - seen >= idle

"""What holds for the whole app, whoever asks: the lock's password, the owner's time zone.

Every request asks for it, so it is read from the household's file now and then and remembered in
between; what another process saves, such as the command line, holds a moment later.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend.database import Database
from backend.models import AppSetting
from backend.services.settings import SettingsStore, find_zone

PASSWORD_KEY = "app_lock_password"  # noqa: S105 - the name of a setting, which is none of KINDS
REMEMBERED_SECONDS = 2.0
DEFAULT_IDLE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds now.

    Attributes:
        password_hash: what the app lock's password is checked against; None without a lock.
        idle_minutes: how long an unlocked app may rest before it locks; 0 for ever.
        time_zone: where days begin; None for the computer's.
    """

    password_hash: str | None = field(default=None, repr=False)
    idle_minutes: int = DEFAULT_IDLE_MINUTES
    time_zone: ZoneInfo | None = None


class SettingsInForce:
    """Remembers what holds, and reads it anew when that is some seconds old."""

    def __init__(
        self,
        database: Database,
        settings: SettingsStore,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Describe where it is read; nothing is opened before the first question.

        Args:
            database: the household's file.
            settings: what reads settings there.
            clock: counts seconds.
        """
        self._database = database
        self._settings = settings
        self._clock = clock
        self._reading = threading.Lock()
        self._known: InForce | None = None
        self._read_at = 0.0

    @property
    def is_stale(self) -> bool:
        """Whether the next question reads the file, which takes a moment."""
        return self._known is None or self._clock() - self._read_at > REMEMBERED_SECONDS

    def now(self) -> InForce:
        """Return what holds, at most some seconds old."""
        known = self._known
        return self.read_anew() if known is None or self.is_stale else known

    def forget(self) -> None:
        """Read anew at the next question: what holds is being changed."""
        self._known = None

    def read_anew(self) -> InForce:
        """Return what holds at this moment, and remember it."""
        with self._reading:  # whoever reads later never writes over it with what was before
            begun = self._clock()
            self._known = found = self._read()
            self._read_at = begun
            return found

    def _read(self) -> InForce:
        if not self._database.path.exists():
            return InForce()
        try:
            with self._database.read() as session:
                return self._found(session)
        except OperationalError as error:
            if "no such table" in str(error.orig):  # a file that is yet to be brought up to date
                return InForce()
            raise

    def _found(self, session: Session) -> InForce:
        saved = session.get(AppSetting, PASSWORD_KEY)
        minutes = self._settings.value(session, "lock_idle_minutes") or ""
        return InForce(
            password_hash=(saved.value or None) if saved is not None else None,
            idle_minutes=int(minutes) if minutes.isdecimal() else DEFAULT_IDLE_MINUTES,
            time_zone=find_zone(self._settings.value(session, "time_zone")),
        )

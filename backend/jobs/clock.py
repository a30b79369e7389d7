"""The clock: looks every half minute whether a job is due.

What is due is decided by the wall clock and what was noted of the last run, not by timers: those
stand still while a computer sleeps.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from typing import Any

from backend.jobs.runner import JobRunner

_log = logging.getLogger(__name__)
FIRST_LOOK_SECONDS = 10.0
LOOK_EVERY_SECONDS = 30.0
_SLEPT_AFTER_LOOKS = 3


class Clock:
    """Starts due jobs until it is closed; its library is loaded when the app has answered."""

    def __init__(
        self,
        runner: JobRunner,
        *,
        first_look_seconds: float = FIRST_LOOK_SECONDS,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """Prepare; nothing runs before `start`.

        Args:
            runner: starts what is due.
            first_look_seconds: how long after `start` the first look comes.
            look_every_seconds: how long after a look the next one comes.
            now: the moment.
        """
        self._runner = runner
        self._first_look_seconds = first_look_seconds
        self._look_every_seconds = look_every_seconds
        self._now = now
        self._looked_at: dt.datetime | None = None
        self._closed = threading.Event()
        self._changing = threading.Lock()
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin to look, a moment from now: a start of the app comes first."""
        threading.Thread(target=self._start_later, name="clock", daemon=True).start()

    def close(self) -> None:
        """Look no more; what runs goes on."""
        self._closed.set()
        with self._changing:
            if self._scheduler is not None:
                self._scheduler.shutdown(wait=False)
                self._scheduler = None

    def _start_later(self) -> None:
        if self._closed.wait(self._first_look_seconds):
            return
        from apscheduler.schedulers.background import BackgroundScheduler

        with self._changing:
            if self._closed.is_set():
                return
            self._scheduler = BackgroundScheduler(timezone=dt.UTC, daemon=True)
            self._scheduler.add_job(
                self._look,
                "interval",
                seconds=self._look_every_seconds,
                next_run_time=dt.datetime.now(dt.UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,  # after a sleep, however long, one look
            )
            self._scheduler.start()

    def _look(self) -> None:
        if self._has_slept():
            return
        try:
            self._runner.start_due()
        except Exception:  # noqa: BLE001 - the next look may fare better
            _log.exception("the clock could not see which jobs are due")

    def _has_slept(self) -> bool:
        """Say whether the computer has just woken: its network needs a moment, until the next look.

        A bank that can't be reached would be left alone for an hour otherwise.
        """
        before, self._looked_at = self._looked_at, self._now()
        usual = dt.timedelta(seconds=self._look_every_seconds * _SLEPT_AFTER_LOOKS)
        return before is not None and self._looked_at - before > usual

"""What a job is, and what it works with."""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from backend.context import Profile
from backend.core.background import TaskCancelledError
from backend.services.scheduling import JobResult


@dataclass(frozen=True)
class Turn:
    """What a job works with."""

    profile: Profile
    now: Callable[[], dt.datetime]
    today: Callable[[], dt.date]
    is_asked_for: bool = False  # by the owner, and not by the clock
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def progress(self, *_step: object) -> None:
        """Take note of a step; the place where a job stops when the app closes.

        Raises:
            TaskCancelledError: the app closes.
        """
        if self._stop.is_set():
            raise TaskCancelledError


def _by_the_clock_alone(profile: Profile, session: Session, at: dt.datetime) -> bool:  # noqa: ARG001
    return False


@dataclass(frozen=True, slots=True)
class Job:
    """What a job does; `is_wanted` says whether it should run before the clock says so."""

    work: Callable[[Turn], JobResult]
    is_wanted: Callable[[Profile, Session, dt.datetime], bool] = _by_the_clock_alone

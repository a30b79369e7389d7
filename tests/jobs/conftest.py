"""A household whose jobs are scripted, on real files."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from backend.context import Profile, make_profile
from backend.core.config import Config
from backend.database import Database
from backend.jobs.job import Job, Turn
from backend.jobs.runner import JobRunner
from backend.services import scheduling
from backend.services.scheduling import (
    BANK_SYNC,
    INVESTMENTS,
    PRICES,
    JobKind,
    JobOutcome,
    JobResult,
    JobState,
)
from tests.conftest import NOW

DONE = JobResult(JobOutcome.SUCCESS, "Done.")
PATIENCE = 10  # seconds after which something hangs


@dataclass
class Clockwork:
    """The moment, moved by hand."""

    at: dt.datetime = NOW

    def now(self) -> dt.datetime:
        return self.at

    def today(self) -> dt.date:
        return self.at.date()

    def wait(self, **duration: float) -> None:
        self.at += dt.timedelta(**duration)


@dataclass
class Scripted:
    """A job that does what a test says; it can be held in the middle."""

    result: JobResult | Exception = DONE
    runs: int = 0
    started: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    def __call__(self, turn: Turn) -> JobResult:
        self.runs += 1
        self.started.set()
        assert self.go_on.wait(PATIENCE)
        turn.progress("reading", 1, 2)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@dataclass
class Ended:
    """Hears of runs that ended, so that a test can wait for them."""

    results: list[tuple[str, JobResult]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, kind: JobKind, result: JobResult) -> None:
        with self.changed:
            self.results.append((kind.name, result))
            self.changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.results) >= count, PATIENCE)


@pytest.fixture
def clockwork() -> Clockwork:
    return Clockwork()


@pytest.fixture
def ended() -> Ended:
    return Ended()


@pytest.fixture
def profile(config: Config, database: Database) -> Iterator[Profile]:
    made = make_profile(config)
    yield made
    made.close()


@pytest.fixture
def works() -> dict[str, Scripted]:
    return {kind.name: Scripted() for kind in (BANK_SYNC, INVESTMENTS, PRICES)}


MakeRunner = Callable[..., JobRunner]


@pytest.fixture
def make_runner(profile: Profile, clockwork: Clockwork, ended: Ended) -> Iterator[MakeRunner]:
    """Make a runner of scripted jobs; it is closed with the test."""
    made: list[JobRunner] = []

    def make(works: Mapping[str, Callable[[Turn], JobResult]]) -> JobRunner:
        runner = JobRunner(
            profile,
            {name: Job(work) for name, work in works.items()},
            now=clockwork.now,
            today=clockwork.today,
            jitter=lambda: 0.0,
            heard=ended,
        )
        made.append(runner)
        return runner

    yield make
    for runner in made:
        runner.close()


@pytest.fixture
def state_of(profile: Profile) -> Callable[[JobKind], JobState]:
    """Return how a job stands in the file."""

    def state_of(kind: JobKind) -> JobState:
        with profile.budget.read() as session:
            return next(s for s in scheduling.list_jobs(session) if s.kind is kind)

    return state_of

"""The household's jobs while the app runs."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from backend.context import AppContext
from backend.jobs.clock import Clock
from backend.jobs.runner import JobRunner
from backend.jobs.warming import warming
from backend.jobs.works import JOBS


@contextmanager
def running_jobs(context: AppContext) -> Iterator[JobRunner]:
    """Yield the household's jobs, run by the clock unless that is switched off; stop them after.

    Jobs of the household alone: the sample one has no banks.
    """
    runner = JobRunner(context.home, JOBS, now=context.now, today=context.today)
    clock = Clock(runner, now=context.now)
    if context.config.scheduler:
        clock.start()
    try:
        with warming(context) if context.config.scheduler else nullcontext():
            yield runner
    finally:
        clock.close()
        runner.close()

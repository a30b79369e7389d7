"""What runs by the clock: the list, pause, resume, run now."""

from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.routers.deps import ActiveProfile, Context, Now, ReadSession, WriteSession
from backend.routers.problems import problems
from backend.schemas.scheduler import ScheduledJobOut, SchedulerOut
from backend.services import scheduling
from backend.services.scheduling import JobState

router = APIRouter(prefix="/api/scheduler", tags=["scheduler"])


class Jobs(Protocol):
    """What runs the household's jobs."""

    def start_now(self, name: str) -> None:
        """Start a job in a thread of its own."""
        ...

    def is_running(self, state: JobState) -> bool:
        """Say whether a job runs now."""
        ...


class NoJobsInSampleError(ConflictError):
    """The sample household has nothing that runs by the clock."""

    def __init__(self) -> None:
        super().__init__(
            "The sample household is made up: it has no banks to ask and nothing runs for it."
        )


async def get_jobs(request: Request) -> Jobs:
    """Return what runs the household's jobs."""
    jobs: Jobs = request.app.state.jobs
    return jobs


async def refuse_sample(profile: ActiveProfile) -> None:
    """Refuse to change what the sample household does not have."""
    if profile.is_demo:
        raise NoJobsInSampleError


RunningJobs = Annotated[Jobs, Depends(get_jobs)]


@router.get("")
def list_jobs(
    session: ReadSession, profile: ActiveProfile, context: Context, jobs: RunningJobs
) -> SchedulerOut:
    """List what runs by the clock: how it went last, and when it runs next."""
    items = [
        ScheduledJobOut.of(state, is_running=not profile.is_demo and jobs.is_running(state))
        for state in scheduling.list_jobs(session)
    ]
    return SchedulerOut(is_on=context.config.scheduler and not profile.is_demo, items=items)


@router.post(
    "/{name}/run",
    status_code=202,
    responses=problems(404, 409),
    dependencies=[Depends(refuse_sample)],
)
def run_job(session: ReadSession, jobs: RunningJobs, name: str) -> ScheduledJobOut:
    """Start a job now, due or not; the list tells how it went."""
    jobs.start_now(name)
    return ScheduledJobOut.of(_state(session, name), is_running=True)


@router.post("/{name}/pause", responses=problems(404, 409), dependencies=[Depends(refuse_sample)])
def pause_job(session: WriteSession, jobs: RunningJobs, now: Now, name: str) -> ScheduledJobOut:
    """Let a job rest until it is resumed."""
    state = scheduling.pause(session, scheduling.get_kind(name), at=now)
    return ScheduledJobOut.of(state, is_running=jobs.is_running(state))


@router.post("/{name}/resume", responses=problems(404, 409), dependencies=[Depends(refuse_sample)])
def resume_job(session: WriteSession, jobs: RunningJobs, name: str) -> ScheduledJobOut:
    """Let a job run by the clock again, at once where it is overdue."""
    state = scheduling.resume(session, scheduling.get_kind(name))
    return ScheduledJobOut.of(state, is_running=jobs.is_running(state))


def _state(session: Session, name: str) -> JobState:
    return next(state for state in scheduling.list_jobs(session) if state.kind.name == name)

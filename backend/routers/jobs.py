"""Work that outlives its request: watch it, cancel it."""

from fastapi import APIRouter

from backend.routers.deps import Context
from backend.routers.problems import problems
from backend.schemas.jobs import JobOut

router = APIRouter(prefix="/api/jobs", tags=["jobs"])


@router.get("/{job_id}", responses=problems(404))
def get_job(context: Context, job_id: str) -> JobOut:
    """Say how far a job has come, and what came of it."""
    return JobOut.of(context.tasks.get(job_id))


@router.delete("/{job_id}", responses=problems(404))
def cancel_job(context: Context, job_id: str) -> JobOut:
    """Ask a job to stop; it leaves nothing behind. One that has ended stays as it is."""
    task = context.tasks.get(job_id)
    task.cancel()
    return JobOut.of(task)

"""Syncing: all logins at once, every attempt, and a running one as it goes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from backend.core.errors import NotFoundError
from backend.models import RunStatus, SyncTrigger
from backend.routers.deps import LARGEST_ID, ReadSession, RowId
from backend.routers.problems import problems
from backend.routers.sync_deps import Connecting, StaleEnded, Syncing, only_real
from backend.routers.sync_events import events_of
from backend.schemas.sync import ProgressOut, RunList, RunOut, RunsStarted, StartedRun
from backend.services.sync import runs
from backend.services.sync.connections import live_connection_ids

router = APIRouter(prefix="/api/sync", tags=["sync"], dependencies=[Depends(only_real)])

Id = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]


class RunNotFoundError(NotFoundError):
    """There is no such attempt."""

    def __init__(self, run_id: int) -> None:
        super().__init__(f"There is no sync {run_id}.")


@router.post("", status_code=202, responses=problems(409))
def sync_all(connecting: Connecting, syncing: Syncing) -> RunsStarted:
    """Bring every login up to date, each beside the others."""
    with connecting.database.read() as session:
        ids = live_connection_ids(session)
    started = [
        StartedRun(connection_id=connection_id, run_id=run_id)
        for connection_id, run_id in syncing.start_each(ids, SyncTrigger.MANUAL).items()
    ]
    return RunsStarted(runs=started)


@router.get("/runs", responses=problems(409, 422), dependencies=[StaleEnded])
def list_runs(
    session: ReadSession,
    connection_id: Id = None,
    account_id: Id = None,
    status: RunStatus | None = None,
    before: Annotated[Id, Query(description="a run's id; only older ones")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RunList:
    """List attempts, newest first."""
    found = runs.list_runs(
        session,
        connection_id=connection_id,
        account_id=account_id,
        status=status,
        before=before,
        limit=limit + 1,
    )
    items = [RunOut.of(past) for past in found[:limit]]
    return RunList(items=items, next_before=items[-1].id if len(found) > limit else None)


@router.get("/runs/{run_id}", responses=problems(404, 409), dependencies=[StaleEnded])
def get_run(session: ReadSession, run_id: RowId) -> RunOut:
    """Return one attempt."""
    past = runs.get_run(session, run_id)
    if past is None:
        raise RunNotFoundError(run_id)
    return RunOut.of(past)


@router.get(
    "/runs/{run_id}/events",
    response_class=StreamingResponse,
    dependencies=[StaleEnded],
    responses={
        200: {
            "description": "`progress` events, then one `end` event with the attempt as it ended",
            "content": {"text/event-stream": {"schema": ProgressOut.model_json_schema()}},
        },
        **problems(404, 409),
    },
)
def watch_run(session: ReadSession, syncing: Syncing, run_id: RowId) -> StreamingResponse:
    """Follow an attempt as it goes; one that is over ends at once."""
    if runs.get_run(session, run_id) is None:
        raise RunNotFoundError(run_id)
    return StreamingResponse(
        events_of(syncing, run_id),
        media_type="text/event-stream",
        headers={"x-accel-buffering": "no"},
    )

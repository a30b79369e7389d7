"""A running sync as server-sent events: how far it has come, then how it ended."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from backend.database import Database
from backend.models import RunStatus
from backend.routers.sync_deps import Starter, end_stale
from backend.schemas.sync import ProgressOut, RunOut
from backend.services.sync import runs
from backend.services.sync.live import SyncProgress

_LOOK_SECONDS = 0.15
_PING_SECONDS = 15
_PING = b": still here\n\n"
_OVER = object()


async def events_of(syncing: Starter, run_id: int) -> AsyncIterator[bytes]:
    """Yield `progress` events while the attempt runs, then one `end` event.

    It looks now and then instead of waiting, so that nobody who watches keeps a thread, and one
    who goes away leaves nothing behind.
    """
    database = syncing.syncer.database
    past = await run_in_threadpool(_read, database, run_id)
    news = syncing.live.events(database, run_id, ping_seconds=0, sleep=lambda _: None)
    quiet = 0.0
    while past is not None and past.status is RunStatus.RUNNING:
        told = await run_in_threadpool(next, news, _OVER)
        if told is _OVER:
            break
        if isinstance(told, SyncProgress):
            quiet = 0.0
            yield _event("progress", ProgressOut.of(told))
            continue
        await asyncio.sleep(_LOOK_SECONDS)
        quiet += _LOOK_SECONDS
        if quiet >= _PING_SECONDS:
            quiet = 0.0
            await run_in_threadpool(end_stale, syncing)  # its process may have ended meanwhile
            yield _PING
    ended = await run_in_threadpool(_read, database, run_id)
    if ended is not None:
        yield _event("end", ended)


def _read(database: Database, run_id: int) -> RunOut | None:
    with database.read() as session:
        past = runs.get_run(session, run_id)
        return None if past is None else RunOut.of(past)


def _event(name: str, data: BaseModel) -> bytes:
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n".encode()

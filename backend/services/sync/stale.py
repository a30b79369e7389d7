"""Attempts whose process ended in the middle: nobody else would say of them that they are over."""

from pathlib import Path

from sqlalchemy import select

from backend.database import Database
from backend.models import RunStatus, SyncRun
from backend.services.sync.locks import LockTakenError, take_lock
from backend.services.sync.runs import interrupt_running


def end_stale_runs(database: Database, locks_folder: Path) -> None:
    """Mark attempts as interrupted that are said to run while nobody holds their login's lock."""
    running = select(SyncRun.connection_id).where(SyncRun.status == RunStatus.RUNNING).distinct()
    with database.read() as session:
        logins = session.scalars(running).all()
    for connection_id in logins:
        try:
            lock = take_lock(locks_folder, connection_id)
        except LockTakenError:
            continue
        try:
            with database.write() as session:
                interrupt_running(session, connection_id)
        finally:
            lock.release()

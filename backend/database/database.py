"""One SQLite file: read sessions side by side, one write session at a time."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from backend.core.expressions import occurs_in
from backend.database import recorder

BUSY_TIMEOUT_SECONDS = 30


class Database:
    """A database file and its transactions.

    Reads see the last committed state and never wait. Writes open with BEGIN IMMEDIATE, so that
    two of them never both think they may write. Only this class commits.
    """

    def __init__(
        self,
        path: Path,
        *,
        records_changes: bool = False,
        before_commit: Callable[[Session], None] | None = None,
    ) -> None:
        """Describe the file at `path`; nothing is opened before the first session.

        Args:
            path: the database file; it and its side files are kept readable by the owner alone.
            records_changes: whether writes are recorded for undo (see `recorder`).
            before_commit: what still belongs to each write, such as figures that follow from it.
        """
        self.path = path
        self._before_commit = before_commit
        self._readers = _engine(path, "BEGIN", pool_size=8)
        self._writer = _engine(path, "BEGIN IMMEDIATE", pool_size=1)
        if records_changes:
            event.listen(self._writer, "connect", lambda raw, _: recorder.install(raw))
        # What was found out in a transaction that is taken back was never so.
        event.listen(self._writer, "rollback", lambda connection: connection.info.clear())
        event.listen(self._readers, "connect", lambda raw, _: raw.execute("PRAGMA query_only=on"))

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session on a stable view of the file; it can't write."""
        with Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session whose changes are committed as one, or not at all.

        Writers queue for the one connection at their first statement, and not before: a request
        may open its session in one thread, work in a second and close it in a third, and whoever
        holds the connection must never depend on a thread that one who waits for it has taken.
        """
        with Session(self._writer, expire_on_commit=False) as session:
            session.begin()
            try:
                yield session
                session.flush()
                if self._before_commit is not None:
                    self._before_commit(session)
                recorder.finish(session)
                session.commit()
            except BaseException:
                session.rollback()
                raise

    def checkpoint(self) -> None:
        """Move what the write-ahead log holds into the file itself."""
        with closing(sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_SECONDS)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self._readers.dispose()
        self._writer.dispose()

    def forget_connections(self) -> None:
        """Open anew on next use, as after a migration changed the schema."""
        self.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open `path` the way every connection of the app is opened, in autocommit."""
    new = not path.exists()
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
    )
    if new:
        os.chmod(path, 0o600)  # noqa: PTH101 - before anything is written to it
    for pragma in (
        "journal_mode=wal",
        "synchronous=normal",
        "foreign_keys=on",
        "temp_store=memory",
        "cache_size=-16384",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("occurs_in", 2, occurs_in, deterministic=True)
    return connection


def _engine(path: Path, begin: str, *, pool_size: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_size=pool_size,
        pool_use_lifo=True,  # the connection that was used last has its pages and answers at hand
        max_overflow=8 if pool_size > 1 else 0,
        pool_timeout=BUSY_TIMEOUT_SECONDS,
        hide_parameters=True,  # an error on the console names no description or amount
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine

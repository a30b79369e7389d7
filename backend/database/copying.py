"""Exact, verified copies of a database file, also while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from backend.core.errors import BudgetAppError


class CopyFailedError(BudgetAppError):
    """A copy doesn't hold what its original holds; it was thrown away."""

    def __init__(self, source: Path, problem: str) -> None:
        super().__init__(f"{source.name} could not be copied faithfully: {problem}.")


def copy_verified(source: Path, target: Path) -> None:
    """Copy the database `source`, as it is at one moment, to `target`, which must not exist.

    The copy holds what was committed, the write-ahead log included, and needs no side files. It
    is checked for integrity and for the number of rows of each table, is readable by the owner
    alone, and appears under its name only when all that holds.

    Raises:
        CopyFailedError: the source is damaged, or the copy is not its equal.
    """
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        _copy(source, partial)
        _link_into_place(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type='table' AND rootpage > 0 ORDER BY name"
        )
    ]
    return {name: _count(connection, name) for name in names}


def integrity_problem(connection: sqlite3.Connection) -> str | None:
    """Return what SQLite finds wrong with a file, None where all is well."""
    [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if verdict == "ok" else str(verdict)


def _copy(source: Path, partial: Path) -> None:
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with (
            closing(sqlite3.connect(source, timeout=30, isolation_level=None)) as original,
            closing(sqlite3.connect(partial, isolation_level=None)) as copy,
        ):
            # One snapshot for the copy and the counts: others may go on writing meanwhile.
            original.execute("BEGIN")
            expected = row_counts(original)
            original.backup(copy)
            original.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode=delete")
            problem = integrity_problem(copy)
            counted = {} if problem else row_counts(copy)
    except sqlite3.Error as error:
        raise CopyFailedError(source, str(error)) from error
    if problem or counted != expected:
        raise CopyFailedError(source, problem or "the numbers of rows differ")
    with partial.open("rb+") as file:
        os.fsync(file.fileno())


def _link_into_place(partial: Path, target: Path) -> None:
    if target.exists():
        raise CopyFailedError(target, "there is a file of that name")
    partial.rename(target)


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    [count] = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    return int(count)

"""Look into a database file without changing a byte of it or of its side files."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.core.errors import ConflictError


class UnreadableFileError(ConflictError):
    """The file is no SQLite database, or a damaged one."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path.name} can't be read as a database ({problem}). It was left untouched."
        )


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file says of itself.

    Attributes:
        revisions: what Alembic noted; empty for a new file and for those of earlier versions.
        user_version: SQLite's own number; every version so far left it at 0.
        tables: the names of its tables; empty for a new or missing file.
    """

    revisions: tuple[str, ...] = ()
    user_version: int = 0
    tables: frozenset[str] = frozenset()


def inspect(path: Path) -> FileState:
    """Return what the file at `path` says of itself; a missing file is an empty one.

    Raises:
        UnreadableFileError: it is no database.
    """
    if not _size(path):
        return FileState()
    try:
        with _opened_untouched(path) as connection:
            return _state(connection)
    except sqlite3.DatabaseError as error:
        raise UnreadableFileError(path, str(error)) from error


def _state(connection: sqlite3.Connection) -> FileState:
    tables = frozenset(
        name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
    )
    revisions: tuple[str, ...] = ()
    if "alembic_version" in tables:
        rows = connection.execute("SELECT version_num FROM alembic_version")
        revisions = tuple(str(revision) for (revision,) in rows)
    [version] = connection.execute("PRAGMA user_version").fetchone()
    return FileState(revisions, version, tables)


@contextmanager
def _opened_untouched(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file so that SQLite writes nothing, whatever its side files hold."""
    wal, journal, shm = (path.with_name(path.name + end) for end in ("-wal", "-journal", "-shm"))
    if not _size(wal) and not _size(journal):
        with closing(_read_only(path, "immutable=1")) as connection:
            yield connection
    elif shm.exists():
        # Also left by a crash. SQLite then builds the index of the log in memory.
        with closing(_shared(path)) as connection:
            yield connection
    else:
        # SQLite would make a -shm file to read the log. Nobody has the file open, or there would
        # be one, so that a private copy is a faithful one.
        with tempfile.TemporaryDirectory(prefix="budget-app-") as folder:
            for file in filter(Path.exists, (path, wal, journal)):
                shutil.copyfile(file, Path(folder) / file.name)
            with closing(sqlite3.connect(Path(folder) / path.name)) as connection:
                yield connection


def _shared(path: Path) -> sqlite3.Connection:
    """Open a file that may be in use without writing to its shared memory, where that can be."""
    connection = _read_only(path, "readonly_shm=1")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # Somebody writes to it right now, and no snapshot is there to be shared.
        connection.close()
        return _read_only(path, "cache=private")
    return connection


def _read_only(path: Path, option: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&{option}", uri=True, timeout=30)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0

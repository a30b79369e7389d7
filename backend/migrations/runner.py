"""Bring a database file to today's schema, in one transaction, after a verified backup."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from backend.core.errors import BudgetAppError, ConflictError
from backend.database.copying import copy_verified
from backend.migrations.inspection import FileState, inspect

Schema = Literal["budget", "investments"]

# Every revision in its order. Alembic knows them too, but loading it takes longer than all the
# rest of a start, and a file at head needs none of it.
HISTORY: dict[Schema, tuple[str, ...]] = {
    "budget": ("0001", "0002", "0003", "0004"),
    "investments": ("0001", "0002"),
}

# By these tables, which every earlier version had, a file without a revision is known as ours.
MARKS: dict[Schema, frozenset[str]] = {
    "budget": frozenset({"accounts", "categories", "transactions"}),
    "investments": frozenset({"investment_accounts", "securities", "holdings"}),
}

BACKUPS_TO_KEEP = 5
MOMENT_IN_NAMES = "%Y-%m-%dT%H-%M-%S.%fZ"  # sorts by time, and holds no sign that a system forbids


class NewerFileError(ConflictError):
    """The file was written by a newer version of the app."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(
            f"{path.name} was written by a newer version of Budget App (schema {revision}). "
            "It was left untouched. Install the newer version to open it."
        )


class ForeignFileError(ConflictError):
    """The file is a database of something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a file of Budget App. It was left untouched.")


class MigrationFailedError(BudgetAppError):
    """A step failed; the file is as it was."""

    def __init__(self, path: Path, backup: Path | None, problem: str) -> None:
        copy = f" A copy of it is {backup}." if backup else ""
        super().__init__(
            f"{path.name} could not be brought to this version and was left as it was "
            f"({problem}).{copy}"
        )


def upgrade(
    path: Path, schema: Schema, *, backups: Path | None = None, at: dt.datetime | None = None
) -> Path | None:
    """Create or migrate the file at `path` to the head of `schema`.

    Args:
        path: the database file, which may be missing, or of any earlier version.
        schema: which of the two files it is.
        backups: where the copy goes that is made before an existing file is changed;
            `backups` beside the file when left out.
        at: the moment that names the copy and stands in where an old row has none; now when
            left out.

    Returns:
        The copy that was made, None where there was nothing to migrate.

    Raises:
        NewerFileError: the file's revision is unknown here; it was not touched.
        ForeignFileError, UnreadableFileError: it is no file of ours; it was not touched.
        MigrationFailedError: a step failed; the file is as it was.
    """
    state = inspect(path)
    if needs_nothing(path, schema, state):
        return None
    at = at or dt.datetime.now(dt.UTC)
    copy = None
    if state.tables:
        folder = backups or path.parent / "backups"
        copy = _back_up(path, schema, folder, state=state, at=at)
    _run(path, schema, at=at, backup=copy)
    return copy


def needs_nothing(path: Path, schema: Schema, state: FileState) -> bool:
    """Tell whether a file is at head.

    Raises:
        NewerFileError: it was written by a newer version.
        ForeignFileError: it was written by something else.
    """
    known = HISTORY[schema]
    unknown = [revision for revision in state.revisions if revision not in known]
    if unknown or state.user_version:
        raise NewerFileError(path, unknown[0] if unknown else str(state.user_version))
    if state.tables and not MARKS[schema] <= state.tables:
        raise ForeignFileError(path)
    return state.revisions == known[-1:]


def stored_revision(path: Path) -> str | None:
    """Return the revision that the file says it has, None for a new or an old file."""
    return next(iter(inspect(path).revisions), None)


def prune(copies: Iterable[Path], keep: int) -> None:
    """Delete all but the newest `keep` of copies that are named by their moment."""
    for old in sorted(copies, reverse=True)[keep:]:
        old.unlink()


def _back_up(
    path: Path, schema: Schema, folder: Path, *, state: FileState, at: dt.datetime
) -> Path:
    known = HISTORY[schema]
    first = known[known.index(state.revisions[0]) + 1] if state.revisions else known[0]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = at.astimezone(dt.UTC).strftime(MOMENT_IN_NAMES)
    target = folder / f"{path.stem}-{moment}-before-{first}.db"
    copy_verified(path, target)
    prune(folder.glob(f"{path.stem}-*-before-*.db"), BACKUPS_TO_KEEP)
    return target


def _run(path: Path, schema: Schema, *, at: dt.datetime, backup: Path | None) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        _run_alembic(path, schema, at)
    except (sqlite3.Error, SQLAlchemyError, UnicodeError, ValueError) as error:
        problem = str(getattr(error, "orig", None) or error)
        raise MigrationFailedError(path, backup, problem) from error


def _run_alembic(path: Path, schema: Schema, at: dt.datetime) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config(attributes={"moment": at.astimezone(dt.UTC)})
    config.set_main_option("script_location", str(Path(__file__).parent / schema))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise ValueError(f"a row of {broken[0]} points at a missing one of {broken[2]}")


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file as it is: its journal stays of its kind until the migration has held."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    # Steps rebuild tables that others point at; what they leave is checked at the end.
    connection.execute("PRAGMA foreign_keys=off")
    connection.execute("PRAGMA legacy_alter_table=on")
    connection.execute("PRAGMA cache_size=-32768")
    return connection

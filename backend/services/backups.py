"""Backups: verified copies of the database files, and the way back from one.

A copy holds what its file holds: names, amounts, and secrets as they are at rest there, which is
encrypted. The key is never among the backups.
"""

import datetime as dt
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from backend.core.errors import ConflictError, NotFoundError
from backend.database.copying import CopyFailedError, copy_verified
from backend.migrations.inspection import inspect
from backend.migrations.runner import MOMENT_IN_NAMES, Schema, needs_nothing, prune, upgrade

BACKUPS_TO_KEEP = 10

_NAME = re.compile(
    r"(?P<schema>budget|investments)-(?P<moment>[\d-]{10}T[\d-]{8}\.\d{6}Z)"
    r"(-before-(?P<before>\w+))?\.db"
)


class BackupNotFoundError(NotFoundError):
    """There is no such backup."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no backup named {name}.")


class FileInUseError(ConflictError):
    """A file can't be replaced while somebody has it open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is in use. Close Budget App, then restore.")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of one database file.

    Attributes:
        path: where it lies.
        schema: which of the two files it is a copy of.
        made_at: when.
        before: what it was made before: a revision or `restore`; None if it was asked for.
        size_bytes: its size.
    """

    path: Path
    schema: Schema
    made_at: dt.datetime
    before: str | None
    size_bytes: int


def back_up(
    files: Iterable[Path], folder: Path, *, at: dt.datetime, keep: int = BACKUPS_TO_KEEP
) -> list[Path]:
    """Copy database files, which may be in use, into `folder`; return the copies.

    A file that doesn't exist is left out. Either all are copied or none. Of copies made by this
    function, the newest `keep` of each file stay.

    Raises:
        CopyFailedError: a file is damaged or could not be copied faithfully.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made: list[Path] = []
    try:
        for file in filter(Path.exists, files):
            target = _name(file, folder, at=at)
            copy_verified(file, target)
            made.append(target)
    except CopyFailedError:
        for copy in made:
            copy.unlink()
        raise
    for copy in made:
        schema = copy.name.partition("-")[0]
        prune([b.path for b in list_backups(folder) if b.schema == schema and not b.before], keep)
    return made


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in `folder`, newest first; files of other names are left out."""
    found = (_described(path) for path in folder.glob("*.db"))
    return sorted(
        (backup for backup in found if backup is not None),
        key=lambda backup: (backup.made_at, backup.path.name),
        reverse=True,
    )


def get_backup(folder: Path, name: str) -> Backup:
    """Return the backup of that file name.

    Raises:
        BackupNotFoundError: there is none.
    """
    for backup in list_backups(folder):
        if backup.path.name == name:
            return backup
    raise BackupNotFoundError(name)


def restore(
    backup: Path, target: Path, *, schema: Schema, folder: Path, at: dt.datetime
) -> Path | None:
    """Put `backup` into the place of `target` and bring it to today's schema.

    Every connection to `target` has to be closed before. What it holds now is copied first;
    until the last step, a failure leaves it as it was.

    Args:
        backup: the copy to go back to, of this or an earlier version.
        target: the database file.
        schema: which file it is.
        folder: where the copy of the present file goes.
        at: the moment that names that copy.

    Returns:
        The copy of what was there before, None where there was nothing.

    Raises:
        NewerFileError, ForeignFileError, UnreadableFileError: the backup is of a newer version,
            of something else, or of nothing.
        CopyFailedError: the backup is damaged.
        FileInUseError: somebody has the target open.
    """
    needs_nothing(backup, schema, inspect(backup))
    incoming = target.with_name(target.name + ".incoming")
    incoming.unlink(missing_ok=True)
    copy_verified(backup, incoming)
    try:
        aside = _keep_aside(target, folder, at=at) if target.exists() else None
        incoming.replace(target)
    finally:
        incoming.unlink(missing_ok=True)
    upgrade(target, schema, backups=folder, at=at)
    return aside


def _keep_aside(target: Path, folder: Path, *, at: dt.datetime) -> Path:
    """Copy the present file and fold its side files into it; a damaged one is copied as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = _name(target, folder, at=at, before="restore")
    try:
        _close_log(target)
        copy_verified(target, aside)
    except (CopyFailedError, sqlite3.DatabaseError):
        for end in ("", "-wal"):
            side = target.with_name(target.name + end)
            if side.exists():
                shutil.copyfile(side, aside.with_name(aside.name + end))
                aside.with_name(aside.name + end).chmod(0o600)
        for end in ("-wal", "-shm"):
            target.with_name(target.name + end).unlink(missing_ok=True)
    return aside


def _close_log(target: Path) -> None:
    """Move what the write-ahead log holds into the file, which only its sole user can."""
    with closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=delete")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise FileInUseError(target) from error


def _name(file: Path, folder: Path, *, at: dt.datetime, before: str | None = None) -> Path:
    moment = at.astimezone(dt.UTC).strftime(MOMENT_IN_NAMES)
    return folder / f"{file.stem}-{moment}{f'-before-{before}' if before else ''}.db"


def _described(path: Path) -> Backup | None:
    parts = _NAME.fullmatch(path.name)
    if parts is None:
        return None
    made_at = dt.datetime.strptime(parts["moment"], MOMENT_IN_NAMES).replace(tzinfo=dt.UTC)
    schema: Schema = "budget" if parts["schema"] == "budget" else "investments"
    return Backup(path, schema, made_at, parts["before"], path.stat().st_size)

"""Earlier versions stored secrets plain: seal them at the start, in the file and in its backups.

A file remembers that it was done. Until then every start tries again, so that an end of the
process in the middle, or a key that comes later, changes nothing.
"""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from backend.core.config import Config
from backend.core.secrets import LostKeyError, SecretBox
from backend.database.copying import CopyFailedError, copy_verified, integrity_problem, row_counts
from backend.database.database import connect
from backend.services.secrets.places import places
from backend.services.secrets.sealing import EARLIER_KEY, saved_earlier_keys, seal_plain, sealable

_DONE_KEY = "secrets_sealed"
# Pages to be wiped still; something that only a key opens that is not here; all done.
_WIPING, _WAITING, _DONE = "wiping", "waiting", "done"
_WAIT_MILLISECONDS = 2000
_log = logging.getLogger(__name__)


def seal_files(config: Config, box: SecretBox) -> None:
    """Seal what is plain in the budget file and its backups, and wipe the pages that held it.

    What is in the way (a key that can't be read, a full disk) is logged and tried again at the
    next start: the app runs without its secrets, too.
    """
    earlier = [key for key in (config.environment.get(EARLIER_KEY.variable),) if key]
    try:
        if _stage(config.budget_file) == _DONE:
            return
        earlier += _seal_file(config.budget_file, box, earlier)
        for backup in sorted(config.backups.glob("budget-*.db")):
            _seal_backup(backup, box, earlier)
        for unfinished in config.backups.glob("budget-*.db.*"):  # a copy that was cut short
            unfinished.unlink()
        _finish(config.budget_file)
    except (LostKeyError, sqlite3.Error, OSError):
        _log.exception("earlier secrets could not be sealed; the next start tries again")


def _stage(path: Path) -> str | None:
    with closing(connect(path)) as connection:
        return _noted(connection)


def _seal_file(path: Path, box: SecretBox, earlier: Sequence[str]) -> list[str]:
    """Seal in one transaction; return the saved keys of earlier versions, for the backups.

    It leaves a note that pages have to be wiped still.
    """
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA secure_delete=on")
        connection.execute("BEGIN IMMEDIATE")
        count = seal_plain(connection, box, earlier_keys=earlier)
        has_past = connection.execute("SELECT EXISTS (SELECT 1 FROM transactions)").fetchone()[0]
        if count or (has_past and _noted(connection) is None):
            _note(connection, _WIPING)
        connection.execute("COMMIT")
        saved = saved_earlier_keys(connection, box)
    if count:
        _log.info("sealed %d earlier secrets", count)
    return saved


def _seal_backup(path: Path, box: SecretBox, earlier: Sequence[str]) -> None:
    """Put a sealed copy into the place of a backup that has plain secrets."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as backup:
            if not sealable(backup, box, earlier_keys=earlier):
                return
        sealed = path.with_name(path.name + ".sealing")
        sealed.unlink(missing_ok=True)
        try:
            copy_verified(path, sealed)
            _seal_copy(sealed, box, earlier)
            sealed.replace(path)
        finally:
            sealed.unlink(missing_ok=True)
    except (sqlite3.DatabaseError, CopyFailedError):
        _log.exception("a damaged backup could not be looked through for secrets")


def _seal_copy(path: Path, box: SecretBox, earlier: Sequence[str]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        before = row_counts(copy)
        copy.execute("PRAGMA secure_delete=on")
        copy.execute("BEGIN IMMEDIATE")
        seal_plain(copy, box, earlier_keys=earlier)
        copy.execute("COMMIT")
        copy.execute("VACUUM")
        problem = integrity_problem(copy)
        if problem or row_counts(copy) != before:
            raise CopyFailedError(path, problem or "the numbers of rows differ")


def _finish(path: Path) -> None:
    """Wipe what the file and its log still hold of former pages, and remember that it is done."""
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA busy_timeout={_WAIT_MILLISECONDS}")
        if _noted(connection) == _WIPING:
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                return
        waits = any(place.is_plain for place in places(connection))
        _note(connection, _WAITING if waits else _DONE)


def _noted(connection: sqlite3.Connection) -> str | None:
    query = "SELECT value FROM app_settings WHERE key = ?"
    found = connection.execute(query, (_DONE_KEY,)).fetchone()
    return found and str(found[0])


def _note(connection: sqlite3.Connection, stage: str) -> None:
    connection.execute(
        "INSERT INTO app_settings (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_DONE_KEY, stage),
    )

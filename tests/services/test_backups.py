"""Backups: exact copies of a running file, and a way back that never loses the present."""

import datetime as dt
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from backend.database import Database
from backend.database.copying import CopyFailedError
from backend.migrations.inspection import UnreadableFileError
from backend.migrations.runner import HISTORY, NewerFileError, stored_revision, upgrade
from backend.services.backups import (
    BackupNotFoundError,
    FileInUseError,
    back_up,
    get_backup,
    list_backups,
    restore,
)
from tests.data.legacy.build import build
from tests.migrations.reading import dump, rows

AT = dt.datetime(2025, 6, 15, 12, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "budget.db"
    upgrade(path, "budget", at=AT)
    _tag(path, "first")
    return path


def _tag(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("INSERT INTO tags (name) VALUES (?)", (name,))
        connection.commit()


def _tags(path: Path) -> list[str]:
    return [row["name"] for row in rows(path, "SELECT name FROM tags ORDER BY id")]


def test_a_copy_of_a_file_in_use_has_all_rows(file: Path, folder: Path) -> None:
    database = Database(file)
    with database.write() as session:
        session.execute(text("INSERT INTO tags (name) VALUES ('in the log')"))
    with database.write() as session:
        session.execute(text("INSERT INTO tags (name) VALUES ('not committed')"))
        session.flush()

        [copy] = back_up([file], folder, at=AT)
    database.close()

    assert copy.name == "budget-2025-06-15T12-00-00.000000Z.db"
    assert _tags(copy) == ["first", "in the log"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [copy.name]


def test_copies_made_while_others_write_are_whole(file: Path, folder: Path) -> None:
    database = Database(file)
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with database.write() as session:
                for half in "ab":
                    session.execute(
                        text("INSERT INTO tags (name) VALUES (:n)"), {"n": f"{number}{half}"}
                    )

    writer = threading.Thread(target=write)
    writer.start()
    copies = [
        back_up([file], folder, at=AT + dt.timedelta(seconds=second))[0] for second in range(8)
    ]
    done.set()
    writer.join()
    database.close()

    for copy in copies:
        assert (len(_tags(copy)) - 1) % 2 == 0


def test_both_files_or_none(file: Path, folder: Path) -> None:
    (file.parent / "investments.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)

    with pytest.raises(CopyFailedError):
        back_up([file, file.parent / "investments.db"], folder, at=AT)

    assert list(folder.iterdir()) == []


def test_a_missing_file_needs_no_copy(file: Path, folder: Path) -> None:
    assert len(back_up([file, file.parent / "investments.db"], folder, at=AT)) == 1


def test_backups_are_listed_newest_first_and_the_oldest_go(file: Path, folder: Path) -> None:
    for hour in range(4):
        back_up([file], folder, at=AT + dt.timedelta(hours=hour), keep=2)
    (folder / "notes.db").touch()

    listed = list_backups(folder)

    assert [backup.made_at.hour for backup in listed] == [15, 14]
    assert {backup.schema for backup in listed} == {"budget"}
    assert listed[0].before is None
    assert listed[0].size_bytes == listed[0].path.stat().st_size
    assert get_backup(folder, listed[1].path.name) == listed[1]


@pytest.mark.parametrize("name", ["../budget.db", "notes.db", ""])
def test_only_backups_are_found_by_name(file: Path, folder: Path, name: str) -> None:
    back_up([file], folder, at=AT)
    with pytest.raises(BackupNotFoundError):
        get_backup(folder, name)


def test_restoring_brings_back_what_was_and_keeps_what_is(file: Path, folder: Path) -> None:
    [backup] = back_up([file], folder, at=AT)
    _tag(file, "second")

    aside = restore(backup, file, schema="budget", folder=folder, at=LATER)

    assert _tags(file) == ["first"]
    assert aside is not None
    assert _tags(aside) == ["first", "second"]
    assert get_backup(folder, aside.name).before == "restore"
    assert file.stat().st_mode & 0o777 == 0o600
    assert dump(file) == dump(backup)
    assert sorted(path.name for path in file.parent.iterdir()) == ["backups", "budget.db"]


def test_an_older_backup_comes_to_todays_schema(file: Path, folder: Path, tmp_path: Path) -> None:
    old = build(tmp_path / "old.db")

    restore(old, file, schema="budget", folder=folder, at=LATER)

    assert stored_revision(file) == HISTORY["budget"][-1]
    assert rows(file, "SELECT count(*) AS n FROM transactions") == [{"n": 6}]


def test_restoring_where_nothing_is(file: Path, folder: Path, tmp_path: Path) -> None:
    [backup] = back_up([file], folder, at=AT)
    target = tmp_path / "elsewhere" / "budget.db"
    target.parent.mkdir()

    assert restore(backup, target, schema="budget", folder=folder, at=LATER) is None

    assert _tags(target) == ["first"]


def test_a_newer_backup_is_refused(file: Path, folder: Path) -> None:
    [backup] = back_up([file], folder, at=AT)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    before = dump(file)

    with pytest.raises(NewerFileError):
        restore(backup, file, schema="budget", folder=folder, at=LATER)

    assert dump(file) == before
    assert len(list(folder.iterdir())) == 1


def test_a_damaged_backup_is_refused(file: Path, folder: Path) -> None:
    [backup] = back_up([file], folder, at=AT)
    raw = bytearray(backup.read_bytes())
    raw[4096 * 10 : 4096 * 11] = b"\xab" * 4096
    backup.write_bytes(raw)
    before = dump(file)

    with pytest.raises((CopyFailedError, UnreadableFileError)):
        restore(backup, file, schema="budget", folder=folder, at=LATER)

    assert dump(file) == before


def test_a_file_in_use_is_not_replaced(file: Path, folder: Path) -> None:
    [backup] = back_up([file], folder, at=AT)
    database = Database(file)
    with database.read() as session:
        session.execute(text("SELECT * FROM tags")).all()

        with pytest.raises(FileInUseError):
            restore(backup, file, schema="budget", folder=folder, at=LATER)
    database.close()

    assert _tags(file) == ["first"]
    assert not file.with_name("budget.db.incoming").exists()


def test_a_damaged_file_can_be_restored_and_is_kept_as_it_was(file: Path, folder: Path) -> None:
    [backup] = back_up([file], folder, at=AT)
    file.write_bytes(b"ruined" * 1000)

    aside = restore(backup, file, schema="budget", folder=folder, at=LATER)

    assert aside is not None
    assert aside.read_bytes() == b"ruined" * 1000
    assert _tags(file) == ["first"]

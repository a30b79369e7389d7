"""Migrating: whole or not at all, after a copy, and never a file that is not ours."""

import datetime as dt
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from backend.database.copying import CopyFailedError
from backend.migrations.inspection import UnreadableFileError, inspect
from backend.migrations.runner import (
    BACKUPS_TO_KEEP,
    HISTORY,
    ForeignFileError,
    MigrationFailedError,
    NewerFileError,
    stored_revision,
    upgrade,
)
from tests.data.legacy.build import Version, add_rows, build, build_wal_only
from tests.migrations.reading import dump, fingerprints, rows

AT = dt.datetime(2025, 6, 15, 12, tzinfo=dt.UTC)
ROOT = Path(__file__).parents[2]


def test_a_new_file_gets_its_schema_and_its_owner_alone_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "budget.db"

    assert upgrade(path, "budget", at=AT) is None

    assert stored_revision(path) == HISTORY["budget"][-1]
    assert path.stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "backups").exists()


def test_a_file_at_head_is_not_touched(tmp_path: Path) -> None:
    upgrade(tmp_path / "budget.db", "budget", at=AT)
    before = fingerprints(tmp_path)

    assert upgrade(tmp_path / "budget.db", "budget", at=AT) is None

    assert fingerprints(tmp_path) == before


def test_a_start_at_head_never_loads_alembic(tmp_path: Path) -> None:
    upgrade(tmp_path / "budget.db", "budget", at=AT)
    code = (
        "import sys, pathlib\n"
        "from backend.migrations.runner import upgrade\n"
        "upgrade(pathlib.Path(sys.argv[1]), 'budget')\n"
        "sys.exit('alembic' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "budget.db"], cwd=ROOT, check=False
    )

    assert done.returncode == 0


@pytest.mark.parametrize("make", [build, build_wal_only])
def test_an_old_file_is_copied_before_it_is_changed(tmp_path: Path, make: type[build]) -> None:
    path = make(tmp_path / "budget.db", Version.COMPLETE)
    expected = dump(build(tmp_path / "same.db", Version.COMPLETE))

    copy = upgrade(path, "budget", at=AT)

    assert copy == tmp_path / "backups" / "budget-2025-06-15T12-00-00.000000Z-before-0001.db"
    assert dump(copy) == expected
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


def test_only_the_newest_copies_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"budget-2024-01-0{day}T00-00-00.000000Z-before-0001.db").touch()
    (folder / "budget-2024-01-01T00-00-00.000000Z.db").touch()
    (folder / "investments-2024-01-01T00-00-00.000000Z-before-0001.db").touch()

    copy = upgrade(build(tmp_path / "budget.db"), "budget", at=AT)

    kept = sorted(folder.glob("budget-*-before-*.db"))
    assert len(kept) == BACKUPS_TO_KEEP
    assert kept[-1] == copy
    assert len(list(folder.iterdir())) == BACKUPS_TO_KEEP + 2


@pytest.mark.parametrize("make", [build, build_wal_only])
@pytest.mark.parametrize("mark", ["revision", "user_version"])
def test_a_newer_file_is_refused_to_the_byte(tmp_path: Path, make: type[build], mark: str) -> None:
    folder = tmp_path / "BudgetApp"
    folder.mkdir()
    path = make(folder / "budget.db", Version.COMPLETE)
    _mark_as_newer(path, mark, keep_in_wal=make is build_wal_only)
    before = fingerprints(folder)

    with pytest.raises(NewerFileError, match=r"budget\.db was written by a newer version"):
        upgrade(path, "budget", at=AT)

    assert fingerprints(folder) == before


def test_a_newer_file_is_refused_to_the_byte_after_a_crash(tmp_path: Path) -> None:
    # The side files of the process that died are still there, its shared memory too.
    path = tmp_path / "budget.db"
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode=wal')\n"
        "c.execute('CREATE TABLE alembic_version (version_num TEXT)')\n"
        "c.execute(\"INSERT INTO alembic_version VALUES ('0999')\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True)
    before = fingerprints(tmp_path)
    assert sorted(before) == ["budget.db", "budget.db-shm", "budget.db-wal"]

    with pytest.raises(NewerFileError):
        upgrade(path, "budget", at=AT)

    assert fingerprints(tmp_path) == before


def test_what_is_in_use_can_be_looked_into(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE later (a)")

        assert "later" not in inspect(path).tables
        writer.execute("COMMIT")
        assert "later" in inspect(path).tables


def test_files_of_something_else_are_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "photos.db")) as connection:
        connection.execute("CREATE TABLE photos (a)")
    (tmp_path / "budget.db").write_text("Dear diary, " * 1000)
    before = fingerprints(tmp_path)

    with pytest.raises(ForeignFileError):
        upgrade(tmp_path / "photos.db", "budget", at=AT)
    with pytest.raises(UnreadableFileError):
        upgrade(tmp_path / "budget.db", "budget", at=AT)

    assert fingerprints(tmp_path) == before


def test_the_other_file_of_ours_is_not_mistaken(tmp_path: Path) -> None:
    upgrade(tmp_path / "investments.db", "investments", at=AT)

    with pytest.raises(ForeignFileError):
        upgrade(tmp_path / "investments.db", "budget", at=AT)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE zzz (a)")
        # In the way of a table of ours that is made late, when much has been done.
        connection.execute("CREATE TABLE transfers (mine)")
        connection.execute("INSERT INTO transfers VALUES ('x')")
        connection.commit()
    before = dump(path)

    with pytest.raises(MigrationFailedError, match="left as it was") as failure:
        upgrade(path, "budget", at=AT)

    assert dump(path) == before
    [copy] = (tmp_path / "backups").iterdir()
    assert str(copy) in str(failure.value)
    assert dump(copy) == before


def test_a_damaged_file_is_not_migrated(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 4] = b"\xab" * 4096
    path.write_bytes(raw)

    with pytest.raises((MigrationFailedError, UnreadableFileError, CopyFailedError)):
        upgrade(path, "budget", at=AT)

    assert path.read_bytes() == raw
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("calls", [1, 4000])
def test_being_killed_in_the_middle_leaves_the_file_as_it_was(tmp_path: Path, calls: int) -> None:
    path = build(tmp_path / "budget.db")
    # More than the cache holds, so that some of it is on the disk when the end comes.
    text = "ROW " * 250
    many = [{"id": 100 + n, "amount": n / 100, "description": text} for n in range(5000)]
    add_rows(path, {"transactions": many})
    before = dump(path)

    done = subprocess.run(
        [sys.executable, "-c", _KILLED_AT_CALL, path, str(calls)], cwd=ROOT, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert dump(path) == before
    upgrade(path, "budget", at=AT)
    assert rows(path, "SELECT count(*) AS n FROM transactions") == [{"n": 5006}]


# Kills itself when the migration stores its n-th row.
_KILLED_AT_CALL = """
import os, pathlib, signal, sys
from backend.migrations.runner import upgrade
left = int(sys.argv[2])
def watch(frame, event, _):
    global left
    if event == "call" and frame.f_code.co_qualname == "OldFile.insert":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(watch)
upgrade(pathlib.Path(sys.argv[1]), "budget")
"""


def test_two_processes_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    code = (
        "import sys, pathlib\n"
        "from backend.migrations.runner import upgrade\n"
        "upgrade(pathlib.Path(sys.argv[1]), 'budget')\n"
    )
    command = [sys.executable, "-c", code, str(path)]

    starts = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]

    assert [start.wait(60) for start in starts] == [0, 0]
    assert rows(path, "SELECT count(*) AS n FROM transactions") == [{"n": 6}]
    assert rows(path, "SELECT * FROM alembic_version") == [{"version_num": HISTORY["budget"][-1]}]


def _mark_as_newer(path: Path, mark: str, *, keep_in_wal: bool) -> None:
    """Give the file a mark of a later version, in the log alone where asked for."""
    wal = path.with_name(path.name + "-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        if mark == "revision":
            connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
            connection.execute("INSERT INTO alembic_version VALUES ('0999')")
        else:
            connection.execute("PRAGMA user_version=9")
        kept = (path.read_bytes(), wal.read_bytes())
    if keep_in_wal:
        path.write_bytes(kept[0])
        wal.write_bytes(kept[1])
    assert wal.exists() == keep_in_wal

"""Every other command: what it does, what it answers, how it ends."""

import io
import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from backend import __version__
from tests.cli.conftest import Run
from tests.cli.test_importing import DISCOVER, stored


def test_without_arguments_it_explains_itself_and_says_that_it_did_nothing(run: Run) -> None:
    answer = run()

    assert answer.code == 2
    for command in ("serve", "import", "demo", "backup", "restore", "doctor", "export"):
        assert command in answer.words


def test_an_unknown_command_is_misuse(run: Run) -> None:
    assert run("explode").code == 2


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"Budget App {__version__}\n"


def test_the_sample_household_lies_beside_the_real_one(run: Run, home: Path) -> None:
    answer = run("demo", "--json")

    assert answer.code == 0
    folder = Path(answer.json["folder"])
    assert folder.parent == home
    assert sum(count for _, count in stored(folder)) > 4_000
    assert run("doctor", "--json").json["sound"]
    assert stored(home) == []


def test_nothing_to_back_up_is_a_failure(run: Run) -> None:
    answer = run("backup")

    assert answer.code == 1
    assert "nothing to back up" in answer.err


def test_a_backup_is_restored_and_the_present_kept(run: Run, home: Path) -> None:
    run("import", str(DISCOVER), "--account", "1")
    budget = next(
        Path(path).name for path in run("backup", "--json").json["backups"] if "budget-" in path
    )
    run("import", str(DISCOVER), "--account", "2")
    assert len(stored(home)) == 2

    answer = run("restore", budget, "--yes", "--json")

    assert answer.code == 0
    assert stored(home) == [("Discover Card", 5)]
    kept = Path(answer.json["kept"])
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM transactions").fetchone() == (10,)
    listed = {backup["name"] for backup in run("restore", "--json").json["backups"]}
    assert {budget, kept.name} <= listed


def test_restoring_asks_first(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", str(DISCOVER), "--account", "1")
    budget = next(
        Path(path).name for path in run("backup", "--json").json["backups"] if "budget-" in path
    )
    run("import", str(DISCOVER), "--account", "2")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))

    answer = run("restore", budget)

    assert answer.code == 1
    assert len(stored(home)) == 2


def test_an_unknown_backup_fails_in_words(run: Run) -> None:
    run("doctor")
    answer = run("restore", "budget-of-yesterday.db", "--yes")

    assert answer.code == 1
    assert answer.err == "Error: There is no backup named budget-of-yesterday.db.\n"


def test_the_doctor_finds_a_new_household_sound(run: Run) -> None:
    answer = run("doctor")

    assert answer.code == 0
    assert "ok   The file is intact" in answer.out
    assert "BAD" not in answer.out


def test_the_doctor_fails_and_names_the_row_that_breaks_a_rule(run: Run, home: Path) -> None:
    run("import", str(DISCOVER), "--account", "1")
    with closing(sqlite3.connect(home / "budget.db")) as connection:
        connection.execute("UPDATE transactions SET has_splits = 1 WHERE id = 2")
        connection.commit()

    answer = run("doctor")

    assert answer.code == 1
    assert "BAD  What is marked as split has parts, and nothing else" in answer.out
    assert "transaction 2" in answer.out


def test_a_damaged_file_is_diagnosed_and_never_a_traceback(run: Run, home: Path) -> None:
    run("import", str(DISCOVER), "--account", "1")
    damage(home / "budget.db")

    doctor, other = run("doctor"), run("import", str(DISCOVER), "--account", "1")

    assert (doctor.code, other.code) == (1, 1)
    assert "BAD  The file is intact" in doctor.out
    assert "budgetapp restore" in doctor.out
    assert "Error: The database can't be used" in other.err


def damage(file: Path) -> None:
    """Write over the page that the table of transactions begins with."""
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'transactions'"
        ).fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xff" * size)


@pytest.mark.parametrize("ending", ["json", "zip"])
def test_everything_is_exported_to_a_file_that_only_its_owner_reads(
    run: Run, home: Path, ending: str
) -> None:
    run("import", str(DISCOVER), "--account", "1")
    target = home.parent / f"everything.{ending}"

    answer = run("export", str(target), "--json")

    assert answer.code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    if ending == "json":
        tables = json.loads(target.read_text(encoding="utf-8"))["tables"]
        assert len(tables["transactions"]) == 5
        assert answer.json["rows"] == sum(map(len, tables.values()))
    else:
        with zipfile.ZipFile(target) as archive:
            assert len(archive.read("transactions.csv").decode().splitlines()) == 6


def test_an_export_overwrites_nothing_unasked(run: Run, home: Path) -> None:
    target = home.parent / "everything.json"
    target.write_text("mine")

    assert run("export", str(target)).code == 2
    assert target.read_text() == "mine"
    assert run("export", str(target), "--overwrite").code == 0
    assert target.read_text() != "mine"


def test_an_export_of_another_kind_is_misuse(run: Run, home: Path) -> None:
    answer = run("export", str(home.parent / "everything.xlsx"))

    assert answer.code == 2
    assert ".json or .zip" in answer.words

"""`budgetapp import`: the code path of the web app, with words, JSON and exit codes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Run

SAMPLES = Path(__file__).parents[1] / "data/samples"
DISCOVER = SAMPLES / "csv/discover_card.csv"


def stored(home: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(home / "budget.db")) as connection:
        return connection.execute(
            "SELECT a.name, count(*) FROM transactions t JOIN accounts a ON a.id = t.account_id"
            " GROUP BY a.id ORDER BY a.id"
        ).fetchall()


def test_files_of_any_format_go_into_the_named_account(run: Run, home: Path) -> None:
    answer = run(
        "import", str(DISCOVER), str(SAMPLES / "qif/nasty.qif"), "--account", "discover card"
    )

    assert answer.code == 0, answer.words
    assert "5 transactions imported." in answer.out
    assert [name for name, _ in stored(home)] == ["Discover Card"]


def test_an_account_may_be_given_by_its_number(run: Run, home: Path) -> None:
    assert run("import", str(DISCOVER), "--account", "3").code == 0

    assert stored(home) == [("SoFi Savings", 5)]


def test_the_same_file_again_adds_nothing(run: Run, home: Path) -> None:
    run("import", str(DISCOVER), "--account", "1")
    answer = run("import", str(DISCOVER), "--account", "1", "--json")

    assert answer.code == 0
    [file] = answer.json["files"]
    assert (file["imported"], file["skipped_duplicates"]) == (0, 5)
    assert stored(home) == [("Discover Card", 5)]


def test_a_dry_run_says_what_would_be_stored_and_stores_nothing(run: Run, home: Path) -> None:
    answer = run("import", str(DISCOVER), "--account", "1", "--dry-run", "--json")

    assert answer.code == 0
    assert answer.json["dry_run"] is True
    assert answer.json["files"][0]["imported"] == 5
    assert stored(home) == []


def test_an_unreadable_file_fails_and_the_next_one_is_imported(run: Run, home: Path) -> None:
    picture = home.parent / "statement.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    answer = run("import", str(picture), str(DISCOVER), "--account", "1", "--json")

    assert answer.code == 1
    assert answer.json["failed"] == 1
    first, second = answer.json["files"]
    assert first["status"] == "failed"
    assert first["file"] == str(picture)
    assert "picture" in first["detail"] or "image" in first["detail"]
    assert second["imported"] == 5


def test_rows_that_cannot_be_read_are_named_with_their_number(run: Run) -> None:
    answer = run("import", str(SAMPLES / "csv/bad_rows.csv"), "--account", "1")

    errors = run("import", str(SAMPLES / "csv/bad_rows.csv"), "--account", "1", "--json").json[
        "files"
    ][0]["errors"]
    assert answer.code == 0
    assert errors
    for error in errors:
        assert f"Row {error['row']}: {error['reason']}" in answer.out


def test_an_unknown_account_is_misuse_and_the_known_ones_are_named(run: Run, home: Path) -> None:
    answer = run("import", str(DISCOVER), "--account", "Nope")

    assert answer.code == 2
    assert "There is no account “Nope”" in answer.words
    assert "SoFi Savings (3)" in answer.words
    assert stored(home) == []


def test_a_missing_file_is_misuse_and_nothing_is_imported(run: Run, home: Path) -> None:
    answer = run("import", str(DISCOVER), "nowhere.csv", "--account", "1")

    assert answer.code == 2
    assert "nowhere.csv" in answer.words
    assert not home.exists()

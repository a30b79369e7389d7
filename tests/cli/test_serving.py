"""`budgetapp serve`, as a process of its own."""

import json
import socket
import sqlite3
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import Popen

from backend import __version__
from tests.cli.conftest import Run

Start = Callable[..., "Popen[str]"]
START_SECONDS = 60


def wait_until_up(process: "Popen[str]", port: int) -> dict[str, str]:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            address = f"http://127.0.0.1:{port}/health"
            with urllib.request.urlopen(address, timeout=30) as answer:
                return dict(json.load(answer))
        except OSError:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until, "it did not answer in time"
            time.sleep(0.05)


def test_the_app_answers_and_leaves_the_file_closed(
    start: Start, home: Path, free_port: int
) -> None:
    process = start("serve", "--port", str(free_port))

    assert wait_until_up(process, free_port) == {"status": "ok", "version": __version__}
    process.terminate()
    out, err = process.communicate(timeout=START_SECONDS)
    assert f"http://localhost:{free_port}" in out
    assert "Traceback" not in err
    assert (home / "budget.db").is_file()
    assert not (home / "budget.db-wal").exists()


def test_a_backup_is_whole_while_the_app_runs(
    start: Start, run: Run, home: Path, free_port: int
) -> None:
    wait_until_up(start("serve", "--port", str(free_port)), free_port)
    request = urllib.request.Request(
        f"http://127.0.0.1:{free_port}/api/accounts",
        data=json.dumps(
            {"name": "Piggy bank", "institution": "home", "account_type": "cash"}
        ).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        assert answer.status == 201

    made = run("backup", "--json").json["backups"]

    budget = next(path for path in made if "budget-" in path)
    with closing(sqlite3.connect(budget)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM accounts")]
    assert "Piggy bank" in names


def test_a_file_in_use_is_not_replaced(start: Start, run: Run, home: Path, free_port: int) -> None:
    run("doctor")
    wait_until_up(start("serve", "--port", str(free_port)), free_port)
    budget = next(
        Path(path).name for path in run("backup", "--json").json["backups"] if "budget-" in path
    )

    answer = run("restore", budget, "--yes")

    assert answer.code == 1
    assert "is in use. Close Budget App" in answer.err


def test_a_port_that_is_taken_is_said_before_anything_starts(run: Run, home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run("serve", "--port", str(port))

    assert answer.code == 1
    assert f"Port {port} is in use" in answer.err
    assert not home.exists()


def test_a_data_folder_that_can_not_be_is_said_in_a_sentence(
    start: Start, run: Run, home: Path, free_port: int
) -> None:
    home.write_text("no folder")

    process = start("serve", "--port", str(free_port))
    _, err = process.communicate(timeout=START_SECONDS)
    command = run("doctor")

    assert process.returncode == 1
    for said in (err, command.err):
        assert f"{home} can't be used" in said
        assert "Traceback" not in said


def test_a_file_of_a_newer_version_is_refused_in_a_sentence(
    start: Start, run: Run, home: Path, free_port: int
) -> None:
    run("doctor")
    budget = home / "budget.db"
    with closing(sqlite3.connect(budget)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = budget.read_bytes()

    process = start("serve", "--port", str(free_port))
    _, err = process.communicate(timeout=START_SECONDS)

    assert process.returncode == 1
    assert "budget.db was written by a newer version of Budget App (schema 9999)" in err
    assert "Traceback" not in err
    assert budget.read_bytes() == before

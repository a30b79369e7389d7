"""`kill -9` in the middle of a large change: afterwards all of it is there, or none."""

import json
import os
import signal
import sqlite3
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from subprocess import Popen
from typing import Any

from tests.cli.conftest import Run
from tests.cli.test_serving import wait_until_up

Start = Callable[..., "Popen[str]"]
IMPORTED, DELETED = 50_000, 20_000
SOFI = 2


def table(count: int) -> str:
    lines = (
        f"2025-{1 + n % 12:02}-{1 + n % 28:02},SHOP {n % 400} OAKLAND,-{1 + n % 90}.25"
        for n in range(count)
    )
    return "\n".join(["Date,Description,Amount", *lines, ""])


def call(port: int, method: str, path: str, body: Any = None) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        method=method,
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def upload(port: int, text: str) -> str:
    """Send a file for preview; return where it waits."""
    form = (
        f'--x\r\nContent-Disposition: form-data; name="account_id"\r\n\r\n{SOFI}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="year.csv"\r\n\r\n'
        f"{text}\r\n--x--\r\n"
    )
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/import/preview",
        data=form.encode(),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return f"/api/import/staged/{json.load(answer)['staged_id']}"


def kill(process: "Popen[str]") -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=60)


def stored(home: Path) -> tuple[int, int, int, int]:
    """Return how many rows, imports, deleted rows and operations the file has."""
    with closing(sqlite3.connect(home / "budget.db")) as connection:
        return tuple(
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("transactions", "imports", "deleted_transactions", "operations")
        )


def wait_for_growth(log: Path, size: int) -> None:
    """Wait until the transaction under way has written so much that it spills into the log."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(FileNotFoundError):
            if log.stat().st_size > size:
                return
        time.sleep(0.001)
    raise AssertionError("nothing is being written")


def test_a_killed_import_leaves_nothing_and_can_be_done_again(
    start: Start, run: Run, home: Path, free_port: int
) -> None:
    process = start("serve", "--port", str(free_port))
    wait_until_up(process, free_port)
    path = upload(free_port, table(IMPORTED))
    job = call(free_port, "POST", f"{path}/commit")["job_id"]
    until = time.monotonic() + 60
    while call(free_port, "GET", f"/api/jobs/{job}")["phase"] != "saving":
        assert time.monotonic() < until
    kill(process)

    assert stored(home) in {(0, 0, 0, 0), (IMPORTED, 1, 0, 1)}
    assert run("doctor").code == 0
    (home / "again.csv").write_text(table(IMPORTED))
    assert run("import", str(home / "again.csv"), "--account", str(SOFI)).code == 0
    assert stored(home)[0] == IMPORTED
    assert run("doctor").code == 0


def test_a_killed_deletion_leaves_all_or_nothing(
    start: Start, run: Run, home: Path, free_port: int
) -> None:
    run("doctor")
    (home / "year.csv").write_text(table(DELETED))
    assert run("import", str(home / "year.csv"), "--account", str(SOFI)).code == 0
    process = start("serve", "--port", str(free_port))
    wait_until_up(process, free_port)
    before = (home / "budget.db-wal").stat().st_size if (home / "budget.db-wal").exists() else 0

    def delete() -> None:
        with suppress(OSError, HTTPException):
            call(
                free_port,
                "POST",
                "/api/transactions/bulk-delete",
                {"transaction_ids": list(range(1, DELETED + 1))},
            )

    deleting = threading.Thread(target=delete)
    deleting.start()
    wait_for_growth(home / "budget.db-wal", before + 500_000)
    kill(process)
    deleting.join()

    assert stored(home) in {(DELETED, 1, 0, 1), (0, 1, DELETED, 2)}
    assert run("doctor").code == 0

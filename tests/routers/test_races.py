"""Several people at once, or one who clicks twice: real threads at a real server."""

import json
import socket
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError

import pytest
import uvicorn

from backend.core.config import Config
from backend.database import Database
from backend.main import create_app
from backend.services import consistency

SOFI = 2
BOUNDARY = "----races"


@dataclass(frozen=True)
class Server:
    """The app behind a real server."""

    address: str

    def call(self, method: str, path: str, body: Any = None, *, file: bytes = b"") -> Any:
        """Return the status and the answer."""
        data, kind = (None, "") if body is None else (json.dumps(body).encode(), "application/json")
        if file:
            data, kind = _form(file, body or {}), f"multipart/form-data; boundary={BOUNDARY}"
        request = urllib.request.Request(  # noqa: S310
            self.address + path, data=data, method=method, headers={"Content-Type": kind}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, json.loads(answer.read() or b"null")
        except HTTPError as error:
            with error:
                return error.code, json.loads(error.read())

    def job(self, started: Any) -> Any:
        """Return a job once it has ended."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            _, job = self.call("GET", f"/api/jobs/{started['job_id']}")
            if job["state"] != "running":
                return job
            time.sleep(0.01)
        raise AssertionError("the job does not end")

    def preview(self, file: bytes) -> str:
        status, staged = self.call("POST", "/api/import/preview", {"account_id": SOFI}, file=file)
        assert status == 200, staged
        return f"/api/import/staged/{staged['staged_id']}"

    def total(self) -> int:
        return int(self.call("GET", "/api/transactions")[1]["total"])


def _form(file: bytes, fields: dict[str, Any]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'
    return b"".join([*parts, head.encode(), file, f"\r\n--{BOUNDARY}--\r\n".encode()])


@pytest.fixture
def server(config: Config) -> Iterator[Server]:
    """The app behind uvicorn; afterwards the file must be sound."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(create_app(config), log_level="error", ws="none"))
        thread = threading.Thread(target=running.run, args=([listener],))
        thread.start()
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield Server(f"http://127.0.0.1:{listener.getsockname()[1]}")
        running.should_exit = True
        thread.join()
    database = Database(config.budget_file)
    with database.read() as session:
        assert [r for r in consistency.examine(session) if r.is_breach] == []
    database.close()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do everything at the same moment; return what came of each."""
    gate = threading.Barrier(len(acts))

    def do(act: Callable[[], Any]) -> Any:
        gate.wait(timeout=30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def table(count: int, *, start: int = 0) -> bytes:
    lines = [
        f"2025-{1 + n % 12:02}-{1 + n % 28:02},SHOP {n % 400} OAKLAND,-{1 + n % 90}.25"
        for n in range(start, start + count)
    ]
    return "\n".join(["Date,Description,Amount", *lines, ""]).encode()


def test_sixty_writers_at_once_are_all_served(server: Server) -> None:
    def add(number: int) -> Callable[[], Any]:
        row = {"account_id": SOFI, "date": "2025-01-01", "amount": number, "description": "ROW"}
        return lambda: server.call("POST", "/api/transactions", row)

    answers = at_once(*(add(number) for number in range(1, 61)))

    assert Counter(status for status, _ in answers) == {201: 60}
    assert len({row["id"] for _, row in answers}) == 60
    assert server.call("GET", "/api/transactions/totals")[1]["outflow"] == sum(range(1, 61))


def test_a_double_click_on_import_imports_once(server: Server) -> None:
    path = server.preview(table(3_000))

    answers = at_once(*[lambda: server.call("POST", f"{path}/commit")] * 4)

    jobs = [server.job(started) for status, started in answers if status == 202]
    assert Counter(job["state"] for job in jobs)["done"] == 1
    assert all(job["problem"] for job in jobs if job["state"] != "done")
    assert server.total() == 3_000


def test_the_same_file_from_two_windows_comes_in_once(server: Server) -> None:
    paths = [server.preview(table(3_000)), server.preview(table(3_000))]

    jobs = [
        server.job(started)
        for _, started in at_once(
            *(lambda path=path: server.call("POST", f"{path}/commit") for path in paths)
        )
    ]

    assert [job["state"] for job in jobs] == ["done", "done"]
    assert sorted(job["result"]["imports"][0]["imported"] for job in jobs) == [0, 3_000]
    assert server.total() == 3_000


def test_throwing_a_file_away_while_it_is_imported(server: Server) -> None:
    """Either there is no import at all, or there is one and it is said to be done."""
    path = server.preview(table(3_000))
    _, started = server.call("POST", f"{path}/commit")

    server.call("DELETE", path)

    job = server.job(started)
    assert server.total() == (3_000 if job["state"] == "done" else 0)


def test_edits_during_an_import_survive_it(server: Server) -> None:
    server.call("POST", "/api/import/file", {"account_id": SOFI}, file=table(200))
    rows = server.call("GET", "/api/transactions?limit=200")[1]["items"]
    path = server.preview(table(6_000))
    _, started = server.call("POST", f"{path}/commit")

    def edit(row: dict[str, Any]) -> Any:
        return server.call("PATCH", f"/api/transactions/{row['id']}", {"notes": "mine"})[0]

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(edit, rows))

    assert server.job(started)["state"] == "done"
    assert statuses == [200] * 200
    assert server.total() == 6_000
    assert server.call("GET", "/api/transactions?search=mine")[1]["total"] == 200


def test_confirming_twice_at_once_teaches_once(server: Server) -> None:
    row = {"account_id": SOFI, "date": "2025-01-01", "amount": 3, "description": "KORNBLUM"}
    _, added = server.call("POST", "/api/transactions", row)
    choice = {"category_short_desc": "coffee"}

    answers = at_once(
        *[lambda: server.call("POST", f"/api/transactions/{added['id']}/review", choice)] * 6
    )

    assert {status for status, _ in answers} == {200}
    _, mappings = server.call("GET", "/api/rules/mappings?origin=learned")
    assert [mapping["confidence"] for mapping in mappings["items"]] == [1]


def test_an_operation_is_undone_once_however_often_it_is_asked(server: Server) -> None:
    server.call("POST", "/api/import/file", {"account_id": SOFI}, file=table(50))
    newest = server.call("GET", "/api/operations")[1]["items"][0]["id"]

    answers = at_once(*[lambda: server.call("POST", f"/api/operations/{newest}/undo")] * 6)

    assert Counter(status for status, _ in answers) == {200: 1, 409: 5}
    assert server.total() == 0


def test_undoing_one_import_while_another_runs(server: Server) -> None:
    server.call("POST", "/api/import/file", {"account_id": SOFI}, file=table(2_000))
    first = server.call("GET", "/api/import")[1]["items"][0]
    path = server.preview(table(2_000, start=1_000))

    (_, started), (undone, problem) = at_once(
        lambda: server.call("POST", f"{path}/commit"),
        lambda: server.call("POST", f"/api/operations/{first['operation_id']}/undo"),
    )

    job = server.job(started)
    assert job["state"] == "done"
    assert undone in (200, 409), problem
    _, imports = server.call("GET", "/api/import")
    standing = sum(item["imported"] for item in imports["items"] if not item["undone_at"])
    assert server.total() == standing

"""Importing: a household's history, the same again, the next export, one file of everything."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from backend.services.demo.model import Bank, SampleAccount
from bench.files import AccountFiles, Ledger
from bench.measuring import Figure, plain_seconds, processor_seconds, quantile, ratio
from bench.plain import PlainImporter
from bench.server import Client, Server

_PROBES = ("/api/transactions?limit=50", "/health", "/api/categories", "/api/operations?limit=20")
_UNTIL_READY_SECONDS = 0.5  # nobody has a file at hand sooner
_Pick = Callable[[AccountFiles], bytes]


def teach(budget_file: Path, ledger: Ledger) -> None:
    """Enter what the household confirmed before; the app must not be running."""
    with closing(sqlite3.connect(budget_file)) as connection, connection:
        connection.executemany(
            "INSERT OR IGNORE INTO merchant_mappings"
            " (merchant_pattern, category_id, confidence, origin, created_at)"
            " SELECT ?, id, 5, 'learned', '2025-01-01 00:00:00.000000'"
            " FROM categories WHERE short_desc = ?",
            ledger.learned,
        )


def measure_imports(server: Server, ledger: Ledger, *, folder: Path) -> Iterator[Figure]:
    """Yield what it takes to import six accounts, to do so again, and to add a month."""
    rows = ledger.whole_rows
    plain = PlainImporter(folder / "plain.db", ledger)
    with server.client() as client:
        open_import_screen(client)
        ids = [add_account(client, files.account) for files in ledger.accounts]
        jobs: tuple[tuple[str, _Pick, int], ...] = (
            ("import, six accounts", lambda files: files.history, ledger.history_rows),
            ("the same again, adds 0", lambda files: files.history, 0),
            ("next export, exact count", lambda files: files.next_export, ledger.new_rows),
        )
        for job, pick, expected in jobs:
            yield _measure(
                server,
                client,
                plain,
                dict(zip(ids, ledger.accounts, strict=True)),
                pick=pick,
                figure=Figure(job, rows, None, note=f"{expected:,} of {expected:,}"),
                expected=expected,
            )
    plain.close()


def _measure(
    server: Server,
    client: Client,
    plain: PlainImporter,
    accounts: dict[int, AccountFiles],
    *,
    pick: _Pick,
    figure: Figure,
    expected: int,
) -> Figure:
    added = {"app": 0, "plain": 0}

    def through_http() -> None:
        for account_id, files in accounts.items():
            if data := pick(files):  # a small household has no new rows at some bank
                answer = upload(client, account_id, files.account.key, data)
                added["app"] += answer["imported"]

    def plainly() -> None:
        for account_id, files in accounts.items():
            if data := pick(files):
                added["plain"] += plain.add(account_id, data, files.account.bank)

    wall, used = processor_seconds(server, through_http)
    share = ratio(used, plain_seconds(plainly))
    if added != {"app": expected, "plain": expected}:
        raise RuntimeError(f"{figure.job}: {expected} rows are new, counted were {added}")
    return Figure(figure.job, figure.rows, wall * 1000, share, note=figure.note)


def measure_whole(server: Server, ledger: Ledger, *, folder: Path) -> Iterator[Figure]:
    """Yield what one file of everything takes, in memory too, and whom it keeps waiting."""
    rows = ledger.whole_rows
    plain = PlainImporter(folder / "plain-whole.db", ledger)
    answers: list[dict[str, Any]] = []
    with server.client() as client:
        open_import_screen(client)
        account_id = add_account(client, ledger.accounts[1].account)
        server.forget_peak()
        with _Visitor(server) as visitor:
            wall, used = processor_seconds(
                server,
                lambda: answers.append(upload(client, account_id, "everything", ledger.whole)),
            )
        peak = server.memory_mib("VmHWM")
    share = ratio(used, plain_seconds(lambda: plain.add(1, ledger.whole, Bank.SOFI)))
    plain.close()
    if answers[0]["imported"] != rows:
        raise RuntimeError(f"{answers[0]['imported']} rows of {rows} were imported")
    yield Figure("import, one file, nothing learned", rows, wall * 1000, share)
    yield Figure("peak memory at that import", rows, peak, unit="MiB")
    waits = visitor.waits_ms or [0.0]
    yield Figure(
        "others meanwhile, 99 of 100", rows, quantile(waits, 0.99), note=f"of {len(waits)}"
    )
    yield Figure("others meanwhile, longest", rows, max(waits))


def open_import_screen(client: Client) -> None:
    """Ask what the screen asks on which files are dropped: the app gets ready for one."""
    client.get("/api/import")
    time.sleep(_UNTIL_READY_SECONDS)


def add_account(client: Client, account: SampleAccount) -> int:
    """Make an account and return its id."""
    made = client.post(
        "/api/accounts",
        {
            "name": f"Bench {account.name}",
            "institution": account.institution,
            "account_type": account.account_type,
        },
    )
    return int(made["id"])


def upload(client: Client, account_id: int, name: str, data: bytes) -> dict[str, Any]:
    """Import a file into an account."""
    fields = {"account_id": str(account_id)}
    answer: dict[str, Any] = client.upload("/api/import/file", f"{name}.csv", data, fields)
    return answer


class _Visitor:
    """Someone who keeps looking at screens meanwhile, and notes how long each answer takes."""

    def __init__(self, server: Server) -> None:
        self.waits_ms: list[float] = []
        self._server = server
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look_around)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look_around(self) -> None:
        with self._server.client() as client:
            while not self._is_over.wait(0.01):
                for path in _PROBES:
                    began = time.perf_counter()
                    client.get(path)
                    self.waits_ms.append((time.perf_counter() - began) * 1000)

"""`python -m bench.sync [--rows 10000] [--present 0,100000] [--wait 30]`: bank sync, from outside.

A local server that speaks Plaid's protocol has a login with so many rows. The app is a process of
its own, told over HTTP to link and to sync. How long it locks the file is watched by another
program that tries to write all the time.
"""

import argparse
import datetime as dt
import json
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench.filled import fill
from bench.measuring import Figure, quantile
from bench.server import Client, Server
from tests.fakes.plaid_server import Item, PlaidServer, Slow

_WIDE = "{:52} {:>9} {:>14}"
_BREATH_SECONDS = 0.0005


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure a first sync into each household, and print its figures as they come."""
    parser = argparse.ArgumentParser(prog="bench.sync", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="rows that the bank has")
    parser.add_argument("--present", default="0,100000", help="rows that are there before")
    parser.add_argument("--wait", type=float, default=30, help="seconds that the bank is silent")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    chosen = parser.parse_args(arguments)
    print(_WIDE.format("job", "present", "value"))
    figures = []
    for present in map(int, chosen.present.split(",")):
        for figure in run(chosen.rows, present=present, wait_seconds=chosen.wait):
            figures.append(figure)
            value = "–" if figure.value is None else f"{figure.value:,.1f} {figure.unit}"
            print(_WIDE.format(figure.job, f"{figure.rows:,}", value), flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1))


def run(rows: int, *, present: int, wait_seconds: float) -> Iterator[Figure]:
    """Yield the figures of a household that has `present` rows before."""
    today = dt.datetime.now(dt.UTC).date()
    with tempfile.TemporaryDirectory(prefix="budget-app-bench-") as name, PlaidServer() as plaid:
        home = Path(name) / "household"
        home.mkdir(mode=0o700)
        if present:
            fill(home / "budget.db", present, last_day=today)
        plaid.bank.furnish = lambda item: _furnish(item, rows, today)
        with Server(home) as server, server.client() as client:
            client.post("/api/settings", plaid.settings())
            bench = _Bench(server, client, plaid, home / "budget.db", present)
            yield from bench.first_sync(rows)
            yield from bench.nothing_new()
            yield from bench.silent_bank(wait_seconds)


def _furnish(item: Item, rows: int, today: dt.date) -> None:
    account_id = item.add_account(name="Checking", subtype="checking")
    item.add_many(account_id, rows, last_day=today)


@dataclass
class _Locks:
    """How long the file was locked at a stretch, as another writer sees it."""

    stretches: list[float] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def watch(self, path: Path) -> None:
        """Try to write until it is over; two locks with hardly a breath between count as one."""
        locked_since: float | None = None
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            while not self.is_over.is_set():
                began = time.perf_counter()
                is_free = _try(connection)
                if is_free and locked_since is not None:
                    self.stretches.append((began - locked_since) * 1000)
                    locked_since = None
                elif not is_free and locked_since is None:
                    locked_since = began
                time.sleep(_BREATH_SECONDS)


def _try(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.execute("ROLLBACK")
    return True


@contextmanager
def _watched(path: Path) -> Iterator[_Locks]:
    locks = _Locks()
    thread = threading.Thread(target=locks.watch, args=(path,))
    thread.start()
    try:
        yield locks
    finally:
        locks.is_over.set()
        thread.join()


@dataclass
class _Bench:
    server: Server
    client: Client
    plaid: PlaidServer
    file: Path
    present: int
    connection_id: int = 0

    def first_sync(self, rows: int) -> Iterator[Figure]:
        """Link, sync for the first time, and check that every row came once."""
        self._link()
        self.server.forget_peak()
        with _watched(self.file) as locks:
            seconds, ended = self._sync()
        assert ended["added"] == rows, ended
        yield self._figure("first sync", seconds, "s")
        yield self._figure("rows a second", rows / seconds, "")
        yield self._figure("peak memory at it", self.server.memory_mib("VmHWM"), "MiB")
        yield self._figure("longest write lock", max(locks.stretches), "ms")
        yield self._figure("write locks, number", len(locks.stretches), "")

    def nothing_new(self) -> Iterator[Figure]:
        """Sync again, and read everything anew: nothing is added."""
        seconds, ended = self._sync()
        assert ended["added"] == 0
        yield self._figure("sync without news", seconds * 1000, "ms")
        self.client.post(f"/api/connections/{self.connection_id}/reset", {})
        with _watched(self.file) as locks:
            seconds, ended = self._sync()
        assert (ended["added"], ended["modified"]) == (0, 0), ended
        yield self._figure("everything read anew, adds 0", seconds, "s")
        yield self._figure("longest write lock at that", max(locks.stretches), "ms")

    def silent_bank(self, wait_seconds: float) -> Iterator[Figure]:
        """Read and write while a sync waits for its bank."""
        self.plaid.script("/transactions/sync", Slow(wait_seconds))
        run_id = self._begin()
        row = self.client.get("/api/transactions?limit=1")["items"][0]["id"]
        reads: list[float] = []
        writes: list[float] = []
        until = time.perf_counter() + wait_seconds * 0.9
        with self.server.client() as other:
            while time.perf_counter() < until:
                reads.append(_ms(lambda: other.get("/api/transactions?limit=50")))
                note = {"notes": f"note {len(writes)}"}
                write = partial(other.patch, f"/api/transactions/{row}", note)
                writes.append(_ms(write))
                time.sleep(0.01)
        assert self.client.get(f"/api/sync/runs/{run_id}")["status"] == "running"
        self._wait(run_id)
        said = f"while a sync waits {wait_seconds:g} s"
        yield self._figure(f"reads {said}, number", len(reads), "")
        for name, times in (("read", reads), ("write", writes)):
            yield self._figure(f"longest {name} {said}", max(times), "ms")
            yield self._figure(f"99 of 100 {name}s {said}", quantile(times, 0.99), "ms")

    def _link(self) -> None:
        linked = self.client.post("/api/connections/sandbox", {})
        self.connection_id = linked["id"]
        choices = [
            {"id": account["id"], "choice": "new", "name": "Synced", "account_type": "checking"}
            for account in linked["accounts"]
        ]
        self.client.post(f"/api/connections/{linked['id']}/accounts", {"choices": choices})

    def _begin(self) -> int:
        begun = self.client.post(f"/api/connections/{self.connection_id}/sync", {})
        run_id: int = begun["run_id"]
        return run_id

    def _sync(self) -> tuple[float, dict[str, Any]]:
        began = time.perf_counter()
        ended = self._wait(self._begin())
        return time.perf_counter() - began, ended

    def _wait(self, run_id: int) -> dict[str, Any]:
        while True:
            found: dict[str, Any] = self.client.get(f"/api/sync/runs/{run_id}")
            if found["status"] != "running":
                return found
            time.sleep(0.02)

    def _figure(self, job: str, value: float | None, unit: str) -> Figure:
        return Figure(job, self.present, value, unit=unit)


def _ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()

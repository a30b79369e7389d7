"""One size of household, from an empty folder to the last figure."""

import datetime as dt
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.files import Ledger, make_ledger
from bench.imports import measure_imports, measure_whole, teach
from bench.measuring import Figure, median, repeated
from bench.reads import measure_reads
from bench.server import Server

_MIB = 1024 * 1024
_SCREEN = "/api/reports/home"


def run(rows: int, *, times: int = 15, starts: int = 5) -> Iterator[Figure]:
    """Yield every figure of a household of `rows` rows.

    Reads are asked `times` times, and the app is started `starts` times.
    """
    today = dt.datetime.now(dt.UTC).date()
    ledger = make_ledger(rows, last_day=today)
    with tempfile.TemporaryDirectory(prefix="budget-app-bench-") as name:
        folder = Path(name)
        yield from _household(ledger, folder, today=today, times=times, starts=starts)
        yield from _first_import(ledger, folder, times=times)


def _household(
    ledger: Ledger, folder: Path, *, today: dt.date, times: int, starts: int
) -> Iterator[Figure]:
    """Yield the figures of a household that has taught the app a thousand merchants."""
    rows, home = ledger.whole_rows, folder / "household"
    with Server(home):
        pass
    teach(home / "budget.db", ledger)
    with Server(home) as server:
        yield from measure_imports(server, ledger, folder=folder)
    size = sum(path.stat().st_size for path in home.glob("budget.db*"))
    yield Figure("on disk", rows, size / _MIB, unit="MiB")
    with Server(home) as server:
        with server.client() as client:
            client.get(_SCREEN)  # the first request of all loads what features need
        yield Figure("memory at rest", rows, server.memory_mib(), unit="MiB")
        yield from measure_reads(server, rows=rows, today=today, times=times)
        yield Figure("peak memory after reading", rows, server.memory_mib("VmHWM"), unit="MiB")
    taken = [_start(home) for _ in range(starts)]
    for job, seconds in zip(
        ("start to first answer", "start to home"), zip(*taken, strict=True), strict=True
    ):
        yield Figure(job, rows, median(list(seconds)) * 1000, note=f"median of {starts}")


def _first_import(ledger: Ledger, folder: Path, *, times: int) -> Iterator[Figure]:
    """Yield the figures of a new household whose first file holds everything."""
    with Server(folder / "newcomer") as server:
        yield from measure_whole(server, ledger, folder=folder)
        with server.client() as client:
            path = "/api/transactions/review-queue"
            waiting = client.get(path)["total"]
            wall, _ = repeated(server, lambda _: client.get(path), lambda: None, times=times)
    yield Figure("review queue after it", ledger.whole_rows, wall, note=f"{waiting:,} rows wait")


def _start(home: Path) -> tuple[float, float]:
    """Return the seconds until the app says that it is up, and until it has answered a screen."""
    with Server(home) as server, server.client() as client:
        began = time.perf_counter()
        client.get(_SCREEN)
        return server.start_seconds, server.start_seconds + time.perf_counter() - began

"""Measuring one job: wall time as a person waits, processor time beside plain sqlite3."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.server import Server


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `ratio` is processor time, the app's by plain sqlite3's.

    `value` is milliseconds unless `unit` says else. None stands for what was not measured.
    """

    job: str
    rows: int
    value: float | None
    ratio: float | None = None
    unit: str = "ms"
    note: str = ""


def processor_seconds(server: Server, act: Callable[[], object]) -> tuple[float, float | None]:
    """Do something through the server; return the wall time and the server's processor time."""
    before, began = server.cpu_seconds(), time.perf_counter()
    act()
    wall, after = time.perf_counter() - began, server.cpu_seconds()
    return wall, None if before is None or after is None else after - before


def plain_seconds(act: Callable[[], object]) -> float:
    """Do something here; return the processor time that it took."""
    began = time.process_time()
    act()
    return time.process_time() - began


def ratio(mine: float | None, plain: float) -> float | None:
    """Return how many times as much processor time the app took; None where too little to tell."""
    return mine / plain if mine is not None and plain > 0 else None


def repeated(
    server: Server,
    act: Callable[[int], object],
    plain: Callable[[], object],
    *,
    times: int,
    before: Callable[[int], object] = lambda _: None,
) -> tuple[float, float | None]:
    """Return the least wall milliseconds of many and the ratio over all of them.

    `act` gets the number of the run, so that it may ask something else each time; `before` it
    runs something that is not part of the wall time.
    """
    act(-1)
    plain()
    walls: list[float] = []

    def run() -> None:
        for number in range(times):
            before(number)
            began = time.perf_counter()
            act(number)
            walls.append(time.perf_counter() - began)

    _, used = processor_seconds(server, run)
    plainly = plain_seconds(lambda: [plain() for _ in range(times)])
    return min(walls) * 1000, ratio(used, plainly)


def quantile(values: list[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def median(values: list[float]) -> float:
    """Return the value in the middle."""
    return statistics.median(values)

"""`python -m bench.reports [--rows 100000,1000000]`: every report, beside its goal.

The ledger is written straight into the file; nothing is imported. Each report is asked through
HTTP, with another question each time or after another program has touched the file, as the app
keeps its answers while the file stays the same. The ratio is the app's processor time by that of
plain sqlite3 with hand-written SQL on the same file in the same run.
"""

import argparse
import datetime as dt
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.filled import fill
from bench.goals import Goal, goal_of
from bench.measuring import processor_seconds, ratio
from bench.plain import fetch, open_read_only
from bench.questions import questions
from bench.reads import Read
from bench.server import Client, Server

_WIDE = "{:36} {:>9} {:>9} {:>6} {:>10} {:>7} {:>6}  {}"
_PLAIN_SECONDS = 1.5
_LEAST_PLAIN = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one report took: the least wall milliseconds of many; processor time over all."""

    job: str
    rows: int
    ms: float
    processor_ms: float | None
    ratio: float | None
    goal: Goal | None

    @property
    def is_reached(self) -> bool:
        """Whether both figures are within the goal, as far as there is one."""
        return self.goal is None or self.goal.is_reached(self.ms, self.ratio)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each size and print its figures as they come."""
    parser = argparse.ArgumentParser(prog="bench.reports", description=__doc__)
    parser.add_argument("--rows", default="100000,1000000", help="sizes, parted by commas")
    parser.add_argument("--times", type=int, default=15, help="how often each report is asked")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    chosen = parser.parse_args(arguments)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{os.cpu_count()} processors, load {load:.1f}; ratio: processor time by plain sqlite3's")
    print(_WIDE.format("report", "rows", "least ms", "goal", "processor", "ratio", "goal", ""))
    outcomes = []
    for rows in map(int, chosen.rows.split(",")):
        for outcome in run(rows, times=chosen.times):
            outcomes.append(outcome)
            print(_line(outcome), flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=1))


def run(rows: int, *, times: int) -> Iterator[Outcome]:
    """Yield the figures of a household of `rows` rows."""
    today = dt.datetime.now(dt.UTC).date()
    with tempfile.TemporaryDirectory(prefix="budget-app-bench-") as name:
        home = Path(name) / "household"
        home.mkdir(mode=0o700)
        fill(home / "budget.db", rows, last_day=today)
        with Server(home) as server, server.client() as client:
            with closing(sqlite3.connect(home / "budget.db")) as other:
                for read in questions(client, rows=rows, today=today):
                    yield _measured(server, client, other, read, rows=rows, times=times)
            yield Outcome(
                "consistency, in the background", rows, _checked(client), None, None, None
            )


def _measured(
    server: Server,
    client: Client,
    other: sqlite3.Connection,
    read: Read,
    *,
    rows: int,
    times: int,
) -> Outcome:
    client.get(read.path(-1))
    walls: list[float] = []

    def ask_all() -> None:
        for number in range(times):
            if read.nudged:
                _touch(other)
            began = time.perf_counter()
            client.get(read.path(number))
            walls.append(time.perf_counter() - began)

    _, used = processor_seconds(server, ask_all)
    share = None
    if read.statement is not None and used is not None:
        share = ratio(used / times, _plain(server.folder / "budget.db", read, times=times))
    processor_ms = None if used is None else used / times * 1000
    least = min(walls) * 1000
    return Outcome(read.job, rows, least, processor_ms, share, goal_of(read.job, rows))


def _touch(other: sqlite3.Connection) -> None:
    """Commit something from another program: the app then asks its file anew."""
    with other:
        other.execute("UPDATE tags SET name = name")
        other.execute("INSERT INTO tags (name) VALUES ('touched')")
        other.execute("DELETE FROM tags WHERE name = 'touched'")


def _plain(file: Path, read: Read, *, times: int) -> float:
    """Return the processor time of one plain answer: of as many as fit into a while."""
    with closing(open_read_only(file)) as connection:

        def ask() -> None:
            json.dumps(fetch(connection, read.statement or "", *read.bound))

        ask()
        done, began = 0, time.process_time()
        while done < times and (
            done < _LEAST_PLAIN or time.process_time() - began < _PLAIN_SECONDS
        ):
            ask()
            done += 1
        return (time.process_time() - began) / done


def _checked(client: Client) -> float:
    """Return what the checks of everything took."""
    client.get("/api/consistency")
    while (standing := client.get("/api/consistency"))["is_checking"]:
        time.sleep(0.2)
    if standing["state"] != "sound":
        raise RuntimeError(f"the books are not consistent: {standing['checks']}")
    return float(standing["milliseconds"])


def _line(outcome: Outcome) -> str:
    goal = outcome.goal or Goal()
    cells = (outcome.ratio, goal.ratio)
    return _WIDE.format(
        outcome.job,
        f"{outcome.rows:,}",
        f"{outcome.ms:,.1f}",
        "" if goal.ms is None else f"{goal.ms:g}",
        "" if outcome.processor_ms is None else f"{outcome.processor_ms:,.1f}",
        *("" if cell is None else f"{cell:.2f}" for cell in cells),
        "" if outcome.is_reached else "not reached",
    ).rstrip()


if __name__ == "__main__":
    main()

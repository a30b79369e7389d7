"""`python -m bench [--rows 10000,100000] [--json FILE]`: print a table of figures."""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.measuring import Figure
from bench.runs import run

_WIDE = "{:36} {:>9} {:>12} {:>9}  {}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each size and print its figures as they come."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rows", default="10000,100000", help="sizes, parted by commas")
    parser.add_argument("--times", type=int, default=15, help="how often each read is asked")
    parser.add_argument("--starts", type=int, default=5, help="how often the app is started")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    chosen = parser.parse_args(arguments)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{os.cpu_count()} processors, load {load:.1f}; ratio: processor time by plain sqlite3's")
    print(_WIDE.format("job", "rows", "value", "ratio", ""))
    figures = []
    for rows in map(int, chosen.rows.split(",")):
        for figure in run(rows, times=chosen.times, starts=chosen.starts):
            figures.append(figure)
            print(_line(figure), flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1))


def _line(figure: Figure) -> str:
    value = "–" if figure.value is None else f"{figure.value:,.1f} {figure.unit}"
    share = "" if figure.ratio is None else f"{figure.ratio:.1f}"
    return _WIDE.format(figure.job, f"{figure.rows:,}", value, share, figure.note).rstrip()


if __name__ == "__main__":
    main()

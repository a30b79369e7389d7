"""Run all tests in two halves, and what fails once more by itself, when the machine is at rest.

A machine that does everything at once makes a test late now and then. A change is refused for what
fails twice; what failed once is named, so that somebody mends it.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PYTEST = (sys.executable, "-m", "pytest")
MOST_BY_CHANCE = 5
_FAILED = 1  # what pytest answers when tests failed, and nothing worse happened


@dataclass(frozen=True, slots=True)
class Half:
    """The tests of one kind, and where pytest notes which of them failed."""

    title: str
    marked: str
    cache: Path

    def command(self, *options: str) -> list[str]:
        """Return how to run it."""
        return [*PYTEST, "-m", self.marked, "-o", f"cache_dir={self.cache}", *options]

    def failed(self) -> set[str]:
        """Return the tests that failed when it was run last."""
        noted = self.cache / "v/cache/lastfailed"
        return set(json.loads(noted.read_text())) if noted.exists() else set()


def run_halves(caches: Path, root: Path) -> int:
    """Run the journeys in a browser beside all other tests in `root`; return 0 where all is well.

    A browser is slow in its own way: side by side, both take little longer than one.
    """
    others = Half("All other tests", "not browser", caches / "others")
    journeys = Half("Journeys in a browser", "browser", caches / "journeys")
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            journeys.command(), cwd=root, stdout=said, stderr=subprocess.STDOUT
        ) as beside,
    ):
        codes = {others: subprocess.run(others.command(), cwd=root, check=False).returncode}
        codes[journeys] = beside.wait()
        said.seek(0)
        print(f"== {journeys.title}", said.read().decode(errors="replace"), sep="\n", flush=True)
    return _second_verdict(codes, root)


def _second_verdict(codes: dict[Half, int], root: Path) -> int:
    """Run what failed once more, unless that is no chance; return 0 where all of it passes."""
    worst = max(codes.values())
    if worst == 0:
        return 0
    failed = [half for half, code in codes.items() if code]
    count = sum(len(half.failed()) for half in failed)
    if worst != _FAILED or not 0 < count <= MOST_BY_CHANCE:
        return worst
    return max([_run_again(half, root) for half in failed])


def _run_again(half: Half, root: Path) -> int:
    before = half.failed()
    print(f"== {half.title}, once more: {len(before)} that failed", flush=True)
    code = subprocess.run(half.command("--last-failed"), cwd=root, check=False).returncode
    if code in {0, _FAILED}:
        for test in sorted(before - half.failed()):
            print(f"unsteady: {test}", flush=True)
    return code

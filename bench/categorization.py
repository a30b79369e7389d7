"""`python -m bench.categorization [--budget 50]`: the local model's figures on the open households.

Each household is walked from its first line on, as if the app were new, with a model that was
made without it. Floors are guarded by tests; aims are what to go for.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from backend.services.categorization.local.confirming import Budget
from backend.services.categorization.local.model import LocalModel
from backend.services.categorization.local.shipped import FILE, load
from bench.cascade_run import Filed, Wishes, whole_cascade
from bench.categorization_run import Predicted, calibration_error, cross_validated
from scripts.local_model.households import read

_LINE = "{:44} {:>9} {:>9} {:>9}  {}"
_EARLY, _LATER, _LATE = 50, 200, 1000
_BATCH = 10_000
_HOW = {"unmatched": "nothing said"}


class Figure(NamedTuple):
    """A figure, the least (or most) that is accepted, and what to go for."""

    name: str
    value: float
    floor: float
    aim: float
    is_least: bool = True

    @property
    def is_accepted(self) -> bool:
        """Tell whether it is on the right side of its floor."""
        return self.value >= self.floor if self.is_least else self.value <= self.floor

    @property
    def verdict(self) -> str:
        """Return how far it got, in a word."""
        if not self.is_accepted:
            return "BELOW THE FLOOR"
        reached = self.value >= self.aim if self.is_least else self.value <= self.aim
        return "aim" if reached else "floor"


def figures(predicted: Sequence[Predicted]) -> list[Figure]:
    """Return how well households were predicted."""
    return [
        Figure("all lines", _right(predicted, lambda _: True), 0.88, 0.91),
        Figure("lines 1-50", _right(predicted, lambda p: p.number <= _EARLY), 0.66, 0.74),
        Figure("lines 1-200", _right(predicted, lambda p: p.number <= _LATER), 0.76, 0.82),
        Figure(
            "lines 201-1000",
            _right(predicted, lambda p: _LATER < p.number <= _LATE),
            0.89,
            0.91,
        ),
        Figure("lines 1001+", _right(predicted, lambda p: p.number > _LATE), 0.90, 0.93),
        Figure("new merchants", _right(predicted, lambda p: p.line.is_new_merchant), 0.54, 0.62),
        Figure(
            "seen merchants", _right(predicted, lambda p: not p.line.is_new_merchant), 0.95, 0.965
        ),
        Figure("parent category", _parents(predicted), 0.915, 0.935),
        *_figures_of_confirming(predicted),
        Figure(
            "calibration error, ten bins", calibration_error(predicted), 0.04, 0.02, is_least=False
        ),
    ]


def _figures_of_confirming(predicted: Sequence[Predicted]) -> list[Figure]:
    early = [one for one in predicted if one.number <= _LATER]
    late = [one for one in predicted if one.number > _LATER]
    return [
        Figure("filed by itself: right", _right(predicted, _by_itself), 0.97, 0.98),
        Figure("filed by itself: right, lines 1-200", _right(early, _by_itself), 0.95, 0.97),
        Figure("filed by itself: share of lines", _share(predicted), 0.65, 0.75),
        Figure("filed by itself: share after 200", _share(late), 0.70, 0.80),
    ]


def speeds() -> list[Figure]:
    """Return how long the model that ships takes, in milliseconds of processor time."""
    lines = next(iter(read().values()))
    started = time.process_time()
    model = LocalModel(load())
    loading = time.process_time() - started
    learning = _timed(lambda: model.learn_all((line.purchase, line.category) for line in lines))
    single = _timed(lambda: [model.predict(line.purchase) for line in lines[:500]])
    batch = list(islice((one for many in read().values() for one in many), _BATCH))
    many = _timed(lambda: [model.predict(line.purchase) for line in batch])
    return [
        Figure("a single line, ms", single / 500 * 1000, 5, 1, is_least=False),
        Figure("10,000 lines, ms", many * 1000, 5000, 500, is_least=False),
        Figure("learning one, ms", learning / len(lines) * 1000, 10, 1, is_least=False),
        Figure("reading the file, ms", loading * 1000, 1000, 300, is_least=False),
        Figure("size of the file, MB", FILE.stat().st_size / 1e6, 6, 1, is_least=False),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure beside its floor and aim, then accuracy by kind of merchant."""
    parser = argparse.ArgumentParser(prog="bench.categorization", description=__doc__)
    parser.add_argument("--budget", type=int, default=50, help="one in so many may be filed wrong")
    parser.add_argument("--whole", action="store_true", help="through the app: mappings as well")
    parser.add_argument("--threshold", type=int, default=3, help="how often a merchant is asked of")
    chosen = parser.parse_args(arguments)
    if chosen.whole:
        print_whole(Wishes(str(chosen.budget), chosen.threshold))
        return
    print(_LINE.format("figure", "value", "floor", "aim", ""))
    predicted = cross_validated(Budget(chosen.budget))
    for figure in [*figures(predicted), *speeds()]:
        value = f"{figure.value:.4g}"
        print(_LINE.format(figure.name, value, figure.floor, figure.aim, figure.verdict).rstrip())
    for stratum in sorted({one.line.stratum for one in predicted}):
        for is_new in (True, False):
            of = _of_kind(predicted, stratum, is_new=is_new)
            name = f"{stratum}, {'new' if is_new else 'seen'} merchants ({len(of):,} lines)"
            print(_LINE.format(name, f"{_right(of, lambda _: True):.4g}", "", "", "").rstrip())


def whole_figures(filed: Sequence[Filed]) -> list[Figure]:
    """Return how well households were filed by the app as a whole."""
    by_itself = [one for one in filed if one.is_by_itself]
    early = [one for one in by_itself if one.number <= _LATER]
    early_lines = sum(one.number <= _LATER for one in filed)
    return [
        Figure("all lines", _share_right(filed), 0.86, 0.90),
        Figure("filed by itself: right", _share_right(by_itself), 0.97, 0.98),
        Figure("filed by itself: right, lines 1-200", _share_right(early), 0.95, 0.97),
        Figure("filed by itself: share of lines", len(by_itself) / len(filed), 0.50, 0.65),
        Figure("filed by itself: share, lines 1-200", len(early) / early_lines, 0.35, 0.50),
    ]


def print_whole(wishes: Wishes) -> None:
    """Print the figures of the app as a whole, then what became of lines by who decided."""
    filed = whole_cascade(wishes)
    print(_LINE.format("figure", "value", "floor", "aim", ""))
    for figure in whole_figures(filed):
        value = f"{figure.value:.4g}"
        print(_LINE.format(figure.name, value, figure.floor, figure.aim, figure.verdict).rstrip())
    kinds = Counter((one.part, one.hold or "") for one in filed)
    for (part, hold), count in kinds.most_common():
        of = [one for one in filed if (one.part, one.hold or "") == (part, hold)]
        name = f"{part}, {hold or _HOW.get(part, 'filed')} ({count:,} lines)"
        print(_LINE.format(name, f"{_share_right(of):.4g}", "", "", "").rstrip())


def _share_right(filed: Sequence[Filed]) -> float:
    return sum(one.is_right for one in filed) / len(filed) if filed else 0.0


def _of_kind(predicted: Sequence[Predicted], stratum: str, *, is_new: bool) -> list[Predicted]:
    return [
        one
        for one in predicted
        if one.line.stratum == stratum and one.line.is_new_merchant == is_new
    ]


def _right(predicted: Sequence[Predicted], which: Callable[[Predicted], bool]) -> float:
    chosen = [one.is_right for one in predicted if which(one)]
    return sum(chosen) / len(chosen) if chosen else 0.0


def _parents(predicted: Sequence[Predicted]) -> float:
    parents = {line.category: line.parent for lines in read().values() for line in lines}
    right = [parents.get(one.prediction.category) == one.line.parent for one in predicted]
    return sum(right) / len(right)


def _by_itself(one: Predicted) -> bool:
    return one.is_confirmed_by_itself


def _share(predicted: Sequence[Predicted]) -> float:
    return sum(map(_by_itself, predicted)) / len(predicted)


def _timed(job: Callable[[], object]) -> float:
    started = time.process_time()
    job()
    return time.process_time() - started


if __name__ == "__main__":
    main()

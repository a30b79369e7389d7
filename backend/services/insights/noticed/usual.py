"""What is usual, in a way that one odd month can't bend: the median, and the spread around it."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

# Of a normal distribution: so many mean absolute deviations are one standard deviation.
_TO_DEVIATION = 1.4826
# Even the steadiest category moves by a tenth.
_LEAST_SHARE = 0.1


class Usual(NamedTuple):
    """What amounts usually are: their median, how far they stray, and the most there was."""

    middle: int
    spread: int
    most: int

    def exceeds(self, cents: int, *, times: float) -> bool:
        """Tell whether an amount lies further above than `times` the spread, and above all before."""
        return cents > self.middle + times * self.spread and cents > self.most


def usual(cents: Sequence[int]) -> Usual:
    """Return what is usual of some amounts; there is one at least."""
    middle = median(cents)
    away = median(abs(each - middle) for each in cents)
    spread = max(away * _TO_DEVIATION, abs(middle) * _LEAST_SHARE)
    return Usual(round(middle), round(spread), max(cents))

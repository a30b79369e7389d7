"""What is usual: the median, how far amounts stray from it, and the most there was."""

from collections.abc import Sequence
from statistics import median, pstdev
from typing import NamedTuple

# Even the steadiest category moves by a tenth.
_LEAST_SHARE = 0.1


class Usual(NamedTuple):
    """What amounts usually are: their median, how far they stray, and the most there was."""

    middle: int
    spread: int
    most: int

    def exceeds(self, cents: int, *, times: float, above_most: float) -> bool:
        """Tell whether an amount lies `times` the spread above the usual, and far above all before.

        The median stays where it is when one month is odd. The spread is the standard deviation:
        of what is bought now and then the middle months are all alike, and would make any purchase
        a surprise.
        """
        return cents > self.middle + times * self.spread and cents >= above_most * self.most


def usual(cents: Sequence[int]) -> Usual:
    """Return what is usual of some amounts; there is one at least."""
    middle = median(cents)
    spread = max(pstdev(cents), abs(middle) * _LEAST_SHARE)
    return Usual(round(middle), round(spread), max(cents))

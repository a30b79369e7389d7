"""What a series costs: a price that holds and changes now and then, or another amount each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from backend.models import Cadence
from backend.services.recurring.fitting import Charge

_SAME = 1.5
_NEAR, _NEAR_SHARE = 0.7, 0.03
_ALIKE_SHARE = 0.3
_APART, _APART_RATIO = -0.6, 2.0
_FAR = -1.8
# A price list changes now and then: at most every third charge, or once a year where it is yearly.
_CHANGES_SHARE = 0.34
_YEARLY_CHANGE = 0.25
_WIDEST = 3.0
_WEEKLY_SAME_SHARE = 0.9
_RARE = (Cadence.QUARTERLY, Cadence.YEARLY)


@dataclass(frozen=True, slots=True)
class PriceChange:
    """The first charge at a new price, in cents."""

    charge: Charge
    before: int

    @property
    def share(self) -> float:
        """By how much of the old price it rose; negative where it fell."""
        return (abs(self.charge.cents) - abs(self.before)) / abs(self.before)


def likeness(cents: Sequence[int]) -> float:
    """Weigh how alike amounts are that follow one another, as `Fit.evidence` weighs days."""
    return sum(_pair(abs(first), abs(second)) for first, second in pairwise(cents))


def _pair(first: int, second: int) -> float:
    if first == second:
        return _SAME
    low, high = min(first, second), max(first, second)
    if high - low <= high * _NEAR_SHARE:
        return _NEAR
    if high - low <= high * _ALIKE_SHARE:
        return 0
    return _APART if high <= low * _APART_RATIO else _FAR


def varies(cents: Sequence[int], cadence: Cadence) -> bool:
    """Return whether the amount is another one each time, as a power bill's is."""
    pairs = list(pairwise(cents))
    changes = [(first, second) for first, second in pairs if first != second]
    if cadence is Cadence.YEARLY:
        return any(abs(second - first) > abs(first) * _YEARLY_CHANGE for first, second in changes)
    few = 1 if len(pairs) < 6 else 2  # noqa: PLR2004 - half a year of months
    return len(changes) > max(few, _CHANGES_SHARE * len(pairs))


def may_recur(cents: Sequence[int], cadence: Cadence, *, strays: int = 0) -> bool:
    """Return whether charges of these amounts can be one series at all.

    A shop visited every week, a table each summer cost something else each time; only pay may
    vary that often.
    `strays` of them may be no part of it.
    """
    if cadence in (Cadence.WEEKLY, Cadence.BIWEEKLY, Cadence.SEMIMONTHLY) and cents[-1] > 0:
        pairs = list(pairwise(cents))
        same = sum(a == b for a, b in pairs)
        return same >= _WEEKLY_SAME_SHARE * len(pairs) - 1 - 2 * strays
    if not varies(cents, cadence):
        return True
    if cadence is Cadence.YEARLY:
        return False
    sizes = sorted(abs(amount) for amount in cents)
    middle = median(sizes)
    inner = [size for size in sizes if middle / _WIDEST <= size <= middle * _WIDEST]
    return len(inner) >= (1 if cadence in _RARE else 0.85) * len(sizes) - strays


def price_changes(charges: Sequence[Charge]) -> list[PriceChange]:
    """Return the charges at which the price became another one and stayed.

    An amount that came once and went back is no price: a fee, a part of a month.
    """
    changes = []
    price = charges[0].cents
    for number, charge in enumerate(charges[1:], start=1):
        if charge.cents == price:
            continue
        goes_back = number + 1 < len(charges) and charges[number + 1].cents == price
        if not goes_back:
            changes.append(PriceChange(charge, price))
            price = charge.cents
    return changes

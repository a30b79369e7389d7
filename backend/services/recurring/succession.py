"""Series that went on elsewhere: the same charge, taken from another account since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from backend.core.money import to_cents
from backend.models import Cadence, DetectedSeries
from backend.services.recurring.rhythm import PERIOD_DAYS

_ALIKE = 2
_SOON = 2.5  # periods from the last charge here to the first one there


def charged_elsewhere(detected: Sequence[DetectedSeries]) -> dict[str, dt.date]:
    """Return by key the last charge that another account had in place of a series' own.

    Who gets a new card moves what was charged to the old one. No row of the old card tells that:
    it has none any more, as an account has whose file was not imported yet.
    """
    by_merchant: defaultdict[str, list[DetectedSeries]] = defaultdict(list)
    for found in detected:
        by_merchant[found.merchant_key].append(found)
    return {
        left.key: max(there)
        for of_one in by_merchant.values()
        for left in of_one
        if (there := [taken.last_on for taken in of_one if _follows(taken, left)])
    }


def _follows(taken: DetectedSeries, left: DetectedSeries) -> bool:
    if taken.account_id == left.account_id or taken.cadence != left.cadence:
        return False
    apart = (taken.first_on - left.last_on).days
    is_soon = 0 < apart <= _SOON * PERIOD_DAYS[Cadence(left.cadence)]
    one, other = to_cents(taken.amount), to_cents(left.amount)
    low, high = sorted((abs(one), abs(other)))
    return is_soon and one * other > 0 and high <= _ALIKE * low

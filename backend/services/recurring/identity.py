"""Which of the owner's words belongs to which of the series that were found.

A series keeps its key while charges come, its price rises or older files arrive. Where the key
changed all the same (its first row was deleted, or is years old by now), the rows that the owner
spoke of tell, and then the merchant and the amount.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.core.money import to_cents
from backend.models import DetectedSeries, RecurringSeries

_ALIKE = 2.0


@dataclass(slots=True)
class Matched:
    """The owner's words by the key of what they are about, and those about nothing found."""

    words: dict[str, RecurringSeries] = field(default_factory=dict)
    left: list[RecurringSeries] = field(default_factory=list)


def known_by(found: DetectedSeries) -> str:
    """Return what a series is to be recognized by later on."""
    ids = [row_id for row_id, _, _ in json.loads(found.history)["charges"]]
    return json.dumps({"ids": ids, "cents": to_cents(found.amount), "cadence": found.cadence})


def matched(detected: Sequence[DetectedSeries], words: Sequence[RecurringSeries]) -> Matched:
    """Return which word belongs to which series; one word belongs to one series at most."""
    result = Matched(left=list(words))
    for rule in (_by_rows, _by_key, _by_merchant):
        free = [found for found in detected if found.key not in result.words]
        still_left = []
        for word in result.left:
            found = rule(word, free)
            if found is None:
                still_left.append(word)
            else:
                result.words[found.key] = word
                free.remove(found)
        result.left = still_left
    return result


def _known(word: RecurringSeries) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(word.known_by) if word.known_by else {}
    return known


def _by_rows(word: RecurringSeries, free: Sequence[DetectedSeries]) -> DetectedSeries | None:
    known = set(_known(word).get("ids", ()))
    if not known:
        return None
    best, most = None, 0
    for found in free:
        if found.merchant_key != word.merchant_key:
            continue
        rows = {row_id for row_id, _, _ in json.loads(found.history)["charges"]}
        if len(rows & known) > most:
            best, most = found, len(rows & known)
    return best


def _by_key(word: RecurringSeries, free: Sequence[DetectedSeries]) -> DetectedSeries | None:
    return next((found for found in free if found.key == word.detected_key), None)


def _by_merchant(word: RecurringSeries, free: Sequence[DetectedSeries]) -> DetectedSeries | None:
    """Return the series of the merchant whose amount is nearest, if it is near at all."""
    cents = _known(word).get("cents") or (to_cents(word.amount) if word.amount else None)
    if not word.merchant_key or not cents:
        return None
    near: list[tuple[int, DetectedSeries]] = []
    for found in free:
        theirs = to_cents(found.amount)
        same_account = word.account_id in (None, found.account_id)
        alike = theirs * cents > 0 and 1 / _ALIKE <= theirs / cents <= _ALIKE
        if found.merchant_key == word.merchant_key and same_account and alike:
            near.append((abs(theirs - cents), found))
    return min(near, key=lambda pair: (pair[0], pair[1].key))[1] if near else None

"""Rows of one account that look like the same movement told twice, for a gap to be explained by."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

_MOST_SUMS = 20_000
_MOST_TWINS = 60
LINKED, ALIKE, SAME_AMOUNT = 3, 2, 1

# Rows of equal amounts stand side by side, by day: only neighbours can be one movement. Two that
# came the same way are two purchases, as each way is counted while it is read.
_NEIGHBOURS = text("""
WITH rows AS (
    SELECT id, date, amount, merchant_key, source, status, possible_duplicate_of_id AS linked,
           lag(id) OVER same AS other_id, lag(date) OVER same AS other_date,
           lag(source) OVER same AS other_source, lag(status) OVER same AS other_status,
           lag(merchant_key) OVER same AS other_key
    FROM transactions
    WHERE account_id = :account_id AND date > date(:after, '-3 days') AND date <= :on
    WINDOW same AS (PARTITION BY amount ORDER BY date, id)
)
SELECT id, date, amount, source, status, merchant_key, linked,
       other_id, other_date, other_source, other_status, other_key
FROM rows
WHERE linked IS NOT NULL
   OR (source <> other_source AND julianday(date) - julianday(other_date) <= 3)
ORDER BY date DESC, id DESC
""")


class Twin(NamedTuple):
    """A row that may be there twice; `other_id` is the row that would stay."""

    id: int
    other_id: int
    cents: int
    likeness: int


def find_twins(session: Session, account_id: int, after: dt.date, on: dt.date) -> list[Twin]:
    """Return the rows of `after < date <= on` that may be there twice, the likeliest first."""
    bound = {"account_id": account_id, "after": after.isoformat(), "on": on.isoformat()}
    found: dict[int, Twin] = {}
    for row in session.execute(_NEIGHBOURS, bound):
        twin, day = _twin(row)
        if day > after.isoformat() and twin.id not in found:
            found[twin.id] = twin
    return sorted(found.values(), key=lambda twin: -twin.likeness)[:_MOST_TWINS]


def _twin(row: tuple[object, ...]) -> tuple[Twin, str]:
    id_, day, cents, source, status, key, linked, other, other_day, other_source, waits, name = row
    if linked is not None:
        return Twin(int(str(id_)), int(str(linked)), int(str(cents)), LINKED), str(day)
    likeness = ALIKE if key and key == name else SAME_AMOUNT
    mine, theirs = _worth(status, source, id_), _worth(waits, other_source, other)
    if mine < theirs:
        return Twin(int(str(id_)), int(str(other)), int(str(cents)), likeness), str(day)
    return Twin(int(str(other)), int(str(id_)), int(str(cents)), likeness), str(other_day)


def _worth(status: object, source: object, id_: object) -> tuple[bool, bool, int]:
    """Order rows by what would be lost with them: decisions, then the bank's own file."""
    settled = status in ("confirmed", "auto_confirmed")
    return settled, source == "csv_import", -int(str(id_))


def adding_up_to(twins: Sequence[Twin], cents: int) -> tuple[Twin, ...] | None:
    """Return the rows whose amounts come to just `cents`: all of the likely ones, or the fewest."""
    for least in (LINKED, ALIKE, SAME_AMOUNT):
        likely = [twin for twin in twins if twin.likeness >= least]
        if likely and sum(twin.cents for twin in likely) == cents:
            return tuple(likely)
    for least in (ALIKE, SAME_AMOUNT):
        found = _fewest([twin for twin in twins if twin.likeness >= least], cents)
        if found:
            return found
    return None


def _fewest(twins: Sequence[Twin], cents: int) -> tuple[Twin, ...] | None:
    """Return the smallest choice that adds up, as far as it can be searched in a moment."""
    sums: dict[int, tuple[Twin, ...]] = {0: ()}
    for twin in twins:
        for total, chosen in list(sums.items()):
            wider = (*chosen, twin)
            known = sums.get(total + twin.cents)
            if known is None or len(known) > len(wider):
                sums[total + twin.cents] = wider
        if len(sums) > _MOST_SUMS:
            break
    return sums.get(cents) or None

"""Which rows a bank had counted when it stated a balance.

A bank's balance is one of a moment, not of the end of a day, and rows have days of their own: a
purchase is booked days later, and told later still. Some banks count what is pending, most don't.
So a statement of a bank can be read in a few ways. The one is taken that leads on from the
statement before; where none does, the one that leads to the statement after.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.services.balances.course import Anchor

BANK = "bank"

Readings = Mapping[int, tuple[int, ...]]

# By how much each reading differs from all rows whose day has come, in the order of trust: booked
# by that day and told by then; booked; what was told by then; the same three with what is pending.
_READINGS = text("""
WITH near AS MATERIALIZED (
    SELECT s.id, t.amount AS cents, t.date <= s.date AS has_come, t.is_pending,
        coalesce(t.posted_date, t.date) AS booked, s.date AS day,
        t.created_at > s.created_at OR EXISTS (
            SELECT 1 FROM feed_transactions f WHERE f.transaction_id = t.id
                AND f.standing = 'current' AND f.first_seen_at > s.created_at) AS is_late
    FROM stated_balances s JOIN transactions t ON t.account_id = s.account_id
        AND t.date >= date(s.date, '-14 days') AND t.date <= date(s.date, '+5 days')
    WHERE s.source = 'bank' AND (:account_id IS NULL OR s.account_id = :account_id)
),
told AS (
    SELECT *, NOT is_pending AND booked <= day AS is_booked,
        is_late AND booked >= day AS is_of_that_day,
        is_late AND booked >= date(day, '-10 days') AS is_lately
    FROM near
)
SELECT id,
    sum(cents * ((is_booked AND NOT is_of_that_day) - has_come)),
    sum(cents * (is_booked - has_come)),
    sum(cents * ((is_booked AND NOT is_lately) - has_come)),
    sum(cents * ((has_come AND NOT (is_late AND booked = day)) - has_come)),
    0,
    sum(cents * ((has_come AND NOT is_lately) - has_come))
FROM told WHERE is_late OR is_booked IS NOT has_come GROUP BY id
""")


def read_readings(session: Session, account_id: int | None) -> Readings:
    """Return by statement how far each reading of it is from all rows whose day has come."""
    found = session.execute(_READINGS, {"account_id": account_id})
    return {row[0]: tuple(dict.fromkeys(row[1:])) for row in found}


def settle(anchors: Iterable[Anchor], readings: Readings) -> list[Anchor]:
    """Return the statements of one account, those of banks with what they had counted."""
    ordered = sorted(anchors, key=lambda anchor: (anchor.day, anchor.rank))
    options = [_options(anchor, readings) for anchor in ordered]
    origin: int | None = None
    settled = []
    for anchor, mine, following in zip_longest(ordered, options, options[1:]):
        origin = _chosen(mine, origin, following or ())
        settled.append(anchor._replace(moved=origin - anchor.cents))
    return settled


def _options(anchor: Anchor, readings: Readings) -> Sequence[int]:
    """Return what the account may have held before its first row, by each reading."""
    apart = readings.get(int(anchor.key), (0,)) if anchor.source == BANK else (0,)
    return [anchor.origin + cents for cents in apart]


def _chosen(options: Sequence[int], origin: int | None, following: Sequence[int]) -> int:
    if origin is not None and origin in options:
        return origin
    return next((option for option in options if option in following), options[0])

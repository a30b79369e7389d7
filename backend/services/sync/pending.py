"""Which posted row did a pending one become, where the bank doesn't say? Pure.

A pending row that is gone has often become a posted one under another id: with the same amount,
or more by a tip, some days later, at the same merchant.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backend.services.sync.likeness import Likeness
from backend.services.sync.matching import Arrived, days_apart

_LATEST_DAYS = 10
_TIP = 30  # percent


class Waiting(NamedTuple):
    """A row that the bank does not have any more; `day` is an ordinal.

    A posted one may come again under another id, as it was; a pending one may have grown.
    """

    id: int
    day: int
    cents: int
    names: frozenset[str]
    is_pending: bool = True


class _Pair(NamedTuple):
    """Sorted by how likely it is, then in an order that nothing can change."""

    extra_cents: int
    days_apart: int
    day: int
    external_id: str
    waiting_id: int
    is_pending: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """By the posted row's id: the pending row that it is, and the one that it may be."""

    sure: dict[str, int]
    possible: dict[str, int]


def follow(posted: Sequence[Arrived], waiting: Sequence[Waiting], likeness: Likeness) -> Followed:
    """Pair new posted rows of one account with pending ones that are gone, one to one.

    With the same merchant they are one; with other words only an equal amount is worth asking.
    """
    names = {row.external_id: row.names for row in posted}
    names_waiting = {row.id: row.names for row in waiting}
    pairs = sorted(_pairs(posted, waiting))
    alike = {
        pair
        for pair in pairs
        if likeness.alike(names[pair.external_id], names_waiting[pair.waiting_id])
    }
    sure = _one_to_one(pair for pair in pairs if pair in alike)
    followed = set(sure.values())
    possible = _one_to_one(
        pair
        for pair in pairs
        if not pair.extra_cents and pair.external_id not in sure and pair.waiting_id not in followed
    )
    return Followed(sure, possible)


def same_again(
    posted: Sequence[Arrived], before: Sequence[Waiting], likeness: Likeness
) -> dict[str, int]:
    """Pair rows with those that they were under another id, one to one.

    Nobody says so, and equal purchases are made on other days: only the same day counts.
    """
    names = {row.external_id: row.names for row in posted}
    names_before = {row.id: row.names for row in before}
    return _one_to_one(
        pair
        for pair in sorted(_pairs(posted, before))
        if not pair.days_apart
        and not pair.extra_cents
        and likeness.alike(names[pair.external_id], names_before[pair.waiting_id])
    )


def _pairs(posted: Iterable[Arrived], waiting: Sequence[Waiting]) -> Iterator[_Pair]:
    for row in posted:
        for one in waiting:
            apart = days_apart(row.days, (one.day,))
            if max(row.days) >= one.day and apart <= _LATEST_DAYS and _may_become(one, row.cents):
                extra = abs(row.cents - one.cents)
                yield _Pair(extra, apart, row.days[0], row.external_id, one.id, one.is_pending)


def _may_become(waiting: Waiting, posted: int) -> bool:
    if waiting.cents == posted:
        return True
    grown = 0 < waiting.cents < posted and posted * 100 <= waiting.cents * (100 + _TIP)
    return waiting.is_pending and grown


def _one_to_one(pairs: Iterable[_Pair]) -> dict[str, int]:
    chosen: dict[str, int] = {}
    taken: set[int] = set()
    for pair in pairs:
        if pair.external_id not in chosen and pair.waiting_id not in taken:
            chosen[pair.external_id] = pair.waiting_id
            taken.add(pair.waiting_id)
    return chosen

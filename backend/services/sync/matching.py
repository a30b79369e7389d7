"""Is a row that a feed brings here already, by another way? Pure: values in, pairs out.

A feed's own ids decide among its own rows. Across ways (a file, the owner, another login) there
is only what the row says: same account, same cents, nearly the same day. One to one, the nearest
first, in one fixed order over all pairs: so it makes no difference in how many steps it is done,
or whether it was cut off in between. With words that name one merchant two rows are one; with
others it is for the owner to say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backend.services.sync.likeness import Likeness

DAYS_APART = 3
_GONE_DAYS_APART = 1  # to keep something away nobody is asked, so it has to be nearer


class Arrived(NamedTuple):
    """A new row of a feed; `days` are ordinals, of the purchase and of its booking."""

    external_id: str
    days: tuple[int, ...]
    cents: int
    names: frozenset[str]


class Present(NamedTuple):
    """A row that came another way; one that is deleted is not to be asked about.

    `is_asked_about` says that another row is marked already as perhaps the same.
    """

    id: int
    days: tuple[int, ...]
    cents: int
    names: frozenset[str]
    is_here: bool = True
    is_asked_about: bool = False


class _Pair(NamedTuple):
    """Sorted by how near its rows are, then in an order that nothing can change."""

    days_apart: int
    is_gone: bool
    day: int
    external_id: str
    present: Present


@dataclass(frozen=True, slots=True)
class Matches:
    """By the arrived row's id: what it is for sure, and what it may be."""

    sure: dict[str, Present]
    possible: dict[str, int]


def match(arrived: Sequence[Arrived], present: Iterable[Present], likeness: Likeness) -> Matches:
    """Pair the rows of one account."""
    pairs = sorted(_pairs(arrived, present))
    names = {row.external_id: row.names for row in arrived}
    sure = _one_to_one(p for p in pairs if likeness.alike(names[p.external_id], p.present.names))
    settled = {row.id for row in sure.values() if row.is_here}
    open_pairs = (
        pair
        for pair in pairs
        if pair.external_id not in sure
        and pair.present.is_here
        and not pair.present.is_asked_about
        and pair.present.id not in settled
    )
    possible = {key: row.id for key, row in _one_to_one(open_pairs).items()}
    return Matches(sure, possible)


def days_apart(ones: Iterable[int], others: Iterable[int]) -> int:
    """Return how far the nearest days of two rows lie apart."""
    listed = list(others)
    return min(abs(one - other) for one in ones for other in listed)


def _pairs(arrived: Iterable[Arrived], present: Iterable[Present]) -> Iterator[_Pair]:
    near: dict[tuple[int, int], list[Present]] = defaultdict(list)
    for row in present:
        for day in set(row.days):
            near[row.cents, day].append(row)
    for one in arrived:
        met = {
            (other.is_here, other.id): other
            for day in set(one.days)
            for there in range(day - DAYS_APART, day + DAYS_APART + 1)
            for other in near.get((one.cents, there), ())
        }
        for other in met.values():
            apart = days_apart(one.days, other.days)
            if other.is_here or apart <= _GONE_DAYS_APART:
                yield _Pair(apart, not other.is_here, one.days[0], one.external_id, other)


def _one_to_one(pairs: Iterable[_Pair]) -> dict[str, Present]:
    chosen: dict[str, Present] = {}
    taken: set[tuple[bool, int]] = set()
    for pair in pairs:
        key = pair.present.is_here, pair.present.id
        if pair.external_id not in chosen and key not in taken:
            chosen[pair.external_id] = pair.present
            taken.add(key)
    return chosen

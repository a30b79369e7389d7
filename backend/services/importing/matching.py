"""Which rows of a file are here already? Pure: stored rows come in as values, verdicts go out.

Two equal purchases on one day are two purchases, so rows are counted: of *n* equal rows in a
file, those beyond the ones that are stored are new. A bank's own id decides before that where
the file uses each id once.
"""

import datetime as dt
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from backend.services.importing.statement import StatementRow
from backend.services.importing.verdicts import (
    Comparison,
    Neighbour,
    Place,
    StoredRow,
    Verdict,
)

_DAYS_APART = 3
_AT_ONCE = 5_000


class _Equals:
    """The stored rows of one fingerprint, and which of their numbers are taken."""

    __slots__ = ("_left", "_next_free", "_stored", "_taken")

    def __init__(self, stored: list[StoredRow]) -> None:
        self._stored = stored
        self._left = stored[::-1]  # the next one to take is the last
        self._taken: set[int] | None = None  # most groups never need a number
        self._next_free = 1

    def take(self, index: int, matcher: "Matcher") -> StoredRow | None:
        for position in range(len(self._left) - 1, -1, -1):
            if matcher.may_be(index, self._left[position]):
                return self._left.pop(position)
        return None

    def take_number(self) -> int:
        if self._taken is None:
            self._taken = {row.occurrence for row in self._stored}
        while self._next_free in self._taken:
            self._next_free += 1
        self._taken.add(self._next_free)
        return self._next_free


# Gets fingerprints with the places in the file where each stands.
StoredUnder = Callable[[Mapping[int, Sequence[int]]], Mapping[int, list[StoredRow]]]


@dataclass(slots=True)
class Matcher:
    """One comparison under way: first `by_ids`, then `by_count`, then `by_likeness`.

    `insisted` holds the rows' numbers that the owner wants stored although they look repeated.
    """

    rows: Sequence[StatementRow]
    fingerprints: "array[int]"
    insisted: AbstractSet[int] = frozenset()
    result: Comparison = field(init=False)
    _used: set[tuple[Place, int]] = field(init=False, default_factory=set)
    _trusted: set[str] = field(init=False, default_factory=set)
    _ids_hold: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        size = len(self.fingerprints)
        zeros = bytes(8 * size)
        self.result = Comparison(
            bytearray(size), array("q", zeros), self.fingerprints, array("q", zeros)
        )

    def by_ids(self, stored: Iterable[StoredRow]) -> None:
        """Settle the rows whose bank's id is known, with equal cents and nearly the same day.

        Ids that the file repeats are not the bank's own and don't count.
        """
        self._trusted = trusted_ids(self.rows)
        known: dict[str, list[StoredRow]] = {}
        for candidate in stored:
            if candidate.external_id in self._trusted:
                known.setdefault(candidate.external_id, []).append(candidate)
        if not known:
            return
        for index, row in enumerate(self.rows):
            for candidate in known.get(row.external_id or "", ()):
                if candidate.key not in self._used and self._is_same(index, candidate):
                    self._settle(index, candidate)
                    self._used.add(candidate.key)
                    self._ids_hold = True
                    break

    def _is_same(self, index: int, candidate: StoredRow) -> bool:
        row = self.rows[index]
        if candidate.fingerprint == self.fingerprints[index]:
            return True
        return (
            candidate.cents == row.cents
            and candidate.day is not None
            and abs(candidate.day - row.date.toordinal()) <= _DAYS_APART
        )

    def by_count(self, stored_under: StoredUnder) -> None:
        """Settle as many equal rows as are stored, and number the others.

        `stored_under` is asked for a part of the fingerprints at a time, so that a large file
        that is here already doesn't bring all of its account into memory.
        """
        for places in _places_of(self.fingerprints):
            stored = stored_under(places)
            for key, positions in places.items():
                found = stored.get(key)
                if found is None:
                    self._number(positions)
                elif len(found) == 1 == len(positions):
                    self._count_one(positions[0], found[0])
                else:
                    self._count_group(positions, _Equals(found))

    def _number(self, positions: Iterable[int]) -> None:
        verdicts, occurrences = self.result.verdicts, self.result.occurrences
        number = 0
        for index in positions:
            if not verdicts[index] or self._is_insisted(index):
                number += 1
                occurrences[index] = number

    def _count_one(self, index: int, stored: StoredRow) -> None:
        """Do what `_count_group` does for one row and one stored: nearly all are such."""
        if not self.result.verdicts[index] and self.may_be(index, stored):
            self._settle(index, stored)
        if not self.result.verdicts[index] or self._is_insisted(index):
            self.result.occurrences[index] = 2 if stored.occurrence == 1 else 1

    def _count_group(self, positions: Iterable[int], group: _Equals) -> None:
        for index in positions:
            self._count_in(index, group)

    def _count_in(self, index: int, group: _Equals) -> None:
        if not self.result.verdicts[index]:
            twin = group.take(index, self)
            if twin is not None:
                self._settle(index, twin)
        if not self.result.verdicts[index] or self._is_insisted(index):
            self.result.occurrences[index] = group.take_number()

    def may_be(self, index: int, row: StoredRow) -> bool:
        """Whether an equal row is this one.

        Where the account's ids have proved to last, rows with different ids are different.
        """
        if not row.same_words:
            return False
        if not self._ids_hold:
            return True  # then no stored row was settled by its id
        external_id = self.rows[index].external_id
        return row.key not in self._used and not (
            external_id in self._trusted
            and row.external_id is not None
            and row.external_id != external_id
        )

    def by_likeness(self, neighbours: Collection[Neighbour]) -> None:
        """Mark new rows that may be rows which came another way: same cents, a day or so apart.

        One to one, the nearest day first.
        """
        free: dict[tuple[int, int], list[int]] = {}
        repeated = set(self.result.twins) if neighbours else set()
        for other in sorted(neighbours, reverse=True):
            if other.id not in repeated:
                free.setdefault((other.cents, other.day), []).append(other.id)
        if not free:
            return
        for distance in range(_DAYS_APART + 1):
            for index, row in enumerate(self.rows):
                if not self.result.verdicts[index]:
                    self._mark_alike(index, row, distance, free)

    def _mark_alike(
        self, index: int, row: StatementRow, distance: int, free: dict[tuple[int, int], list[int]]
    ) -> None:
        day = row.date.toordinal()
        for there in {day - distance, day + distance}:
            candidates = free.get((row.cents, there))
            if candidates:
                self.result.verdicts[index] = Verdict.POSSIBLE_DUPLICATE
                self.result.twins[index] = candidates.pop()
                return

    def _settle(self, index: int, twin: StoredRow) -> None:
        self.result.verdicts[index] = Verdict.DUPLICATE
        self.result.twins[index] = twin.id if twin.place is Place.HERE else -twin.place

    def _is_insisted(self, index: int) -> bool:
        return bool(self.insisted) and self.rows[index].row in self.insisted


def _places_of(fingerprints: "array[int]") -> Iterator[dict[int, list[int]]]:
    """Yield where each fingerprint stands, some thousand fingerprints at a time, in their order."""
    places: dict[int, list[int]] = {}
    for index in sorted(range(len(fingerprints)), key=fingerprints.__getitem__):
        key = fingerprints[index]
        before = places.get(key)
        if before is not None:
            before.append(index)
            continue
        if len(places) >= _AT_ONCE:
            yield places
            places = {}
        places[key] = [index]
    if places:
        yield places


def trusted_ids(rows: Iterable[StatementRow]) -> set[str]:
    """Return the bank's ids that stand at one row only."""
    counts = Counter(row.external_id for row in rows if row.external_id)
    return {external_id for external_id, count in counts.items() if count == 1}


def span_of(rows: Sequence[StatementRow]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of at least one row."""
    days = {row.date for row in rows}
    return min(days), max(days)

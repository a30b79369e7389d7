"""What a row of a file can be to an account, and the rows that it is compared with: values."""

from array import array
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Verdict(IntEnum):
    """What a row of a file is to the account that it goes to."""

    NEW = 0
    DUPLICATE = 1
    POSSIBLE_DUPLICATE = 2


class Place(IntEnum):
    """Where a stored row lies."""

    HERE = 0
    DELETED = 1
    FORGOTTEN = 2


class StoredRow(NamedTuple):
    """A row that came by file or feed: it is in the account, or it was and stays away.

    `same_words` is false where only the fingerprint is equal, which happens to strangers. `cents`
    and `day` (an ordinal) are known of rows that were looked up by their bank's id.
    """

    place: Place
    id: int
    fingerprint: int | None
    occurrence: int
    external_id: str | None
    same_words: bool = True
    cents: int | None = None
    day: int | None = None

    @property
    def key(self) -> tuple[Place, int]:
        """What tells the row from all others."""
        return self.place, self.id


class Neighbour(NamedTuple):
    """A row of the account that came another way; `day` is an ordinal."""

    id: int
    day: int
    cents: int


@dataclass(slots=True)
class Comparison:
    """The verdicts on the rows of one file for one account, side by side with the rows.

    `twins` names the stored transaction that a row repeats or may repeat; 0 if there is none,
    minus 1 for a deleted row and minus 2 for one of which only its key is remembered.
    `occurrences` is the number that the row gets among its equals if it is stored.
    """

    verdicts: bytearray
    twins: "array[int]"
    fingerprints: "array[int]"
    occurrences: "array[int]"

    def part(self, start: int, end: int) -> "Comparison":
        """Return the verdicts on the rows from `start` up to `end`."""
        return Comparison(
            self.verdicts[start:end],
            self.twins[start:end],
            self.fingerprints[start:end],
            self.occurrences[start:end],
        )

    def count(self, verdict: Verdict) -> int:
        """Return how many rows got `verdict`."""
        return self.verdicts.count(verdict)


def all_new(fingerprints: "array[int]") -> Comparison:
    """Return the comparison with an account that holds nothing: equal rows are numbered."""
    size = len(fingerprints)
    occurrences = array("q", bytes(8 * size))
    seen: dict[int, int] = {}
    count = seen.get
    for index, fingerprint in enumerate(fingerprints):
        occurrences[index] = seen[fingerprint] = count(fingerprint, 0) + 1
    return Comparison(bytearray(size), array("q", bytes(8 * size)), fingerprints, occurrences)

"""What was confirmed, counted at keys from the merchant's first word to its exact amount.

A key with few lines leans on the one before it: first word, two, three, the whole name, then the
name on this kind of account, with this amount, on such days. The counts are also what the owner
is told: 12 of 12 lines of BLUE DOOR CAFE were Coffee.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from backend.services.categorization.local.reading import Reading

# Of each new line of a key, the earlier ones count so much less: a change of mind wins after two.
_FADING = 0.7


class Level(StrEnum):
    """What a key looks at."""

    FIRST_WORD = "first_word"
    TWO_WORDS = "two_words"
    THREE_WORDS = "three_words"
    NAME = "name"
    NAME_ON_ACCOUNT = "name_on_account"
    NAME_AND_AMOUNT = "name_and_amount"
    NAME_ON_SUCH_DAYS = "name_on_such_days"


# So many lines would have to be at a key until it weighs as much as the keys before it.
_LEAN = {
    Level.FIRST_WORD: 20.0,
    Level.TWO_WORDS: 3.0,
    Level.THREE_WORDS: 3.0,
    Level.NAME: 0.8,
    Level.NAME_ON_ACCOUNT: 1.5,
    Level.NAME_AND_AMOUNT: 0.3,
    Level.NAME_ON_SUCH_DAYS: 30.0,
}

_Key = tuple[Any, ...]


class Evidence(NamedTuple):
    """`times` of `total` confirmed lines at a level were filed under the category in question."""

    level: Level
    times: int
    total: int


@dataclass(slots=True)
class Counts:
    """Confirmed lines by category: as they are, and faded by age; `weight` is the faded sum."""

    lines: dict[int, int] = field(default_factory=dict)
    faded: dict[int, float] = field(default_factory=dict)
    weight: float = 0.0

    def add(self, category: int) -> None:
        """Count one line more."""
        for known in self.faded:
            self.faded[known] *= _FADING
        self.faded[category] = self.faded.get(category, 0.0) + 1.0
        self.lines[category] = self.lines.get(category, 0) + 1
        self.weight = sum(self.faded.values())


_NOTHING = Counts()


class Recalled(NamedTuple):
    """What is remembered of lines like one, from the widest key to the narrowest."""

    levels: list[tuple[Level, Counts]]

    def refine(self, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what to expect of the line, given what would be expected without memory."""
        refined = probabilities.copy()
        for level, counts in self.levels:
            total = counts.weight + _LEAN[level]
            refined *= _LEAN[level] / total
            for category, weight in counts.faded.items():
                refined[category] += weight / total
        return refined

    def of_name(self) -> Counts:
        """Return what was confirmed of the merchant's very name, in this direction."""
        return next((counts for level, counts in self.levels if level == Level.NAME), _NOTHING)

    def evidence(self, category: int) -> tuple[Evidence, ...]:
        """Return what speaks for a category and against it, from the narrowest key to the widest."""
        return tuple(
            Evidence(level, counts.lines.get(category, 0), sum(counts.lines.values()))
            for level, counts in reversed(self.levels)
        )


class Memory:
    """The counts of one household."""

    def __init__(self) -> None:
        self._counts: dict[_Key, Counts] = {}

    def add(self, reading: Reading, category: int) -> None:
        """Remember that a line was filed under a category."""
        for _, key in _keys(reading):
            self._counts.setdefault(key, Counts()).add(category)

    def knows(self, reading: Reading) -> bool:
        """Tell whether anything was confirmed of the merchant's very name, in this direction."""
        return (Level.NAME, reading.words, reading.is_outflow) in self._counts

    def recall(self, reading: Reading) -> Recalled:
        """Return what was confirmed of lines like this one."""
        found = ((level, self._counts.get(key)) for level, key in _keys(reading))
        return Recalled([(level, counts) for level, counts in found if counts is not None])


def _keys(reading: Reading) -> Iterator[tuple[Level, _Key]]:
    words, sign = reading.words, reading.is_outflow
    yield Level.FIRST_WORD, (Level.FIRST_WORD, words[:1], sign)
    if len(words) > 1:
        yield Level.TWO_WORDS, (Level.TWO_WORDS, words[:2], sign)
    if len(words) > 2:  # noqa: PLR2004 - three words
        yield Level.THREE_WORDS, (Level.THREE_WORDS, words[:3], sign)
    for level, more in (
        (Level.NAME, ()),
        (Level.NAME_ON_ACCOUNT, (reading.account_type,)),
        (Level.NAME_AND_AMOUNT, (reading.cents,)),
        (Level.NAME_ON_SUCH_DAYS, (reading.is_workday,)),
    ):
        yield level, (level, words, sign, *more)

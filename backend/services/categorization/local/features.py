"""What the linear model looks at: hashed pieces of words, and what else a line says."""

import math
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from backend.services.categorization.local.knowledge import Known
from backend.services.categorization.local.reading import Reading

SLOTS = 1 << 15
_SHORTEST, _LONGEST = 3, 5
_MOST_TAIL = 8


class Features(NamedTuple):
    """Which rows of the weights count, and how much."""

    slots: NDArray[np.intp]
    values: NDArray[np.float32]


def joined(first: Features, second: Features) -> Features:
    """Return both sets of features as one."""
    return Features(
        np.concatenate((first.slots, second.slots)), np.concatenate((first.values, second.values))
    )


def features_of_text(reading: Reading, known: Known | None) -> Features:
    """Return what a line's words say."""
    return _features(
        (_pieces(reading.words), 1.0),
        (_word_names(reading.words), 1.2),
        (_tail_names(reading.tail), 0.6),
        (_known_names(known), 1.6),
    )


def features_of_side(reading: Reading) -> Features:
    """Return what sign, account, amount and day say."""
    return _features((_side_names(reading), 0.8))


def side_key(reading: Reading) -> tuple[object, ...]:
    """Return what the features of the side depend on."""
    return (
        reading.is_outflow,
        reading.account_type,
        size_of(reading.cents),
        reading.is_workday,
        reading.words[:1],
    )


def _features(*groups: tuple[list[str], float]) -> Features:
    """Return hashed names; each group weighs the same however many names it has."""
    weighted: dict[int, float] = {}
    for names, total in groups:
        if names:
            each = total / math.sqrt(len(names))
            for name in names:
                slot = crc32(name.encode()) % SLOTS
                weighted[slot] = weighted.get(slot, 0.0) + each
    return Features(
        np.fromiter(weighted, np.intp, len(weighted)),
        np.fromiter(weighted.values(), np.float32, len(weighted)),
    )


def _pieces(words: tuple[str, ...]) -> list[str]:
    pieces: list[str] = []
    for word in words:
        framed = f"<{word}>"
        for length in range(_SHORTEST, _LONGEST + 1):
            pieces += [framed[at : at + length] for at in range(len(framed) - length + 1)]
    return pieces


def _word_names(words: tuple[str, ...]) -> list[str]:
    pairs = pairwise(words)
    return [*(f"w:{word}" for word in words), *(f"p:{a} {b}" for a, b in pairs)]


def _side_names(reading: Reading) -> list[str]:
    sign = "out" if reading.is_outflow else "in"
    size = size_of(reading.cents)
    names = [f"s:{sign}", f"a:{sign} {reading.account_type}", f"m:{sign} {size}"]
    if not reading.is_outflow:
        return names
    return [*names, f"d:{reading.is_workday}", f"fm:{reading.words[:1]} {size}"]


def _tail_names(tail: tuple[str, ...]) -> list[str]:
    return [f"t:{word}" for word in tail[:_MOST_TAIL]]


def _known_names(known: Known | None) -> list[str]:
    if known is None:
        return []
    return [f"k:{known.category}", f"kind:{known.kind} {known.category}"]


def size_of(cents: int) -> int:
    """Return an amount's size, two steps for each doubling."""
    return int(2 * math.log2(abs(cents) / 100 + 1))

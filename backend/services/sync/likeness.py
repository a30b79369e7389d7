"""Do two descriptions speak of the same merchant? Banks, files and feeds spell it each their way."""

import re
from dataclasses import dataclass, field

from backend.services.categorization.normalization import Cleaner, fold

_WORD = re.compile(r"[A-Z0-9&']+")
_SHORTEST_START = 4  # letters that a name must have to count as the beginning of a longer one
_SHORTEST_SQUEEZED = 6
_SAME_START = 3
# Words that say what was done or where, not who it was.
_SAYING_NOTHING = frozenset(
    [
        "THE",
        "AND",
        "OF",
        "INC",
        "LLC",
        "CO",
        "CORP",
        "COM",
        "STORE",
        "SHOP",
        "MARKET",
        "MKT",
        "ONLINE",
        "PURCHASE",
        "PAYMENT",
        "PMT",
        "CARD",
        "DEBIT",
        "CREDIT",
        "POS",
        "ACH",
        "BANK",
        "TRANSFER",
        "DEPOSIT",
        "WITHDRAWAL",
        "CHECK",
        "FEE",
        "USA",
        "US",
    ]
)


@dataclass(slots=True)
class Likeness:
    """Compares descriptions, remembering those that it has read: make one per comparison."""

    _cleaner: Cleaner = field(default_factory=Cleaner)
    _keys: dict[str, str] = field(default_factory=dict)
    _alike: dict[tuple[str, str], bool] = field(default_factory=dict)

    def keys(self, *texts: str | None) -> frozenset[str]:
        """Return the merchants that the texts name; empty ones name none."""
        return frozenset(key for text in texts if text for key in [self._key(text)] if key)

    def alike(self, ones: frozenset[str], others: frozenset[str]) -> bool:
        """Tell whether any of the ones is any of the others."""
        return not ones.isdisjoint(others) or any(
            self._compare(one, other) for one in ones for other in others
        )

    def _key(self, text: str) -> str:
        key = self._keys.get(text)
        if key is None:
            key = self._keys[text] = self._cleaner.clean(text).merchant
        return key

    def _compare(self, one: str, other: str) -> bool:
        pair = (one, other) if one < other else (other, one)
        known = self._alike.get(pair)
        if known is None:
            known = self._alike[pair] = is_same_name(*pair)
        return known


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two merchants' names are spellings of one.

    They are where all telling words of the shorter stand in the longer, as in `BLUE BOTTLE` and
    `BLUE BOTTLE COFFEE`, or where one is the other with letters left out, as in `WHOLEFDS MKT`.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    if all(any(_is_same_word(word, there) for there in longer) for word in shorter):
        return True
    squeezed, whole = sorted(("".join(_all_words(one)), "".join(_all_words(other))), key=len)
    return (
        len(squeezed) >= _SHORTEST_SQUEEZED
        and squeezed[:_SAME_START] == whole[:_SAME_START]
        and _is_left_of(squeezed, whole)
    )


def _all_words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


def _words(name: str) -> list[str]:
    return [word for word in _all_words(name) if word not in _SAYING_NOTHING]


def _is_same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _SHORTEST_START and longer.startswith(shorter))


def _is_left_of(squeezed: str, whole: str) -> bool:
    """Tell whether the letters of the shorter come in this order in the longer."""
    letters = iter(whole)
    return all(letter in letters for letter in squeezed)

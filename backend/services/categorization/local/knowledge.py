"""What is known of merchants before anything was confirmed: brands, services, lines of banks."""

from collections.abc import Iterable
from typing import NamedTuple

_LONGEST_PATTERN = 8


class Known(NamedTuple):
    """An entry of the knowledge base.

    `category` is where most households file the merchant, with the probability `confidence`;
    `alternatives` are where others do. `kind` is what it is (`shop/alcohol`), whatever it is filed
    under. An `exact` pattern is an ordinary word too, and has to be the whole name.
    """

    pattern: str
    category: str
    alternatives: tuple[str, ...]
    confidence: float
    kind: str
    is_exact: bool
    is_inflow: bool = False


class KnowledgeBase:
    """Entries by the words that a merchant's name begins with."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self._by_pattern: dict[tuple[str, bool], Known] = {}
        self._by_letters: dict[tuple[str, bool], Known] = {}
        for entry in entries:
            key = entry.pattern, entry.is_inflow
            self._by_pattern[key] = entry
            self._by_letters[entry.pattern.replace(" ", ""), entry.is_inflow] = entry

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._by_pattern)

    def find(self, words: tuple[str, ...], *, is_outflow: bool) -> Known | None:
        """Return the entry with the longest pattern that the name begins with."""
        for length in range(min(len(words), _LONGEST_PATTERN), 0, -1):
            found = self._at(words[:length], is_whole=length == len(words), is_outflow=is_outflow)
            if found is not None:
                return found
        return None

    def _at(self, words: tuple[str, ...], *, is_whole: bool, is_outflow: bool) -> Known | None:
        found = self._by_pattern.get((" ".join(words), not is_outflow))
        if found is None:
            found = self._by_letters.get(("".join(words), not is_outflow))
        return found if found is not None and (is_whole or not found.is_exact) else None

"""Finding, in one pass over a text, the best of thousands of patterns.

A plain pattern is words. It is found where all its words stand in a row, so `SHELL` is not in
SHELLFISH and `ATT` not in SEATTLE. Signs that banks drop or swap (`-`, `.`, `/`, `*`, `#`,
brackets, quotes) only part words; `&` is AND; `+ ? | $ @ %` are words of their own, so `C++` is
not `C`. The last word may carry an S: MCDONALD finds MCDONALD'S, TRADER JOE finds TRADER JOE S.
A pattern of one short number is a name (the fuel brand 76), found only where a text begins, as
numbers elsewhere count stores and days.

Regular expressions are apart (`RegexIndex`): only what the owner marked as one is ever compiled,
by an engine whose time is linear in the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from backend.core.expressions import InvalidPatternError, compile_regex
from backend.services.categorization.normalization import fold, shape_of

T = TypeVar("T")

# Priority, length, whether only by its plural, id: see Pattern.
Rank = tuple[int, int, int, int]

_WORD = re.compile(r"[^\W_]+|[+?|$@%]")
_PLURAL_MIN_LETTERS = 3
_NAME_MAX_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    """Something to look for: its text as the owner wrote it, and what it stands for.

    Among patterns found in one text the highest `priority` wins, then the longest, then the
    lowest `id`. `words` are those of `text`, where they are known already.
    """

    id: int
    text: str
    payload: T
    priority: int = 0
    words: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A pattern that occurs in a text, and the words of the text that it matched.

    Of two, the one with the lower `rank` is the better.
    """

    pattern: Pattern[T]
    matched_text: str
    rank: Rank = (0, 0, 0, 0)


@dataclass(slots=True)
class _Node(Generic[T]):
    """What may follow a row of words; `entry` where a pattern ends here."""

    following: "dict[str, _Node[T]]" = field(default_factory=dict)
    entry: "_Entry[T] | None" = None


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    rank: Rank
    pattern: Pattern[T]
    begins_text: bool


def words_of(text: str) -> list[str]:
    """Return the words of `text` (upper case) as patterns compare them."""
    if "'" in text:
        text = text.replace("'", "")
    if "&" in text:
        text = text.replace("&", " AND ")
    words = _WORD.findall(text)
    if "S" in words:
        return _with_possessives(words)
    return words


def _with_possessives(words: list[str]) -> list[str]:
    """Join an S that stands alone to the word before: banks print TRADER JOE S."""
    joined: list[str] = []
    for word in words:
        if word == "S" and joined and len(joined[-1]) > 1 and joined[-1].isalpha():
            joined[-1] += "S"
        else:
            joined.append(word)
    return joined


def pattern_words(text: str) -> list[str]:
    """Return the words that a plain pattern looks for.

    Raises:
        InvalidPatternError: it holds no letter and no digit.
    """
    words = words_of(fold(text))
    if not any(word[0].isalnum() for word in words):
        raise InvalidPatternError("A pattern needs at least one letter or digit.")
    return words


def check_pattern(text: str, *, is_regex: bool = False) -> None:
    """Check a pattern before it is stored.

    Raises:
        InvalidPatternError: it can't be used; the message says why.
    """
    if is_regex:
        compile_regex(text)
    else:
        pattern_words(text)


def usable_words(text: str) -> list[str] | None:
    """Return the words that a plain pattern looks for; None where it can't be used."""
    try:
        return pattern_words(text)
    except InvalidPatternError:
        return None


def is_usable_regex(text: str) -> bool:
    """Tell whether a regular expression can be used."""
    try:
        compile_regex(text)
    except InvalidPatternError:
        return False
    return True


class PatternIndex(Generic[T]):
    """Plain patterns, compiled once into a tree of words."""

    def __init__(self, patterns: Iterable[Pattern[T]]) -> None:
        self._root: dict[str, _Node[T]] = {}
        # Patterns with digits in them once more, any digit written as 0.
        self._shapes: dict[str, _Node[T]] = {}
        for pattern in patterns:
            self._add(pattern)

    def _add(self, pattern: Pattern[T]) -> None:
        words = pattern.words or pattern_words(pattern.text)
        length = sum(map(len, words)) + len(words) - 1
        number = len(words) == 1 and words[0].isdigit() and len(words[0]) <= _NAME_MAX_DIGITS
        rank = (-pattern.priority, -length, 0, pattern.id)
        self._put(words, _Entry(rank, pattern, begins_text=number))
        last = words[-1]
        if last.isalpha() and len(last) >= _PLURAL_MIN_LETTERS:
            plural = [*words[:-1], last + "S"]
            self._put(plural, _Entry((*rank[:2], 1, rank[3]), pattern, begins_text=False))

    def _put(self, words: Sequence[str], entry: _Entry[T]) -> None:
        _put(self._root, words, entry)
        shapes = _shapes_of(words)
        if any("0" in shape for shape in shapes):
            _put(self._shapes, shapes, entry)

    def find(self, text: str) -> Found[T] | None:
        """Return the best pattern that occurs in `text`, a description, if any."""
        return self.find_in(words_of(fold(text)))

    def find_in(self, words: Sequence[str]) -> Found[T] | None:
        """Return the best pattern in `words`, as `words_of` gives them."""
        hits = _hits(self._root, words)
        return min(hits, key=_rank_of_hit).found(words) if hits else None

    def looks_at_digits(self, words: Sequence[str]) -> bool:
        """Tell whether `words` with other digits might find another pattern."""
        return bool(self._shapes) and bool(_hits(self._shapes, _shapes_of(words)))

    def find_all(self, words: Sequence[str]) -> list[Found[T]]:
        """Return every pattern that occurs in `words`, best first."""
        return [hit.found(words) for hit in sorted(_hits(self._root, words), key=_rank_of_hit)]


class _Hit(NamedTuple, Generic[T]):
    entry: _Entry[T]
    start: int
    end: int

    def found(self, words: Sequence[str]) -> Found[T]:
        matched_text = " ".join(words[self.start : self.end])
        return Found(self.entry.pattern, matched_text, self.entry.rank)


def _put(root: dict[str, _Node[T]], words: Sequence[str], entry: _Entry[T]) -> None:
    following = root
    for word in words:
        found = following.get(word)
        node: _Node[T] = _Node() if found is None else found
        if found is None:
            following[word] = node
        following = node.following
    if node.entry is None or entry.rank < node.entry.rank:
        node.entry = entry


def _hits(root: dict[str, _Node[T]], words: Sequence[str]) -> "list[_Hit[T]]":
    hits: list[_Hit[T]] = []
    if root.keys().isdisjoint(words):
        return hits
    first = root.get
    for start, word in enumerate(words):
        node = first(word)
        end = start
        while node is not None:
            end += 1
            entry = node.entry
            if entry is not None and not (entry.begins_text and start):
                hits.append(_Hit(entry, start, end))
            node = node.following.get(words[end]) if end < len(words) else None
    return hits


def _shapes_of(words: Iterable[str]) -> list[str]:
    """Return the words with any digit written as 0: those of lines that differ in digits alone."""
    return [word if word.isalpha() else shape_of(word).decode() for word in words]


def _rank_of_hit(hit: _Hit[Any]) -> Rank:
    return hit.entry.rank


class RegexIndex(Generic[T]):
    """The owner's regular expressions, searched together in linear time, ignoring case."""

    def __init__(self, patterns: Iterable[Pattern[T]]) -> None:
        self._patterns = sorted(patterns, key=lambda p: (-p.priority, -len(p.text), p.id))
        self._compiled = [compile_regex(pattern.text) for pattern in self._patterns]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def find(self, description: str) -> Found[T] | None:
        """Return the best expression that matches in `description` as the bank wrote it."""
        for pattern, compiled in zip(self._patterns, self._compiled, strict=True):
            match = compiled.search(description)
            if match is not None:
                return Found(pattern, match[0])
        return None

"""What a filter means: conditions on a transaction, as plain values with every name looked up.

They can be compared and hashed, so that an answer can be kept under the condition it belongs to.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Search:
    """A word occurs in what the list can be searched by; an exact one is never read as an amount."""

    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class TextIs:
    """A text (merchant, description or note) is this one, or contains it."""

    field: str
    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class TextMatches:
    """A regular expression is found in a text (merchant, description or note)."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class TextMissing:
    """There is no such text."""

    field: str


@dataclass(frozen=True, slots=True)
class SizeBetween:
    """The size of the amount, in cents, both ends included.

    Attributes:
        way: `out` or `in`; `amount` for either.
    """

    low: int | None
    high: int | None
    way: str


@dataclass(frozen=True, slots=True)
class DateBetween:
    """`start <= date < end`; an end that is None is open."""

    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class AccountIn:
    """It is on one of these accounts."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CategoryIn:
    """It, or a part of it, is filed under one of these categories, or under none."""

    ids: tuple[int, ...]
    or_none: bool = False


@dataclass(frozen=True, slots=True)
class TagIn:
    """It has one of these tags."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """It has any tag."""


@dataclass(frozen=True, slots=True)
class StatusIn:
    """It stands at one of these."""

    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceIn:
    """It came from one of these."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportIn:
    """One of these imports brought it."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """It is split, paired, pending, left out of reports, or a possible duplicate."""

    name: str


@dataclass(frozen=True, slots=True)
class Negated:
    """The part does not hold; what is unknown does not hold either."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; so none does away with nothing."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; of no parts, none does."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = (
    Search
    | TextIs
    | TextMatches
    | TextMissing
    | SizeBetween
    | DateBetween
    | AccountIn
    | CategoryIn
    | TagIn
    | Tagged
    | StatusIn
    | SourceIn
    | ImportIn
    | Flag
    | Negated
    | Every
    | Some
)


def about_parts(condition: Condition) -> bool:
    """Return whether a condition is about categories, which the parts of a split have apiece."""
    match condition:
        case CategoryIn():
            return True
        case Negated(part):
            return about_parts(part)
        case Every(parts) | Some(parts):
            return any(about_parts(part) for part in parts)
    return False


def about_parts_only(condition: Condition) -> bool:
    """Return whether a condition is about nothing but categories."""
    match condition:
        case CategoryIn():
            return True
        case Negated(part):
            return about_parts_only(part)
        case Every(parts) | Some(parts):
            return all(about_parts_only(part) for part in parts)
    return False


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """Return the conditions that all have to hold."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, Every) else (condition,)


def without_words(condition: Condition | None) -> tuple[str | None, Condition | None]:
    """Return the words that have to occur in any case, and the condition that is left.

    Lists search for words in ways of their own, so that their first page comes at once.
    """
    every = conjuncts(condition)
    words = [one.text for one in every if isinstance(one, Search) and not one.exact]
    if not 0 < len(words) <= MOST_WORDS:
        return None, condition
    rest = tuple(one for one in every if not isinstance(one, Search) or one.exact)
    return " ".join(words), Every(rest) if len(rest) > 1 else rest[0] if rest else None


def reads_text(condition: Condition | None) -> bool:
    """Return whether every row's words have to be read to find out."""
    match condition:
        case Search() | TextIs() | TextMatches():
            return True
        case Negated(part):
            return reads_text(part)
        case Every(parts) | Some(parts):
            return any(reads_text(part) for part in parts)
    return False

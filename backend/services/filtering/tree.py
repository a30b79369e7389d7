"""What a filter says, as a tree of plain values; where each part stood is not part of it."""

from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, half-open, counted in characters."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """Return the stretch from here to the end of `other`."""
        return Span(self.start, other.end)


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """Text to search for; `exact` where it stood in quotes."""

    text: str
    exact: bool = False
    span: Span = attribute(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Value:
    """What a field is compared with; in quotes, a word means itself and nothing else.

    Between slashes it is a regular expression, whose text is as it stood there.
    """

    text: str
    quoted: bool = False
    is_regex: bool = attribute(default=False, kw_only=True)
    span: Span = attribute(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field, an operator and one value or any of several.

    Attributes:
        field: the name of a field, never one of its aliases.
        operator: one of `: = != ~ < <= > >=`.
    """

    field: str
    operator: str
    values: tuple[Value, ...]
    span: Span = attribute(default=_NOWHERE, compare=False)
    operator_span: Span = attribute(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What the part is not."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Each of two parts or more; none of them is itself an `All`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of two parts or more; none of them is itself an `AnyOf`."""

    parts: tuple["Node", ...]


Node: TypeAlias = Words | Comparison | Not | All | AnyOf


def all_of(parts: list[Node]) -> Node:
    """Return what holds where each part does; nested ones are drawn together."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: list[Node]) -> Node:
    """Return what holds where one part does; nested ones are drawn together."""
    flat = [
        inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))
    ]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))

"""From tree to text: the shortest that means the same."""

import re

from backend.services.filtering.tree import All, AnyOf, Comparison, Node, Not, Value, Words

_BARE_VALUE = re.compile(r"[^\s(),\"“„”:=<>~!/][^\s(),\"“„”]*")


def write(node: Node | None) -> str:
    """Return the text that `grammar.parse` reads as this tree."""
    match node:
        case None:
            return ""
        case Words(text, exact):
            return quoted(text) if exact else text
        case Comparison(field, operator, values):
            return f"{field}{operator}{','.join(_value(value) for value in values)}"
        case Not(part):
            return f"NOT {_within(part)}"
        case All(parts):
            return " ".join(_beside(part) for part in parts)
        case AnyOf(parts):
            return " OR ".join(write(part) for part in parts)


def quoted(text: str) -> str:
    """Return text in quotes, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def as_value(text: str) -> str:
    """Return a name as it stands behind an operator: in quotes where it needs them."""
    return text if _BARE_VALUE.fullmatch(text) and text.lower() != "none" else quoted(text)


def _value(value: Value) -> str:
    if value.is_regex:
        return f"/{value.text}/"
    return quoted(value.text) if value.quoted else value.text


def _beside(part: Node) -> str:
    # A word with a comma in front would be one more value of the comparison before it.
    is_value = isinstance(part, Words) and not part.exact and part.text.startswith(",")
    return f"({write(part)})" if is_value or isinstance(part, AnyOf) else write(part)


def _within(part: Node) -> str:
    return f"({write(part)})" if isinstance(part, All | AnyOf) else write(part)

"""How the columns of a table are carried over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


class UnkeepableError(ValueError):
    """A row can't be kept as what it was; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is carried over.

    Attributes:
        read: gives today's value, or raises ValueError with what is wrong with the old one.
        default: stands where the old row has none.
        needed: whether a row without a readable value can't be kept. Another column's is left
            empty, or at its default, and the old value is noted.
    """

    read: Callable[[Any], Any]
    default: Any = None
    needed: bool = False


Shape = Mapping[str, Column]


def converted(old: Row, shape: Shape) -> tuple[Row, dict[str, str]]:
    """Return today's row, and the columns whose old value it can't hold, with the reason."""
    new: Row = {}
    lost = {
        name: f"{name} is no column any more"
        for name, value in old.items()
        if name not in shape and value is not None
    }
    for name, column in shape.items():
        value = old.get(name)
        new[name] = column.default
        if value is None:
            problem = "is missing"
        else:
            try:
                new[name] = column.read(value)
                continue
            except ValueError as error:
                problem = lost[name] = f"{name}: {error}"
        if column.needed:
            raise UnkeepableError(problem if name in lost else f"{name} {problem}")
    return new, lost

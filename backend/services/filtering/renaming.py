"""A thing that a filter names is called otherwise from now on."""

from dataclasses import replace

from backend.services.filtering.tree import All, AnyOf, Comparison, Node, Not, Value
from backend.services.filtering.writing import as_value


def renamed(node: Node, field: str, before: str, after: str) -> Node:
    """Return the filter with `after` where `field` was compared with just `before`.

    What only contains a part of the name is left: it is a search.
    """
    match node:
        case Not(part):
            return Not(renamed(part, field, before, after))
        case All(parts):
            return All(tuple(renamed(part, field, before, after) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(renamed(part, field, before, after) for part in parts))
        case Comparison(field=name, operator=operator) if name == field and operator != "~":
            values = tuple(_value(value, before, after) for value in node.values)
            return replace(node, values=values)
    return node


def _value(value: Value, before: str, after: str) -> Value:
    if value.is_regex or value.text.casefold() != before.casefold():
        return value
    return Value(after, quoted=as_value(after) != after)

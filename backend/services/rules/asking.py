"""What a rule may ask: conditions about what a row brings itself, on whatever day it comes."""

import datetime as dt

from backend.services.filtering import conditions as c
from backend.services.filtering.catalog import Catalog
from backend.services.filtering.errors import FilterError
from backend.services.filtering.grammar import parse
from backend.services.filtering.meaning import mean
from backend.services.filtering.stretches import date_between
from backend.services.filtering.tree import All, AnyOf, Comparison, Node, Not, Span, Words

_BROUGHT = ("description", "merchant", "note", "amount", "out", "in", "date", "account", "source")
_DIRECTIONS = ("in", "out")
# Two days so far apart that no words about today mean the same on both.
_SOME_DAY, _OTHER_DAY = dt.date(1999, 3, 10), dt.date(2033, 11, 24)
_ITSELF = "A rule looks at what a transaction brings itself"
_MAY_ASK = f"{', '.join(_BROUGHT[:-1])}, {_BROUGHT[-1]} and is:in or is:out"


def read_condition(text: str, catalog: Catalog) -> c.Condition:
    """Return what a rule's condition means.

    Raises:
        FilterError: it says nothing, can't be understood, names nothing that there is, or asks
            what a row does not bring itself.
    """
    try:
        return mean(_checked(text), catalog, _SOME_DAY)
    except FilterError as error:
        error.extra["errors"] = [{"field": "query", "message": str(error)}]
        raise


def count_conditions(text: str) -> tuple[int, bool]:
    """Return how many conditions a rule has that all must hold, and whether one is of an amount.

    A text that can't be understood has none.
    """
    try:
        node = parse(text)
    except FilterError:
        return 0, False
    if node is None:
        return 0, False
    every = node.parts if isinstance(node, All) else (node,)
    exact = any(
        isinstance(part, Comparison)
        and part.field in ("amount", "out", "in")
        and part.operator in (":", "=")
        and ".." not in part.values[0].text
        for part in every
    )
    return len(every), exact


def _checked(text: str) -> Node:
    node = parse(text)
    if node is None:
        raise FilterError("Say which transactions the rule is about.", Span(0, 0))
    _check(node)
    return node


def _check(node: Node) -> None:
    match node:
        case Not(part):
            _check(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                _check(part)
        case Comparison():
            _check_comparison(node)
        case Words():
            pass


def _check_comparison(node: Comparison) -> None:
    if node.field == "is":
        _check_direction(node)
    elif node.field not in _BROUGHT:
        message = f"{_ITSELF}, so it can't ask for {node.field}. It can ask for {_MAY_ASK}."
        raise FilterError(message, node.span, expected=_BROUGHT)
    elif node.field == "date":
        _check_days(node)


def _check_direction(node: Comparison) -> None:
    for value in node.values:
        if value.text.lower() not in _DIRECTIONS:
            message = f"{_ITSELF}: of “is”, it can ask for is:in and is:out alone."
            raise FilterError(message, value.span, expected=_DIRECTIONS)


def _check_days(node: Comparison) -> None:
    for value in node.values:
        if date_between(node, value, _SOME_DAY) != date_between(node, value, _OTHER_DAY):
            message = (
                f"A rule is asked once, when a transaction comes, so that “{value.text}” would "
                "mean another day each time. Write the days themselves, such as 2025 or 2025-03."
            )
            raise FilterError(message, value.span)

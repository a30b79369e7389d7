"""From tree to conditions: what a filter means in this household, on this day."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy.orm import Session

from backend.core.expressions import InvalidPatternError, compile_regex
from backend.services.filtering import conditions as c
from backend.services.filtering.catalog import Catalog, read_catalog
from backend.services.filtering.errors import FilterError
from backend.services.filtering.fields import BY_NAME, NONE, Kind
from backend.services.filtering.grammar import parse
from backend.services.filtering.names import (
    account_ids,
    category_ids,
    flag,
    sources_of,
    statuses_of,
    tag_ids,
)
from backend.services.filtering.stretches import date_between, size_between
from backend.services.filtering.tree import All, AnyOf, Comparison, Node, Not, Value, Words

MOST_IMPORT_DIGITS = 15


def understand(session: Session, text: str | None, *, today: dt.date) -> c.Condition | None:
    """Return what a filter means; None of an empty one, which lets everything pass.

    Raises:
        FilterError: it can't be understood, with its place in the text.
    """
    node = parse(text or "")
    return None if node is None else mean(node, read_catalog(session), today)


def mean(node: Node, catalog: Catalog, today: dt.date) -> c.Condition:
    """Return the condition that a tree is.

    Raises:
        FilterError: a value means nothing, or names nothing that there is.
    """
    match node:
        case Words(text, exact):
            return c.Search(text, exact)
        case Not(part):
            return c.Negated(mean(part, catalog, today))
        case All(parts):
            return c.Every(tuple(mean(part, catalog, today) for part in parts))
        case AnyOf(parts):
            return c.Some(tuple(mean(part, catalog, today) for part in parts))
        case Comparison():
            return _comparison(node, catalog, today)


def _comparison(node: Comparison, catalog: Catalog, today: dt.date) -> c.Condition:
    kind = BY_NAME[node.field].kind
    _refuse_regex(node, kind)
    if kind in (Kind.AMOUNT, Kind.DATE):
        return _stretch(node, kind, today)
    read = _READERS[kind]
    found = [read(node, value, catalog) for value in node.values]
    either = found[0] if len(found) == 1 else c.Some(tuple(found))
    return c.Negated(either) if node.operator == "!=" else either


def _refuse_regex(node: Comparison, kind: Kind) -> None:
    for value in node.values:
        if value.is_regex and kind is not Kind.TEXT:
            raise FilterError(
                "A regular expression goes with description, merchant, merchant-key and note only.",
                value.span,
            )


def _pattern(value: Value) -> str:
    try:
        compile_regex(value.text)
    except InvalidPatternError as error:
        raise FilterError(str(error), value.span) from None
    return value.text


def _stretch(node: Comparison, kind: Kind, today: dt.date) -> c.Condition:
    if len(node.values) > 1:
        raise _one_at_a_time(node, kind)
    [value] = node.values
    if kind is Kind.AMOUNT:
        found: c.Condition = size_between(node, value)
    else:
        found = date_between(node, value, today)
    return c.Negated(found) if node.operator == "!=" else found


def _one_at_a_time(node: Comparison, kind: Kind) -> FilterError:
    span = node.values[0].span.to(node.values[-1].span)
    if kind is Kind.AMOUNT:
        joined = "".join(value.text for value in node.values)
        hint = f"Write {joined} without a comma, or two conditions with OR between them."
        return FilterError(f"One amount at a time. {hint}", span, suggestion=joined)
    message = "One date at a time: write two conditions with OR between them."
    return FilterError(message, span)


def _is_none(value: Value) -> bool:
    return not value.quoted and value.text.lower() == NONE


def _text(node: Comparison, value: Value, _: Catalog) -> c.Condition:
    if value.is_regex:
        return c.TextMatches(node.field, _pattern(value))
    if _is_none(value) and node.operator != "~":
        return c.TextMissing(node.field)
    return c.TextIs(node.field, value.text, whole=node.operator in ("=", "!="))


def _account(node: Comparison, value: Value, catalog: Catalog) -> c.Condition:
    return c.AccountIn(account_ids(node, value, catalog))


def _category(node: Comparison, value: Value, catalog: Catalog) -> c.Condition:
    if not value.quoted and value.text.lower() in (NONE, "uncategorized"):
        return c.CategoryIn((), or_none=True)
    return c.CategoryIn(category_ids(node, value, catalog))


def _tag(node: Comparison, value: Value, catalog: Catalog) -> c.Condition:
    if _is_none(value):
        return c.Negated(c.Tagged())
    return c.TagIn(tag_ids(node, value, catalog))


def _number(_: Comparison, value: Value, __: Catalog) -> c.Condition:
    digits = value.text.isascii() and value.text.isdigit()
    if not digits or len(value.text) > MOST_IMPORT_DIGITS:
        message = f"“{value.text}” is no number of an import, such as import:12."
        raise FilterError(message, value.span)
    return c.ImportIn((int(value.text),))


_READERS: dict[Kind, Callable[[Comparison, Value, Catalog], c.Condition]] = {
    Kind.TEXT: _text,
    Kind.ACCOUNT: _account,
    Kind.CATEGORY: _category,
    Kind.TAG: _tag,
    Kind.NUMBER: _number,
    Kind.STATUS: lambda _, value, __: c.StatusIn(statuses_of(value)),
    Kind.SOURCE: lambda _, value, __: c.SourceIn(sources_of(value)),
    Kind.FLAG: flag,
}

"""What could be typed next: fields, their values from the household, the words between."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import Transaction
from backend.services.filtering.catalog import Catalog, read_catalog
from backend.services.filtering.fields import (
    BY_NAME,
    FIELDS,
    NONE,
    Field,
    Kind,
)
from backend.services.filtering.vocabulary import words_of
from backend.services.filtering.writing import as_value
from backend.services.transactions.remembering import remembered

MOST = 12
_MOST_BESIDE = 4  # of each kind, where a word alone could mean many things
_ROWS_WITH_MERCHANTS = 20_000
# What stands before the cursor: a field, its operator, values that are done, and the one under way.
_UNDER_WAY = re.compile(
    r"(?:^|[\s(-])(?P<field>[A-Za-z]+)\s*(?::?(?:!=|<=|>=|[=<>~])|:)\s*"
    r'(?:(?:"(?:[^"\\]|\\.)*"|[^\s(),"]+)\s*,\s*)*'
    r'(?P<value>"(?:[^"\\]|\\.)*|[^\s(),"]*)$'
)
# A regular expression that is not closed yet, in which nothing is known.
_IN_REGEX = re.compile(r"[:=~,]\s*/(?:[^/\\]|\\.)*$")
_WORD = re.compile(r"(?:^|(?<=[\s(]))-?(?P<word>[^\s()\"“„”:=<>~!,-][^\s()\"“„”:=<>~!,]*)?$")
_REST = re.compile(r'[^\s(),"]*"?')
_JOINING = {"AND": "both sides", "OR": "either side", "NOT": "anything but what follows"}


@dataclass(frozen=True, slots=True)
class Completion:
    """Text that could stand in place of what is there, and what it means.

    Attributes:
        kind: field, value or joining.
        detail: what it means, or where it belongs; may be empty.
    """

    text: str
    label: str
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Completions:
    """What could stand in place of the text from `start` to `end`, best first."""

    start: int
    end: int
    items: list[Completion]


def complete(session: Session, text: str, cursor: int) -> Completions:
    """Return what could be typed at `cursor`, a number of characters into `text`."""
    before, after = text[:cursor], text[cursor:]
    catalog = read_catalog(session)
    under_way = _UNDER_WAY.search(before)
    if under_way and under_way["field"].lower() in BY_NAME:
        field = BY_NAME[under_way["field"].lower()]
        typed = under_way["value"].lstrip('"')
        values = _values(session, catalog, field)
        end = len(before) + _rest(under_way["value"], after)
        return Completions(under_way.start("value"), end, _best(values, typed, MOST))
    word = _WORD.search(before)
    if word is None or before.count('"') % 2 or _IN_REGEX.search(before):
        return Completions(cursor, cursor, [])
    typed = word["word"] or ""
    items = [*_fields(typed), *_joining(typed, before)]
    if typed:
        items += _beside(session, catalog, typed)
    return Completions(cursor - len(typed), cursor, items[:MOST] if typed else items)


def _rest(value: str, after: str) -> int:
    """Return how much of what comes after the cursor still belongs to the value."""
    match = _REST.match(after)
    rest = match.group() if match else ""
    return len(rest) if value.startswith('"') or not rest.endswith('"') else len(rest) - 1


def _fields(typed: str) -> Iterator[Completion]:
    wanted = typed.lower()
    for field in FIELDS:
        if not any(name.startswith(wanted) for name in (field.name, *field.aliases)):
            continue
        signs = (":", ">", "<") if wanted == field.name and ">" in field.operators else (":",)
        for sign in signs:
            text = f"{field.name}{sign}"
            yield Completion(text, text, "field", f"{field.meaning}, as in {field.example}")


def _joining(typed: str, before: str) -> Iterator[Completion]:
    is_first = not before[: len(before) - len(typed)].strip(" (")
    for word, meaning in _JOINING.items():
        if typed and word.startswith(typed.upper()) and (word == "NOT" or not is_first):
            yield Completion(word, word, "joining", meaning)


def _beside(session: Session, catalog: Catalog, typed: str) -> Iterator[Completion]:
    """Return the household's own things that a word could mean."""
    for name in ("category", "account", "tag", "merchant"):
        field = BY_NAME[name]
        for value in _best(_values(session, catalog, field), typed, _MOST_BESIDE):
            if value.text != NONE:
                yield Completion(f"{name}:{value.text}", value.label, "value", field.label.lower())


def _values(session: Session, catalog: Catalog, field: Field) -> Iterable[Completion]:
    if field.kind is Kind.CATEGORY:
        return _categories(catalog)
    if field.kind is Kind.ACCOUNT:
        return [_named(one.name, one.names[1]) for one in catalog.accounts]
    if field.kind is Kind.TAG:
        return [*(_named(one.name) for one in catalog.tags), _value(NONE, "no tag")]
    if field.name == "merchant":
        return [_named(name) for name in _merchants(session)]
    return [_value(word, meaning) for word, meaning in words_of(field).items()]


def _categories(catalog: Catalog) -> Iterator[Completion]:
    """Return the categories by their keys, which stay when a category is renamed."""
    by_id = {one.id: one for one in catalog.categories}
    for one in catalog.categories:
        parent = by_id.get(one.parent_id) if one.parent_id else None
        yield Completion(as_value(one.names[1]), one.name, "value", parent.name if parent else "")
    yield _value(NONE, "uncategorized")


def _merchants(session: Session) -> list[str]:
    """Return the merchants' names of the rows that came last, most frequent first."""
    name = Transaction.merchant_name
    newest = select(func.max(Transaction.id)).scalar_subquery()
    statement = (
        select(name)
        .where(Transaction.id > newest - _ROWS_WITH_MERCHANTS, name != "")
        .group_by(name)
        .order_by(func.count().desc(), name)
    )
    return remembered(session, "merchants to filter by", lambda: list(session.scalars(statement)))


def _value(text: str, detail: str) -> Completion:
    return Completion(text, text, "value", detail)


def _named(name: str, detail: str = "") -> Completion:
    return Completion(as_value(name), name, "value", detail)


def _best(values: Iterable[Completion], typed: str, most: int) -> list[Completion]:
    """Return what fits, what begins so first; the order of equals stays."""
    wanted = typed.casefold()
    ranked: dict[int, list[Completion]] = {0: [], 1: []}
    for value in values:
        names = (value.label.casefold(), value.text.casefold().lstrip('"'))
        if any(name.startswith(wanted) for name in names):
            ranked[0].append(value)
        elif any(wanted in name for name in names):
            ranked[1].append(value)
    return [*ranked[0], *ranked[1]][:most]

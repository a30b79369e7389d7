"""Names in a filter: accounts, categories, tags, and the words for status, source and kind."""

from collections.abc import Iterable, Sequence

from backend.services.filtering import conditions as c
from backend.services.filtering.catalog import Catalog, Named
from backend.services.filtering.errors import FilterError, nearest
from backend.services.filtering.fields import SOURCES, STATUSES, flags_of
from backend.services.filtering.tree import Comparison, Value
from backend.services.filtering.writing import as_value

_COUNTED = ("confirmed", "auto_confirmed")
_MOST_SHOWN = 30


def account_ids(node: Comparison, value: Value, catalog: Catalog) -> tuple[int, ...]:
    """Return the accounts of that name, else those whose name or bank contains it.

    Raises:
        FilterError: there are none.
    """
    return tuple(one.id for one in _found(node, value, catalog.accounts, "account"))


def category_ids(node: Comparison, value: Value, catalog: Catalog) -> tuple[int, ...]:
    """Return the categories of that name or key, with their subcategories unless `=` asks for it alone.

    Raises:
        FilterError: there are none.
    """
    ids = {one.id for one in _found(node, value, catalog.categories, "category")}
    alone = node.operator == "="
    return tuple(sorted(ids if alone else catalog.family(ids)))


def tag_ids(node: Comparison, value: Value, catalog: Catalog) -> tuple[int, ...]:
    """Return the tags of that name, else those that contain it.

    Raises:
        FilterError: there are none.
    """
    return tuple(one.id for one in _found(node, value, catalog.tags, "tag"))


def _found(node: Comparison, value: Value, known: Sequence[Named], what: str) -> list[Named]:
    wanted = value.text.casefold()
    if node.operator != "~":
        # By its own name first: a bank or a key may be called like another thing.
        for place in (0, 1):
            exact = [one for one in known if _name(one, place) == wanted]
            if exact and not (what == "account" and place == 1):
                return exact
    if node.operator in (":", "~"):
        near = [one for one in known if any(wanted in name.casefold() for name in one.names)]
        if near:
            return near
    raise _unknown(value, what, [one.name for one in known])


def _name(one: Named, place: int) -> str | None:
    return one.names[place].casefold() if place < len(one.names) else None


def _unknown(value: Value, what: str, known: Iterable[str]) -> FilterError:
    names = list(dict.fromkeys(known))
    meant = nearest(value.text, names)
    hint = f" Did you mean {meant}?" if meant else ""
    message = f"There is no {what} “{value.text}”.{hint}"
    return FilterError(
        message,
        value.span,
        expected=names[:_MOST_SHOWN],
        suggestion=None if meant is None else as_value(meant),
    )


def statuses_of(value: Value) -> tuple[str, ...]:
    """Return the statuses that a word means; the table's own words mean themselves.

    Raises:
        FilterError: it is none of them.
    """
    word = "-".join(value.text.lower().split())
    if word in STATUSES:
        return STATUSES[word][0]
    single = {status for statuses, _ in STATUSES.values() for status in statuses}
    if word in single:
        return (word,)
    raise _unknown(value, "status", STATUSES)


def sources_of(value: Value) -> tuple[str, ...]:
    """Return the sources that a word means; the table's own words mean themselves.

    Raises:
        FilterError: it is none of them.
    """
    word = value.text.lower()
    if word in SOURCES:
        return SOURCES[word][0]
    if word in {source for sources, _ in SOURCES.values() for source in sources}:
        return (word,)
    raise _unknown(value, "source", SOURCES)


def flag(node: Comparison, value: Value, catalog: Catalog) -> c.Condition:
    """Return what `has:…` or `is:…` means.

    Raises:
        FilterError: there is nothing of that name.
    """
    word = value.text.lower().removesuffix("s") if node.field == "has" else value.text.lower()
    known = flags_of(node.field)
    if word not in known:
        meant = nearest(word, list(known))
        hint = f" Did you mean {node.field}:{meant}?" if meant else ""
        raise FilterError(
            f"There is no {node.field}:{value.text}.{hint}",
            value.span,
            expected=list(known),
            suggestion=meant,
        )
    return _flag(word, catalog)


def _flag(word: str, catalog: Catalog) -> c.Condition:
    if word in _FLAGS:
        return _FLAGS[word]
    moves = (c.Flag("paired"), c.CategoryIn(catalog.flagged("is_transfer")))
    if word == "transfer":
        return c.Some(moves)
    if word == "counted":
        not_counted = c.Some((*moves, _FLAGS["left-out"]))
        return c.Every((c.StatusIn(_COUNTED), c.Negated(not_counted)))
    earns = c.CategoryIn(catalog.flagged("is_income"))
    if word == "income":
        return c.Every((earns, c.Negated(c.Some(moves))))
    return c.Negated(c.Some((earns, *moves)))


_FLAGS: dict[str, c.Condition] = {
    "split": c.Flag("split"),
    "duplicate": c.Flag("duplicate"),
    "pending": c.Flag("pending"),
    "left-out": c.Flag("left_out"),
    "waiting": c.StatusIn(STATUSES["waiting"][0]),
    "out": c.SizeBetween(1, None, "out"),
    "in": c.SizeBetween(1, None, "in"),
    "note": c.Negated(c.TextMissing("note")),
    "merchant": c.Negated(c.TextMissing("merchant")),
    "tag": c.Tagged(),
    "category": c.Negated(c.CategoryIn((), or_none=True)),
}

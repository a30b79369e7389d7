"""From conditions to SQL. Every value is bound; nothing of the owner's text becomes SQL itself."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    and_,
    false,
    func,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from backend.database.among import among
from backend.models import Transaction, TransactionSplit, TransactionTag
from backend.services.filtering import conditions as c
from backend.services.transactions.search import is_like, occurs

CategoryColumn = InstrumentedAttribute[int | None] | ColumnElement[int | None]
Sql = ColumnElement[bool]

# More than that go in as one list, which SQLite can't look up in an index as well.
_MOST_BOUND = 400

_MERCHANT = func.coalesce(func.nullif(Transaction.merchant_name, ""), Transaction.description)
_TEXTS: dict[str, ColumnElement[Any] | InstrumentedAttribute[Any]] = {
    "merchant": _MERCHANT,
    "merchant-key": Transaction.merchant_key,
    "description": Transaction.description,
    "note": Transaction.notes,
}
_MISSING: dict[str, InstrumentedAttribute[Any]] = {
    "merchant": Transaction.merchant_name,
    "merchant-key": Transaction.merchant_key,
    "description": Transaction.description,
    "note": Transaction.notes,
}


def compile_condition(condition: c.Condition, category_id: CategoryColumn) -> Sql:
    """Return the condition on a transaction, or on a part of one whose category is given.

    It may be NULL where it does not hold, as SQL has it; a negation never is.
    """
    match condition:
        case c.Negated(part):
            return compile_condition(part, category_id).is_not(true())
        case c.Every(parts):
            return and_(true(), *(compile_condition(part, category_id) for part in parts))
        case c.Some(parts):
            return or_(false(), *(compile_condition(part, category_id) for part in parts))
        case c.CategoryIn(ids, or_none):
            filed = _one_of(category_id, ids) if ids else false()
            return or_(filed, category_id.is_(None)) if or_none else filed
    return _COMPILERS[type(condition)](condition)


def _one_of(column: Any, values: tuple[Any, ...]) -> Sql:
    if not values:
        return false()
    if len(values) == 1:  # in these words, so that an index also gives the order of the rest
        equal: Sql = column == values[0]
        return equal
    found: Sql = column.in_(values if len(values) <= _MOST_BOUND else among(values))
    return found


def _text(condition: c.TextIs) -> Sql:
    return is_like(_TEXTS[condition.field], condition.text, whole=condition.whole)


def _matches(condition: c.TextMatches) -> Sql:
    return func.occurs_in(condition.pattern, _TEXTS[condition.field], type_=Boolean)


def _missing(condition: c.TextMissing) -> Sql:
    return func.coalesce(_MISSING[condition.field], "") == ""


def _size(condition: c.SizeBetween) -> Sql:
    cents = type_coerce(Transaction.amount, BigInteger)
    size, way = {
        "amount": (func.abs(cents), ()),
        "out": (cents, (cents > 0,)),
        "in": (-cents, (cents < 0,)),
    }[condition.way]
    found: list[Sql] = [*way]
    if condition.low is not None:
        found.append(size >= condition.low)
    if condition.high is not None:
        found.append(size <= condition.high)
    return and_(true(), *found)


def _date(condition: c.DateBetween) -> Sql:
    found: list[Sql] = []
    if condition.start is not None:
        found.append(Transaction.date >= condition.start)
    if condition.end is not None:
        found.append(Transaction.date < condition.end)
    return and_(true(), *found)


def _tags(condition: c.TagIn) -> Sql:
    tagged = select(TransactionTag.transaction_id)
    return Transaction.id.in_(tagged.where(_one_of(TransactionTag.tag_id, condition.ids)))


def _flag(condition: c.Flag) -> Sql:
    return {
        "split": Transaction.id.in_(select(TransactionSplit.transaction_id)),
        "paired": Transaction.transfer_id.is_not(None),
        "duplicate": Transaction.possible_duplicate_of_id.is_not(None),
        "pending": Transaction.is_pending.is_(true()),
        "left_out": Transaction.is_left_out.is_(true()),
    }[condition.name]


_COMPILERS: dict[type[Any], Callable[[Any], Sql]] = {
    c.Search: lambda one: occurs(one.text, as_amount=not one.exact),
    c.TextIs: _text,
    c.TextMatches: _matches,
    c.TextMissing: _missing,
    c.SizeBetween: _size,
    c.DateBetween: _date,
    c.AccountIn: lambda one: _one_of(Transaction.account_id, one.ids),
    c.TagIn: _tags,
    c.Tagged: lambda _: Transaction.id.in_(select(TransactionTag.transaction_id)),
    c.StatusIn: lambda one: _one_of(Transaction.status, one.statuses),
    c.SourceIn: lambda one: _one_of(Transaction.source, one.sources),
    c.ImportIn: lambda one: _one_of(Transaction.import_id, one.ids),
    c.Flag: _flag,
}

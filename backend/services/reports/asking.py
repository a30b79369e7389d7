"""What a report asks: of a span of days, of one account or all, of all rows or a filter's.

Without a filter the answer comes from the kept sums (`booked`), and so it does with one that is
about nothing but accounts and categories. Any other filter is asked of the rows, line by line, so
that a split transaction gives only its matching parts; what they come to is then asked like sums.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from backend.core.money import to_cents
from backend.database.types import Money
from backend.models import Transaction
from backend.services.filtering import conditions as c
from backend.services.filtering.compiling import compile_condition
from backend.services.reports.booked import Asked, Joined, ask, days, lines_asked_for, row_lines
from backend.services.reports.periods import Period
from backend.services.transactions.remembering import remembered

Make = Callable[[Joined], Select[Any]]

_SUMS: tuple[tuple[str, TypeEngine[Any]], ...] = (
    ("month", String()),
    ("account_id", Integer()),
    ("category_id", Integer()),
    ("kind", String()),
    ("amount", Money()),
    ("outflow", Money()),
    ("count", Integer()),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A statement with what is bound to it, and what tells its answer from another."""

    statement: Select[Any]
    bound: dict[str, Any]
    key: tuple[Any, ...]


def question(
    session: Session,
    make: Make,
    period: Period,
    *,
    account_id: int | None = None,
    condition: c.Condition | None = None,
) -> Question:
    """Return what `make`, a function of a module, asks of the lines that are wanted."""
    key = (make.__qualname__, period, account_id, condition)
    if condition is not None and not _about_sums(condition):
        sums = _sums_of(session, period, account_id=account_id, condition=condition)
        return Question(_of_given(make), {"sums": sums}, key)
    asked = ask(session, period, account_id)
    if condition is None:
        statement = _of_kept(make, edges=asked.edges, of_account=asked.of_account)
    else:
        statement = make(Joined(_passing(asked, condition)))
    return Question(statement, asked.bound, key)


@cache
def _of_kept(make: Make, *, edges: bool, of_account: bool) -> Select[Any]:
    """Make a statement once: putting it together takes longer than its answer."""
    return make(Joined(lines_asked_for(edges=edges, of_account=of_account)))


@cache
def _of_given(make: Make) -> Select[Any]:
    """Make a statement once about sums that are bound to it."""
    given = func.json_each(bindparam("sums", type_=String)).table_valued("value")
    columns: Iterator[ColumnElement[Any]] = (
        type_coerce(func.json_extract(given.c.value, f"$[{place}]"), kind).label(name)
        for place, (name, kind) in enumerate(_SUMS)
    )
    return make(Joined(select(*columns).subquery("lines")))


def _about_sums(condition: c.Condition) -> bool:
    """Return whether a condition is about nothing but what sums are kept by."""
    match condition:
        case c.AccountIn() | c.CategoryIn():
            return True
        case c.Negated(part):
            return _about_sums(part)
        case c.Every(parts) | c.Some(parts):
            return all(_about_sums(part) for part in parts)
    return False


def _passing(asked: Asked, condition: c.Condition) -> Subquery:
    """Return the kept lines that a condition on accounts and categories lets pass."""
    lines = lines_asked_for(**asked.variant)
    return select(*lines.c).where(_of_line(condition, lines.c)).subquery("passing")


def _of_line(condition: c.Condition, line: Any) -> Any:
    match condition:
        case c.AccountIn(ids):
            return line.account_id.in_(ids)
        case c.Negated(part):
            return _of_line(part, line).is_not(true())
        case c.Every(parts):
            return and_(true(), *(_of_line(part, line) for part in parts))
        case c.Some(parts):
            return or_(false(), *(_of_line(part, line) for part in parts))
    return compile_condition(condition, line.category_id)


def _sums_of(
    session: Session, period: Period, *, account_id: int | None, condition: c.Condition
) -> str:
    """Return what the lines that a filter lets pass come to, as JSON in the order of `_SUMS`."""
    lines = filtered_lines(period, account_id=account_id, condition=condition).c
    by = (lines.month, lines.account_id, lines.category_id, lines.kind)
    sums = (func.sum(lines.amount), func.sum(lines.outflow), func.sum(lines.count))
    statement = select(*by, *sums).group_by(*by)

    def add_up() -> str:
        rows = session.execute(statement)
        return json.dumps(
            [
                [*before, to_cents(amount), to_cents(outflow), count]
                for *before, amount, outflow, count in rows
            ]
        )

    return remembered(session, ("sums", period, account_id, condition), add_up)


def filtered_lines(
    period: Period, *, account_id: int | None = None, condition: c.Condition
) -> Subquery:
    """Return the lines of a period that a filter lets pass; columns as `booked.row_lines`."""
    wanted = [days(period.start, period.end)]
    if account_id is not None:
        wanted.append(Transaction.account_id == account_id)
    every = c.conjuncts(condition)
    wanted += [
        compile_condition(one, Transaction.category_id) for one in every if not c.about_parts(one)
    ]
    lines = row_lines(*wanted)
    of_parts = [one for one in every if c.about_parts(one)]
    passing = select(*lines.c).where(
        *(compile_condition(one, lines.c.category_id) for one in of_parts)
    )
    if not all(c.about_parts_only(one) for one in of_parts):
        own = Transaction.id == lines.c.transaction_id
        passing = passing.join_from(lines, Transaction, own)
    return passing.subquery("passing") if of_parts else lines

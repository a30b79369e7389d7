"""What a report asks: of a span of days, of one account or all, of all rows or a filter's.

Without a filter the answer comes from the kept sums (`booked`); with one, from the rows that it
lets pass, line by line, so that a split transaction gives only its matching parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, Subquery, select
from sqlalchemy.orm import Session

from backend.models import Transaction
from backend.services.filtering.compiling import compile_condition
from backend.services.filtering.conditions import Condition, about_parts, conjuncts
from backend.services.reports.booked import Joined, ask, days, lines_asked_for, row_lines
from backend.services.reports.periods import Period

Make = Callable[[Joined], Select[Any]]


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
    condition: Condition | None = None,
) -> Question:
    """Return what `make`, a function of a module, asks of the lines that are wanted."""
    name = make.__qualname__
    if condition is not None:
        lines = filtered_lines(period, account_id=account_id, condition=condition)
        return Question(make(Joined(lines)), {}, (name, period, account_id, condition))
    asked = ask(session, period, account_id)
    statement = _of_kept(make, edges=asked.edges, of_account=asked.of_account)
    return Question(statement, asked.bound, (name, *asked.question))


@cache
def _of_kept(make: Make, *, edges: bool, of_account: bool) -> Select[Any]:
    """Make a statement once: putting it together takes longer than its answer."""
    return make(Joined(lines_asked_for(edges=edges, of_account=of_account)))


def filtered_lines(
    period: Period, *, account_id: int | None = None, condition: Condition
) -> Subquery:
    """Return the lines of a period that a filter lets pass; columns as `booked.row_lines`."""
    wanted = [days(period.start, period.end)]
    if account_id is not None:
        wanted.append(Transaction.account_id == account_id)
    every = conjuncts(condition)
    wanted += [
        compile_condition(one, Transaction.category_id) for one in every if not about_parts(one)
    ]
    lines = row_lines(*wanted)
    of_parts = [compile_condition(one, lines.c.category_id) for one in every if about_parts(one)]
    if not of_parts:
        return lines
    own = Transaction.id == lines.c.transaction_id
    return select(*lines.c).join_from(lines, Transaction, own).where(*of_parts).subquery("passed")

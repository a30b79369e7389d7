"""Spans of days side by side, such as the fortnights of a year, and what each comes to.

Where spans meet in the midst of a month, the longest piece of that month is what is kept of the
month less its other pieces. So only the rows of those are read, about half of a year's.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    TableValuedAlias,
    bindparam,
    case,
    column,
    func,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import LineKind, MonthlySum, Transaction
from backend.services.keeping import bring_up_to_date
from backend.services.reports.booked import Joined, rows_and_parts
from backend.services.reports.periods import Period
from backend.services.transactions.remembering import remembered

FORTNIGHT = dt.timedelta(days=14)
_GROUP = ("category_id", "kind")
_SUMS = ("amount", "outflow", "count")
_ACCOUNT = bindparam("account_id", type_=Integer)


class Cut(StrEnum):
    """How a year is cut into spans."""

    FORTNIGHT = "fortnight"
    MONTH = "month"


class Treatment(StrEnum):
    """What becomes of lines in a report."""

    FLOW = "flow"
    TRANSFER = "transfer"
    WAITING = "waiting"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class PartSum:
    """What one category comes to in one span; `part` is the span's place in the list."""

    part: int
    category_id: int | None
    is_income: bool
    treatment: str
    cents: int
    outflow_cents: int
    count: int


def parts_of_year(year: int, cut: Cut) -> list[Period]:
    """Return the spans of a year in order; fortnights begin on Mondays, cut to the year."""
    if cut is Cut.MONTH:
        return [Period.of_month(Month(year, number)) for number in range(1, 13)]
    first, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    monday = first - dt.timedelta(days=first.weekday())
    parts = []
    while monday < end:
        parts.append(Period(max(monday, first), min(monday + FORTNIGHT, end)))
        monday += FORTNIGHT
    return parts


def sums_by_part(
    session: Session, parts: Sequence[Period], *, account_id: int | None = None
) -> tuple[PartSum, ...]:
    """Return what each category comes to in each of `parts`, which must not overlap.

    A category has a line of its own for what is left out of reports; spans without any row have
    no line at all.
    """
    bring_up_to_date(session)
    plan = _plan(parts)
    bound: dict[str, Any] = {"months": json.dumps(plan.months), "days": json.dumps(plan.days)}
    if account_id is not None:
        bound["account_id"] = account_id
    statement = _statement(of_account=account_id is not None)
    return remembered(
        session,
        ("parts", *sorted(bound.items())),
        lambda: _added_up(plan, session.execute(statement, bound)),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is read, and where it belongs.

    A kept month counts for the span in `of_month`; the days of rows count for `of_days`, and are
    taken from `off_days` where that is made of their whole month.
    """

    months: list[str]
    days: list[tuple[str, str]]
    of_month: list[int]
    of_days: list[int]
    off_days: list[int | None]


def _plan(parts: Sequence[Period]) -> _Plan:
    plan = _Plan([], [], [], [], [])
    for month, pieces in _by_month(parts).items():
        longest = None
        if sum(days.days for days, _ in pieces) == Period.of_month(month).days:
            longest = max(pieces, key=lambda piece: piece[0].days)
            plan.months.append(str(month))
            plan.of_month.append(longest[1])
        for days, part in pieces:
            if longest is None or part != longest[1]:
                plan.days.append((days.start.isoformat(), days.end.isoformat()))
                plan.of_days.append(part)
                plan.off_days.append(longest[1] if longest else None)
    return plan


def _by_month(parts: Sequence[Period]) -> dict[Month, list[tuple[Period, int]]]:
    """Return the spans cut at the ends of months, each with its place."""
    pieces: dict[Month, list[tuple[Period, int]]] = defaultdict(list)
    for part, period in enumerate(parts):
        month = Month.of(period.start)
        while month.first_day < period.end:
            days = Period(max(period.start, month.first_day), min(period.end, month.end))
            pieces[month].append((days, part))
            month = month.plus(1)
    return pieces


def _added_up(plan: _Plan, rows: Iterable[Any]) -> tuple[PartSum, ...]:
    """Put together what was read."""
    found: dict[tuple[Any, ...], list[int]] = {}

    def add(key: tuple[Any, ...], cents: int, outflow: int, count: int) -> None:
        sums = found.get(key)
        if sums is None:
            found[key] = [cents, outflow, count]
        else:
            sums[0] += cents
            sums[1] += outflow
            sums[2] += count

    for piece, *group, cents, outflow, count in rows:
        if piece >= 0:
            add((plan.of_month[piece], *group), cents, outflow, count)
            continue
        add((plan.of_days[-1 - piece], *group), cents, outflow, count)
        other = plan.off_days[-1 - piece]
        if other is not None:
            add((other, *group), -cents, -outflow, -count)
    return tuple(PartSum(*key, *sums) for key, sums in found.items() if sums[2])


@cache
def _statement(*, of_account: bool) -> Select[Any]:
    """Return (piece, category_id, is_income, treatment, cents, outflow in cents, count).

    Kept months have their number in the list as `piece`, days of rows `-1` less theirs.
    """
    months, days = _listed("months"), _listed("days")
    pieces = union_all(
        _grouped(_kept(months, of_account=of_account), lambda place: place),
        *(
            _grouped(lines, lambda place: -1 - place)
            for lines in _rows(days, of_account=of_account)
        ),
    )
    joined = Joined(pieces.subquery("lines"))
    line = joined.line
    treatment = case(
        (joined.is_waiting_line, Treatment.WAITING.value),
        (joined.is_transfer_line, Treatment.TRANSFER.value),
        (joined.is_left_out_line, Treatment.LEFT_OUT.value),
        else_=Treatment.FLOW.value,
    )
    sums = (type_coerce(line[name], Integer) for name in _SUMS)
    return joined.select(line.piece, line.category_id, joined.is_income_line, treatment, *sums)


def _listed(name: str) -> TableValuedAlias:
    """Return a bound JSON array as rows of (key, value), the key being the place."""
    return func.json_each(bindparam(name, type_=String)).table_valued(
        column("key", Integer), column("value", String), name=name
    )


def _kept(months: TableValuedAlias, *, of_account: bool) -> Select[Any]:
    kept = select(
        months.c.key.label("place"),
        func.nullif(MonthlySum.category_id, 0, type_=Integer).label("category_id"),
        MonthlySum.kind,
        *(getattr(MonthlySum, name) for name in _SUMS),
    ).where(MonthlySum.month == months.c.value)
    return kept.where(MonthlySum.account_id == _ACCOUNT) if of_account else kept


def _rows(days: TableValuedAlias, *, of_account: bool) -> tuple[Select[Any], Select[Any]]:
    return rows_and_parts(
        Transaction.date >= func.json_extract(days.c.value, "$[0]", type_=Date),
        Transaction.date < func.json_extract(days.c.value, "$[1]", type_=Date),
        *((Transaction.account_id == _ACCOUNT,) if of_account else ()),
        names=(*_GROUP, *_SUMS),
        also=days.c.key.label("place"),
    )


def _grouped(
    lines: Select[Any], piece: Callable[[ColumnElement[int]], ColumnElement[int]]
) -> Select[Any]:
    line = lines.subquery().c
    kind = case(*((line.kind == each, number) for number, each in enumerate(LineKind)), else_=0)
    # SQLite groups by sorting, and sorts by one number a tenth quicker than by three columns.
    group = line.place * 2**40 + func.coalesce(line.category_id, 0) * 4 + kind
    return select(
        piece(line.place).label("piece"),
        *(line[name] for name in _GROUP),
        *(func.sum(line[name]).label(name) for name in _SUMS),
    ).group_by(group)

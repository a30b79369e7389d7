"""Spending: what each category cost in a span of days, and what was left out."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypedDict

from sqlalchemy import Select, case, func
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import Category
from backend.services.filtering.conditions import Condition
from backend.services.reports.asking import Question, question
from backend.services.reports.booked import Joined
from backend.services.reports.periods import Period
from backend.services.transactions.remembering import remembered

ZERO = from_cents(0)
UNCATEGORIZED = "Uncategorized"
UNCATEGORIZED_COLOR = "#8A94A6"


class _Of(TypedDict):
    account_id: int | None
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class CategorySpending:
    """What one category cost; negative where more came back than went out.

    `category_id` and `short_desc` are None for rows without a category.
    """

    category_id: int | None
    short_desc: str | None
    display_name: str
    color: str | None
    parent_id: int | None
    parent_short_desc: str | None
    parent_display_name: str | None
    parent_color: str | None
    total: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the period that don't count, by reason: transfer, waiting, or left_out by the owner."""

    reason: str
    count: int
    total: Decimal


@dataclass(slots=True)
class SpendingNode:
    """A category in the report; a parent's figures include its children."""

    short_desc: str | None
    display_name: str
    color: str | None
    total: Decimal = ZERO
    previous_total: Decimal | None = None
    count: int = 0
    children: list["SpendingNode"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SpendingReport:
    """Where the money went in a period."""

    period: Period
    compared_with: Period | None
    total: Decimal
    previous_total: Decimal | None
    income: Decimal
    count: int
    parents: list[SpendingNode]
    left_out: list[LeftOut]


def spending_by_category(
    session: Session,
    period: Period,
    *,
    account_id: int | None = None,
    condition: Condition | None = None,
) -> list[CategorySpending]:
    """Return what each spending category cost in `period`, dearest first.

    Refunds count against their category. Income and transfers are left out; rows without a
    category stand as one line of their own.
    """
    asked = question(session, _by_category, period, account_id=account_id, condition=condition)
    return list(remembered(session, asked.key, lambda: _spending(session, asked)))


def _spending(session: Session, asked: Question) -> tuple[CategorySpending, ...]:
    rows = session.execute(asked.statement, asked.bound)
    return tuple(CategorySpending(*row) for row in rows)


def _by_category(joined: Joined) -> Select[Any]:
    total = func.sum(joined.line.amount)
    return (
        joined.select(
            joined.line.category_id,
            Category.short_desc,
            func.coalesce(Category.display_name, UNCATEGORIZED),
            func.coalesce(Category.color, UNCATEGORIZED_COLOR),
            joined.parent.id,
            joined.parent.short_desc,
            joined.parent.display_name,
            joined.parent.color,
            total,
            func.sum(joined.line.count),
        )
        .where(joined.is_flow, ~joined.is_income_line)
        .group_by(joined.line.category_id)
        .order_by(total.desc(), joined.line.category_id)
    )


def spending_report(
    session: Session,
    period: Period,
    *,
    compared_with: Period | None = None,
    account_id: int | None = None,
    condition: Condition | None = None,
) -> SpendingReport:
    """Return the spending of a period by parent and subcategory, dearest first.

    With a condition, only what a filter lets pass, in either period.
    """
    of = _Of(account_id=account_id, condition=condition)
    now = spending_by_category(session, period, **of)
    before = spending_by_category(session, compared_with, **of) if compared_with else None
    parents = _tree(now, before)
    return SpendingReport(
        period=period,
        compared_with=compared_with,
        total=sum((line.total for line in now), ZERO),
        previous_total=None if before is None else sum((line.total for line in before), ZERO),
        income=income_total(session, period, **of),
        count=sum(line.count for line in now),
        parents=parents,
        left_out=left_out(session, period, **of),
    )


def income_total(
    session: Session,
    period: Period,
    *,
    account_id: int | None = None,
    condition: Condition | None = None,
) -> Decimal:
    """Return what came in under income categories, as a positive amount."""
    asked = question(session, _income, period, account_id=account_id, condition=condition)
    total = session.scalar(asked.statement, asked.bound)
    return ZERO if total is None else -total


def _income(joined: Joined) -> Select[Any]:
    return joined.select(func.sum(joined.line.amount)).where(joined.is_flow, joined.is_income_line)


def left_out(
    session: Session,
    period: Period,
    *,
    account_id: int | None = None,
    condition: Condition | None = None,
) -> list[LeftOut]:
    """Return what the reports of a period do not count, with the money that went out in it."""
    asked = question(session, _left_out, period, account_id=account_id, condition=condition)
    rows = session.execute(asked.statement, asked.bound)
    found = {reason: LeftOut(reason, count, total) for reason, count, total in rows}
    return [found[reason] for reason in ("transfer", "waiting", "left_out") if reason in found]


def _left_out(joined: Joined) -> Select[Any]:
    reason = case(
        (joined.is_waiting_line, "waiting"), (joined.is_left_out_line, "left_out"), else_="transfer"
    )
    return (
        joined.select(reason, func.sum(joined.line.count), func.sum(joined.line.outflow))
        .where(~joined.is_flow)
        .group_by(reason)
    )


def _tree(now: list[CategorySpending], before: list[CategorySpending] | None) -> list[SpendingNode]:
    """Return the parents, each with its lines; categories of either period appear."""
    tops: dict[str | None, SpendingNode] = {}
    leaves: dict[str | None, SpendingNode] = {}
    for line in now:
        leaf = _leaf(tops, leaves, line)
        leaf.total, leaf.count = line.total, line.count
    for line in before or []:
        _leaf(tops, leaves, line).previous_total = line.total
    for top in tops.values():
        _add_up(top, compared=before is not None)
    return sorted(tops.values(), key=lambda node: (-node.total, node.display_name))


def _leaf(
    tops: dict[str | None, SpendingNode],
    leaves: dict[str | None, SpendingNode],
    line: CategorySpending,
) -> SpendingNode:
    if line.short_desc in leaves:
        return leaves[line.short_desc]
    top_key = line.parent_short_desc or line.short_desc
    if top_key not in tops:
        tops[top_key] = SpendingNode(
            top_key,
            line.parent_display_name or line.display_name,
            line.parent_color or line.color,
        )
    leaf = SpendingNode(line.short_desc, line.display_name, line.color)
    leaves[line.short_desc] = leaf
    tops[top_key].children.append(leaf)
    return leaf


def _add_up(top: SpendingNode, *, compared: bool) -> None:
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for child in top.children:
        if compared and child.previous_total is None:
            child.previous_total = ZERO
        sums["total"] += child.total
        sums["previous"] += child.previous_total or ZERO
        top.count += child.count
    top.total = sums["total"]
    top.previous_total = sums["previous"] if compared else None
    top.children.sort(key=lambda node: (-node.total, node.display_name))

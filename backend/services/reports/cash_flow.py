"""Cash flow: what came in, what went out and what was left, span by span of a year."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import Category
from backend.services.reports.parting import (
    Cut,
    PartSum,
    Treatment,
    parts_of_year,
    sums_by_part,
)
from backend.services.reports.periods import Period
from backend.services.reports.spending import UNCATEGORIZED, UNCATEGORIZED_COLOR, LeftOut


@dataclass(frozen=True, slots=True)
class CashFlowPart:
    """One span: income and expenses are positive; `cumulative` is what was left since January."""

    period: Period
    income: Decimal
    expenses: Decimal
    cumulative: Decimal
    count: int

    @property
    def net(self) -> Decimal:
        """What was left of the span's income."""
        return self.income - self.expenses


@dataclass(frozen=True, slots=True)
class CashFlowNode:
    """A category and its amount in each span; a parent's include those of its subcategories.

    Income is positive, and so are expenses. A parent's own rows are a child of the same key;
    rows without a category have no key.
    """

    short_desc: str | None
    display_name: str
    color: str | None
    total: Decimal
    count: int
    series: tuple[Decimal, ...]
    children: tuple["CashFlowNode", ...]


@dataclass(frozen=True, slots=True)
class CashFlow:
    """A year's cash flow; categories come with the largest first."""

    year: int
    cut: Cut
    parts: list[CashFlowPart]
    income: Decimal
    expenses: Decimal
    income_categories: list[CashFlowNode]
    expense_categories: list[CashFlowNode]
    left_out: list[LeftOut]

    @property
    def net(self) -> Decimal:
        """What was left of the year's income."""
        return self.income - self.expenses


def cash_flow(
    session: Session, year: int, *, cut: Cut = Cut.FORTNIGHT, account_id: int | None = None
) -> CashFlow:
    """Return the cash flow of a year, of one account or all."""
    periods = parts_of_year(year, cut)
    sums = sums_by_part(session, periods, account_id=account_id)
    flows = [line for line in sums if line.treatment == Treatment.FLOW]
    names = names_of_categories(session)
    income = _Branches(names, len(periods), sign=-1)
    expenses = _Branches(names, len(periods), sign=1)
    counts = [0] * len(periods)
    for line in flows:
        (income if line.is_income else expenses).add(line)
        counts[line.part] += line.count
    return CashFlow(
        year=year,
        cut=cut,
        parts=_parts(periods, income.series, expenses.series, counts),
        income=from_cents(sum(income.series)),
        expenses=from_cents(sum(expenses.series)),
        income_categories=income.nodes(),
        expense_categories=expenses.nodes(),
        left_out=left_out_of(sums),
    )


def _parts(
    periods: list[Period], income: list[int], expenses: list[int], counts: list[int]
) -> list[CashFlowPart]:
    left = accumulate(came - went for came, went in zip(income, expenses, strict=True))
    return [
        CashFlowPart(period, from_cents(came), from_cents(went), from_cents(total), count)
        for period, came, went, total, count in zip(
            periods, income, expenses, left, counts, strict=True
        )
    ]


def left_out_of(sums: Iterable[PartSum]) -> list[LeftOut]:
    """Return what does not count, with the money that went out in it."""
    found = []
    for reason in (Treatment.TRANSFER, Treatment.WAITING, Treatment.LEFT_OUT):
        lines = [line for line in sums if line.treatment == reason]
        if lines:
            total = from_cents(sum(line.outflow_cents for line in lines))
            found.append(LeftOut(reason.value, sum(line.count for line in lines), total))
    return found


@dataclass(frozen=True, slots=True)
class CategoryName:
    """What a report shows of a category."""

    short_desc: str | None
    display_name: str
    color: str | None
    parent_id: int | None


def names_of_categories(session: Session) -> dict[int | None, CategoryName]:
    """Return every category's name by its id, and under None that of rows without one."""
    rows = session.execute(
        select(
            Category.id,
            Category.short_desc,
            Category.display_name,
            Category.color,
            Category.parent_id,
        )
    )
    names: dict[int | None, CategoryName] = {
        None: CategoryName(None, UNCATEGORIZED, UNCATEGORIZED_COLOR, None)
    }
    for id_, key, name, color, parent_id in rows:
        names[id_] = CategoryName(key, name, color, parent_id)
    return names


@dataclass(slots=True)
class _Sums:
    """The cents of a category in each span."""

    series: list[int]
    count: int = 0
    children: dict[int | None, "_Sums"] = field(default_factory=dict)


class _Branches:
    """The tree of categories as it grows from sums."""

    def __init__(self, names: dict[int | None, CategoryName], parts: int, *, sign: int) -> None:
        self._names = names
        self._sign = sign
        self._tops: dict[int | None, _Sums] = {}
        self.series = [0] * parts

    def add(self, line: PartSum) -> None:
        """Count a sum for its category, for the parent of that, and in all."""
        key = line.category_id
        top_key = key if key is None else self._names[key].parent_id or key
        top = self._in(self._tops, top_key)
        child = self._in(top.children, key)
        cents = self._sign * line.cents
        self.series[line.part] += cents
        for sums in (top, child):
            sums.series[line.part] += cents
            sums.count += line.count

    def _in(self, branches: dict[int | None, _Sums], key: int | None) -> _Sums:
        if key not in branches:
            branches[key] = _Sums([0] * len(self.series))
        return branches[key]

    def nodes(self) -> list[CashFlowNode]:
        """Return the tree, the largest first."""
        return self._nodes(self._tops)

    def _nodes(self, branches: dict[int | None, _Sums]) -> list[CashFlowNode]:
        nodes = []
        for key, sums in branches.items():
            name = self._names[key]
            nodes.append(
                CashFlowNode(
                    name.short_desc,
                    name.display_name,
                    name.color,
                    total=from_cents(sum(sums.series)),
                    count=sums.count,
                    series=tuple(map(from_cents, sums.series)),
                    children=tuple(self._nodes(sums.children)),
                )
            )
        return sorted(nodes, key=lambda node: (-node.total, node.display_name))

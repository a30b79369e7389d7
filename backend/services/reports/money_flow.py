"""Where the money of a period came from and where it went, as streams that lose nothing.

What flows into any place flows out of it again: income, refunds that outweigh their category and
what was taken from savings come together, and leave as spending and as savings.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.services.reports.cash_flow import CategoryName, left_out_of, names_of_categories
from backend.services.reports.parting import Treatment, sums_by_part
from backend.services.reports.periods import Period
from backend.services.reports.spending import LeftOut


class Place(StrEnum):
    """What a node of the streams stands for."""

    INCOME = "income"
    FROM_SAVINGS = "from_savings"
    MONEY_IN = "money_in"
    SPENDING = "spending"
    SUBCATEGORY = "subcategory"
    SAVINGS = "savings"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A place that money passes.

    `amount` is what the category came to: income or spending, below zero where more went the
    other way. `short_desc` and `parent` are keys of categories; a parent's own rows are a
    subcategory of the same key.
    """

    place: Place
    name: str
    amount: Decimal
    short_desc: str | None = None
    parent: str | None = None
    color: str | None = None


@dataclass(frozen=True, slots=True)
class FlowLink:
    """A stream from one node to another, by their places in the list; always above zero."""

    source: int
    target: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MoneyFlow:
    """The streams of a period; income, expenses, net and what is left out are those of cash flow."""

    period: Period
    income: Decimal
    expenses: Decimal
    nodes: list[FlowNode]
    links: list[FlowLink]
    left_out: list[LeftOut]

    @property
    def net(self) -> Decimal:
        """What was left of the income."""
        return self.income - self.expenses


def money_flow(session: Session, period: Period, *, account_id: int | None = None) -> MoneyFlow:
    """Return the streams of a period; without income and spending there are none."""
    names = names_of_categories(session)
    earned: dict[int | None, int] = {}
    spent: dict[int | None, int] = {}
    sums = sums_by_part(session, [period], account_id=account_id)
    for line in sums:
        if line.treatment == Treatment.FLOW:
            if line.is_income:
                earned[line.category_id] = -line.cents
            else:
                spent[line.category_id] = line.cents
    streams = _Streams(names)
    streams.draw(earned, spent)
    income, expenses = from_cents(sum(earned.values())), from_cents(sum(spent.values()))
    return MoneyFlow(period, income, expenses, *streams.drawn(), left_out_of(sums))


@dataclass(slots=True)
class _Streams:
    """Nodes and links as they are drawn."""

    names: dict[int | None, CategoryName]
    nodes: list[FlowNode] = field(default_factory=list)
    links: list[FlowLink] = field(default_factory=list)

    def draw(self, earned: dict[int | None, int], spent: dict[int | None, int]) -> None:
        """Draw everything around the one place where money comes together."""
        middle = len(self.nodes)
        self.nodes.append(FlowNode(Place.MONEY_IN, "Money in", from_cents(0)))
        for key, cents in _largest_first(earned):
            top = None if key is None else self.names[key].parent_id
            parent = None if top is None else self.names[top].short_desc
            self._link(self._category(Place.INCOME, key, cents, parent=parent), middle, cents)
        for top, children in _families(self.names, spent):
            cents = sum(children.values())
            place = self._category(Place.SPENDING, top, cents)
            self._link(middle, place, cents)
            self._divide(place, top, children)
        net = sum(earned.values()) - sum(spent.values())
        if net > 0:
            self._link(middle, self._add(FlowNode(Place.SAVINGS, "Saved", from_cents(net))), net)
        elif net < 0:
            taken = FlowNode(Place.FROM_SAVINGS, "From savings", from_cents(-net))
            self._link(self._add(taken), middle, -net)
        through = sum((link.amount for link in self.links if link.target == middle), Decimal(0))
        self.nodes[middle] = FlowNode(Place.MONEY_IN, "Money in", through)

    def drawn(self) -> tuple[list[FlowNode], list[FlowLink]]:
        """Return the nodes that anything flows through, and the links between them."""
        ends = {end for link in self.links for end in (link.source, link.target)}
        place = {old: new for new, old in enumerate(sorted(ends))}
        return (
            [self.nodes[old] for old in place],
            [FlowLink(place[one.source], place[one.target], one.amount) for one in self.links],
        )

    def _divide(self, place: int, top: int | None, children: dict[int | None, int]) -> None:
        """Lead from a parent to its subcategories, unless all of it is its own."""
        if set(children) == {top}:
            return
        parent = self.names[top].short_desc
        for key, cents in _largest_first(children):
            node = self._category(Place.SUBCATEGORY, key, cents, parent=parent)
            self._link(place, node, cents)

    def _category(
        self, place: Place, key: int | None, cents: int, *, parent: str | None = None
    ) -> int:
        name = self.names[key]
        return self._add(
            FlowNode(
                place, name.display_name, from_cents(cents), name.short_desc, parent, name.color
            )
        )

    def _add(self, node: FlowNode) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _link(self, source: int, target: int, cents: int) -> None:
        """Draw a stream; what is below zero flows the other way, and nothing has no stream."""
        if cents > 0:
            self.links.append(FlowLink(source, target, from_cents(cents)))
        elif cents < 0:
            self.links.append(FlowLink(target, source, from_cents(-cents)))


def _families(
    names: dict[int | None, CategoryName], spent: dict[int | None, int]
) -> list[tuple[int | None, dict[int | None, int]]]:
    """Return the spending of each parent by subcategory, the dearest parent first."""
    families: dict[int | None, dict[int | None, int]] = {}
    for key, cents in spent.items():
        top = key if key is None else names[key].parent_id or key
        families.setdefault(top, {})[key] = cents
    return sorted(families.items(), key=lambda family: -sum(family[1].values()))


def _largest_first(cents: dict[int | None, int]) -> list[tuple[int | None, int]]:
    return sorted(cents.items(), key=lambda item: -item[1])

"""Which spending each budget covers, and what is carried over. Pure.

A budget of a subcategory covers what is filed there. A parent's covers what is filed under itself
and under those of its subcategories that have none of their own. So no cent counts twice. A
category that is carried over keeps an envelope of its own in every period from `since` on, also
in one for which no amount was set.

What is carried: at the end of a period, `carried over + budget - spent` goes into the next where
both is kept, only when above zero where the surplus is, only when below where the overspend is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from backend.core.periods import BudgetPeriod
from backend.models import RolloverMode
from backend.services.budgets.pacing import ZERO

Spending = Mapping[int | None, Decimal]  # by category id; None is uncategorized


@dataclass(frozen=True, slots=True)
class Rollover:
    """How a category is carried over, from the period that begins on or after `since` on."""

    mode: RolloverMode
    since: BudgetPeriod


@dataclass(frozen=True, slots=True)
class Envelopes:
    """The budgets of a household over some periods.

    Attributes:
        parents: the parent's id of every category.
        amounts: what was set, by category id and period key.
        rollovers: by category id.
        spending: what each category cost, exactly filed there, by period key.
    """

    parents: Mapping[int, int | None]
    amounts: Mapping[tuple[int, str], Decimal]
    rollovers: Mapping[int, Rollover]
    spending: Mapping[str, Spending]
    _children: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for child, parent in self.parents.items():
            if parent is not None:
                self._children.setdefault(parent, []).append(child)

    def children(self, category_id: int) -> Sequence[int]:
        """Return the subcategories of a category."""
        return self._children.get(category_id, ())

    def has_own(self, category_id: int, period: BudgetPeriod) -> bool:
        """Whether a category has a budget of its own in a period."""
        if (category_id, period.key) in self.amounts:
            return True
        rollover = self.rollovers.get(category_id)
        return rollover is not None and rollover.since <= period

    def covered(self, category_id: int, period: BudgetPeriod) -> list[int]:
        """Return the categories whose spending counts in the budget of `category_id`."""
        without = [c for c in self.children(category_id) if not self.has_own(c, period)]
        return [category_id, *without]

    def spent(self, category_id: int, period: BudgetPeriod) -> Decimal:
        """Return what counts in the budget of a category, refunds taken off."""
        spending = self.spending.get(period.key)
        if not spending:
            return ZERO
        return sum((spending.get(c, ZERO) for c in self.covered(category_id, period)), ZERO)

    def carried_into(self, category_id: int, periods: Iterable[BudgetPeriod]) -> Decimal:
        """Return what is carried into the last of `periods`, which follow one another."""
        rollover = self.rollovers.get(category_id)
        carried = ZERO
        if rollover is None:
            return carried
        own = [period for period in periods if rollover.since <= period]
        for period in own[:-1]:
            amount = self.amounts.get((category_id, period.key), ZERO)
            rest = carried + amount - self.spent(category_id, period)
            carried = carried_on(rollover.mode, rest)
        return carried


def carried_on(mode: RolloverMode, rest: Decimal) -> Decimal:
    """Return the part of a period's rest that goes into the next."""
    if mode is RolloverMode.SURPLUS:
        return max(rest, ZERO)
    if mode is RolloverMode.OVERSPEND:
        return min(rest, ZERO)
    return rest

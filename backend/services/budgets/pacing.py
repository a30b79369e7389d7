"""How a budget stands on a day: what is left, what is safe to spend, ahead of its pace or not.

Pure. A budget that is used as fast as its period passes is on pace; being half spent says nothing
by itself. Bills come once, so categories marked recurring have no pace.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from backend.core.money import CENT, from_cents
from backend.core.periods import BudgetPeriod

ZERO = from_cents(0)
# How far ahead of an even pace is no news yet: a twentieth of what there is to spend.
_LEEWAY = Decimal("0.05")


class Standing(StrEnum):
    """How a budget stands, in a word."""

    OVER = "over"  # more is spent than there was, in this period or before
    USED_UP = "used_up"  # exactly all of it is spent
    AHEAD = "ahead"  # spent faster than the period passes
    ON_PACE = "on_pace"
    KEPT = "kept"  # the period is over and something, or nothing, is left
    PLANNED = "planned"  # the period is still to come
    UNBUDGETED = "unbudgeted"  # no budget covers it


@dataclass(frozen=True, slots=True)
class Clock:
    """How far a period has come by the end of a day; that day counts as passed."""

    period: BudgetPeriod
    today: dt.date

    @property
    def state(self) -> str:
        """Whether it is past, running or yet to come (future)."""
        if self.today < self.period.first_day:
            return "future"
        return "running" if self.today < self.period.end else "past"

    @property
    def days_gone(self) -> int:
        """How many of its days have begun."""
        return min(self.period.days, max(0, (self.today - self.period.first_day).days + 1))

    @property
    def days_left(self) -> int:
        """How many days remain to spend in, today included."""
        return min(self.period.days, max(0, (self.period.end - self.today).days))

    @property
    def elapsed(self) -> float:
        """The share of its days that have begun, 0-1."""
        return self.days_gone / self.period.days


@dataclass(frozen=True, slots=True)
class Figures:
    """What one budget, or several together, come to.

    Attributes:
        budgeted: the amount that was set; None where none was.
        carried_over: what earlier periods left (or took, below zero).
        even_pace: what would be spent by today at an even pace; bills count as they came.
        used: the share of what is available that is spent, 0-1 and beyond; None without any.
        pace: `used` minus the share of the period that is gone; None unless it is running, and
            for bills.
        safe_per_day: what may be spent on each day that is left; None once it is over, and for
            bills.
    """

    budgeted: Decimal | None
    carried_over: Decimal
    spent: Decimal
    even_pace: Decimal
    safe_per_day: Decimal | None
    pace: float | None
    status: Standing

    @property
    def available(self) -> Decimal:
        """What there is to spend: the budget, and what was carried over."""
        return (self.budgeted or ZERO) + self.carried_over

    @property
    def left(self) -> Decimal:
        """What is left of it; below zero when more was spent."""
        return self.available - self.spent

    @property
    def ahead_by(self) -> Decimal | None:
        """How much more is spent than at an even pace; None unless it is ahead."""
        return self.spent - self.even_pace if self.status is Standing.AHEAD else None

    @property
    def remaining(self) -> Decimal:
        """What is left of the budget alone, nothing carried over."""
        return (self.budgeted or ZERO) - self.spent

    @property
    def used(self) -> float | None:
        """The share of what is available that is spent."""
        return float(self.spent / self.available) if self.available > 0 else None

    @property
    def percent_used(self) -> float | None:
        """The part of the budget alone that is spent, in percent."""
        return round(float(self.spent / self.budgeted) * 100, 2) if self.budgeted else None


def figures(
    clock: Clock,
    *,
    budgeted: Decimal | None,
    carried_over: Decimal,
    spent: Decimal,
    is_bill: bool,
) -> Figures:
    """Return how one budget stands."""
    available = (budgeted or ZERO) + carried_over
    even = min(spent, available) if is_bill else _even_pace(clock, available)
    spare = None if is_bill else _per_day(clock, available - spent)
    return _stand(
        clock,
        budgeted=budgeted,
        carried_over=carried_over,
        spent=spent,
        even_pace=even,
        safe_per_day=spare,
        has_pace=not is_bill,
    )


def together(clock: Clock, parts: list[Figures]) -> Figures:
    """Return how several budgets stand together.

    What bills have left is kept aside: safe per day is what the others have left, less what any
    of them is over.
    """
    loose = sum((part.left for part in parts if part.safe_per_day is not None), ZERO)
    bills = sum((min(part.left, ZERO) for part in parts if part.safe_per_day is None), ZERO)
    has_loose = any(part.safe_per_day is not None for part in parts)
    return _stand(
        clock,
        budgeted=sum((part.budgeted or ZERO for part in parts), ZERO) if parts else None,
        carried_over=sum((part.carried_over for part in parts), ZERO),
        spent=sum((part.spent for part in parts), ZERO),
        even_pace=sum((part.even_pace for part in parts), ZERO),
        safe_per_day=_per_day(clock, loose + bills) if has_loose else None,
        has_pace=has_loose,
    )


def _stand(
    clock: Clock,
    *,
    budgeted: Decimal | None,
    carried_over: Decimal,
    spent: Decimal,
    even_pace: Decimal,
    safe_per_day: Decimal | None,
    has_pace: bool,
) -> Figures:
    available = (budgeted or ZERO) + carried_over
    running = has_pace and clock.state == "running" and available > 0
    return Figures(
        budgeted=budgeted,
        carried_over=carried_over,
        spent=spent,
        even_pace=even_pace,
        safe_per_day=safe_per_day,
        pace=float(spent / available) - clock.elapsed if running else None,
        status=_standing(clock, available, spent, even_pace),
    )


def _standing(clock: Clock, available: Decimal, spent: Decimal, even_pace: Decimal) -> Standing:
    if spent > available:  # also where nothing is spent, and less than nothing was carried over
        return Standing.OVER
    if clock.state == "past":
        return Standing.KEPT
    if spent == available and spent > 0:
        return Standing.USED_UP
    if clock.state == "future":
        return Standing.PLANNED
    ahead = spent - even_pace > available * _LEEWAY
    return Standing.AHEAD if ahead else Standing.ON_PACE


def _even_pace(clock: Clock, available: Decimal) -> Decimal:
    share = available * clock.days_gone / clock.period.days
    return max(share, ZERO).quantize(CENT)


def _per_day(clock: Clock, left: Decimal) -> Decimal | None:
    """Return what each day left may cost, rounded down so that it is never too much."""
    if clock.days_left == 0:
        return None
    return max(left / clock.days_left, ZERO).quantize(CENT, ROUND_DOWN)

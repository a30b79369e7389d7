"""What one insight is, and what all kinds are told."""

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from backend.core.calendar import Month
from backend.core.periods import PeriodScheme
from backend.services.insights.facts import Source
from backend.services.insights.wording import money_text


class InsightKind(StrEnum):
    """What an insight is about."""

    UNUSUAL_CATEGORY = "unusual_category"
    UNUSUAL_CHARGE = "unusual_charge"
    DRIFT = "drift"
    PRICE_RISE = "price_rise"
    CHARGED_TWICE = "charged_twice"
    FEES = "fees"
    INCOME_LATE = "income_late"
    RECURRING = "recurring"  # late, missed, one too many, a trial that ended
    NEW_RECURRING = "new_recurring"
    BILLS = "bills"
    SAVINGS = "savings"
    BUDGET_PACE = "budget_pace"


class Weight(IntEnum):
    """How much an insight matters; within one weight the larger amount comes first."""

    NEWS = 0  # good to know
    NOTABLE = 1
    PRESSING = 2  # money may be lost, or run out


@dataclass(frozen=True, slots=True)
class Insight:
    """Something worth telling, with the figures and rows behind it.

    Attributes:
        key: the same for the same event on another day, another one for the next event.
        title: one sentence with exact figures.
        detail: what it is compared with, and what could be done.
        cents: how much money it is about, for the order; never negative.
        source: the rows or the screen behind it.
        history: (label, cents) of the months or charges that it is seen by, oldest first.
    """

    key: str
    kind: InsightKind
    weight: Weight
    title: str
    detail: str
    cents: int
    source: Source
    history: tuple[tuple[str, int], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that it is, the household's currency and how its budgets are cut."""

    today: dt.date
    currency: str
    scheme: PeriodScheme

    @property
    def month(self) -> Month:
        """The present month."""
        return Month.of(self.today)

    def money(self, cents: int) -> str:
        """Return an amount in words; its sign is left out."""
        return money_text(abs(cents), self.currency)

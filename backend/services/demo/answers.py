"""The answer key: what every report must say about the sample household.

It is tallied while the household is made, from what the generator means by each row ("this is a
purchase", "this is a transfer"), not read back from the rows. Spending and income are both
positive when they are what their name says; a refund lowers spending.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Cadence(StrEnum):
    """How often a recurring charge comes."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class SeriesState(StrEnum):
    """Whether more charges of a series are to come."""

    ACTIVE = "active"
    ENDED = "ended"


class Trait(StrEnum):
    """What is worth telling about a series."""

    FORGOTTEN = "forgotten"
    TRIAL_TURNED_PAID = "trial_turned_paid"
    DUPLICATE = "duplicate"
    TWO_PLANS = "two_plans"
    TOLD_APART_BY_AMOUNT = "told_apart_by_amount"


@dataclass(frozen=True, slots=True)
class Charge:
    """One occurrence of a series; its row is `key`."""

    key: str
    date: dt.date
    cents: int


@dataclass(frozen=True, slots=True)
class PriceChange:
    """The first charge at a new price."""

    on: dt.date
    old_cents: int
    new_cents: int


@dataclass(frozen=True, slots=True)
class RecurringSeries:
    """A charge (or pay, negative cents) that comes again and again.

    Attributes:
        varies: the amount is another one each time, as a power bill's is.
        missed: days on which a charge was due and none came.
        late: charges that came days after they were due.
        trial: the small charge that a trial began with.
        next_date: when the next one is due, None where the series ended.
        next_cents: what it will be, None where the amount varies or the series ended.
    """

    merchant: str
    category: str
    account_key: str
    cadence: Cadence
    state: SeriesState
    varies: bool
    charges: tuple[Charge, ...]
    price_changes: tuple[PriceChange, ...] = ()
    missed: tuple[dt.date, ...] = ()
    late: tuple[dt.date, ...] = ()
    traits: tuple[Trait, ...] = ()
    trial: Charge | None = None
    next_date: dt.date | None = None
    next_cents: int | None = None


@dataclass(frozen=True, slots=True)
class PlantedPair:
    """Two rows that were planted together: the first one came first."""

    first_key: str
    second_key: str


@dataclass(frozen=True, slots=True)
class PlantedRefund:
    """A purchase and the row that gave all or a part of it back."""

    purchase_key: str
    refund_key: str
    full: bool


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """A month's income and spending, transfers left out."""

    income_cents: int
    spending_cents: int

    @property
    def net_cents(self) -> int:
        """What was left of the income."""
        return self.income_cents - self.spending_cents


@dataclass(frozen=True, slots=True)
class Figures:
    """What the reports must show; months are written `YYYY-MM`, category None is uncategorized."""

    spending: Mapping[tuple[str, str | None], int]
    income: Mapping[tuple[str, str], int]

    def month(self, month: str) -> MonthTotals:
        """Return the totals of a month, zeros where nothing happened."""
        return MonthTotals(
            income_cents=sum(cents for (when, _), cents in self.income.items() if when == month),
            spending_cents=sum(
                cents for (when, _), cents in self.spending.items() if when == month
            ),
        )


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """The whole truth about a sample household.

    Attributes:
        as_loaded: the figures while the newest rows still wait for review.
        when_reviewed: the figures once every row is confirmed under its true category.
        transfer_legs: how many rows of each month the reports leave out as transfers.
        balances: by account, after the last row; every row counts, planted duplicates too.
        bank_balances: the same as the bank states it, which booked each purchase once.
        month_end_balances: by (account, month); the last month ends on the last day.
        decoys: merchants that come often and are still no subscriptions.
    """

    as_loaded: Figures
    when_reviewed: Figures
    transfer_legs: Mapping[str, int]
    balances: Mapping[str, int]
    bank_balances: Mapping[str, int]
    month_end_balances: Mapping[tuple[str, str], int]
    recurring: tuple[RecurringSeries, ...]
    decoys: tuple[str, ...]
    duplicates: tuple[PlantedPair, ...]
    equal_pairs: tuple[PlantedPair, ...]
    refunds: tuple[PlantedRefund, ...]


@dataclass(slots=True)
class Tally:
    """Sums that grow while a household is made."""

    spending: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    income: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> Figures:
        """Return the sums so far; what cancelled out to nothing stays, as zero."""
        return Figures(spending=dict(self.spending), income=dict(self.income))

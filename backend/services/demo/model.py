"""What a sample household is made of: accounts, rows, budgets. Plain values, nothing stored.

Signs: cents are positive for money that left the account. A balance is positive when the account
holds money and negative when it owes; after a row, `balance = balance before - cents`.
"""

import datetime as dt
import random
from dataclasses import dataclass
from enum import StrEnum


class Bank(StrEnum):
    """The banks whose wording and files the generator writes; cash is typed in by hand."""

    WELLS_FARGO = "wellsfargo"
    CHASE_CHECKING = "chase_checking"
    CHASE_CARD = "chase_card"
    SOFI = "sofi"
    DISCOVER = "discover"
    CASH = "cash"


class SampleStatus(StrEnum):
    """Where a row stands in its life when the household is opened."""

    PENDING_REVIEW = "pending_review"
    AUTO_CONFIRMED = "auto_confirmed"
    CONFIRMED = "confirmed"


class SampleSource(StrEnum):
    """How a row came in."""

    CSV_IMPORT = "csv_import"
    PLAID = "plaid"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """An account and what it held (or owed, negative) on the evening before the first row."""

    key: str
    name: str
    institution: str
    account_type: str
    opening_cents: int
    bank: Bank
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One part of a row that was split over several categories."""

    category: str
    cents: int


@dataclass(frozen=True, slots=True)
class SampleTransaction:
    """One row, with the category that is right for it.

    Attributes:
        key: unique within the household; the answer key names rows by it.
        order: place within its account, oldest first, as the bank posted them.
        category: the true category's short name; None where there is no answer.
        transfer_key: the same on both legs of a move between own accounts, else None.
        external_id: the id of the bank, feeds only.
    """

    key: str
    account_key: str
    date: dt.date
    cents: int
    description: str
    merchant: str
    category: str | None
    status: SampleStatus
    source: SampleSource
    order: int = 0
    transfer_key: str | None = None
    external_id: str | None = None
    notes: str | None = None
    tags: tuple[str, ...] = ()
    splits: tuple[SplitPart, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleBudget:
    """What the household means to spend on a category in a month (`YYYY-MM`)."""

    category: str
    month: str
    cents: int


@dataclass(frozen=True, slots=True)
class SampleGoal:
    """What the household saves for, from `months_ago` on and until `months_ahead` from now.

    With an account, what it holds is saved; else `monthly_cents` were put aside each month.
    """

    name: str
    target_cents: int
    color: str
    months_ago: int
    months_ahead: int
    account_key: str | None = None
    monthly_cents: int = 0


def stream(seed: int, name: str) -> random.Random:
    """Return the random stream of one part, so that a change to one part moves no other."""
    return random.Random(f"{seed}/{name}")  # noqa: S311  # made-up data, no secret

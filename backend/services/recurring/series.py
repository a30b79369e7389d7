"""What a series is: a subscription, a bill or pay as one looks at it on a day."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from backend.models import Cadence, Category
from backend.services.recurring.rhythm import Rhythm
from backend.services.recurring.standing import Standing


class Status(StrEnum):
    """Where a series stands with its owner."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    ENDED = "ended"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class PastCharge:
    """A charge that came; positive is money out."""

    transaction_id: int
    on: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """A price from a day on, and the one before."""

    on: dt.date
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """A subscription, bill or pay; amounts are positive for money out.

    Attributes:
        amount: what the next one is expected to be, an estimate where it `varies`.
        next_on: when the next one is due, None where the series has ended.
        yearly: what a year of it comes to.
        missed: due days between charges that had none.
        late: charges that came days after they were due, by transaction.
        trial: the small charge that it began with.
        alone: whether the merchant charges nothing else.
    """

    key: str
    own_id: int | None
    status: Status
    name: str
    merchant_key: str | None
    account_id: int | None
    category: Category | None
    cadence: Cadence
    amount: Decimal
    varies: bool
    is_income: bool
    yearly: Decimal
    rhythm: Rhythm
    standing: Standing
    next_on: dt.date | None
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    ends_on: dt.date | None = None
    charges: tuple[PastCharge, ...] = ()
    prices: tuple[Price, ...] = ()
    missed: tuple[dt.date, ...] = ()
    late: tuple[int, ...] = ()
    trial: PastCharge | None = None
    twice: tuple[PastCharge, ...] = ()
    alone: bool = True
    confidence: float = 1.0
    notes: str | None = None
    dismissed_alerts: frozenset[str] = frozenset()

    @property
    def is_running(self) -> bool:
        """Whether more of it is to come and the owner does not deny it."""
        return self.status in (Status.SUGGESTED, Status.CONFIRMED)

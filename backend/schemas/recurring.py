"""Recurring series as JSON: what comes again and again, what is due, the year in months."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.models import Cadence
from backend.schemas.money import DollarsIn, DollarsOut
from backend.services.recurring.alerts import Alert, AlertKind
from backend.services.recurring.monitor import MonthState
from backend.services.recurring.series import Series, Status
from backend.services.recurring.upcoming import Bill, BillState

DueDay = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), lt=dt.date(2200, 1, 1))]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Notes = Annotated[str, Field(max_length=2000)]
ShortDesc = Annotated[str, Field(min_length=1, max_length=100)]
# So many charges tell how a price went.
_RECENT = 24
Key = Annotated[str, Field(pattern=r"^(own-)?\d{1,19}$")]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class ChargeOut(BaseModel):
    """A charge that came; positive is money out."""

    model_config = ConfigDict(from_attributes=True)

    transaction_id: int
    on: dt.date
    amount: DollarsOut


class PriceOut(BaseModel):
    """A price from a day on, and the one before."""

    model_config = ConfigDict(from_attributes=True)

    on: dt.date
    before: DollarsOut
    after: DollarsOut


class OtherSeriesOut(BaseModel):
    """Another series that an alert is about."""

    key: str
    name: str
    amount: DollarsOut
    cadence: Cadence
    account_id: int | None


class AlertOut(BaseModel):
    """Something that the owner may want to act on; `id` dismisses it."""

    id: str
    kind: AlertKind
    series_key: str
    series_name: str
    cadence: Cadence
    on: dt.date
    before: DollarsOut | None
    after: DollarsOut | None
    yearly: DollarsOut | None
    since: dt.date | None
    others: list[OtherSeriesOut]

    @classmethod
    def of(cls, alert: Alert) -> Self:
        """Return the alert as it is shown."""
        series = alert.series
        return cls(
            id=alert.id,
            kind=alert.kind,
            series_key=series.key,
            series_name=series.name,
            cadence=series.cadence,
            on=alert.on,
            before=alert.before,
            after=alert.after,
            yearly=alert.yearly,
            since=series.first_on,
            others=[
                OtherSeriesOut(
                    key=other.key,
                    name=other.name,
                    amount=other.amount,
                    cadence=other.cadence,
                    account_id=other.account_id,
                )
                for other in alert.others
            ],
        )


class SeriesOut(BaseModel):
    """A subscription, bill or pay; amounts are positive for money out.

    `amount` is what the next one is expected to be, an estimate where it `varies`; `recent` has
    the last charges, oldest first.
    """

    key: str
    status: Status
    name: str
    merchant_key: str | None
    account_id: int | None
    category: str | None
    category_name: str | None
    category_color: str | None
    cadence: Cadence
    amount: DollarsOut
    varies: bool
    is_income: bool
    is_by_hand: bool
    has_word: bool
    yearly: DollarsOut
    next_on: dt.date | None
    late_since: dt.date | None
    missed_on: dt.date | None
    first_on: dt.date | None
    last_on: dt.date | None
    ends_on: dt.date | None
    count: int
    recent: list[DollarsOut]
    prices: list[PriceOut]
    trial: ChargeOut | None
    confidence: float
    notes: str | None

    @classmethod
    def of(cls, series: Series) -> Self:
        """Return the series as it is shown."""
        return cls(**cls._shown(series))

    @staticmethod
    def _shown(series: Series) -> dict[str, Any]:
        category = series.category
        return {
            "key": series.key,
            "status": series.status,
            "name": series.name,
            "merchant_key": series.merchant_key,
            "account_id": series.account_id,
            "category": category.short_desc if category else None,
            "category_name": category.display_name if category else None,
            "category_color": category.color if category else None,
            "cadence": series.cadence,
            "amount": series.amount,
            "varies": series.varies,
            "is_income": series.is_income,
            "is_by_hand": not series.charges,
            "has_word": series.own_id is not None,
            "yearly": series.yearly,
            "next_on": series.next_on,
            "late_since": series.standing.late_since,
            "missed_on": series.standing.missed_on,
            "first_on": series.first_on,
            "last_on": series.last_on,
            "ends_on": series.ends_on,
            "count": len(series.charges),
            "recent": [charge.amount for charge in series.charges[-_RECENT:]],
            "prices": [PriceOut.model_validate(price) for price in series.prices],
            "trial": ChargeOut.model_validate(series.trial) if series.trial else None,
            "confidence": series.confidence,
            "notes": series.notes,
        }


class SeriesDetailOut(SeriesOut):
    """A series with every charge, oldest first, and the due days that had none."""

    charges: list[ChargeOut]
    missed: list[dt.date]

    @classmethod
    def of(cls, series: Series) -> Self:
        """Return the series with all of its past."""
        charges = [ChargeOut.model_validate(charge) for charge in series.charges]
        return cls(**cls._shown(series), charges=charges, missed=list(series.missed))


class RecurringTotals(BaseModel):
    """What runs comes to in a year and a month; all positive."""

    yearly_out: DollarsOut
    monthly_out: DollarsOut
    yearly_in: DollarsOut
    monthly_in: DollarsOut
    running: int
    suggested: int


class RecurringOut(BaseModel):
    """Every series, what they come to, and the alerts on them."""

    items: list[SeriesOut]
    totals: RecurringTotals
    alerts: list[AlertOut]


class BillOut(BaseModel):
    """A charge that came or is to come on a day."""

    key: str
    name: str
    on: dt.date
    amount: DollarsOut
    is_estimate: bool
    is_income: bool
    is_confirmed: bool
    state: BillState
    cadence: Cadence
    account_id: int | None
    category: str | None
    category_name: str | None
    category_color: str | None
    transaction_id: int | None

    @classmethod
    def of(cls, bill: Bill) -> Self:
        """Return the bill as it is shown."""
        series = bill.series
        return cls(
            key=series.key,
            name=series.name,
            on=bill.on,
            amount=bill.amount,
            is_estimate=bill.is_estimate,
            is_income=series.is_income,
            is_confirmed=series.status is Status.CONFIRMED,
            state=bill.state,
            cadence=series.cadence,
            account_id=series.account_id,
            category=series.category.short_desc if series.category else None,
            category_name=series.category.display_name if series.category else None,
            category_color=series.category.color if series.category else None,
            transaction_id=bill.transaction_id,
        )


class BillsOut(BaseModel):
    """Bills of a span of days; missed ones are not in the sums. `end` is not included."""

    start: dt.date
    end: dt.date
    today: dt.date
    items: list[BillOut]
    total_out: DollarsOut
    total_in: DollarsOut


class MonitoredMonthOut(BaseModel):
    """A month of a category; `before` is the price that held until then, where it changed."""

    month: str
    total: DollarsOut
    count: int
    state: MonthState
    before: DollarsOut | None


class MonitoredCategoryOut(BaseModel):
    """A category marked recurring; positive is what its name says, income or spending."""

    category: str
    category_name: str
    category_color: str | None
    parent: str | None
    is_income: bool
    months: list[MonitoredMonthOut]
    total: DollarsOut
    average: DollarsOut


class MonitorOut(BaseModel):
    """The grid of a year; totals are of the spending categories."""

    year: int
    months: list[str]
    items: list[MonitoredCategoryOut]
    totals: list[DollarsOut]
    total: DollarsOut


class SeriesIn(BaseModel):
    """A series entered by hand; a positive amount is money out."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    amount: DollarsIn
    cadence: Cadence
    next_on: DueDay
    ends_on: DueDay | None = None
    category: ShortDesc | None = None
    account_id: Id | None = None
    notes: Notes | None = None

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if self.amount == Decimal(0):
            raise ValueError("the amount must not be zero")
        return self


class SeriesEdit(BaseModel):
    """What is set wins over the rows; null goes back to what they say."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    amount: DollarsIn | None = None
    cadence: Cadence | None = None
    next_on: DueDay | None = None
    ends_on: DueDay | None = None
    category: ShortDesc | None = None
    notes: Notes | None = None

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if self.amount == Decimal(0):
            raise ValueError("the amount must not be zero")
        return self


class SeriesKeys(BaseModel):
    """Series that are chosen together."""

    model_config = ConfigDict(extra="forbid")

    keys: Annotated[list[Key], Field(min_length=1, max_length=500)]


class ConfirmedOut(BaseModel):
    """How many series were confirmed."""

    confirmed: int

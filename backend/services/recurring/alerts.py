"""What is worth telling about series: a price that rose, a charge that is late, one too many."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Session

from backend.models import Cadence
from backend.services.recurring.listing import list_series
from backend.services.recurring.rhythm import PER_YEAR
from backend.services.recurring.series import Series, Status


class AlertKind(StrEnum):
    """What an alert is about."""

    PRICE_RISE = "price_rise"
    LATE = "late"
    MISSED = "missed"
    CHARGED_TWICE = "charged_twice"
    SAME_SERVICE = "same_service"  # two merchants for what one needs once
    TWO_PLANS = "two_plans"  # one merchant, twice
    FORGOTTEN = "forgotten"
    TRIAL_TURNED_PAID = "trial_turned_paid"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something about a series that its owner may want to act on.

    Attributes:
        id: the same for the same event; unique within its series.
        on: the day that it is about.
        before, after: the old and the new price, or None and what was charged.
        yearly: what it costs a year: a rise's difference, else the whole.
        others: the other series that it is about.
    """

    id: str
    kind: AlertKind
    series: Series
    on: dt.date
    before: Decimal | None = None
    after: Decimal | None = None
    yearly: Decimal | None = None
    others: tuple[Series, ...] = field(default=())


_RECENT = dt.timedelta(days=183)
_TWICE_RECENT = dt.timedelta(days=60)
_LEAST_RISE = Decimal("0.01")
# Of these one is enough: who pays for two pays for one too many.
_ONE_IS_ENOUGH = frozenset(
    {
        "apple_tv", "car_insurance", "cell_phone", "disney_plus", "gym", "hbo", "home_insurance",
        "hulu", "internet", "music", "netflix", "renters_insurance", "spotify", "youtube_premium",
    }
)  # fmt: skip
_SUBSCRIPTIONS = frozenset(
    {"subscriptions", "software", "news", "music", "gym", "streaming_services"}
)
_FORGOTTEN_AFTER = dt.timedelta(days=540)
_SMALL = Decimal(20)
_OFTEN_ENOUGH = (Cadence.MONTHLY, Cadence.WEEKLY, Cadence.BIWEEKLY, Cadence.SEMIMONTHLY)


def recurring_alerts(session: Session, today: dt.date) -> list[Alert]:
    """Return the alerts that nobody dismissed, newest first."""
    return shown_alerts(list_series(session, today), today)


def shown_alerts(series: Sequence[Series], today: dt.date) -> list[Alert]:
    """Return the alerts on `series` that nobody dismissed, newest first."""
    shown = [
        alert
        for each in series
        for alert in alerts_of(each, series, today)
        if alert.id not in each.dismissed_alerts
    ]
    return sorted(shown, key=lambda alert: (alert.on, alert.series.name, alert.id), reverse=True)


def alerts_of(series: Series, everything: Sequence[Series], today: dt.date) -> list[Alert]:
    """Return the alerts on one series, dismissed ones too; `everything` has all series."""
    if not series.is_running:
        return []
    found = [*_late(series), *_twice(series, today)]
    if not series.is_income:
        found += [
            *_rise(series, today),
            *_trial(series, today),
            *_forgotten(series),
            *_one_too_many(series, everything),
        ]
    return found


def _rise(series: Series, today: dt.date) -> Iterable[Alert]:
    recent = [price for price in series.prices if price.on >= today - _RECENT]
    if series.trial is not None and recent and recent[0].before == series.trial.amount:
        recent = recent[1:]
    for price in recent:
        if series.prices[-1].after <= price.before:
            continue  # it fell back since
        more = price.after - price.before
        if more >= price.before * _LEAST_RISE:
            yearly = more * PER_YEAR[series.cadence]
            yield Alert(
                f"price_rise:{price.on}", AlertKind.PRICE_RISE, series, price.on,
                before=price.before, after=price.after, yearly=yearly,
            )  # fmt: skip


def _late(series: Series) -> Iterable[Alert]:
    stands = series.standing
    if stands.missed_on is not None:
        day = stands.missed_on
        yield Alert(f"missed:{day}", AlertKind.MISSED, series, day, after=series.amount)
    if stands.late_since is not None:
        day = stands.late_since
        yield Alert(f"late:{day}", AlertKind.LATE, series, day, after=series.amount)


def _twice(series: Series, today: dt.date) -> Iterable[Alert]:
    for charge in series.twice:
        if charge.on >= today - _TWICE_RECENT:
            yield Alert(
                f"charged_twice:{charge.transaction_id}", AlertKind.CHARGED_TWICE, series,
                charge.on, after=charge.amount,
            )  # fmt: skip


def _trial(series: Series, today: dt.date) -> Iterable[Alert]:
    if series.trial is None:
        return
    paid = next((each for each in series.charges if each.amount > series.trial.amount), None)
    if paid is not None and paid.on >= today - _RECENT:
        yield Alert(
            f"trial_turned_paid:{paid.on}", AlertKind.TRIAL_TURNED_PAID, series, paid.on,
            before=series.trial.amount, after=paid.amount, yearly=series.yearly,
        )  # fmt: skip


def _forgotten(series: Series) -> Iterable[Alert]:
    """Tell of a small charge that went on for a year and a half and nobody ever thought about.

    Nobody: its price never moved, the merchant gets nothing else, the owner said nothing of it.
    """
    if series.first_on is None or series.last_on is None or series.category is None:
        return
    long = series.last_on - series.first_on >= _FORGOTTEN_AFTER
    small = series.amount <= _SMALL and series.cadence in _OFTEN_ENOUGH
    unnoticed = series.status is Status.SUGGESTED and series.alone and not series.prices
    if long and small and unnoticed and series.category.short_desc in _SUBSCRIPTIONS:
        yield Alert(
            "forgotten", AlertKind.FORGOTTEN, series, series.last_on,
            after=series.amount, yearly=series.yearly,
        )  # fmt: skip


def _one_too_many(series: Series, everything: Sequence[Series]) -> Iterable[Alert]:
    """Tell of the younger of two series that are for the same; who has three is told twice."""
    if series.category is None or series.first_on is None:
        return
    key = series.category.short_desc
    others: defaultdict[AlertKind, list[Series]] = defaultdict(list)
    for other in everything:
        older = other.is_running and other.first_on is not None and other.key != series.key
        same = other.category is not None and other.category.id == series.category.id
        if not older or not same or _age(other) >= _age(series) or other.is_income:
            continue
        if other.merchant_key == series.merchant_key:
            others[AlertKind.TWO_PLANS].append(other)
        elif key in _ONE_IS_ENOUGH:
            others[AlertKind.SAME_SERVICE].append(other)
    for kind, found in others.items():
        yield Alert(
            f"{kind}:{key}", kind, series, series.last_on or series.first_on or dt.date.min,
            after=series.amount, yearly=series.yearly, others=tuple(found),
        )  # fmt: skip


def _age(series: Series) -> tuple[dt.date, str]:
    return series.first_on or dt.date.max, series.key

"""Every series as it stands today: what was found in the rows, with the owner's word on it."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_high
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.money import from_cents, to_cents
from backend.models import (
    Account,
    Cadence,
    Category,
    DetectedSeries,
    RecurringSeries,
    SeriesDecision,
    Transaction,
)
from backend.services.categorization.normalization import title_case
from backend.services.keeping import bring_up_to_date
from backend.services.recurring.identity import matched
from backend.services.recurring.rhythm import PER_YEAR, Rhythm
from backend.services.recurring.series import PastCharge, Price, Series, Status
from backend.services.recurring.standing import Standing, standing
from backend.services.recurring.succession import charged_elsewhere

OWN_PREFIX = "own-"
_A_YEAR = dt.timedelta(days=365)
_SAME_SEASON = dt.timedelta(days=20)
_TYPICAL = 6  # so many of the last charges tell what one that varies will cost


@dataclass(frozen=True, slots=True)
class _World:
    today: dt.date
    categories: dict[int, Category]
    seen_until: dict[int, dt.date]
    elsewhere: dict[str, dt.date]

    def known_until(self, found: DetectedSeries) -> dt.date:
        """Return the day until which it is known whether the charges of a series came."""
        seen = self.seen_until.get(found.account_id, self.today)
        return min(self.today, max(seen, self.elsewhere.get(found.key, seen)))

    def moves_money(self, category_id: int | None) -> bool:
        """Whether it is filed as a move between own accounts."""
        category = self.categories.get(category_id or 0)
        parent = self.categories.get(category.parent_id or 0) if category else None
        return bool((category and category.is_transfer) or (parent and parent.is_transfer))


def list_series(session: Session, today: dt.date) -> list[Series]:
    """Return every series, also ended and dismissed ones; nearest due first, then by name."""
    bring_up_to_date(session)
    detected = list(session.scalars(select(DetectedSeries).order_by(DetectedSeries.key)))
    world = _World(
        today, _categories(session), _seen_until(session, today), charged_elsewhere(detected)
    )
    words = list(session.scalars(select(RecurringSeries).order_by(RecurringSeries.id)))
    pairs = matched(detected, words)
    series = [
        _series(world, found, pairs.words.get(found.key))
        for found in detected
        if found.key in pairs.words or not world.moves_money(found.category_id)
    ]
    series += [_by_hand(world, word) for word in pairs.left if word.known_by is None]
    return sorted(series, key=lambda each: (each.next_on or dt.date.max, each.name.lower()))


def _categories(session: Session) -> dict[int, Category]:
    return {category.id: category for category in session.scalars(select(Category))}


def _seen_until(session: Session, today: dt.date) -> dict[int, dt.date]:
    """Return the day until which each account is known: of its newest row, where it is open."""
    newest = (
        select(func.max(Transaction.date))
        .where(Transaction.account_id == Account.id)
        .scalar_subquery()
    )
    rows = session.execute(select(Account.id, Account.archived_at.is_not(None), newest))
    return {
        account_id: today if is_archived else day
        for account_id, is_archived, day in rows
        if day is not None
    }


def _series(world: _World, found: DetectedSeries, word: RecurringSeries | None) -> Series:
    history: dict[str, Any] = json.loads(found.history)
    past = _past_of(history)
    rhythm = _rhythm(Rhythm.read(history["rhythm"]), found, word)
    stands = standing(
        rhythm,
        last_on=found.last_on,
        today=world.today,
        seen_until=world.known_until(found),
        ends_on=word.ends_on if word else None,
        begins=word.next_on if word else None,
    )
    amount = _expected(past["charges"], found, word, stands.next_on)
    category_id = (word.category_id if word else None) or found.category_id
    return Series(
        key=found.key,
        status=_status(word, stands),
        name=(word.name if word else None) or history["name"] or title_case(found.merchant_key),
        merchant_key=found.merchant_key,
        account_id=found.account_id,
        category=world.categories.get(category_id or 0),
        cadence=rhythm.cadence,
        amount=amount,
        varies=found.amount_varies and not (word and word.amount is not None),
        is_income=found.amount < 0,
        yearly=_yearly(past["charges"], amount, rhythm.cadence, varies=found.amount_varies),
        rhythm=rhythm,
        standing=stands,
        next_on=stands.next_on,
        first_on=found.first_on,
        last_on=found.last_on,
        confidence=found.confidence,
        **_said(word),
        **past,
    )


def _past_of(history: dict[str, Any]) -> dict[str, Any]:
    """Return what the rows of a series tell, by the names of its attributes."""
    return {
        "charges": tuple(_past(plain) for plain in history["charges"]),
        "prices": tuple(
            Price(dt.date.fromisoformat(day), from_cents(before), from_cents(cents))
            for _, day, cents, before in history["prices"]
        ),
        "missed": tuple(map(dt.date.fromisoformat, history["missed"])),
        "late": tuple(row_id for row_id, _ in history["late"]),
        "trial": _past(history["trial"]) if history["trial"] else None,
        "twice": tuple(_past(plain) for plain in history["twice"]),
        "alone": history["alone"],
    }


def _said(word: RecurringSeries | None) -> dict[str, Any]:
    """Return what only the owner can say of a series, by the names of its attributes."""
    if word is None:
        return {"own_id": None}
    hidden = json.loads(word.dismissed_alerts) if word.dismissed_alerts else ()
    return {
        "own_id": word.id,
        "ends_on": word.ends_on,
        "notes": word.notes,
        "dismissed_alerts": frozenset(hidden),
    }


def _by_hand(world: _World, word: RecurringSeries) -> Series:
    """Return a series that only the owner knows of: no row shows it (yet)."""
    cadence = Cadence(word.cadence or Cadence.MONTHLY)
    begins = word.next_on or word.created_at.date()
    rhythm = Rhythm.from_day(cadence, begins)
    stands = standing(
        rhythm,
        last_on=None,
        today=world.today,
        seen_until=world.today,
        ends_on=word.ends_on,
        begins=begins,
    )
    amount = word.amount or Decimal(0)
    return Series(
        key=f"{OWN_PREFIX}{word.id}",
        status=_status(word, stands),
        name=word.name or title_case(word.merchant_key or ""),
        merchant_key=word.merchant_key,
        account_id=word.account_id,
        category=world.categories.get(word.category_id or 0),
        cadence=cadence,
        amount=amount,
        varies=False,
        is_income=amount < 0,
        yearly=amount * PER_YEAR[cadence],
        rhythm=rhythm,
        standing=stands,
        next_on=stands.next_on,
        **_said(word),
    )


def _past(plain: list[Any]) -> PastCharge:
    row_id, day, cents = plain
    return PastCharge(row_id, dt.date.fromisoformat(day), from_cents(cents))


def _rhythm(found: Rhythm, series: DetectedSeries, word: RecurringSeries | None) -> Rhythm:
    """Return the owner's rhythm where one was given, else the one that was found."""
    if word is None or (word.cadence is None and word.next_on is None):
        return found
    cadence = Cadence(word.cadence) if word.cadence else found.cadence
    if word.next_on is None and cadence is found.cadence:
        return found
    return Rhythm.from_day(cadence, word.next_on or series.last_on)


def _status(word: RecurringSeries | None, stands: Standing) -> Status:
    if word is not None and word.decision == SeriesDecision.DISMISSED:
        return Status.DISMISSED
    if stands.has_ended:
        return Status.ENDED
    confirmed = word is not None and word.decision == SeriesDecision.CONFIRMED
    return Status.CONFIRMED if confirmed else Status.SUGGESTED


def _expected(
    charges: tuple[PastCharge, ...],
    found: DetectedSeries,
    word: RecurringSeries | None,
    next_on: dt.date | None,
) -> Decimal:
    """Return what the next charge will be: of what varies, what it was at that time last year."""
    if word is not None and word.amount is not None:
        return word.amount
    if not found.amount_varies:
        return found.amount
    if next_on is not None:
        year_ago = next_on - _A_YEAR
        near = min(charges, key=lambda charge: abs(charge.on - year_ago))
        if abs(near.on - year_ago) <= _SAME_SEASON:
            return near.amount
    return median_high(charge.amount for charge in charges[-_TYPICAL:])


def _yearly(
    charges: tuple[PastCharge, ...], amount: Decimal, cadence: Cadence, *, varies: bool
) -> Decimal:
    """Return a year's cost: of what varies, what the last year came to where it ran that long."""
    since = charges[-1].on - _A_YEAR
    if not varies or charges[0].on > since:
        return amount * PER_YEAR[cadence]
    last_year = [to_cents(charge.amount) for charge in charges if charge.on > since]
    return from_cents(sum(last_year))

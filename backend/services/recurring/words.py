"""The owner's word on series: confirm, edit, dismiss for ever, add by hand, dismiss an alert."""

import datetime as dt
import json
from collections.abc import Collection
from decimal import Decimal
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotFoundError
from backend.models import Account, Cadence, Category, DetectedSeries, RecurringSeries
from backend.models import SeriesDecision as Decision
from backend.services import operations
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.normalization import merchant_of
from backend.services.recurring.alerts import alerts_of
from backend.services.recurring.identity import known_by
from backend.services.recurring.listing import list_series
from backend.services.recurring.series import Series, Status

_NEEDED = ("name", "amount", "cadence", "next_on")


class SeriesNotFoundError(NotFoundError):
    """There is no such series (any more)."""

    def __init__(self) -> None:
        super().__init__("This series is not here any more.")


class AlertNotFoundError(NotFoundError):
    """A series has no such alert."""

    def __init__(self) -> None:
        super().__init__("This alert is not here any more.")


class NothingSaidError(ConflictError):
    """Nothing was said of a series that could be taken back."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Nothing was said of {name} that could be taken back.")


class NoRowsToGoByError(InvalidInputError):
    """A series entered by hand can't go back to what rows say, as there are none."""

    def __init__(self) -> None:
        super().__init__(
            "No transactions show this series, so its name, amount, rhythm and day can't be empty."
        )


class UnknownCategoryError(NotFoundError):
    """There is no such category."""

    def __init__(self, short_desc: str) -> None:
        super().__init__(f"There is no category “{short_desc[:40]}”.")


class UnknownAccountError(NotFoundError):
    """There is no such account."""

    def __init__(self, account_id: int) -> None:
        super().__init__(f"There is no account {account_id}.")


class SeriesChanges(TypedDict, total=False):
    """What the owner sets; None goes back to what the rows say."""

    name: str | None
    amount: Decimal | None
    cadence: Cadence | None
    next_on: dt.date | None
    ends_on: dt.date | None
    category: str | None
    account_id: int | None
    notes: str | None


def get_series(session: Session, key: str, today: dt.date) -> Series:
    """Return the series of that key.

    Raises:
        SeriesNotFoundError: there is none.
    """
    for series in list_series(session, today):
        if series.key == key:
            return series
    raise SeriesNotFoundError


def add(session: Session, changes: SeriesChanges, *, at: dt.datetime) -> str:
    """Enter a series that no row shows; return its key.

    Once rows of its merchant make a series of about that amount, it stands for that one.
    """
    operations.begin(session, "recurring_add", f"Added {changes['name']}", at=at)
    name = changes["name"] or ""
    merchant = merchant_words(session).key_of(merchant_of(name))
    word = RecurringSeries(
        decision=Decision.CONFIRMED, merchant_key=merchant or None, created_at=at
    )
    _apply(session, word, changes)
    session.add(word)
    session.flush()
    return f"own-{word.id}"


def confirm(session: Session, key: str, *, today: dt.date, at: dt.datetime) -> None:
    """Say that a series is one; it is followed from here on."""
    series = get_series(session, key, today)
    operations.begin(session, "recurring_confirm", f"Confirmed {series.name}", at=at)
    _word(session, series, at).decision = Decision.CONFIRMED
    session.flush()


def confirm_many(
    session: Session, keys: Collection[str], *, today: dt.date, at: dt.datetime
) -> int:
    """Confirm the suggested ones among `keys`; return how many."""
    chosen = [
        series
        for series in list_series(session, today)
        if series.key in keys and series.status is Status.SUGGESTED
    ]
    if chosen:
        summary = f"Confirmed {len(chosen)} recurring series"
        operations.begin(session, "recurring_confirm", summary, at=at)
    for series in chosen:
        _word(session, series, at).decision = Decision.CONFIRMED
    session.flush()
    return len(chosen)


def dismiss(session: Session, key: str, *, today: dt.date, at: dt.datetime) -> None:
    """Say that a series is none: it is never suggested again."""
    series = get_series(session, key, today)
    operations.begin(session, "recurring_dismiss", f"Dismissed {series.name}", at=at)
    _word(session, series, at).decision = Decision.DISMISSED
    session.flush()


def edit(
    session: Session, key: str, changes: SeriesChanges, *, today: dt.date, at: dt.datetime
) -> None:
    """Change what the rows say of a series; who edits it has confirmed it.

    Raises:
        NoRowsToGoByError: it was entered by hand, and would be left without what makes it one.
    """
    series = get_series(session, key, today)
    operations.begin(session, "recurring_edit", f"Changed {series.name}", at=at)
    word = _word(session, series, at)
    if word.known_by is None and any(changes.get(name, "") is None for name in _NEEDED):
        raise NoRowsToGoByError
    word.decision = Decision.CONFIRMED
    _apply(session, word, changes)
    session.flush()


def take_back(session: Session, key: str, *, today: dt.date, at: dt.datetime) -> None:
    """Take back everything that was said: a found series is a suggestion again, another goes.

    Raises:
        NothingSaidError: nothing was.
    """
    series = get_series(session, key, today)
    if series.own_id is None:
        raise NothingSaidError(series.name)
    operations.begin(session, "recurring_take_back", f"Took back {series.name}", at=at)
    session.delete(session.get_one(RecurringSeries, series.own_id))
    session.flush()


def dismiss_alert(
    session: Session, key: str, alert_id: str, *, today: dt.date, at: dt.datetime
) -> None:
    """Hide an alert for ever.

    Raises:
        AlertNotFoundError: the series has no such alert now.
    """
    series = get_series(session, key, today)
    everything = list_series(session, today)
    if all(alert.id != alert_id for alert in alerts_of(series, everything, today)):
        raise AlertNotFoundError
    operations.begin(session, "recurring_alert", f"Dismissed an alert on {series.name}", at=at)
    word = _word(session, series, at)
    word.dismissed_alerts = json.dumps(sorted({*series.dismissed_alerts, alert_id}))
    session.flush()


def _word(session: Session, series: Series, at: dt.datetime) -> RecurringSeries:
    """Return the owner's word on a series, a new one where nothing was said so far."""
    if series.own_id is not None:
        word = session.get_one(RecurringSeries, series.own_id)
    else:
        word = RecurringSeries(created_at=at)
        session.add(word)
    found = session.get(DetectedSeries, series.key)
    if found is not None:
        word.detected_key = found.key
        word.known_by = known_by(found)
        word.merchant_key = found.merchant_key
        word.account_id = found.account_id
    return word


def _apply(session: Session, word: RecurringSeries, changes: SeriesChanges) -> None:
    for name in ("name", "amount", "cadence", "next_on", "ends_on", "notes"):
        if name in changes:
            setattr(word, name, changes[name])
    if "category" in changes:
        word.category_id = _category_id(session, changes["category"])
    if "account_id" in changes and word.known_by is None:
        account_id = changes["account_id"]
        if account_id is not None and session.get(Account, account_id) is None:
            raise UnknownAccountError(account_id)
        word.account_id = account_id


def _category_id(session: Session, short_desc: str | None) -> int | None:
    if short_desc is None:
        return None
    found = session.scalar(select(Category.id).where(Category.short_desc == short_desc))
    if found is None:
        raise UnknownCategoryError(short_desc)
    return found

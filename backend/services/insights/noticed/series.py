"""Subscriptions and bills: dearer, late, twice, new, and what is due next."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.services.insights.facts import Source, screen
from backend.services.insights.noticed.at_hand import at_hand
from backend.services.insights.noticed.insight import Asked, Insight, InsightKind, Weight
from backend.services.recurring.alerts import Alert, AlertKind, shown_alerts
from backend.services.recurring.listing import list_series
from backend.services.recurring.series import Series
from backend.services.recurring.upcoming import BillState, bills_to_come, sums_of

# A monthly charge shows as a series with its third one.
_NEW = dt.timedelta(days=110)
_FRESH = dt.timedelta(days=62)
_AHEAD = 14


def series_insights(session: Session, asked: Asked) -> Iterator[Insight]:
    """Yield what the series tell; what was put aside on their own screen is left out."""
    series = list_series(session, asked.today)
    for alert in shown_alerts(series, asked.today):
        yield _of_alert(alert, asked)
    for each in series:
        yield from _new(each, asked)
    yield from _bills(session, series, asked)


def _of_alert(alert: Alert, asked: Asked) -> Insight:
    is_rise = alert.kind is AlertKind.PRICE_RISE
    kind, weight = _standing(alert, asked)
    title, detail = _words(alert, asked)
    amount = alert.yearly if is_rise else alert.after
    history = [(each.on.isoformat(), to_cents(each.amount)) for each in alert.series.charges[-12:]]
    return Insight(
        key=f"series:{alert.series.key}:{alert.id}",
        kind=kind,
        weight=weight,
        title=title,
        detail=detail,
        cents=abs(to_cents(amount)) if amount is not None else 0,
        source=_source(alert.series),
        history=tuple(history),
    )


def _standing(alert: Alert, asked: Asked) -> tuple[InsightKind, Weight]:
    """Return what an alert is about, and how much it matters."""
    match alert.kind:
        case AlertKind.PRICE_RISE:
            is_fresh = alert.on > asked.today - _FRESH
            return InsightKind.PRICE_RISE, Weight.NOTABLE if is_fresh else Weight.NEWS
        case AlertKind.CHARGED_TWICE:
            return InsightKind.CHARGED_TWICE, Weight.PRESSING
        case AlertKind.LATE | AlertKind.MISSED if alert.series.is_income:
            return InsightKind.INCOME_LATE, Weight.PRESSING
        case AlertKind.FORGOTTEN | AlertKind.SAME_SERVICE | AlertKind.TWO_PLANS:
            return InsightKind.RECURRING, Weight.NEWS
        case _:
            return InsightKind.RECURRING, Weight.NOTABLE


def _words(alert: Alert, asked: Asked) -> tuple[str, str]:
    """Return an alert as a title and what is to say besides."""
    name, day = alert.series.name, f"{alert.on:%B} {alert.on.day}"
    before, after, yearly = (
        asked.money(to_cents(amount)) if amount is not None else "?"
        for amount in (alert.before, alert.after, alert.yearly)
    )
    others = ", ".join(each.name for each in alert.others)
    one_too_many = (
        f"{name}: one of two?",
        f"You also pay {others}. {name} comes to {yearly} a year.",
    )
    words = {
        AlertKind.PRICE_RISE: (
            f"{name} is dearer: {after} instead of {before}",
            f"Since {day}; that makes {yearly} more a year.",
        ),
        AlertKind.LATE: (
            f"{name} is late",
            f"{after} was expected on {day} and may still come.",
        ),
        AlertKind.MISSED: (f"{name} did not come", f"{after} was expected on {day}."),
        AlertKind.CHARGED_TWICE: (
            f"{name} charged {after} twice",
            f"The second charge came on {day}, too soon after the first.",
        ),
        AlertKind.TRIAL_TURNED_PAID: (
            f"The trial of {name} is over",
            f"It now costs {after} instead of {before}: {yearly} a year.",
        ),
        AlertKind.TWO_PLANS: (
            f"{name} is paid twice over",
            f"It charges you in {len(alert.others) + 1} plans; this one comes to {yearly} a year.",
        ),
        AlertKind.FORGOTTEN: (
            f"{name} has run for a long time",
            f"{after} each time, {yearly} a year. Is it still in use?",
        ),
    }
    return words.get(alert.kind, one_too_many)


def _new(series: Series, asked: Asked) -> Iterator[Insight]:
    """Yield a series that began lately, once."""
    if not series.is_running or series.is_income or series.first_on is None:
        return
    if series.own_id is not None or series.first_on <= asked.today - _NEW:
        return
    amount, yearly = to_cents(series.amount), to_cents(series.yearly)
    yield Insight(
        key=f"new:{series.key}",
        kind=InsightKind.NEW_RECURRING,
        weight=Weight.NOTABLE,
        title=f"New: {series.name}, {asked.money(amount)} {series.cadence.value}",
        detail=f"First charged on {series.first_on:%B} {series.first_on.day}; a year of it comes "
        f"to {asked.money(yearly)}.",
        cents=abs(yearly),
        source=_source(series),
    )


def _bills(session: Session, series: Sequence[Series], asked: Asked) -> Iterator[Insight]:
    """Yield what is due in the next two weeks, as one."""
    bills = [
        bill
        for bill in bills_to_come(series, asked.today, _AHEAD)
        if bill.amount > 0 and bill.state is BillState.DUE
    ]
    if not bills:
        return
    out, held = to_cents(sums_of(bills).out), at_hand(session, asked)
    is_short = held is not None and held < out
    largest = max(bills, key=lambda bill: bill.amount)
    count = "One bill is" if len(bills) == 1 else f"{len(bills)} bills are"
    until = asked.today + dt.timedelta(days=_AHEAD - 1)
    week = asked.today.isocalendar()
    yield Insight(
        key=f"bills:{week.year}-{week.week}",
        kind=InsightKind.BILLS,
        weight=Weight.PRESSING if is_short else Weight.NEWS,
        title=f"{count} due until {until:%B} {until.day}: {asked.money(out)}",
        detail=f"The largest is {largest.series.name} with {asked.money(to_cents(largest.amount))} "
        f"on {largest.on:%B} {largest.on.day}. {_held(held, asked, is_short=is_short)}".strip(),
        cents=out,
        source=screen("Bill calendar", "/bills"),
    )


def _held(cents: int | None, asked: Asked, *, is_short: bool) -> str:
    if cents is None:
        return ""
    amount = ("-" if cents < 0 else "") + asked.money(cents)
    return f"Your checking accounts hold {'only ' if is_short else ''}{amount}."


def _source(series: Series) -> Source:
    return screen("Recurring", "/recurring", series=series.key)

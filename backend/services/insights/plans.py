"""Figures of what is planned: budgets, what comes again and again, and the bills to come."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.money import CENT, to_cents
from backend.core.periods import BudgetPeriod, PeriodScheme
from backend.services.budgets import BudgetReport, budget_report
from backend.services.budgets.pacing import Standing
from backend.services.budgets.report import BudgetLine
from backend.services.insights.facts import About, Figure, Source, count, money, screen
from backend.services.insights.worth import bank_lines
from backend.services.recurring.alerts import Alert, AlertKind, shown_alerts
from backend.services.recurring.listing import list_series
from backend.services.recurring.series import Series
from backend.services.recurring.upcoming import Bill, bills_to_come, sums_of

UPCOMING_DAYS = 30
MOST_LINES = 12
MOST_SERIES = 12
MOST_BILLS = 10
MOST_ALERTS = 6
_STANDS = {
    Standing.OVER: "over budget",
    Standing.USED_UP: "used up",
    Standing.AHEAD: "ahead of an even pace",
    Standing.ON_PACE: "on pace",
    Standing.KEPT: "kept",
    Standing.PLANNED: "planned",
}
_HAPPENED = {
    AlertKind.PRICE_RISE: "price rose to",
    AlertKind.LATE: "late, expected",
    AlertKind.MISSED: "did not come, expected",
    AlertKind.CHARGED_TWICE: "charged twice",
    AlertKind.SAME_SERVICE: "one of two for the same, each charge",
    AlertKind.TWO_PLANS: "charged in two plans, this one",
    AlertKind.FORGOTTEN: "may be forgotten, each charge",
    AlertKind.TRIAL_TURNED_PAID: "no trial any more, now",
}


def budget_figures(
    session: Session, scheme: PeriodScheme, period: BudgetPeriod, today: dt.date
) -> Iterator[Figure]:
    """Yield how the budgets of a period stand, all together and those that need attention first."""
    report = budget_report(session, scheme, period, today=today)
    if report.lines:
        yield from _together(report)
        lines = sorted(report.lines, key=_urgency)[:MOST_LINES]
        for line in lines:
            yield from _line(line, report)


def _together(report: BudgetReport) -> Iterator[Figure]:
    topic, words, source = "Budgets", report.period.name, _budgets(report.period)
    every = report.figures
    for label, amount in (
        ("all budgets together, available", every.available),
        ("all budgets together, spent", every.spent),
        ("all budgets together, left", every.left),
        ("spent without a budget", report.unbudgeted),
    ):
        yield money(topic, label, to_cents(amount), period=words, source=source)
    if every.safe_per_day is not None:
        label = "safe to spend on each day that is left"
        yield money(topic, label, to_cents(every.safe_per_day), period=words, source=source)
    if report.clock.days_left:
        label = "days left in the budget period"
        yield count(topic, label, report.clock.days_left, period=words, source=source)


def _line(line: BudgetLine, report: BudgetReport) -> Iterator[Figure]:
    name = line.category.display_name if line.category else ""
    words, source, stands = report.period.name, _budgets(report.period), line.figures
    for label, amount in (
        ("budget", stands.available),
        ("spent of the budget", stands.spent),
        (f"left of the budget ({_STANDS.get(stands.status, 'no budget')})", stands.left),
    ):
        yield money("Budgets", label, to_cents(amount), name=name, period=words, source=source)


def _budgets(period: BudgetPeriod) -> Source:
    return screen("Budgets", "/budgets", period=period.key)


def _urgency(line: BudgetLine) -> tuple[int, Decimal]:
    ranks = {Standing.OVER: 0, Standing.AHEAD: 1, Standing.USED_UP: 2}
    return ranks.get(line.figures.status, 3), -line.figures.available


def recurring_figures(
    session: Session, today: dt.date, *, most: int = MOST_SERIES
) -> Iterator[Figure]:
    """Yield what comes again and again: its cost a year, the dearest series, what is due, alerts."""
    series = list_series(session, today)
    running = [each for each in series if each.is_running and not each.is_income]
    yield from _yearly(running)
    dearest = sorted(running, key=lambda each: (-each.yearly, each.name))[:most]
    lines = _lines(session, series)
    for each in dearest:
        yield from _series(each, lines)
    yield from _bills(bills_to_come(series, today, UPCOMING_DAYS), today, lines)
    for alert in shown_alerts(series, today)[:MOST_ALERTS]:
        yield from _alert(alert, lines)


def _lines(session: Session, series: Sequence[Series]) -> dict[str, str]:
    """Return the bank's words of each series' last charge, by the series' key."""
    last = {each.key: each.charges[-1].transaction_id for each in series if each.charges}
    said = bank_lines(session, last.values())
    return {key: said.get(row, "") for key, row in last.items()}


def _about(series: Series, lines: Mapping[str, str]) -> About:
    source = screen("Recurring", "/recurring", series=series.key)
    return About(name=series.name, line=lines.get(series.key, ""), source=source)


def _yearly(running: Sequence[Series]) -> Iterator[Figure]:
    topic, source = "Recurring", screen("Recurring", "/recurring")
    yearly = sum((each.yearly for each in running), Decimal(0))
    if running:
        yield count(topic, "subscriptions and bills that run", len(running), source=source)
        yield money(topic, "all of them, a year", to_cents(yearly), source=source)
        monthly = to_cents((yearly / 12).quantize(CENT))
        yield money(topic, "all of them, a month on average", monthly, source=source)


def _series(each: Series, lines: Mapping[str, str]) -> Iterator[Figure]:
    label = "about, it varies" if each.varies else "each charge"
    cadence = each.cadence.value.replace("_", " ")
    about = _about(each, lines)
    yield money("Recurring", f"{cadence}, {label}", to_cents(each.amount), **about)
    yield money("Recurring", "a year", to_cents(each.yearly), **about)


def _bills(bills: Sequence[Bill], today: dt.date, lines: Mapping[str, str]) -> Iterator[Figure]:
    topic, source = "Due next", screen("Bill calendar", "/bills")
    end = today + dt.timedelta(days=UPCOMING_DAYS)
    words = f"the next {UPCOMING_DAYS} days, up to {end:%b} {end.day}, {end.year}"
    sums = sums_of(bills)
    yield money(
        topic, "bills and subscriptions due", to_cents(sums.out), period=words, source=source
    )
    yield money(topic, "income expected", to_cents(sums.into), period=words, source=source)
    for bill in [bill for bill in bills if bill.amount > 0][:MOST_BILLS]:
        label = "estimated charge" if bill.is_estimate else "charge"
        state = "late, was due" if bill.state.value == "late" else "due"
        on = f"{state} {bill.on:%b} {bill.on.day}, {bill.on.year}"
        about = About(**_about(bill.series, lines), period=on)
        yield money(topic, label, to_cents(bill.amount), **about)


def _alert(alert: Alert, lines: Mapping[str, str]) -> Iterator[Figure]:
    told = [(_HAPPENED[alert.kind], alert.after), ("price before that", alert.before)]
    if alert.kind is AlertKind.PRICE_RISE:
        told.append(("more a year by that rise", alert.yearly))
    on = f"as of {alert.on:%b} {alert.on.day}, {alert.on.year}"
    about = About(**_about(alert.series, lines), period=on)
    for label, amount in told:
        if amount is not None:
            yield money("Worth a look", label, to_cents(amount), **about)

"""What is due: the days to come, and a month of the bill calendar."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.services.recurring.fitting import LEEWAY
from backend.services.recurring.listing import list_series
from backend.services.recurring.series import PastCharge, Series, Status
from backend.services.recurring.standing import due_days

_DAY = dt.timedelta(days=1)


class BillState(StrEnum):
    """What has become of a due day."""

    PAID = "paid"
    DUE = "due"
    LATE = "late"  # the day has passed, and it may still come
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Bill:
    """A charge (or pay, negative) of a series that came or is to come on a day."""

    series: Series
    on: dt.date
    amount: Decimal
    is_estimate: bool
    state: BillState
    transaction_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What bills come to; both are positive."""

    out: Decimal
    into: Decimal


def upcoming_bills(session: Session, today: dt.date, days: int = 30) -> list[Bill]:
    """Return what is due from `today` on, `days` days, late ones first."""
    return bills_to_come(list_series(session, today), today, days)


def bills_to_come(series: Iterable[Series], today: dt.date, days: int = 30) -> list[Bill]:
    """Return what is due of `series` from `today` on, `days` days, late ones first."""
    end = today + dt.timedelta(days=days)
    running = [each for each in series if each.is_running]
    bills = [bill for each in running for bill in _to_come(each, today, end)]
    # Rows may be entered ahead of their day.
    bills += [
        _of_row(each, row, today)
        for each in running
        for row in each.charges
        if today < row.on < end
    ]
    return sorted(bills, key=lambda bill: (bill.on, bill.series.name.lower()))


def bill_month(session: Session, month: Month, today: dt.date) -> list[Bill]:
    """Return what was charged in a month, and what is still due in it, by day."""
    bills = [
        bill
        for series in list_series(session, today)
        if series.status is not Status.DISMISSED
        for bill in _of_month(series, month, today)
    ]
    return sorted(bills, key=lambda bill: (bill.on, bill.series.name.lower()))


def sums_of(bills: Sequence[Bill]) -> Sums:
    """Add up bills, those missed left out."""
    counted = [bill.amount for bill in bills if bill.state is not BillState.MISSED]
    zero = Decimal(0)
    return Sums(
        out=sum((amount for amount in counted if amount > 0), zero),
        into=-sum((amount for amount in counted if amount < 0), zero),
    )


def _of_month(series: Series, month: Month, today: dt.date) -> Iterator[Bill]:
    for charge in series.charges:
        if month.first_day <= charge.on < month.end:
            yield _of_row(series, charge, today)
    gone = [*series.missed, series.standing.missed_on] if series.is_running else series.missed
    for day in gone:
        if day is not None and month.first_day <= day < month.end:
            yield _foretold(series, day, BillState.MISSED)
    if series.is_running:
        for bill in _to_come(series, today, month.end):
            if bill.on >= month.first_day:
                yield bill


def _to_come(series: Series, today: dt.date, end: dt.date) -> Iterator[Bill]:
    """Yield what is due before `end`, the late one first."""
    following = series.next_on
    if following is None:
        return
    if series.standing.late_since is not None:
        yield _foretold(series, following, BillState.LATE)
        on_time = dt.timedelta(days=LEEWAY[series.cadence].on_time)
        # Of due days between the newest row and today nothing is known: they are none of today's.
        following = max(following + _DAY + on_time, today - on_time)
    for day in due_days(series.rhythm, following, end):
        if series.ends_on is None or day <= series.ends_on:
            yield _foretold(series, max(day, today), BillState.DUE)


def _of_row(series: Series, charge: PastCharge, today: dt.date) -> Bill:
    return Bill(
        series,
        charge.on,
        charge.amount,
        is_estimate=False,
        state=BillState.PAID if charge.on <= today else BillState.DUE,
        transaction_id=charge.transaction_id,
    )


def _foretold(series: Series, day: dt.date, state: BillState) -> Bill:
    return Bill(series, day, series.amount, is_estimate=series.varies, state=state)

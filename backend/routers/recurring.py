"""Recurring: series and the owner's word on them, what is due, the year in months."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, cast

from fastapi import APIRouter, Path, Query, Response

from backend.core.calendar import Month
from backend.core.money import CENT
from backend.routers.deps import Now, ReadSession, Today, WriteSession
from backend.routers.problems import problems
from backend.schemas.recurring import (
    AlertOut,
    BillOut,
    BillsOut,
    ConfirmedOut,
    MonitoredCategoryOut,
    MonitoredMonthOut,
    MonitorOut,
    RecurringOut,
    RecurringTotals,
    SeriesDetailOut,
    SeriesEdit,
    SeriesIn,
    SeriesKeys,
    SeriesOut,
)
from backend.services.recurring import words
from backend.services.recurring.alerts import recurring_alerts, shown_alerts
from backend.services.recurring.listing import list_series
from backend.services.recurring.monitor import MonitoredCategory, recurring_monitor
from backend.services.recurring.series import Series, Status
from backend.services.recurring.upcoming import Bill, bill_month, sums_of, upcoming_bills

router = APIRouter(prefix="/api/recurring", tags=["recurring"])
monitor_router = APIRouter(prefix="/api/transactions", tags=["recurring"])

Key = Annotated[str, Path(pattern=r"^(own-)?\d{1,19}$", max_length=24)]
AlertId = Annotated[str, Path(max_length=120)]
_FIRST_YEAR, _LAST_YEAR = 1901, 2199


@router.get("")
def list_recurring(session: ReadSession, today: Today) -> RecurringOut:
    """List every series, nearest due first, and the alerts on them."""
    series = list_series(session, today)
    return RecurringOut(
        items=[SeriesOut.of(each) for each in series],
        totals=_totals(series),
        alerts=[AlertOut.of(alert) for alert in shown_alerts(series, today)],
    )


@router.get("/alerts")
def list_alerts(session: ReadSession, today: Today) -> list[AlertOut]:
    """List the alerts that were not dismissed, newest first."""
    return [AlertOut.of(alert) for alert in recurring_alerts(session, today)]


@router.get("/upcoming", responses=problems(422))
def list_upcoming(
    session: ReadSession, today: Today, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> BillsOut:
    """List what is due in the days to come, late ones first."""
    bills = upcoming_bills(session, today, days)
    return _bills(bills, today, today + dt.timedelta(days=days), today)


@router.get("/calendar", responses=problems(422))
def bill_calendar(session: ReadSession, today: Today, month: str | None = None) -> BillsOut:
    """List what was charged in a month and what is still due in it."""
    wanted = Month.parse(month) if month else Month.of(today)
    wanted = min(max(wanted, Month(_FIRST_YEAR, 1)), Month(_LAST_YEAR, 12))
    return _bills(bill_month(session, wanted, today), wanted.first_day, wanted.end, today)


@router.post("", status_code=201, responses=problems(404, 422))
def add_series(session: WriteSession, wish: SeriesIn, now: Now, today: Today) -> SeriesDetailOut:
    """Enter a series that no row shows."""
    key = words.add(session, cast("words.SeriesChanges", wish.model_dump()), at=now)
    return _series(session, key, today)


@router.post("/confirm", responses=problems(422))
def confirm_many(session: WriteSession, chosen: SeriesKeys, now: Now, today: Today) -> ConfirmedOut:
    """Confirm suggested series together; keys of none are passed over."""
    return ConfirmedOut(confirmed=words.confirm_many(session, chosen.keys, today=today, at=now))


@router.get("/{key}", responses=problems(404, 422))
def get_series(session: ReadSession, key: Key, today: Today) -> SeriesDetailOut:
    """Return one series."""
    return _series(session, key, today)


@router.patch("/{key}", responses=problems(404, 422))
def edit_series(
    session: WriteSession, key: Key, wish: SeriesEdit, now: Now, today: Today
) -> SeriesDetailOut:
    """Change a series, which confirms it."""
    changes = cast("words.SeriesChanges", wish.model_dump(exclude_unset=True))
    words.edit(session, key, changes, today=today, at=now)
    return _series(session, key, today)


@router.post("/{key}/confirm", responses=problems(404, 422))
def confirm_series(session: WriteSession, key: Key, now: Now, today: Today) -> SeriesDetailOut:
    """Confirm a suggested series."""
    words.confirm(session, key, today=today, at=now)
    return _series(session, key, today)


@router.post("/{key}/dismiss", responses=problems(404, 422))
def dismiss_series(session: WriteSession, key: Key, now: Now, today: Today) -> SeriesDetailOut:
    """Dismiss a series for ever."""
    words.dismiss(session, key, today=today, at=now)
    return _series(session, key, today)


@router.delete("/{key}", status_code=204, responses=problems(404, 409, 422))
def take_back(session: WriteSession, key: Key, now: Now, today: Today) -> Response:
    """Take back what was said of a series; one entered by hand goes."""
    words.take_back(session, key, today=today, at=now)
    return Response(status_code=204)


@router.post("/{key}/alerts/{alert_id}/dismiss", responses=problems(404, 422))
def dismiss_alert(
    session: WriteSession, key: Key, alert_id: AlertId, now: Now, today: Today
) -> SeriesDetailOut:
    """Hide an alert for ever."""
    words.dismiss_alert(session, key, alert_id, today=today, at=now)
    return _series(session, key, today)


@monitor_router.get("/recurring-monitor", responses=problems(422))
def monitor(
    session: ReadSession,
    today: Today,
    year: Annotated[int | None, Query(ge=_FIRST_YEAR, le=_LAST_YEAR)] = None,
) -> MonitorOut:
    """Return the twelve months of each category marked recurring."""
    wanted = year or today.year
    found = recurring_monitor(session, wanted, today)
    return MonitorOut(
        year=wanted,
        months=[str(month) for month in found.months],
        items=[_monitored(each) for each in found.categories],
        totals=list(found.totals),
        total=found.total,
    )


def _series(session: ReadSession, key: str, today: dt.date) -> SeriesDetailOut:
    return SeriesDetailOut.of(words.get_series(session, key, today))


def _totals(series: list[Series]) -> RecurringTotals:
    running = [each for each in series if each.is_running]
    out = sum((each.yearly for each in running if each.yearly > 0), Decimal(0))
    into = -sum((each.yearly for each in running if each.yearly < 0), Decimal(0))
    return RecurringTotals(
        yearly_out=out,
        monthly_out=(out / 12).quantize(CENT),
        yearly_in=into,
        monthly_in=(into / 12).quantize(CENT),
        running=len(running),
        suggested=sum(each.status is Status.SUGGESTED for each in running),
    )


def _bills(bills: list[Bill], start: dt.date, end: dt.date, today: dt.date) -> BillsOut:
    sums = sums_of(bills)
    return BillsOut(
        start=start,
        end=end,
        today=today,
        items=[BillOut.of(bill) for bill in bills],
        total_out=sums.out,
        total_in=sums.into,
    )


def _monitored(each: MonitoredCategory) -> MonitoredCategoryOut:
    return MonitoredCategoryOut(
        category=each.short_desc,
        category_name=each.display_name,
        category_color=each.color,
        parent=each.parent,
        is_income=each.is_income,
        months=[
            MonitoredMonthOut(
                month=str(cell.month),
                total=cell.total,
                count=cell.count,
                state=cell.state,
                before=cell.before,
            )
            for cell in each.months
        ],
        total=each.total,
        average=each.average,
    )

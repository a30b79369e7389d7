"""Where a series stands on a day: what is due next, what is late, whether it is over."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from backend.models import Cadence
from backend.services.recurring.fitting import LEEWAY
from backend.services.recurring.rhythm import Rhythm

# A series is over when so many due days have passed without a charge, and some days more.
_MISSED_TO_END: dict[Cadence, tuple[int, int]] = {
    Cadence.WEEKLY: (4, 3),
    Cadence.BIWEEKLY: (3, 5),
    Cadence.SEMIMONTHLY: (3, 5),
    Cadence.MONTHLY: (2, 13),
    Cadence.QUARTERLY: (1, 45),
    Cadence.YEARLY: (1, 60),
}
# Without any row of the account since, a series is believed in for so long.
_SILENCE = 400


@dataclass(frozen=True, slots=True)
class Standing:
    """How a series stands on a day.

    Attributes:
        next_on: the next due day: of the past where the charge is late, None where it has ended.
        late_since: the due day whose charge is late but may still come.
        missed_on: the newest due day whose charge will not come any more.
    """

    has_ended: bool
    next_on: dt.date | None
    late_since: dt.date | None = None
    missed_on: dt.date | None = None


_OVER = Standing(has_ended=True, next_on=None)


def standing(
    rhythm: Rhythm,
    *,
    last_on: dt.date | None,
    today: dt.date,
    seen_until: dt.date,
    ends_on: dt.date | None = None,
    begins: dt.date | None = None,
) -> Standing:
    """Return where a series stands `today`, its account's rows being known until `seen_until`.

    Nothing is due before `begins`, which the owner names; one without rows (`last_on` is None)
    starts there.
    """
    if ends_on is not None and today > ends_on:
        return _OVER
    day = today.toordinal()
    if last_on is None:
        first = max(day, (begins or today).toordinal())
        return _until(ends_on, Standing(has_ended=False, next_on=_day(_due_from(rhythm, first))))
    slot = rhythm.slot_of(last_on.toordinal())
    if begins is not None:
        slot = max(slot, rhythm.slot_of(begins.toordinal()) - 1)
    if _is_over(rhythm, slot, day, seen_until.toordinal()):
        return _OVER
    return _until(ends_on, _running(rhythm, slot, day, seen_until.toordinal()))


def _is_over(rhythm: Rhythm, slot: int, today: int, seen_until: int) -> bool:
    missed, more = _MISSED_TO_END[rhythm.cadence]
    if seen_until > rhythm.due(slot + missed) + more:
        return True
    return today > rhythm.due(slot + 1) + _SILENCE


def _running(rhythm: Rhythm, slot: int, today: int, seen_until: int) -> Standing:
    leeway = LEEWAY[rhythm.cadence]
    missed = None
    while seen_until > rhythm.due(slot + 1) + leeway.late:
        slot += 1
        missed = rhythm.due(slot)
    due = rhythm.due(slot + 1)
    late = due if seen_until > due + leeway.on_time else None
    if late is None and due + leeway.on_time < today:
        due = _due_from(rhythm, today)  # nothing is known of the days since
    return Standing(
        has_ended=False,
        next_on=_day(due),
        late_since=None if late is None else _day(late),
        missed_on=None if missed is None else _day(missed),
    )


def _until(ends_on: dt.date | None, stands: Standing) -> Standing:
    if ends_on is not None and stands.next_on is not None and stands.next_on > ends_on:
        return Standing(has_ended=False, next_on=None, missed_on=stands.missed_on)
    return stands


def _due_from(rhythm: Rhythm, day: int) -> int:
    return rhythm.next_after(day - 1)


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def due_days(rhythm: Rhythm, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Yield the due days of `start <= day < end`."""
    day = _due_from(rhythm, start.toordinal())
    while day < end.toordinal():
        yield _day(day)
        day = rhythm.next_after(day)

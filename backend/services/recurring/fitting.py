"""Laying a rhythm over charges: which are on time, which are late, which don't belong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

from backend.models import Cadence
from backend.services.recurring.rhythm import (
    LAST_OF_MONTH,
    PERIOD_DAYS,
    STEP_DAYS,
    STEP_MONTHS,
    Rhythm,
    Shift,
    day_of_month,
    month_of,
)


class Charge(NamedTuple):
    """A row as detection sees it: its day as an ordinal, positive cents for money out."""

    day: int
    cents: int
    id: int


@dataclass(frozen=True, slots=True)
class Leeway:
    """What still counts as one cadence.

    Attributes:
        gaps: what the middle gap between charges may be, in days.
        on_time: days before or after the due day that mean nothing.
        late: days after the due day that are late, and not another charge.
        filled: share of the due days that must have had their charge.
        fewest: charges without which nothing can be said.
    """

    gaps: tuple[float, float]
    on_time: int
    late: int
    filled: float
    fewest: int


LEEWAY = {
    Cadence.WEEKLY: Leeway((6, 8), 1, 3, 0.8, 6),
    Cadence.BIWEEKLY: Leeway((12, 16.5), 2, 5, 0.75, 4),
    Cadence.SEMIMONTHLY: Leeway((12, 18), 3, 5, 0.75, 5),
    Cadence.MONTHLY: Leeway((26, 36), 4, 13, 0.6, 3),
    Cadence.QUARTERLY: Leeway((82, 101), 7, 30, 0.75, 3),
    Cadence.YEARLY: Leeway((345, 385), 10, 45, 0.9, 2),
}
# The most that one day on time tells, as the odds against chance: three days of those possible.
_CLOSEST = 3
_FAR = 8
_REGULAR_SHARE = 0.55
_SHIFTED = 0.5  # without a reason, a day is not moved from weekends
_CADENCES_TRIED = log(5)
_SKIPPED = 1.2
_STRAY = 1.6


@dataclass(frozen=True, slots=True)
class Fit:
    """Charges on the due days of a rhythm.

    Attributes:
        slots: the slot of each charge.
        strays: charges of the group that have no due day of their own.
        evidence: how much likelier this is than chance, as a logarithm.
    """

    rhythm: Rhythm
    charges: tuple[Charge, ...]
    slots: tuple[int, ...]
    strays: tuple[Charge, ...]
    evidence: float

    @property
    def offs(self) -> list[int]:
        """How many days after its due day each charge came."""
        return [
            charge.day - self.rhythm.due(slot)
            for charge, slot in zip(self.charges, self.slots, strict=True)
        ]

    @property
    def skipped(self) -> list[int]:
        """The slots between the first and the last charge that had none."""
        taken = set(self.slots)
        return [slot for slot in range(self.slots[0], self.slots[-1]) if slot not in taken]


def cadences_for(days: Sequence[int]) -> list[Cadence]:
    """Return the cadences that the gaps between `days`, in order, may mean.

    Most groups of rows have none: nothing is laid over those, which is what costs time.
    """
    gaps = [later - earlier for earlier, later in pairwise(days) if later > earlier]
    if not gaps:
        return []
    middle = median(gaps)
    return [
        cadence
        for cadence, leeway in LEEWAY.items()
        if leeway.gaps[0] <= middle <= leeway.gaps[1]
        and len(days) >= leeway.fewest
        and _regular(gaps, PERIOD_DAYS[cadence], leeway.on_time + 1)
    ]


def _regular(gaps: Sequence[int], period: float, leeway: int) -> bool:
    """Return whether most gaps are a period long, or two where one was skipped."""
    near = sum(abs(gap - period) <= leeway or abs(gap - 2 * period) <= leeway for gap in gaps)
    return near >= _REGULAR_SHARE * len(gaps)


def best_fit(charges: Sequence[Charge], cadences: Iterable[Cadence] | None = None) -> Fit | None:
    """Return the rhythm that explains `charges` (in order) best, None where none does.

    Only `cadences` are tried where they are given.
    """
    if cadences is None:
        cadences = cadences_for([charge.day for charge in charges])
    fits = [fit for cadence in cadences if (fit := fit_cadence(charges, cadence)) is not None]
    return max(fits, key=lambda fit: fit.evidence, default=None)


def fit_cadence(charges: Sequence[Charge], cadence: Cadence) -> Fit | None:
    """Return `charges` (in order) on the due days of `cadence`, None where they are not."""
    days = [charge.day for charge in charges]
    best, least = None, float("inf")
    for rhythm in _rhythms(days, cadence):
        apart = _misfit(rhythm, days, at_most=least)
        if apart < least:
            best, least = rhythm, apart
    if best is None or least > _FAR / 2 * len(days):
        return None
    return on_rhythm(charges, best)


def on_rhythm(charges: Sequence[Charge], rhythm: Rhythm) -> Fit | None:
    """Return `charges` on the due days of `rhythm`, None where too few are."""
    leeway = LEEWAY[rhythm.cadence]
    taken: dict[int, Charge] = {}
    strays = []
    for charge in charges:
        slot = _slot(rhythm, charge.day, leeway)
        other = None if slot is None else taken.get(slot)
        if slot is None:
            strays.append(charge)
        elif other is None:
            taken[slot] = charge
        else:
            kept, left = _better(rhythm.due(slot), other, charge)
            taken[slot] = kept
            strays.append(left)
    if len(taken) < leeway.fewest:
        return None
    slots = sorted(taken)
    chosen = tuple(taken[slot] for slot in slots)
    fit = Fit(rhythm, chosen, tuple(slots), tuple(strays), 0)
    return replace(fit, evidence=_evidence(fit)) if _holds(fit, leeway) else None


def _slot(rhythm: Rhythm, day: int, leeway: Leeway) -> int | None:
    slot = rhythm.slot_of(day)
    off = day - rhythm.due(slot)
    if off < -leeway.on_time:
        off = day - rhythm.due(slot - 1)
        slot -= 1
    return slot if -leeway.on_time <= off <= leeway.late else None


def _better(due: int, first: Charge, second: Charge) -> tuple[Charge, Charge]:
    """Return the charge that is nearer to the due day, and the other one."""
    if abs(second.day - due) < abs(first.day - due):
        return second, first
    return first, second


def _holds(fit: Fit, leeway: Leeway) -> bool:
    due = fit.slots[-1] - fit.slots[0] + 1
    if len(fit.slots) / due < leeway.filled:
        return False
    on_time = sum(abs(off) <= leeway.on_time for off in fit.offs)
    return on_time >= 0.8 * len(fit.slots)


def _evidence(fit: Fit) -> float:
    """Weigh each day after the first that was hit against the days that chance could have hit."""
    period = PERIOD_DAYS[fit.rhythm.cadence]
    told = sum(
        max(-1.0, log(period / max(_CLOSEST, 2 * abs(off) + 1)))
        if period > STEP_DAYS[Cadence.WEEKLY]
        else log(period / (2 * abs(off) + 1))
        for off in fit.offs[1:]
    )
    return told - _CADENCES_TRIED - _SKIPPED * len(fit.skipped) - _STRAY * len(fit.strays)


def _misfit(rhythm: Rhythm, days: Sequence[int], *, at_most: float) -> float:
    """Return how far `days` are from their due days; few far ones count little.

    Past `at_most` it is not counted to the end.
    """
    total = 0 if rhythm.shift is Shift.NONE else _SHIFTED
    for day in days:
        apart = abs(day - rhythm.due(rhythm.slot_of(day)))
        total += min(_FAR, apart)
        if total >= at_most:
            break
    return total


def _rhythms(days: Sequence[int], cadence: Cadence) -> Iterator[Rhythm]:
    """Yield the rhythms worth trying, likelier ones first."""
    step = STEP_DAYS.get(cadence)
    if step is not None:
        for phase, _ in Counter(day % step for day in days).most_common(4):
            yield Rhythm(cadence, days[-1] - (days[-1] - phase) % step)
        return
    for shift in Shift:
        if cadence is Cadence.SEMIMONTHLY:
            for first, second in _halves(days):
                yield Rhythm(cadence, first, second, shift)
        else:
            for anchor, month in _anchors(days, STEP_MONTHS[cadence]):
                yield Rhythm(cadence, anchor, month, shift)


def _anchors(days: Sequence[int], step: int) -> Iterator[tuple[int, int]]:
    """Yield days of the month that charges may be due on, each with a month of slot 0."""
    seen = [day for day, _ in Counter(day_of_month(day) for day in days).most_common(4)]
    common = seen[0]
    near = [day for day in (common - 1, common - 2, common + 1) if 1 <= day <= LAST_OF_MONTH]
    ends = [LAST_OF_MONTH, 30, 29, 1] if common >= 27 or common <= 2 else []  # noqa: PLR2004
    months = [month for month, _ in Counter(month_of(day) % step for day in days).most_common(2)]
    for anchor in dict.fromkeys((*seen, *near, *ends)):
        for month in months:
            yield anchor, month


def _halves(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of days of the month that charges may be due on."""
    yield from ((15, LAST_OF_MONTH), (1, 15), (1, 16), (5, 20), (10, 25))
    seen = [day for day, _ in Counter(day_of_month(day) for day in days).most_common(4)]
    for first in seen:
        for second in seen:
            if 11 <= second - first <= 19:  # noqa: PLR2004 - about half a month
                yield first, second

"""Finding series among the rows of one merchant and account that go the same way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median

from backend.models import Cadence
from backend.services.recurring.amounts import likeness, may_recur, varies
from backend.services.recurring.everyday import is_by_product, is_everyday, sounds_recurring
from backend.services.recurring.fitting import (
    LEEWAY,
    Charge,
    Fit,
    best_fit,
    cadences_for,
    on_rhythm,
)
from backend.services.recurring.rhythm import PERIOD_DAYS

# The odds against chance, as a logarithm, from which on a series is believed.
_BELIEVED = 4.6
_PLAN_BELIEVED = 5.6  # one amount among others: there are many to pick from
_CROWD = 0.4  # and the more others, the more there are
_SOUNDS_LIKE_ONE = 1.5
_FEWEST_OF_A_PLAN = 3
_STRAYS_SHARE = 0.12
_BREAKS_TRIED = 3
_MOST = 0.7
_TRIAL_DAYS = (3, 45)
_TRIAL_SHARE = 0.5
_TRIAL_CHARGES = 3
_PRICE_STEP = (0.55, 1.8)
_LAST_STEP = (0.75, 1.5)


@dataclass(frozen=True, slots=True)
class Found:
    """A series: its charges in order, on the due days of a rhythm.

    Attributes:
        trial: the small charge that came before them.
        alone: whether the merchant charged nothing else to the account.
    """

    fit: Fit
    varies: bool
    confidence: float
    trial: Charge | None = None
    alone: bool = False

    @property
    def charges(self) -> tuple[Charge, ...]:
        """The charges, oldest first."""
        return self.fit.charges

    @property
    def twice(self) -> list[Charge]:
        """Strays that repeat the amount of a charge within days: the same taken twice."""
        period = PERIOD_DAYS[self.fit.rhythm.cadence]
        return [
            stray
            for stray in self.fit.strays
            if any(
                stray.cents == charge.cents and abs(stray.day - charge.day) <= min(7, period / 3)
                for charge in self.charges
            )
        ]


def find_series(merchant: str, charges: Sequence[Charge]) -> list[Found]:
    """Return the series among `charges` (sorted, of one sign), surest first."""
    if len(charges) < LEEWAY[Cadence.YEARLY].fewest:
        return []
    if charges[0].cents < 0 and is_by_product(merchant):
        return []
    bonus = _SOUNDS_LIKE_ONE if sounds_recurring(merchant) else 0.0
    whole = _as_one(merchant, charges, bonus)
    if whole is not None and not whole.varies and whole.fit.rhythm.cadence not in _DOUBTFUL:
        return [whole]
    plans = _as_plans(merchant, charges, bonus)
    if whole is None and sum(len(plan.charges) for plan in plans) < len(charges) / 2:
        plans = _moved(merchant, charges, bonus) or plans
    if whole is None or sum(_weight(plan.fit) for plan in plans) > _weight(whole.fit):
        return plans
    return [whole]


# Two plans, half a month apart, look like one that comes twice a month.
_DOUBTFUL = (Cadence.BIWEEKLY, Cadence.SEMIMONTHLY)


def _as_one(merchant: str, charges: Sequence[Charge], bonus: float) -> Found | None:
    """Return the one series that (nearly) all charges are."""
    trial, rest = _without_trial(charges)
    strays = max(1, int(_STRAYS_SHARE * len(rest)))
    cents = [charge.cents for charge in rest]
    fit = best_fit(
        rest,
        [
            cadence
            for cadence in cadences_for([charge.day for charge in rest])
            if may_recur(cents, cadence, strays=strays)
        ],
    )
    if fit is None or len(fit.strays) > strays:
        return None
    found = _judged(merchant, fit, _BELIEVED - bonus)
    if found is None:
        return None
    trial = trial or _cheap_start(fit.charges)
    return Found(fit, found.varies, found.confidence, trial, alone=not fit.strays)


def _moved(merchant: str, charges: Sequence[Charge], bonus: float) -> list[Found]:
    """Return the series before and after its day was moved: it was left and taken up again.

    Both are told, the first as one that ended; nothing is told where the second is none.
    """
    gaps = [later.day - earlier.day for earlier, later in pairwise(charges)]
    if not cadences_for([charge.day for charge in charges]):
        return []
    middle = median(gaps)
    odd = sorted(range(len(gaps)), key=lambda place: -abs(gaps[place] - middle))
    best: list[Found] = []
    for place in odd[:_BREAKS_TRIED]:
        parts = [
            _as_one(merchant, part, bonus)
            for part in (charges[: place + 1], charges[place + 1 :])
            if len(part) > 1
        ]
        found = [part for part in parts if part is not None]
        explains = sum(len(part.charges) for part in found) >= _MOST * len(charges)
        if found and found[-1].charges[-1] == charges[-1] and explains and len(found) > len(best):
            best = found
    return best


def _judged(merchant: str, fit: Fit, believed: float) -> Found | None:
    cents = [charge.cents for charge in fit.charges]
    cadence = fit.rhythm.cadence
    if cents[-1] == 0 or not may_recur(cents, cadence) or is_everyday(merchant, cadence):
        return None
    weight = _weight(fit)
    if weight < believed:
        return None
    return Found(fit, varies(cents, cadence), round(weight / (weight + believed / 2), 3))


def _weight(fit: Fit) -> float:
    return fit.evidence + likeness([charge.cents for charge in fit.charges])


def _without_trial(charges: Sequence[Charge]) -> tuple[Charge | None, Sequence[Charge]]:
    """Take off a first small charge, days before the first full one, as trials cost."""
    first, following = charges[0], charges[1]
    soon = _TRIAL_DAYS[0] <= following.day - first.day <= _TRIAL_DAYS[1]
    small = 0 <= first.cents <= following.cents * _TRIAL_SHARE
    if soon and small and len(charges) > _TRIAL_CHARGES:
        return first, charges[1:]
    return None, charges


def _cheap_start(charges: Sequence[Charge]) -> Charge | None:
    """Return the first charge where a series began at half its price or less, and soon rose."""
    for earlier, later in list(pairwise(charges))[:_TRIAL_CHARGES]:
        if 0 <= earlier.cents <= later.cents * _TRIAL_SHARE:
            return charges[0]
        if earlier.cents != later.cents:
            return None
    return None


def _as_plans(merchant: str, charges: Sequence[Charge], bonus: float) -> list[Found]:
    """Return the series that single amounts are, each with its changes of price."""
    by_amount: defaultdict[int, list[Charge]] = defaultdict(list)
    for charge in charges:
        by_amount[charge.cents].append(charge)
    seeds = [
        fit
        for cents, same in by_amount.items()
        if cents != 0
        and len(same) >= _FEWEST_OF_A_PLAN
        and (fit := best_fit(same)) is not None
        and len(fit.strays) <= _STRAYS_SHARE * len(same)
        and _weight(fit) >= _in_a_crowd(len(charges) - len(same)) - bonus
    ]
    joined = _joined(sorted(seeds, key=lambda fit: fit.charges[0]))
    completed = _completed(joined, charges)
    found = (_judged(merchant, fit, _PLAN_BELIEVED - bonus) for fit in completed)
    return sorted((plan for plan in found if plan), key=lambda plan: -plan.confidence)


def _in_a_crowd(others: int) -> float:
    return _PLAN_BELIEVED + _CROWD * log(1 + others)


def _joined(seeds: Iterable[Fit]) -> list[Fit]:
    """Join the amounts that follow one another as one price follows another."""
    chains: list[Fit] = []
    for seed in seeds:
        for place, chain in enumerate(chains):
            whole = _followed_by(chain, seed)
            if whole is not None:
                chains[place] = whole
                break
        else:
            chains.append(seed)
    return chains


def _followed_by(chain: Fit, seed: Fit) -> Fit | None:
    last, first = chain.charges[-1], seed.charges[0]
    if chain.rhythm.cadence is not seed.rhythm.cadence or first.day <= last.day:
        return None
    near = first.day - last.day <= 3.5 * PERIOD_DAYS[chain.rhythm.cadence]
    if not near or not _PRICE_STEP[0] <= first.cents / last.cents <= _PRICE_STEP[1]:
        return None
    whole = on_rhythm((*chain.charges, *seed.charges), seed.rhythm)
    return whole if whole is not None and not whole.strays else None


def _completed(fits: Sequence[Fit], charges: Sequence[Charge]) -> list[Fit]:
    """Give each series the single charges that fill its gaps or follow it at a new price."""
    taken = {charge.id for fit in fits for charge in fit.charges}
    free = [charge for charge in charges if charge.id not in taken]
    crowded = len(free) > sum(len(fit.charges) for fit in fits)
    completed = []
    for fit in fits:
        more = [] if crowded else [charge for charge in free if _belongs(charge, fit)]
        whole = on_rhythm(sorted((*fit.charges, *more)), fit.rhythm) if more else None
        completed.append(fit if whole is None or whole.strays else whole)
        free = [charge for charge in free if charge not in completed[-1].charges]
    return completed


def _belongs(charge: Charge, fit: Fit) -> bool:
    """Return whether a single charge is due in `fit`, where it has none, at a likely price."""
    slot = fit.rhythm.slot_of(charge.day)
    on_time = abs(charge.day - fit.rhythm.due(slot)) <= LEEWAY[fit.rhythm.cadence].on_time
    last = fit.slots[-1]
    if not on_time or slot in fit.slots or not fit.slots[0] - 1 <= slot <= last + 2:
        return False
    ratio = charge.cents / fit.charges[-1 if slot > last else 0].cents
    return _LAST_STEP[0] <= ratio <= _LAST_STEP[1]

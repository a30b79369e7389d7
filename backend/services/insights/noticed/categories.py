"""Categories that cost far more than usual, and those that rise or fall month by month."""

from collections.abc import Iterator, Sequence
from math import erf, sqrt
from statistics import fmean

from sqlalchemy.orm import Session

from backend.services.insights.facts import in_words, rows
from backend.services.insights.months import SPENDING
from backend.services.insights.noticed.insight import Asked, Insight, InsightKind, Weight
from backend.services.insights.noticed.usual import usual
from backend.services.reports.category_months import CategoryMonths, category_months
from backend.services.reports.periods import Period

MONTHS = 24
_COMPARED = 12  # full months before the one that is looked at
_FEWEST = 8  # of them with money spent
_FAR = 4.75  # spreads above the usual
_LEAST_CENTS, _LEAST_SHARE = 100_00, 0.25  # less is no news
_ABOVE_MOST = 1.5  # times the most of those months
_DRIFT_MONTHS = 9
_DRIFT_CENTS, _DRIFT_SHARE = 75_00, 0.2
_BY_CHANCE = 0.02
# What nobody buys: told from the first dollar on.
FEES, _LEAST_FEE = frozenset({"bank_fee", "interest_charge"}), 1_00
_QUARTER, _YEAR = 3, 12


def category_insights(session: Session, asked: Asked) -> Iterator[Insight]:
    """Yield what stands out in this month and the last, and what drifts; dearest first."""
    report = category_months(session, asked.month.plus(-MONTHS), asked.month)
    for line in report.categories:
        if line.is_income or line.short_desc is None:
            continue
        if line.short_desc in FEES:
            yield from _fees(line, asked)
        else:
            yield from _unusual(line, asked)
            yield from _drift(line, asked)


def _fees(line: CategoryMonths, asked: Asked) -> Iterator[Insight]:
    """Yield what a bank took this month, or else in the last one."""
    back = 0 if line.cents[-1] > 0 else 1
    month, cents = asked.month.plus(-back), line.cents[-1 - back]
    if cents < _LEAST_FEE:
        return
    year = line.cents[len(line.cents) - back - _YEAR : len(line.cents) - back]
    yield Insight(
        key=f"fees:{line.short_desc}:{month}",
        kind=InsightKind.FEES,
        weight=Weight.NOTABLE,
        title=f"{line.display_name}: {asked.money(cents)} in {in_words(Period.of_month(month))}",
        detail=f"In twelve months it comes to {asked.money(sum(year))}.",
        cents=cents,
        source=rows(f"{SPENDING} category={line.short_desc} date:{month}"),
        history=_history(year, asked, back),
    )


def _unusual(line: CategoryMonths, asked: Asked) -> Iterator[Insight]:
    """Yield this month, or else the last one, where it is far above the months before it."""
    for back in (0, 1):
        now = line.cents[-1 - back]
        before = line.cents[-1 - back - _COMPARED : -1 - back]
        if len([each for each in before if each > 0]) < _FEWEST:
            continue
        known = usual(before)
        more = now - known.middle
        if more < max(_LEAST_CENTS, _LEAST_SHARE * known.middle):
            continue
        # What is large once a year or two is no surprise, though a year knows nothing of it.
        if now > max(line.cents[: -1 - back]) and known.exceeds(
            now, times=_FAR, above_most=_ABOVE_MOST
        ):
            yield _of_month(line, asked, back, known.middle)
            return


def _of_month(line: CategoryMonths, asked: Asked, back: int, middle: int) -> Insight:
    month = asked.month.plus(-back)
    now, name = line.cents[-1 - back], in_words(Period.of_month(month))
    so_far = " so far" if back == 0 else ""
    first = next(place for place, cents in enumerate(line.cents) if cents > 0)
    since = asked.month.plus(first - MONTHS)
    return Insight(
        key=f"unusual:{line.short_desc}:{month}",
        kind=InsightKind.UNUSUAL_CATEGORY,
        weight=Weight.NOTABLE,
        title=f"{line.display_name}: {asked.money(now)} in {name}{so_far}",
        detail=f"That is {asked.money(now - middle)} more than in a usual month "
        f"({asked.money(middle)}), and more than in any month since {in_words(Period.of_month(since))}.",
        cents=now - middle,
        source=rows(f"{SPENDING} category={line.short_desc} date:{month}"),
        history=_history(line.cents[-1 - back - _COMPARED : len(line.cents) - back], asked, back),
    )


def _drift(line: CategoryMonths, asked: Asked) -> Iterator[Insight]:
    """Yield a category whose last nine full months go one way, against the year before too."""
    full = line.cents[:-1]
    recent = full[-_DRIFT_MONTHS:]
    if len(recent) < _DRIFT_MONTHS or min(recent) <= 0 or chance_of_trend(recent) > _BY_CHANCE:
        return
    starts, ends = recent[:_QUARTER], recent[-_QUARTER:]
    if not _is_new_level(full):
        return
    early, late = round(fmean(starts)), round(fmean(ends))
    change = late - early
    if abs(change) < max(_DRIFT_CENTS, _DRIFT_SHARE * early) or _is_season(full, change):
        return
    yield _of_drift(line, asked, early, late)


def _is_new_level(full: Sequence[int]) -> bool:
    """Tell whether the last quarter is above, or below, every three months before it."""
    first = next(place for place, cents in enumerate(full) if cents > 0)
    known = full[first:]
    quarters = [sum(known[at : at + _QUARTER]) for at in range(len(known) - _QUARTER + 1)]
    *before, last = quarters
    before = before[: 1 - _QUARTER]  # those that share no month with it
    return last > max(before) or last < min(before)


def _is_season(full: Sequence[int], change: int) -> bool:
    """Tell whether the same months of the year before were as high, or as low."""
    then = full[-_YEAR - _QUARTER : -_YEAR]
    if len(then) < _QUARTER or min(then) <= 0:
        return False
    since = sum(full[-_QUARTER:]) - sum(then)
    return since * change <= 0 or abs(since) < _LEAST_SHARE / 2 * sum(then)


def _of_drift(line: CategoryMonths, asked: Asked, early: int, late: int) -> Insight:
    way = "rises" if late > early else "falls"
    first = asked.month.plus(-_DRIFT_MONTHS)
    last = asked.month.plus(-1)
    yearly = abs(late - early) * 12
    return Insight(
        key=f"drift:{line.short_desc}:{way}:{last.year}-{(last.month - 1) // _QUARTER + 1}",
        kind=InsightKind.DRIFT,
        weight=Weight.NOTABLE if late > early else Weight.NEWS,
        title=f"{line.display_name} {way}: from {asked.money(early)} to {asked.money(late)} a month",
        detail=f"The averages of three months, {in_words(Period(first.first_day, last.end))}. "
        f"Over a year that makes {asked.money(yearly)} {'more' if late > early else 'less'}.",
        cents=abs(late - early),
        source=rows(f"{SPENDING} category={line.short_desc} date:{first}..{last}"),
        history=_history(line.cents[-1 - _COMPARED : -1], asked, 1),
    )


def chance_of_trend(values: Sequence[int]) -> float:
    """Return how likely values in any order show as much of a trend (Mann 1945, Kendall 1975)."""
    pairs = [(a, b) for at, a in enumerate(values) for b in values[at + 1 :]]
    score = sum((b > a) - (b < a) for a, b in pairs)
    count = len(values)
    deviation = sqrt(count * (count - 1) * (2 * count + 5) / 18)
    far = max(0, abs(score) - 1) / deviation
    return 1 - erf(far / sqrt(2))


def _history(cents: Sequence[int], asked: Asked, back: int) -> tuple[tuple[str, int], ...]:
    first = asked.month.plus(-back - len(cents) + 1)
    return tuple((str(first.plus(place)), each) for place, each in enumerate(cents))

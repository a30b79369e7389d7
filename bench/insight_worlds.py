"""Households in which something happened that has to be noticed, and what it was."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from statistics import median

from backend.core.calendar import Month
from backend.services.demo.answers import Cadence, RecurringSeries, SeriesState
from backend.services.demo.generator import SampleHousehold, generate_household
from backend.services.demo.household import INCOME_CATEGORIES
from backend.services.demo.model import SampleSource, SampleStatus, SampleTransaction, stream
from backend.services.insights.noticed.insight import InsightKind

_DRIFT_MONTHS = 9


@dataclass(frozen=True, slots=True)
class Planted:
    """What happened, and a word that the insight on it has in its title."""

    kind: InsightKind
    name: str


@dataclass(slots=True)
class InsightWorld:
    """A household on its last day, and what was planted in it."""

    household: SampleHousehold
    rows: dict[str, SampleTransaction]
    planted: list[Planted] = field(default_factory=list)
    added: int = 0

    @property
    def today(self) -> dt.date:
        """The day on which it is looked at."""
        return self.household.last_day

    @property
    def month(self) -> Month:
        """The last full month."""
        return Month.of(self.today).plus(-1)

    def whole(self) -> SampleHousehold:
        """Return the household with all that was planted."""
        rows = sorted(self.rows.values(), key=lambda row: (row.date, row.account_key, row.order))
        return replace(self.household, transactions=tuple(rows))

    def add(self, like: SampleTransaction, **values: object) -> None:
        """Add a settled row like another one."""
        plain = {"splits": (), "tags": (), "notes": None, "transfer_key": None, "external_id": None}
        settled = {"status": SampleStatus.CONFIRMED, "source": SampleSource.CSV_IMPORT}
        self.added += 1
        key = f"planted-{self.added}"
        row = replace(like, **{"key": key, **plain, **settled, **values})  # type: ignore[arg-type]
        self.rows[row.key] = row


def make_world(seed: int) -> InsightWorld:
    """Return a household whose last day is another one for each seed, with one event of each kind.

    What waits for review counts nowhere yet: the household has reviewed everything.
    """
    dice = stream(seed, "insights")
    last_day = dt.date(2024 + dice.randrange(3), dice.randint(1, 12), dice.randint(1, 28))
    household = generate_household(seed, last_day=last_day)
    rows = {row.key: _settled(row) for row in household.transactions}
    world = InsightWorld(household, rows)
    used: set[str] = set()
    for plant in (_drift, _spike):
        used.add(plant(world, dice.choice, used))
    taken = {series.merchant for series in household.answers.recurring}
    for plant_charge in (_charge, _double):
        taken.add(plant_charge(world, dice.choice, taken))
    _price_rise(world, dice.choice)
    _pay_stops(world)
    _new_series(world, dice.randint(9, 39) * 100 + 99)
    return world


Choose = Callable[[list[str]], str]


def _settled(row: SampleTransaction) -> SampleTransaction:
    waits = row.status is SampleStatus.PENDING_REVIEW
    return replace(row, status=SampleStatus.CONFIRMED) if waits else row


def _spent(rows: Iterable[SampleTransaction]) -> dict[str, Counter[str]]:
    """Return what each everyday category cost month by month; split rows are nobody's."""
    months: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.category and row.cents > 0 and not row.splits and row.transfer_key is None:
            months[row.category][str(Month.of(row.date))] += row.cents
    return months


def _steady(world: InsightWorld, without: set[str], least: int) -> list[str]:
    """Return the categories that had money in each month of the last year, and enough of it."""
    bills = {series.category for series in world.household.answers.recurring}
    months = [str(world.month.plus(-back)) for back in range(13)]
    return sorted(
        key
        for key, spent in _spent(world.rows.values()).items()
        if key not in without
        and key not in bills | INCOME_CATEGORIES
        and min(spent[month] for month in months) > 0
        and median(spent[month] for month in months) >= least
    )


def _drift(world: InsightWorld, choose: Choose, used: set[str]) -> str:
    """Let a category rise by a seventh of its size each month for nine months."""
    key = choose(_steady(world, used, 120_00))
    spent = _spent(world.rows.values())[key]
    usual = median(spent[str(world.month.plus(-back))] for back in range(12))
    like = next(row for row in reversed(world.rows.values()) if row.category == key)
    for step in range(_DRIFT_MONTHS):
        month = world.month.plus(step - _DRIFT_MONTHS + 1)
        wanted = round(usual * (1 + step / 7))
        present = [
            row
            for row in world.rows.values()
            if row.category == key and Month.of(row.date) == month and row.cents > 0
        ]
        share = wanted / sum(row.cents for row in present if not row.splits)
        for row in present:
            if not row.splits:
                cents = max(1, round(row.cents * share))
                world.rows[row.key] = replace(row, cents=cents)
    world.planted.append(Planted(InsightKind.DRIFT, like.category or ""))
    return key


def _spike(world: InsightWorld, choose: Choose, used: set[str]) -> str:
    """Let a category cost twice the most of a year, in three purchases of the last month."""
    key = choose(_steady(world, used, 60_00))
    spent = _spent(world.rows.values())[key]
    most = max(spent[str(world.month.plus(-back))] for back in range(1, 13))
    more = max(2 * most - spent[str(world.month)], 150_00)
    like = next(row for row in reversed(world.rows.values()) if row.category == key)
    for day in (4, 12, 21):
        merchant = f"SHOP {key} {day}".upper()
        on = world.month.first_day.replace(day=day)
        world.add(like, date=on, cents=more // 3, description=merchant, merchant=merchant.title())
    world.planted.append(Planted(InsightKind.UNUSUAL_CATEGORY, key))
    return key


def _charge(world: InsightWorld, choose: Choose, taken: set[str]) -> str:
    """Let a merchant take three times the most it ever took."""
    name = choose(_visited(world, taken, 15))
    past = [row for row in world.rows.values() if row.merchant == name and row.cents > 0]
    most = max(row.cents for row in past)
    day = world.today - dt.timedelta(days=9)
    world.add(past[-1], date=day, cents=max(3 * most, most + 120_00))
    world.planted.append(Planted(InsightKind.UNUSUAL_CHARGE, name))
    return name


def _double(world: InsightWorld, choose: Choose, taken: set[str]) -> str:
    """Let a merchant take the same amount again a day later."""
    name = choose(_visited(world, taken, 10))
    last = [row for row in world.rows.values() if row.merchant == name and row.cents > 0][-1]
    day, cents = world.today - dt.timedelta(days=6), 20_00 + last.cents % 100_00 + 13
    world.add(last, date=day, cents=cents)
    world.add(last, date=day + dt.timedelta(days=1), cents=cents)
    world.planted.append(Planted(InsightKind.CHARGED_TWICE, name))
    return name


def _visited(world: InsightWorld, taken: set[str], least: int) -> list[str]:
    visits = Counter(
        row.merchant
        for row in world.rows.values()
        if row.cents > 0 and row.transfer_key is None and row.category and not row.splits
    )
    return sorted(name for name, count in visits.items() if count >= least and name not in taken)


def _price_rise(world: InsightWorld, choose: Choose) -> None:
    """Let a subscription of a fixed price take a sixth more, twice."""
    found = {each.merchant: each for each in world.household.answers.recurring if _is_fixed(each)}
    name = choose(sorted(found))
    for charge in found[name].charges[-2:]:
        row = world.rows[charge.key]
        world.rows[row.key] = replace(row, cents=row.cents + max(1_00, row.cents // 6))
    world.planted.append(Planted(InsightKind.PRICE_RISE, name))


def _is_fixed(series: RecurringSeries) -> bool:
    runs = series.state is SeriesState.ACTIVE and series.cadence is Cadence.MONTHLY
    plain = not series.varies and not series.price_changes and series.trial is None
    return runs and plain and series.charges[-1].cents > 0 and len(series.charges) > 12


def _pay_stops(world: InsightWorld) -> None:
    """Let the last pay not come, where it was due long enough ago to be missed."""
    for series in world.household.answers.recurring:
        last = series.charges[-1]
        late = (world.today - last.date).days
        if last.cents < 0 and series.state is SeriesState.ACTIVE and 8 <= late <= 25:
            del world.rows[last.key]
            world.planted.append(Planted(InsightKind.INCOME_LATE, series.merchant))
            return


def _new_series(world: InsightWorld, cents: int) -> None:
    """Let a new subscription take its third monthly charge."""
    like = next(row for row in world.rows.values() if row.category == "software")
    for back in range(3):
        month = world.month.plus(-back)
        day = month.first_day.replace(day=17)
        name = "Brass Kettle Weekly"
        world.add(like, date=day, cents=cents, description=name.upper(), merchant=name)
    world.planted.append(Planted(InsightKind.NEW_RECURRING, "Brass Kettle"))

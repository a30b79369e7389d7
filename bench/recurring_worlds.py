"""Made-up histories that are hard to tell series from: jitter, skips, rises, decoys.

Nothing here knows how series are found. A world is drawn from its seed: which series and decoys it
has, when they began, on which days they really came, what they cost.
"""

import datetime as dt
import random
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backend.models import Cadence

LAST_DAY = dt.date(2026, 6, 30)
_YEARS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row; positive cents are money out."""

    id: int
    merchant: str
    account: int
    day: dt.date
    cents: int


@dataclass(slots=True)
class Planted:
    """A series that was planted, and what finding it must say."""

    merchant: str
    account: int
    cadence: Cadence
    ids: set[int] = field(default_factory=set)
    next_due: dt.date | None = None  # None: it has ended


@dataclass(slots=True)
class World:
    """Rows and the series among them; every other merchant is a decoy."""

    rows: list[Row] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)

    def add(self, merchant: str, account: int, day: dt.date, cents: int) -> int:
        """Add a row; return its id."""
        row = Row(len(self.rows) + 1, merchant, account, day, cents)
        self.rows.append(row)
        return row.id


def make_world(seed: int) -> World:
    """Return the world of `seed`."""
    rng = random.Random(seed)
    world = World()
    _Maker(world, rng).make()
    return world


def _in_month(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def _months(start: dt.date, step: int, day: int) -> Iterator[dt.date]:
    index = start.year * 12 + start.month - 1
    while True:
        yield _in_month(index // 12, index % 12 + 1, day)
        index += step


def _semimonthly(start: dt.date, first: int, second: int) -> Iterator[dt.date]:
    for due in _months(start, 1, first):
        yield due
        yield _in_month(due.year, due.month, second)


def _weeks(start: dt.date, days: int) -> Iterator[dt.date]:
    day = start
    while True:
        yield day
        day += dt.timedelta(days=days)


def _same(day: dt.date) -> dt.date:
    return day


def _after_weekend(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def _before_weekend(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday() - 4) if day.weekday() >= 5 else day


@dataclass(slots=True)
class _Plan:
    cadence: Cadence
    dues: Iterator[dt.date]
    price: Callable[[int], int]
    shift: Callable[[dt.date], dt.date] = _same
    jitter: int = 0
    skip: float = 0.0
    ends_after: int | None = None


class _Maker:
    def __init__(self, world: World, rng: random.Random) -> None:
        self.world = world
        self.rng = rng
        self.number = 0

    def make(self) -> None:
        for series, count in (
            (self.subscription, 9), (self.skipping, 2), (self.jittered, 3), (self.utility, 4),
            (self.bank_bill, 3), (self.quarterly, 2), (self.yearly, 2), (self.weekly, 1),
            (self.biweekly, 1), (self.pay_biweekly, 1), (self.pay_semimonthly, 1),
            (self.two_plans, 2), (self.trial, 1), (self.ended, 2), (self.among_purchases, 1), (self.moved, 1),
        ):  # fmt: skip
            for _ in range(count):
                series()
        for decoy, count in (
            (self.weekly_coffee, 3), (self.supermarket, 4), (self.menu_lunch, 3),
            (self.monthly_ish, 4), (self.barber, 2), (self.fuel, 2), (self.rare, 40),
            (self.summer_hotel, 1), (self.fares, 2), (self.online_shop, 2),
        ):  # fmt: skip
            for _ in range(count):
                decoy()

    # Series

    def subscription(self) -> None:
        self._plant(self._monthly(self._rising(self._price(3, 40))))

    def skipping(self) -> None:
        plan = self._monthly(self._rising(self._price(15, 80)))
        plan.skip = self.rng.uniform(0.08, 0.18)
        self._plant(plan)

    def jittered(self) -> None:
        plan = self._monthly(self._rising(self._price(5, 120)))
        plan.jitter = self.rng.choice((1, 2, 2, 3))
        self._plant(plan)

    def utility(self) -> None:
        base, swing = self._price(40, 180), self.rng.uniform(0.06, 0.22)
        season = self.rng.uniform(0, 0.35)

        def price(number: int) -> int:
            summer = season * (1 - abs((number % 12) - 6) / 3)
            return int(base * (1 + summer + self.rng.uniform(-swing, swing)))

        plan = self._monthly(price)
        plan.shift = _after_weekend
        plan.jitter = self.rng.choice((0, 0, 1, 2))
        self._plant(plan)

    def bank_bill(self) -> None:
        plan = self._monthly(self._rising(self._price(80, 2500)))
        plan.shift = _after_weekend
        self._plant(plan)

    def quarterly(self) -> None:
        dues = _months(self._start(700, 1090), 3, self.rng.randint(1, 28))
        self._plant(_Plan(Cadence.QUARTERLY, dues, self._rising(self._price(30, 200), every=9)))

    def yearly(self) -> None:
        start = LAST_DAY - dt.timedelta(days=self.rng.randint(740, 1090))
        dues = _months(start, 12, start.day)
        base = self._price(40, 250)
        rise = self.rng.choice((0, 0, 0.05, 0.08))
        plan = _Plan(Cadence.YEARLY, dues, lambda number: int(base * (1 + rise) ** number))
        plan.jitter = self.rng.choice((0, 0, 1))
        self._plant(plan)

    def weekly(self) -> None:
        plan = _Plan(
            Cadence.WEEKLY,
            _weeks(self._start(200, 900), 7),
            self._rising(self._price(20, 70), every=70),
        )
        plan.skip = self.rng.choice((0.02, 0.06))
        self._plant(plan)

    def biweekly(self) -> None:
        dues = _weeks(self._start(300, 1000), 14)
        plan = _Plan(Cadence.BIWEEKLY, dues, self._rising(self._price(60, 160), every=40))
        plan.skip = 0.04
        self._plant(plan)

    def pay_biweekly(self) -> None:
        base, hourly = self._price(900, 3000), self.rng.random() < 0.4
        rising = self._rising(base, every=26)

        def price(number: int) -> int:
            return -(int(base * self.rng.uniform(0.85, 1.15)) if hourly else rising(number))

        self._plant(_Plan(Cadence.BIWEEKLY, _weeks(self._start(500, 1090), 14), price), account=1)

    def pay_semimonthly(self) -> None:
        rising = self._rising(self._price(1200, 4000), every=24)
        first, second = self.rng.choice(((15, 31), (1, 15), (5, 20)))
        dues = _semimonthly(self._start(500, 1090), first, second)
        shift = self.rng.choice((_before_weekend, _after_weekend))
        plan = _Plan(Cadence.SEMIMONTHLY, dues, lambda number: -rising(number), shift)
        self._plant(plan, account=1)

    def two_plans(self) -> None:
        merchant, account = self._merchant(), self._account()
        day = self.rng.randint(1, 14)
        for offset in (0, self.rng.randint(4, 13)):
            price = self._rising(self._price(2, 45))
            dues = _months(self._start(250, 1090), 1, day + offset)
            self._plant(_Plan(Cadence.MONTHLY, dues, price), merchant=merchant, account=account)

    def trial(self) -> None:
        merchant, account = self._merchant(), self._account()
        start = self._start(150, 600)
        planted = self._plant(
            _Plan(Cadence.MONTHLY, _months(start, 1, start.day), self._rising(self._price(8, 30))),
            merchant=merchant,
            account=account,
        )
        first = min(row.day for row in self.world.rows if row.id in planted.ids)
        day = first - dt.timedelta(days=self.rng.choice((7, 14, 30)))
        self.world.add(merchant, account, day, self.rng.choice((0, 1_00, 99)))

    def ended(self) -> None:
        plan = self._monthly(self._rising(self._price(6, 60)), least=600)
        plan.ends_after = self.rng.randint(8, 14)
        self._plant(plan)

    def moved(self) -> None:
        """A subscription that was left and taken up again on another day of the month."""
        merchant, account, price = self._merchant(), self._account(), self._price(8, 60)
        start, day = self._start(600, 1000), self.rng.randint(1, 12)
        before = _Plan(Cadence.MONTHLY, _months(start, 1, day), lambda _: price)
        before.ends_after = self.rng.randint(6, 10)
        self._plant(before, merchant=merchant, account=account)
        again = start + dt.timedelta(days=31 * (before.ends_after + self.rng.randint(0, 4)))
        dues = _months(again, 1, day + self.rng.randint(8, 15))
        self._plant(
            _Plan(Cadence.MONTHLY, dues, lambda _: price), merchant=merchant, account=account
        )

    def among_purchases(self) -> None:
        merchant, account = self._merchant(), self._account()
        self._plant(
            self._monthly(self._rising(self._price(9, 25))), merchant=merchant, account=account
        )
        self._visits(merchant, account, 1.2, lambda: self.rng.randint(11_00, 90_00))

    # Decoys

    def weekly_coffee(self) -> None:
        menu = [self.rng.randrange(375, 725, 25) for _ in range(self.rng.randint(2, 5))]
        day = self._start(300, 1090)
        merchant, account = self._merchant("BEAN HOUSE"), self._account()
        while day <= LAST_DAY:
            if self.rng.random() < 0.85:
                shown = day + dt.timedelta(days=self.rng.choice((0, 0, 0, 1, -1)))
                self._spend(merchant, account, shown, self.rng.choice(menu))
            day += dt.timedelta(days=7)

    def supermarket(self) -> None:
        self._visits(
            self._merchant("GROVE"),
            self._account(),
            self.rng.uniform(2, 6),
            lambda: int(self.rng.lognormvariate(8.4, 0.6)),
        )

    def menu_lunch(self) -> None:
        menu = [self.rng.randrange(795, 1695, 50) for _ in range(self.rng.randint(2, 4))]
        self._visits(
            self._merchant("NOODLE"),
            self._account(),
            self.rng.uniform(1.5, 5),
            lambda: self.rng.choice(menu),
        )

    def monthly_ish(self) -> None:
        low = self.rng.randint(15_00, 60_00)
        self._visits(
            self._merchant("GARDEN"),
            self._account(),
            self.rng.uniform(0.8, 1.2),
            lambda: self.rng.randint(low, low * 3),
        )

    def barber(self) -> None:
        merchant, account = self._merchant("CUTS"), self._account()
        price, day = self.rng.choice((28_00, 35_00, 40_00)), self._start(500, 1090)
        while day <= LAST_DAY:
            self._spend(merchant, account, day, price + self.rng.choice((0, 0, 5_00, 7_00)))
            day += dt.timedelta(days=self.rng.randint(24, 52))

    def fuel(self) -> None:
        self._visits(
            self._merchant("STATION"),
            self._account(),
            self.rng.uniform(2, 4),
            lambda: self.rng.randint(28_00, 64_00),
        )

    def rare(self) -> None:
        merchant, account = self._merchant("STORE"), self._account()
        for _ in range(self.rng.randint(1, 6)):
            day = LAST_DAY - dt.timedelta(days=self.rng.randint(0, 1090))
            self._spend(merchant, account, day, self.rng.randint(8_00, 140_00))

    def summer_hotel(self) -> None:
        merchant, account = self._merchant("HOTEL"), self._account()
        for year in (2023, 2024, 2025):
            day = dt.date(year, 7, self.rng.randint(5, 25))
            self._spend(merchant, account, day, self.rng.randint(400_00, 900_00))

    def fares(self) -> None:
        fares = (2_40, 4_80, 20_00)
        self._visits(
            self._merchant("TRANSIT"),
            self._account(),
            self.rng.uniform(3, 9),
            lambda: self.rng.choice(fares),
        )

    def online_shop(self) -> None:
        self._visits(
            self._merchant("ONLINE"),
            self._account(),
            self.rng.uniform(2, 7),
            lambda: int(self.rng.lognormvariate(8, 0.8)) // 100 * 100 + 99,
        )

    # Tools

    def _merchant(self, kind: str = "") -> str:
        self.number += 1
        return f"{kind or 'FIRM'} {''.join(chr(65 + int(d)) for d in f'{self.number:03d}')}"

    def _account(self) -> int:
        return self.rng.randint(1, 3)

    def _price(self, low: int, high: int) -> int:
        return self.rng.randint(low, high) * 100 + self.rng.choice((0, 49, 99, 99, 95))

    def _start(self, least: int, most: int) -> dt.date:
        return LAST_DAY - dt.timedelta(days=self.rng.randint(least, most))

    def _rising(self, cents: int, every: int = 14) -> Callable[[int], int]:
        """Return a price that may rise by some percent, now and then."""
        rises = self.rng.random() < 0.6
        at = self.rng.randint(every // 2, every * 2)
        share = self.rng.uniform(0.04, 0.3)

        def price(number: int) -> int:
            times = 0 if not rises or number < at else 1 + (number - at) // (every * 2)
            return round(cents * (1 + share) ** times)

        return price

    def _monthly(self, price: Callable[[int], int], least: int = 150) -> _Plan:
        start = self._start(least, 1090)
        day = self.rng.choice((start.day, self.rng.randint(1, 28), 31))
        return _Plan(Cadence.MONTHLY, _months(start, 1, day), price)

    def _plant(
        self, plan: _Plan, *, merchant: str | None = None, account: int | None = None
    ) -> Planted:
        planted = Planted(merchant or self._merchant(), account or self._account(), plan.cadence)
        for number, due in enumerate(plan.dues):
            over = plan.ends_after is not None and number >= plan.ends_after
            if due > LAST_DAY or over:
                planted.next_due = None if over else plan.shift(due)
                break
            late = self.rng.randint(-plan.jitter // 2, plan.jitter) if plan.jitter else 0
            day = plan.shift(due) + dt.timedelta(days=late)
            if day <= LAST_DAY and not (number and self.rng.random() < plan.skip):
                row = self.world.add(planted.merchant, planted.account, day, plan.price(number))
                planted.ids.add(row)
        self.world.planted.append(planted)
        return planted

    def _visits(
        self, merchant: str, account: int, per_month: float, cents: Callable[[], int]
    ) -> None:
        day = self._start(500, 1090)
        while day <= LAST_DAY:
            self._spend(merchant, account, day, cents())
            day += dt.timedelta(days=max(1, round(self.rng.expovariate(per_month / 30.4))))

    def _spend(self, merchant: str, account: int, day: dt.date, cents: int) -> None:
        if day <= LAST_DAY:
            self.world.add(merchant, account, day, cents)

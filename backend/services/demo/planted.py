"""Plants what a careful reader should find: refunds, doubles, and equal purchases that are real."""

import datetime as dt
from collections.abc import Iterable, Sequence

from backend.services.demo.answers import PlantedPair, PlantedRefund
from backend.services.demo.book import Book, Entry
from backend.services.demo.household import CHASE, CHECKING, DISCOVER
from backend.services.demo.model import SampleSource, SampleTransaction, stream

_REFUNDED = frozenset({"amazon", "clothing", "walmart_target", "electronics", "home_supplies"})
_TWICE_A_DAY = frozenset({"coffee", "parking", "public_transit", "boba", "work_lunch"})
_REFUNDS = 24
_FULL_SHARE = 0.55
_EQUAL_PAIRS = 9
_OLD_DUPLICATES = 9
_NEW_DUPLICATES = 3
_NEW_DAYS = 18


class Planter:
    """Plants into a book, each thing on purchases of its own."""

    def __init__(self, book: Book, seed: int, purchases: Iterable[SampleTransaction]) -> None:
        self._book = book
        self._rng = stream(seed, "planted")
        self._used: set[str] = set()
        self._purchases = [
            row
            for row in purchases
            if book.period.holds(row.date) and row.category is not None and not row.splits
        ]

    def refunds(self) -> tuple[PlantedRefund, ...]:
        """Give money back, in full or in part, days or weeks after the purchase."""
        latest = self._book.period.last_day - dt.timedelta(days=_NEW_DAYS)
        choice = [r for r in self._purchases if r.category in _REFUNDED and r.date <= latest]
        planted = []
        for row in self._choose(choice, _REFUNDS):
            full = self._rng.random() < _FULL_SHARE
            cents = row.cents if full else row.cents * self._rng.randint(20, 75) // 100
            day = row.date + dt.timedelta(days=self._rng.randint(3, _NEW_DAYS))
            text = row.description.replace("PURCHASE AUTH", "PURCHASE RETURN AUTH")
            given = self._book.refund(_again(row, day, -cents, text))
            if given is not None:
                planted.append(PlantedRefund(row.key, given.key, full))
        return tuple(planted)

    def equal_pairs(self) -> tuple[PlantedPair, ...]:
        """Buy the same thing a second time on the same day; both are real."""
        cards = (DISCOVER, CHASE)
        choice = [
            r for r in self._purchases if r.category in _TWICE_A_DAY and r.account_key in cards
        ]
        planted = []
        for row in self._choose(choice, _EQUAL_PAIRS):
            twin = self._book.spend(_again(row, row.date, row.cents, row.description))
            if twin is not None:
                planted.append(PlantedPair(row.key, twin.key))
        return tuple(planted)

    def duplicates(self) -> tuple[PlantedPair, ...]:
        """Let a feed deliver again, in other words, what a file brought before."""
        last = self._book.period.last_day
        banks = (CHECKING, DISCOVER, CHASE)
        choice = [r for r in self._purchases if r.account_key in banks]
        old = [r for r in choice if (last - r.date).days > 2 * _NEW_DAYS]
        new = [r for r in choice if 2 < (last - r.date).days <= _NEW_DAYS]  # noqa: PLR2004
        planted = []
        for row in (*self._choose(old, _OLD_DUPLICATES), *self._choose(new, _NEW_DUPLICATES)):
            day = row.date + dt.timedelta(days=self._rng.choice((0, 1, 1, 2)))
            twin = self._book.repeat(_again(row, day, row.cents, row.merchant, SampleSource.PLAID))
            if twin is not None:
                planted.append(PlantedPair(row.key, twin.key))
        return tuple(planted)

    def _choose(self, rows: Sequence[SampleTransaction], count: int) -> list[SampleTransaction]:
        free = [row for row in rows if row.key not in self._used]
        chosen = sorted(
            self._rng.sample(free, min(count, len(free))), key=lambda row: (row.date, row.key)
        )
        self._used.update(row.key for row in chosen)
        return chosen


def _again(
    row: SampleTransaction,
    day: dt.date,
    cents: int,
    text: str,
    source: SampleSource = SampleSource.CSV_IMPORT,
) -> Entry:
    return Entry(row.account_key, day, cents, text, row.merchant, row.category, source=source)

"""The book in which a household is written down, row by row, while its answers are tallied.

Whoever writes says what a row means by the verb: `spend`, `refund`, `earn`, `move`, `repeat`.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from backend.core.calendar import Month
from backend.services.demo.answers import Tally
from backend.services.demo.model import (
    SampleSource,
    SampleStatus,
    SampleTransaction,
    SplitPart,
    stream,
)

_REVIEW_DAYS = 21
_AUTO_SHARE_OLD = 0.6
_AUTO_SHARE_NEW = 0.4
_UPCOMING_DAYS = 14


@dataclass(frozen=True, slots=True)
class Period:
    """The days a household is told for; `last_day` is included, and so is `horizon`.

    Rows after `last_day` are not in the books yet: they are what the next bank file brings.
    """

    first_day: dt.date
    last_day: dt.date

    @property
    def horizon(self) -> dt.date:
        """The last day for which rows are made up."""
        return self.last_day + dt.timedelta(days=_UPCOMING_DAYS)

    @property
    def days(self) -> list[dt.date]:
        """Every day up to the horizon."""
        count = (self.horizon - self.first_day).days + 1
        return [self.first_day + dt.timedelta(days=day) for day in range(count)]

    @property
    def months(self) -> list[Month]:
        """The calendar months that the days up to the horizon touch."""
        first, last = Month.of(self.first_day), Month.of(self.horizon)
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return [first.plus(index) for index in range(count)]

    def month_index(self, day: dt.date) -> int:
        """Return how many calendar months `day` is after the first one."""
        return (day.year - self.first_day.year) * 12 + day.month - self.first_day.month

    def holds(self, day: dt.date) -> bool:
        """Whether the day is in the books."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written down; `known` marks a merchant that the household files by itself."""

    account: str
    date: dt.date
    cents: int
    description: str
    merchant: str
    category: str | None
    known: bool = False
    source: SampleSource = SampleSource.CSV_IMPORT
    notes: str | None = None
    tags: tuple[str, ...] = ()
    splits: tuple[SplitPart, ...] = ()


class Book:
    """Rows so far, and what they add up to."""

    def __init__(self, seed: int, period: Period) -> None:
        self.period = period
        self.rows: list[SampleTransaction] = []
        self.upcoming: list[SampleTransaction] = []
        self.loaded = Tally()
        self.reviewed = Tally()
        self.transfer_legs: Counter[str] = Counter()
        self.outflow: Counter[tuple[str, str]] = Counter()
        self.repeated: set[str] = set()
        self._rng = stream(seed, "status")
        self._serial: Counter[str] = Counter()
        self._moves = 0

    def spend(self, entry: Entry) -> SampleTransaction | None:
        """Write down money spent; None where the day lies outside the books."""
        row = self._write(entry)
        if row is None or not self.period.holds(row.date):
            return row
        month = str(Month.of(row.date))
        for category, cents in _parts(row):
            self.reviewed.spending[month, category] += cents
            if row.status is not SampleStatus.PENDING_REVIEW:
                self.loaded.spending[month, category] += cents
        return row

    def refund(self, entry: Entry) -> SampleTransaction | None:
        """Write down money that a merchant gave back: negative spending of its category."""
        if entry.cents >= 0:
            raise ValueError("a refund brings money in")
        return self.spend(entry)

    def earn(self, entry: Entry) -> SampleTransaction | None:
        """Write down income; the cents are negative, as money that arrives is."""
        row = self._write(entry)
        if row is None or row.category is None or not self.period.holds(row.date):
            return row
        month = str(Month.of(row.date))
        self.reviewed.income[month, row.category] -= row.cents
        if row.status is not SampleStatus.PENDING_REVIEW:
            self.loaded.income[month, row.category] -= row.cents
        return row

    def repeat(self, entry: Entry) -> SampleTransaction | None:
        """Write down a purchase that came a second time; the bank booked it once."""
        row = self.spend(entry)
        if row is not None:
            self.repeated.add(row.key)
        return row

    def move(self, out: Entry, into: Entry) -> None:
        """Write down both legs of a move between own accounts; neither is income nor spending."""
        if out.date <= self.period.last_day < into.date:
            into = replace(into, date=out.date)
        if into.date <= self.period.last_day < out.date:
            out = replace(out, date=into.date)
        if min(out.date, into.date) < self.period.first_day:
            return
        self._moves += 1
        for leg in (out, into):
            self._write(leg, transfer_key=f"move-{self._moves:04d}")
            if self.period.holds(leg.date):
                self.transfer_legs[str(Month.of(leg.date))] += 1

    def bank_outflow(self, account: str) -> Counter[dt.date]:
        """Return what left the account on each day by the bank's books, up to the horizon."""
        days: Counter[dt.date] = Counter()
        for row in (*self.rows, *self.upcoming):
            if row.account_key == account and row.key not in self.repeated:
                days[row.date] += row.cents
        return days

    def _write(self, entry: Entry, transfer_key: str | None = None) -> SampleTransaction | None:
        if not self.period.first_day <= entry.date <= self.period.horizon or entry.cents == 0:
            return None
        row = self._row(entry, transfer_key)
        if self.period.holds(row.date):
            self.rows.append(row)
            self.outflow[row.account_key, str(Month.of(row.date))] += row.cents
        else:
            self.upcoming.append(row)
        return row

    def _row(self, entry: Entry, transfer_key: str | None) -> SampleTransaction:
        self._serial[entry.account] += 1
        key = f"{entry.account}-{self._serial[entry.account]:05d}"
        status = self._status(entry)
        # Nobody has noted, tagged or split what nobody has looked at yet.
        seen = status is not SampleStatus.PENDING_REVIEW
        return SampleTransaction(
            key=key,
            account_key=entry.account,
            date=entry.date,
            cents=entry.cents,
            description=entry.description,
            merchant=entry.merchant,
            category=entry.category,
            status=status,
            source=entry.source,
            transfer_key=transfer_key,
            external_id=f"sample-{key}" if entry.source is SampleSource.PLAID else None,
            notes=entry.notes if seen else None,
            tags=entry.tags if seen else (),
            splits=entry.splits if seen else (),
        )

    def _status(self, entry: Entry) -> SampleStatus:
        if entry.date > self.period.last_day:
            return SampleStatus.PENDING_REVIEW
        if entry.source is SampleSource.MANUAL:
            return SampleStatus.CONFIRMED
        recent = (self.period.last_day - entry.date).days < _REVIEW_DAYS
        share = _AUTO_SHARE_NEW if recent else _AUTO_SHARE_OLD
        if entry.known and self._rng.random() < share:
            return SampleStatus.AUTO_CONFIRMED
        return SampleStatus.PENDING_REVIEW if recent else SampleStatus.CONFIRMED


def _parts(row: SampleTransaction) -> list[tuple[str | None, int]]:
    if row.splits:
        return [(part.category, part.cents) for part in row.splits]
    return [(row.category, row.cents)]

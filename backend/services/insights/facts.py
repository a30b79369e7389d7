"""Facts: the figures that the adviser may speak of, each with its number, period and rows.

Every figure is computed by the app's own reports; the model only words them. A figure becomes a
fact when it is numbered, for one conversation: F1, F2, and so on.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self, TypedDict, Unpack
from urllib.parse import urlencode

from backend.core.calendar import Month
from backend.services.reports.periods import Period

_DAY = dt.timedelta(days=1)
Value = int | Decimal | dt.date


class Unit(StrEnum):
    """What a figure counts."""

    MONEY = "money"  # whole cents; what the sign means stands in the label
    SHARE = "share"  # 1 is all of it
    COUNT = "count"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: a screen of the app, filtered to the rows behind it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the household, not numbered yet.

    Attributes:
        topic: the heading that it stands under.
        label: what it is, in the app's own words.
        name: what of the household it is about: a category, a merchant, a series; else empty.
        value: cents of money, a share (1 is all), a count, or a day.
        period: in words, such as `June 2025`; empty for what holds now.
        line: the bank's own words behind `name`: they tell whether it is a person's.
    """

    topic: str
    label: str
    unit: Unit
    value: Value
    name: str = ""
    period: str = ""
    source: Source | None = None
    line: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure under its number in a conversation."""

    number: int
    figure: Figure

    @property
    def name(self) -> str:
        """What an answer cites it by, in square brackets."""
        return f"F{self.number}"


@dataclass(slots=True)
class FactBook:
    """The facts of one conversation; the same figure keeps its number."""

    facts: list[Fact] = field(default_factory=list)
    _numbers: dict[Figure, Fact] = field(default_factory=dict)

    @classmethod
    def holding(cls, facts: Iterable[Fact]) -> Self:
        """Return a book that goes on after `facts`."""
        book = cls(sorted(facts, key=lambda fact: fact.number))
        book._numbers = {fact.figure: fact for fact in book.facts}
        return book

    def add(self, figures: Iterable[Figure]) -> list[Fact]:
        """Number figures, and return them as facts in their order."""
        return [self._fact(figure) for figure in figures]

    def _fact(self, figure: Figure) -> Fact:
        known = self._numbers.get(figure)
        if known is None:
            known = Fact(self.facts[-1].number + 1 if self.facts else 1, figure)
            self.facts.append(known)
            self._numbers[figure] = known
        return known

    def find(self, number: int) -> Fact | None:
        """Return the fact of that number."""
        return next((fact for fact in self.facts if fact.number == number), None)


class About(TypedDict, total=False):
    """What may be said of any figure beside its value."""

    name: str
    period: str
    source: Source | None
    line: str


def money(topic: str, label: str, cents: int, **about: Unpack[About]) -> Figure:
    """Return an amount of whole cents."""
    return Figure(topic, label, Unit.MONEY, cents, **about)


def count(topic: str, label: str, number: int, **about: Unpack[About]) -> Figure:
    """Return how many there are."""
    return Figure(topic, label, Unit.COUNT, number, **about)


def share(
    topic: str, label: str, part: int, whole: int, **about: Unpack[About]
) -> Iterator[Figure]:
    """Yield `part` as a share of `whole`; nothing where there is no whole."""
    if whole > 0:
        yield Figure(topic, label, Unit.SHARE, Decimal(part) / Decimal(whole), **about)


def day(topic: str, label: str, value: dt.date, **about: Unpack[About]) -> Figure:
    """Return a day."""
    return Figure(topic, label, Unit.DAY, value, **about)


def rows(filter_text: str) -> Source:
    """Return the transactions that a filter lists."""
    return Source("Transactions", "/transactions?" + urlencode({"filter": filter_text}))


def screen(label: str, path: str, **query: str) -> Source:
    """Return another screen of the app."""
    return Source(label, f"{path}?{urlencode(query)}" if query else path)


def in_words(period: Period) -> str:
    """Return a period as people say it: `June 2025`, `2025`, `Apr 1 – Jun 15, 2025`."""
    first, last = period.start, period.end - _DAY
    if period == Period.of_month(Month.of(first)):
        return f"{first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if first == last:
        return f"{first:%b} {first.day}, {first.year}"
    year = "" if first.year == last.year else f", {first.year}"
    return f"{first:%b} {first.day}{year} – {last:%b} {last.day}, {last.year}"


def as_filter(period: Period) -> str:
    """Return a period in the filter language."""
    month = Month.of(period.start)
    if period == Period.of_month(month):
        return f"date:{month}"
    return f"date:{period.start}..{period.end - _DAY}"


def as_plain(fact: Fact, told: str | None = None) -> dict[str, Any]:
    """Return a fact as JSON has it: money in cents, shares as exact text, days in ISO form.

    `told` is its value as the model was told it, where that is another.
    """
    figure = fact.figure
    return {
        "number": fact.number,
        "topic": figure.topic,
        "label": figure.label,
        "name": figure.name,
        "unit": figure.unit.value,
        "value": figure.value if isinstance(figure.value, int) else str(figure.value),
        "period": figure.period,
        "source": asdict(figure.source) if figure.source else None,
        "line": figure.line,
        "told": told,
    }


def from_plain(plain: Mapping[str, Any]) -> Fact:
    """Return the fact that `as_plain` wrote."""
    unit = Unit(plain["unit"])
    figure = Figure(
        topic=plain["topic"],
        label=plain["label"],
        unit=unit,
        value=_value(unit, plain["value"]),
        name=plain["name"],
        period=plain["period"],
        source=Source(**plain["source"]) if plain["source"] else None,
        line=plain["line"],
    )
    return Fact(plain["number"], figure)


def _value(unit: Unit, plain: Any) -> Value:
    if unit is Unit.SHARE:
        return Decimal(plain)
    return dt.date.fromisoformat(plain) if unit is Unit.DAY else int(plain)

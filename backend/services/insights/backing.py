"""Backing: which numbers of an answer a fact stands behind. Pure.

A number is backed when a fact of its kind, rounded to the digits that are written, is that number:
1,234.56 backs `$1,234.56`, `$1,235`, `$1.2k`, and not `$1,234`. Sums and differences are not worked
out here: a fact has to say them. Where a citation follows a number at once, the facts that it names
have to back it. What the owner wrote, the days of periods, and numbers in names (`24 Hour Fitness`,
`last 6 months`) are backed by being there.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from backend.services.insights.facts import Fact, Figure, Unit
from backend.services.insights.numbers import Kind, Written, find_numbers

_CITATION = re.compile(r"\[F\d+(?:\s*[,;–-]\s*F\d+)*\]")
_CITED = re.compile(r"F(\d+)")
# What may stand between a number and the citation that is meant for it.
_DIRECTLY = re.compile(r"[\s*_)\"”’]*((?:\[F\d+(?:\s*[,;–-]\s*F\d+)*\][ ]?)+)")
_NEIGHBOURS = re.compile(r"(?:(\S+)\s+)?(\S+)(?:\s+(\S+))?")
_STRETCH = re.compile(r"-(day|week|month|year)\b")
_EDGES = ".,;:!?()[]*_\"'“”‘’"
_MONTH = 100  # a day is written month and day: 615 is June 15

_UNITS = {
    Kind.MONEY: {Unit.MONEY},
    Kind.PERCENT: {Unit.SHARE},
    Kind.COUNT: {Unit.COUNT},
    Kind.PLAIN: {Unit.MONEY, Unit.COUNT, Unit.SHARE},
    Kind.DAY: {Unit.DAY},
}


class Doubt(StrEnum):
    """Why a number is marked."""

    UNBACKED = "unbacked"  # no fact is that number
    MISCITED = "miscited"  # some fact is, but not the one that is cited for it
    NO_FACT = "no_fact"  # there is no fact of the number that is cited


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an answer that nothing backs."""

    start: int
    end: int
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Ground:
    """What numbers of an answer may rest on.

    Attributes:
        truths: by the number of a fact, its unit and the values that may be told for it: its own,
            and the one that the model was given where that was rounded.
        given: numbers that the owner wrote, and days and years that facts are about.
        names: the words of the facts, for numbers that are part of a name.
    """

    truths: Mapping[int, tuple[Unit, tuple[Decimal, ...], int | None]]
    given: tuple[Written, ...]
    names: str

    @classmethod
    def of(
        cls,
        facts: Sequence[Fact],
        *,
        told: Mapping[int, str] | None = None,
        owner_wrote: Iterable[str] = (),
    ) -> "Ground":
        """Return the ground that facts make.

        Args:
            facts: of the conversation.
            told: how values were written for the model, by the number of the fact.
            owner_wrote: the owner's questions and notes.
        """
        told = told or {}
        words = [f"{fact.figure.name} {fact.figure.label} {fact.figure.period}" for fact in facts]
        given = [number for text in owner_wrote for number in find_numbers(text)]
        about = (number for text in set(words) for number in find_numbers(text))
        given += [number for number in about if number.kind in (Kind.DAY, Kind.YEAR)]
        return cls(
            truths={f.number: _truths(f.figure, told.get(f.number, "")) for f in facts},
            given=tuple(given),
            names=" " + " ".join(_plain_words(text) for text in words) + " ",
        )


def find_unbacked(text: str, ground: Ground) -> list[Mark]:
    """Return what nothing backs in `text`, in order."""
    marks = [
        Mark(match.start(), match.end(), Doubt.NO_FACT)
        for match in _CITATION.finditer(text)
        if not all(int(number) in ground.truths for number in _CITED.findall(match[0]))
    ]
    for number in find_numbers(text):
        doubt = _doubt(text, number, ground)
        if doubt is not None:
            marks.append(Mark(number.start, number.end, doubt))
    return sorted(set(marks), key=lambda mark: (mark.start, mark.end))


def cited(text: str) -> list[int]:
    """Return the numbers of the facts that a text cites, each once, in order."""
    found = [
        int(number) for citation in _CITATION.findall(text) for number in _CITED.findall(citation)
    ]
    return list(dict.fromkeys(found))


def _doubt(text: str, number: Written, ground: Ground) -> Doubt | None:
    by = [fact for fact, truth in ground.truths.items() if _backs(truth, number)]
    direct = _DIRECTLY.match(text, number.end)
    if direct and number.kind is not Kind.YEAR:
        named = {int(digits) for digits in _CITED.findall(direct[1])}
        known = named & set(ground.truths)
        if named.intersection(by):
            return None
        if by and known:
            return Doubt.MISCITED
    if by or any(_same(number, other) for other in ground.given):
        return None
    return None if _is_in_a_name(text, number, ground.names) else Doubt.UNBACKED


def _truths(figure: Figure, told: str) -> tuple[Unit, tuple[Decimal, ...], int | None]:
    """Return what may be told of a figure: dollars, percent, a count, a day as month and day."""
    value = figure.value
    if isinstance(value, dt.date):
        return figure.unit, (Decimal(value.month * _MONTH + value.day),), value.year
    own = Decimal(value)
    if figure.unit is Unit.MONEY:
        own = own.scaleb(-2)
    elif figure.unit is Unit.SHARE:
        own = own.scaleb(2)
    written = find_numbers(told)
    as_told = [-n.value if n.sign == "-" else n.value for n in written if n.kind is not Kind.YEAR]
    return figure.unit, (own, *as_told), None


def _backs(truth: tuple[Unit, tuple[Decimal, ...], int | None], number: Written) -> bool:
    unit, values, year = truth
    if number.kind is Kind.YEAR:  # or four digits that only look like one
        return year == number.year if unit is Unit.DAY else any(map(number.says, values))
    if unit not in _UNITS[number.kind]:
        return False
    if unit is Unit.DAY:
        return number.value in values and number.year in (None, year)
    return any(number.says(value) for value in values)


def _same(number: Written, other: Written) -> bool:
    """Whether a number repeats one that is there."""
    if number.kind is Kind.YEAR:
        return number.year == other.year
    if number.kind is Kind.DAY:
        return number.value == other.value and (
            number.year is None or other.year in (None, number.year)
        )
    kinds = {number.kind, other.kind}
    alike = len(kinds) == 1 or (Kind.PLAIN in kinds and not kinds & {Kind.DAY, Kind.YEAR})
    return alike and number.value == other.value


def _is_in_a_name(text: str, number: Written, names: str) -> bool:
    """Whether the number stands in the words of a fact, with the word before or after it."""
    start = text.rfind(" ", 0, max(0, text.rfind(" ", 0, number.start))) + 1
    line = text.rfind("\n", 0, number.start) + 1
    before = text[max(start, line) : number.start].split()
    if text[max(start, line) : number.start].endswith((" ", "\n")):
        before.append("")
    after = text[number.end : number.end + 40].split("\n", maxsplit=1)[0]
    glued, _, rest = after.partition(" ")
    token = _plain_words((before[-1] if before else "") + text[number.start : number.end] + glued)
    previous = _plain_words(before[-2]) if len(before) > 1 else ""
    following = _plain_words(rest.split(" ")[0])
    tries = [f"{token} {following}"] if following else []
    if stretch := _STRETCH.match(text, number.end):  # "your 6-month average", of "6 full months"
        tries += [
            text[number.start : number.end] + f"{full} {stretch[1]}s" for full in ("", " full")
        ]
    if number.kind is Kind.PLAIN:  # "last 6" of "last 6 months" says nothing of 6 subscriptions
        tries += [token] if re.search(r"[a-z]", token) else []
        tries += [f"{previous} {token}"] if previous else []
    return number.kind in (Kind.PLAIN, Kind.COUNT) and any(f" {words} " in names for words in tries)


def _plain_words(text: str) -> str:
    return " ".join(word.strip(_EDGES) for word in text.casefold().split())

"""Numbers in words: `three hundred dollars`, `twenty-five percent`, `twelve subscriptions`. Pure.

Small words are no figures by themselves (`two things`, `one of them`): they count beside a unit,
beside what the app counts, or above a dozen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

_SMALL = {
    word: place
    for place, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * (place + 2)
    for place, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "grand": 1_000,
    "million": 1_000_000,
    "billion": 10**9,
}
_DOZEN = 12
_SURE = 13

# What the app counts: a number before one of these is a figure, also a small one in words.
COUNTED = (
    "transactions|charges|purchases|payments|bills|subscriptions|merchants|categories|accounts"
    "|budgets|times|visits|orders|deposits|refunds|transfers"
)
_UNIT = "|".join((*_SMALL, *_TENS))
_SCALE = "|".join((*_SCALES, "dozen")).replace("grand", r"grand(?!\s+total)")
_WORD = rf"(?:{_UNIT}|{_SCALE})"
_NUMBER = re.compile(
    rf"\b(?P<words>(?:an?\s+(?={_SCALE}\b))?{_WORD}(?:(?:\s+and\s+|\s*-\s*|\s+){_WORD})*)\b"
    r"(?:\s+(?P<unit>dollars?|bucks|euros?|pounds|cents?|per\s?cent|percentage\s+points?)\b"
    rf"|(?:\s+[a-z]+)?\s+(?P<noun>{COUNTED})\b)?",
    re.IGNORECASE,
)
_PICKS = re.compile(rf"\s+(?:[a-z]+est|top|main|other)\s+(?:{COUNTED})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number in words, at `start:end`."""

    start: int
    end: int
    kind: Literal["money", "percent", "count", "plain"]
    value: Decimal


def find_number_words(text: str) -> Iterator[NumberWords]:
    """Yield the numbers that `text` states in words."""
    for match in _NUMBER.finditer(text):
        value = _value(match["words"])
        unit = (match["unit"] or "").lower()
        if not (unit or match["noun"] or value >= _SURE):
            continue
        if value < _SURE and _PICKS.match(text, match.end("words")):
            continue  # "your two largest categories" picks two, and counts nothing
        if value == 1 and not unit:
            continue  # "one of your subscriptions"
        if unit.startswith("cent"):
            value /= 100
        end = match.end("unit") if unit else match.end("words")
        yield NumberWords(match.start(), end, _kind(unit, match["noun"]), value)


def _kind(unit: str, noun: str | None) -> Literal["money", "percent", "count", "plain"]:
    if unit:
        return "percent" if unit.startswith("per") else "money"
    return "count" if noun else "plain"


def _value(words: str) -> Decimal:
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("a", "an"):
            current = 1
        elif word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:  # noqa: PLR2004 - hundreds are multiplied by the thousands to come
                total, current = total + current, 0
        elif word == "dozen":
            current = max(current, 1) * _DOZEN
        else:
            current += _SMALL.get(word) or _TENS.get(word) or 0
    return Decimal(total + current)

"""Numbers as people write them: found in a text, with what they say and how exactly. Pure.

`$1,234.50`, `1.2k`, `-€45`, `12 percent`, `June 15`, `three hundred dollars`. What only looks like
a number is passed over: citations, list markers, ordinals, clock times, links, 401(k).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from backend.services.insights.number_words import COUNTED, find_number_words


class Kind(StrEnum):
    """What a written number speaks of."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    PLAIN = "plain"  # nothing beside it tells: a count, or an amount in a table
    DAY = "day"
    YEAR = "year"  # a bare year, or a year and a month


@dataclass(frozen=True, slots=True)
class Written:
    """A number in a text, at `start:end`.

    Attributes:
        value: without its sign; of a day its month and day as `615` for June 15.
        step: what one of its last digit is worth: 1 in `$1,234`, 100 in `1.2k`.
        sign: `-`, `+`, or nothing where none is written.
        year: of a day, where it is written.
    """

    start: int
    end: int
    kind: Kind
    value: Decimal
    step: Decimal = Decimal(1)
    sign: str = ""
    year: int | None = None

    def says(self, true: Decimal) -> bool:
        """Whether `true`, rounded to the digits that are written, is what is written."""
        if (self.sign == "-" and true > 0) or (self.sign == "+" and true < 0):
            return False
        return abs(abs(true) - self.value) * 2 <= self.step


_MONTHS = {
    name: place + 1
    for place, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    )
}
_MONTH = (
    r"(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_UNLESS_COUNTED = (
    r"(?![.,]\d|\s?%|\s+(?:percent|per\s+cent|dollars?|bucks|euros?|pounds|cents?|USD|EUR|GBP)\b"
    rf"|(?:\s+[a-z]+)?\s+(?:{COUNTED})\b)"
)
_NO_NUMBER = re.compile(
    r"\[F\d+(?:\s*[,;–-]\s*F\d+)*\]"  # a citation
    r"|\bhttps?://\S+|\]\([^)\s]*\)"  # where a link leads
    r"|^[ \t>#*_-]*\d{1,2}[.)](?=[*_]*[ \t])"  # the marker of a list
    r"|\b(?:steps?|tips?|options?|points?|parts?|phase|priority|items?|no\.|#)[ ]?#?\d{1,2}\b"
    + _UNLESS_COUNTED
    + r"|(?<!&)#\d{1,2}\b"  # &#57; is how a page writes 9
    + _UNLESS_COUNTED
    + r"|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
    + _UNLESS_COUNTED
    + r"|(?<![$€£])\b(?:401|403|408|457)\s?\([a-z]\)|\b24/7\b",
    re.IGNORECASE | re.MULTILINE,
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_DAYS = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(
        rf"\b{_MONTH.format('name')}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
        r"(?:\s?[–-]\s?(?P<until>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+(?P<year>\d{4})\b)?"
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('name')}"
        r"(?:,?\s+(?P<year>\d{4})\b)?"
    ),
    re.compile(r"(?<![\d/$€£.])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/%])"),
)
_YEAR_MONTH = re.compile(
    rf"\b(?:{_MONTH.format('name')}\s+(?P<after>\d{{4}})|(?P<iso>\d{{4}})-(?:0[1-9]|1[0-2]))\b(?![-.,]?\d)"
)
_BARE_YEAR = re.compile(
    r"(?<![\d.,$€£+−-])(?P<year>(?:19|20|21)\d{2})(?![\d%]|[.,]\d|\s?(?:%|[kKM]\b|percent|dollars|USD)"
    rf"|(?:\s+[a-z]+)?\s+(?:{COUNTED})\b)"
)
_YEARS = (_YEAR_MONTH, _BARE_YEAR)
_SIGN = r"(?P<{}>(?<![\w%)$€£.])[-−–+])?"
_NUMBER = re.compile(
    _SIGN.format("sign")
    # A number behind a letter or two is a name: Q1, W2, F12.
    + r"(?:(?P<mark>(?:US|CA|AU)?[$€£¥]|\b(?:USD|EUR|GBP|CAD|AUD)\s?)(?P<inner>[-−])?"
    r"|(?<![A-Za-z\d])|(?<=[A-Za-z]{3}))"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:(?P<scale>[kKMB]|bn|mn|\s?(?:thousand|million|billion))(?![A-Za-z]))?"
    r"(?P<unit>\s?%|\s?(?:percent(?:age\s+points?)?|per\s+cent|pp|dollars?|bucks|euros?|pounds"
    r"|cents?|USD|EUR|GBP|CAD|AUD)\b|\s?[€£])?"
)
_COUNTS = re.compile(rf"(?:\s+[a-z]+)?\s+(?:{COUNTED})\b", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}


def find_numbers(text: str) -> list[Written]:
    """Return every number that `text` states, in order."""
    found: list[Written] = []
    text = _blank(text, _NO_NUMBER)
    for pattern in _DAYS:
        days = [day for match in pattern.finditer(text) for day in _days(match)]
        text = _without(text, days)
        found += days
    for pattern in _YEARS:
        years = list(_years(text, pattern))
        text = _without(text, years)
        found += years
    numbers = list(_numbers(_blank(text, _ORDINAL)))
    found += numbers
    for word in find_number_words(_without(text, numbers)):
        found.append(Written(word.start, word.end, Kind(word.kind), word.value))
    return sorted(set(found), key=lambda number: (number.start, number.end))


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """Return `text` with blanks for what matches, so that places stay."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _without(text: str, found: list[Written]) -> str:
    for number in found:
        text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    return text


def _days(match: re.Match[str]) -> Iterator[Written]:
    """Yield the day that a match is, both of `June 1–15`; nothing where there is no such day."""
    named = match.groupdict()
    name = named.get("name")
    month = _MONTHS[name[:3].lower()] if name else int(named["month"])
    year = int(named["year"]) if named["year"] else None
    for group in ("day", "until"):
        written = named.get(group)
        if written is None:
            continue
        if not (1 <= month <= 12 and 1 <= int(written) <= 31):  # noqa: PLR2004 - a calendar's
            return
        value = Decimal(month * 100 + int(written))
        yield Written(match.start(), match.end(), Kind.DAY, value, year=year)


def _years(text: str, pattern: re.Pattern[str]) -> Iterator[Written]:
    for match in pattern.finditer(text):
        written = next(word for word in (match.groupdict().get(n) for n in _YEAR_GROUPS) if word)
        yield Written(match.start(), match.end(), Kind.YEAR, Decimal(written), year=int(written))


_YEAR_GROUPS = ("after", "iso", "year")


def _numbers(text: str) -> Iterator[Written]:
    for match in _NUMBER.finditer(text):
        digits = match["digits"]
        value, places = _value(digits)
        power = _SCALES.get((match["scale"] or "").strip().lower(), 0)
        unit = " ".join((match["unit"] or "").split()).lower()
        kind = _kind(match["mark"], unit)
        if kind is Kind.PLAIN and _COUNTS.match(text, match.end()):
            kind = Kind.COUNT
        if unit.startswith("cent"):
            power -= 2
        sign = match["sign"] or match["inner"] or ""
        yield Written(
            match.start(),
            match.end(),
            kind,
            value.scaleb(power),
            Decimal(1).scaleb(power - places),
            "+" if sign == "+" else "-" if sign else "",
        )


def _value(digits: str) -> tuple[Decimal, int]:
    """Return what digits say, and how many of them stand behind the point."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    plain = re.sub(r"[^\d.]", "", digits)
    return Decimal(plain), len(plain.partition(".")[2])


def _kind(mark: str | None, unit: str) -> Kind:
    if unit.startswith(("%", "per", "pp")):
        return Kind.PERCENT
    return Kind.MONEY if mark or unit else Kind.PLAIN

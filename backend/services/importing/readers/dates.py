"""Days as banks write them, and the order of day and month that a whole column shows.

A bank's day is kept as it is written: a time or a zone behind it never moves it.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from backend.services.importing.statement import DateOrder

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100
_LONGEST_DATE: Final = 60
_SHOWN_LENGTH: Final = 40
_MONTHS_IN_A_YEAR: Final = 12
_CENTURY_TURN: Final = 70
"""Two-digit years from here on belong to the last century (`94` is 1994, `26` is 2026)."""

_TIME: Final = r"(?:\s*[T ,]\s*[0-9]{1,2}[:.h][0-9]{2}.*)?"
_SEPARATOR: Final = r"\s*[-/.]\s*"
_YEAR_FIRST: Final = re.compile(
    rf"([0-9]{{4}})[-/.:年]\s?([0-9]{{1,2}})[-/.:月]\s?([0-9]{{1,2}})[.日]?{_TIME}"
)
_PLAIN: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")  # most of YEAR_LAST, sooner
_YEAR_LAST: Final = re.compile(
    rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})(?:{_SEPARATOR}|\s*['’]\s*)"
    rf"([0-9]{{4}}|[0-9]{{2}}|(?<=['’])[0-9]|(?<=['’]\s)[0-9])\.?{_TIME}"
)
_COMPACT: Final = re.compile(r"([0-9]{8})(?:[T ]?[0-9]{4,6}(?:[.,][0-9]+)?)?(?:Z|\s*\[.*\])?")
_NAMED: Final = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,?\s+)??"
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?[\s./-]*(?:de\s+|of\s+)?(?P<month>[^\W\d_]{3,14})\.?"
    r"|(?P<month2>[^\W\d_]{3,14})\.?[\s./-]*(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?)"
    r"(?:[\s./,-]|['’]|de\s)*(?P<year>[0-9]{4}|[0-9]{1,2})" + _TIME,
    re.IGNORECASE,
)
_YEAR_NAMED: Final = re.compile(
    r"(?P<year>[0-9]{4})[\s./-]*(?P<month>[^\W\d_]{3,14})\.?[\s./-]*(?P<day>[0-9]{1,2})" + _TIME
)
_ANY_DIGIT: Final = str.maketrans("123456789", "000000000")
_HAS_DIGIT: Final = re.compile(r"[0-9]").search
_AS_OF: Final = re.compile(r"\s+as of\s+.*", re.IGNORECASE)
_Parts = tuple[int, int, int]
_MONTH_NAMES: Final = (
    "january januar janvier enero gennaio januari janeiro styczen stycznia jan ene",
    "february februar fevrier febrero febbraio februari fevereiro luty lutego",
    "march marz maerz mars marzo maart marco marts marzec marca mrt mrz",
    "april avril abril aprile kwiecien kwietnia",
    "may mai mayo maggio mei maio maj maja",
    "june juni juin junio giugno junho czerwiec czerwca",
    "july juli juillet julio luglio julho lipiec lipca",
    "august aout agosto augustus augusti sierpien sierpnia",
    "september septembre septiembre setiembre settembre setembro wrzesien wrzesnia",
    "october oktober octobre octubre ottobre outubro pazdziernik pazdziernika",
    "november novembre noviembre novembro listopad listopada",
    "december dezember decembre diciembre dicembre dezembro desember grudzien grudnia",
)
_MONTHS: Final = {
    name[:length]: number
    for number, names in enumerate(_MONTH_NAMES, start=1)
    for name in names.split()
    for length in range(len(name), 2, -1)
    if name[:length] != "jui"  # French: June or July
}
"""Every month by its name or any beginning of it that is three letters or longer."""


class OrderEvidence(StrEnum):
    """What the order of day and month rests on."""

    WRITTEN = "written"  # year first, or a month's name: nothing to decide
    PROVEN = "proven"  # a number above twelve
    DOTS = "dots"  # countries that write dots put the day first
    CALENDAR = "calendar"  # only so do the rows follow the calendar
    PRIOR = "prior"  # a habit: told from outside, a decimal comma, or the US one


@dataclass(frozen=True, slots=True)
class DateReading:
    """The order in which a column's dates are read, and why."""

    order: DateOrder
    evidence: OrderEvidence
    example: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether the column itself leaves no other likely reading."""
        return self.evidence not in {OrderEvidence.CALENDAR, OrderEvidence.PRIOR}

    @property
    def choice(self) -> str | None:
        """The sentence for the person who may know better; None where nothing was guessed."""
        if self.is_certain:
            return None
        day = parse_date(self.example, self.order)
        written = "month/day/year" if self.order == "mdy" else "day/month/year"
        reason = (
            "since only then the rows follow the calendar"
            if self.evidence is OrderEvidence.CALENDAR
            else "since no date in the file shows which comes first"
        )
        return f"Dates are read as {written}, {reason}: {self.example} is {day.strftime('%B')} {day.day}."


def parse_date(text: str, order: DateOrder) -> dt.date:
    """Return the day that a cell names; `order` decides only where the cell leaves it open.

    Raises:
        ValueError: the text names no day between 1900 and 2100, with the sentence for the owner.
    """
    if len(text) == 10 and text[4] == "-":  # noqa: PLR2004 - the length of 2024-01-31
        try:
            return _checked(dt.date.fromisoformat(text), text)
        except ValueError:
            pass
    return _parse_any_form(text, order)


@lru_cache(maxsize=16_384)
def is_date(text: str) -> bool:
    """Tell whether the text names a day, in whichever order."""
    if len(text) > _LONGEST_DATE or not _HAS_DIGIT(text):
        return False
    return _is_written_like_one(text.translate(_ANY_DIGIT)) and (
        _is_day(_parts_of(text, "mdy")) or _is_day(_parts_of(text, "dmy"))
    )


@lru_cache(maxsize=4_096)
def _is_written_like_one(shape: str) -> bool:
    """Tell it of all texts that differ in digits alone: shops come again with other numbers."""
    return _parts_of(shape, "mdy") is not None


def detect_date_format(
    values: Iterable[str], *, date_order: DateOrder | None = None, day_first: bool = False
) -> DateReading:
    """Return how the dates of a whole column are to be read.

    Args:
        values: the cells in the order of the file; others than dates are passed over.
        date_order: what is known from outside (the account's country, a profile).
        day_first: whether the file has other signs of a country that writes the day first,
            such as semicolons or a decimal comma.
    """
    days = _open_dates(values)
    if not days:
        return DateReading(date_order or ("dmy" if day_first else "ymd"), OrderEvidence.WRITTEN)
    day_first_only = sum(first > _MONTHS_IN_A_YEAR for first, _, _, _ in days)
    month_first_only = sum(second > _MONTHS_IN_A_YEAR for _, second, _, _ in days)
    example = next((text for first, second, _, text in days if first != second), days[0][3])
    if day_first_only != month_first_only:
        proven: DateOrder = "dmy" if day_first_only > month_first_only else "mdy"
        return DateReading(proven, OrderEvidence.PROVEN, example)
    if sum("." in text for _, _, _, text in days) * 2 > len(days):
        return DateReading("dmy", OrderEvidence.DOTS, example)
    if date_order is None and (followed := _order_by_calendar(days)):
        return DateReading(followed, OrderEvidence.CALENDAR, example)
    habit: DateOrder = "dmy" if day_first else "mdy"
    same_either_way = all(first == second for first, second, _, _ in days)
    evidence = OrderEvidence.WRITTEN if same_either_way else OrderEvidence.PRIOR
    return DateReading(date_order or habit, evidence, example)


def _open_dates(values: Iterable[str]) -> list[tuple[int, int, int, str]]:
    """Return the dates whose order is open, as (first, second, year, text), repeats removed."""
    found: list[tuple[int, int, int, str]] = []
    last = ""
    for text in values:
        if text != last:
            last = text
            if parts := _open_parts(text):
                found.append((*parts, text))
    return found


@lru_cache(maxsize=8192)
def _open_parts(text: str) -> tuple[int, int, int] | None:
    if match := _PLAIN.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if text[4:5] == "-" and text[:4].isdecimal():  # 2024-01-31
        return None
    plain = _AS_OF.sub("", text).strip(" \"'")
    if match := _YEAR_LAST.fullmatch(plain):
        return int(match[1]), int(match[2]), _year(match[3])
    match = _COMPACT.fullmatch(plain)
    if match and not _is_year_first(match[1]):
        return int(match[1][:2]), int(match[1][2:4]), int(match[1][4:])
    return None


def _order_by_calendar(days: Sequence[tuple[int, int, int, str]]) -> DateOrder | None:
    """Return the one order in which the rows run forward or backward; None if both or none do."""
    if len(days) < 3:  # noqa: PLR2004 - two dates always run one way
        return None
    month_first = _is_sorted([(year, first, second) for first, second, year, _ in days])
    day_first = _is_sorted([(year, second, first) for first, second, year, _ in days])
    if month_first == day_first:
        return None
    return "mdy" if month_first else "dmy"


def _is_sorted(days: Sequence[tuple[int, int, int]]) -> bool:
    return all(a <= b for a, b in pairwise(days)) or all(a >= b for a, b in pairwise(days))


def _is_day(parts: _Parts | None) -> bool:
    try:
        return parts is not None and EARLIEST_YEAR <= dt.date(*parts).year <= LATEST_YEAR
    except ValueError:
        return False


def _parse_any_form(text: str, order: DateOrder) -> dt.date:
    parts = _parts_of(text, order)
    if parts is None:
        raise ValueError(f"“{_short(text)}” is no date.")
    try:
        return _checked(dt.date(*parts), text)
    except ValueError:
        raise ValueError(f"“{_short(text)}” is no day of the calendar.") from None


def _parts_of(text: str, order: DateOrder) -> _Parts | None:
    """Return year, month and day as written, be there such a day or not; None for other texts."""
    if match := _PLAIN.fullmatch(text):
        return _arranged(int(match[1]), int(match[2]), int(match[3]), order)
    plain = text.strip(" \"'\t\r\n\u00a0")
    if " as of " in plain.lower():
        plain = _AS_OF.sub("", plain)
    if len(plain) > _LONGEST_DATE:
        return None
    return _numbered_parts(plain, order) or _named_parts(plain)


def _numbered_parts(plain: str, order: DateOrder) -> _Parts | None:
    if match := _YEAR_FIRST.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.fullmatch(plain):
        if order == "ymd" and len(match[3].strip()) <= 2:  # noqa: PLR2004 - 24-01-31
            return _year(match[1]), int(match[2]), int(match[3])
        return _arranged(int(match[1]), int(match[2]), _year(match[3]), order)
    if match := _COMPACT.fullmatch(plain):
        digits = match[1]
        if _is_year_first(digits):
            return int(digits[:4]), int(digits[4:6]), int(digits[6:])
        return _arranged(int(digits[:2]), int(digits[2:4]), int(digits[4:]), order)
    return None


def _named_parts(plain: str) -> _Parts | None:
    match = _NAMED.fullmatch(plain) or _YEAR_NAMED.fullmatch(plain)
    if match is None:
        return None
    parts = match.groupdict()
    month = _month(parts["month"] or parts.get("month2") or "")
    day = parts["day"] or parts.get("day2") or ""
    return (_year(parts["year"]), month, int(day)) if month else None


def _arranged(first: int, second: int, year: int, order: DateOrder) -> _Parts:
    return (year, second, first) if order == "dmy" else (year, first, second)


def _is_year_first(digits: str) -> bool:
    return EARLIEST_YEAR <= int(digits[:4]) <= LATEST_YEAR and int(digits[4:6]) <= _MONTHS_IN_A_YEAR


def _year(text: str) -> int:
    year = int(text)
    if len(text.strip()) > 2:  # noqa: PLR2004 - written in full
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def _month(name: str) -> int | None:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _MONTHS.get(letters)


def _checked(day: dt.date, text: str) -> dt.date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(f"“{_short(text)}” is no day of the calendar.")
    return day


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"

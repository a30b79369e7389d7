"""Amounts as banks spell them, turned into whole cents without a float in between.

The sign is the text's own: `-12.34`, `(12.34)`, `12.34-` and `12.34 DR` are negative. What a
sign means for the account is decided by the reader that knows the file.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, Literal

DecimalMark = Literal[".", ","]

LARGEST_CENTS: Final = 10**15
"""No household moves ten trillion; a longer number is an account number or rubbish."""

_CODES: Final = (
    "USD EUR GBP CHF CAD AUD NZD JPY CNY RMB INR SGD HKD SEK DKK NOK ISK PLN CZK HUF RON BGN HRK "
    "LTL LVL EEK RSD MKD BAM ALL GEL KZT PKR LKR BDT UYU CRC DOP GTQ MAD TND JOD QAR KWD BHD OMR "
    "XAF XOF RUB UAH TRY BRL MXN ARS CLP COP PEN ZAR ILS AED SAR THB MYR IDR PHP VND KRW TWD EGP NGN KES"
)
CURRENCY_CODES: Final = frozenset(_CODES.split())
_SIGNS_OF_MONEY: Final = {
    *CURRENCY_CODES,
    *(
        "KR",
        "FR",
        "SFR",
        "ZŁ",
        "KČ",
        "RS",
        "R",
        "FT",
        "LEI",
        "ЛВ",
        "РУБ",
        "Р",
        "US",
        "CA",
        "AU",
        "NZ",
        "C",
        "A",
        "HK",
        "S",
    ),
}
_TO_PLAIN: Final = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2212": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2019": "'",
        "\u00b4": "'",
        "`": "'",
        "\ufeff": None,
    }
)
_LONGEST_AMOUNT: Final = 48
_SHOWN_LENGTH: Final = 40
_LONGEST_PLAIN: Final = 13
_GROUP: Final = 3
_ANY_DIGIT: Final = str.maketrans("123456789", "000000000")
_HAS_DIGIT: Final = re.compile(r"[0-9]").search
_NO_DIGITS: Final = re.compile(r"[^0-9]")
_MARKED_NUMBER: Final = re.compile(r"([0-9][0-9 ']*|)((?:[.,][0-9]*)+)")
_CURRENCY: Final = r"(?:(?:[^\W\d_]{1,3}\.?)?[$€£¥₹₽₺₩₪₫฿₴₱₦]?)"


@cache
def _pattern(mark: DecimalMark) -> re.Pattern[str]:
    group = "[,' ]" if mark == "." else "[.' ]"
    return re.compile(
        rf"""
        (?P<open>\()? \s* (?P<before>[-+])? \s* (?P<prefix>{_CURRENCY}) \s* (?P<inner>[-+])? \s*
        (?:
            (?P<whole>[0-9]+ | [0-9]{{1,3}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}})
            (?P<mark>{re.escape(mark)}(?P<part>[0-9]*))?
          | (?P<odd>[0-9]{{1,3}}(?:{group}[0-9]{{2,3}})+){re.escape(mark)}(?P<oddpart>[0-9]{{1,2}})
          | {re.escape(mark)}(?P<small>[0-9]+)
        )
        \s* (?P<after>[-+])? \s* (?P<suffix>{_CURRENCY}) \s* (?P<close>\))? \s*
        (?P<word>CR|DR|Cr|Dr|cr|dr|C|D|H|S)?\.?
        """,
        re.VERBOSE,
    )


def parse_cents(text: str, decimal_mark: DecimalMark = ".") -> int:
    """Return the amount in cents, with the sign that the text gives it.

    More than two decimals are rounded half away from zero. `DR` makes an amount negative, `CR`
    positive. Grouping must look like grouping, so that `12,34` is refused where the comma
    groups, and never read as 1,234.00.

    Raises:
        ValueError: the text is no amount, with the sentence for the owner.
    """
    if len(text) < _LONGEST_PLAIN and text.isascii() and "_" not in text:
        try:
            if text[-3:-2] == decimal_mark and text[-2:].isdecimal():
                return int(text[:-3] + text[-2:])
            if text[-2:-1] == decimal_mark and text[-1:].isdecimal():
                return int(text[:-2] + text[-1:]) * 10
            if text.removeprefix("-").isdecimal():
                return int(text) * 100
        except ValueError:
            pass
    return _parse_any_spelling(text, decimal_mark)


def parse_cents_of_either_mark(text: str) -> int:
    """Return the cents of one amount whose decimal mark only its own digits can tell.

    Raises:
        ValueError: the text is no amount.
    """
    return parse_cents(text, detect_decimal_mark((text,)))


@lru_cache(maxsize=16_384)
def is_amount(text: str, decimal_mark: DecimalMark | None = None) -> bool:
    """Tell whether the text is an amount, with either decimal mark if none is given."""
    if len(text) > _LONGEST_AMOUNT or not _HAS_DIGIT(text):
        return False
    return _is_spelled_like_one(text.translate(_ANY_DIGIT), decimal_mark) and (
        len(text) < _LONGEST_PLAIN or _can_parse(text, decimal_mark)
    )


@lru_cache(maxsize=4_096)
def _is_spelled_like_one(shape: str, decimal_mark: DecimalMark | None) -> bool:
    """Tell it of all texts that differ in digits alone, too large ones aside."""
    return _can_parse(shape, decimal_mark)


def _can_parse(text: str, decimal_mark: DecimalMark | None) -> bool:
    for mark in (decimal_mark,) if decimal_mark else (".", ","):
        try:
            parse_cents(text, mark)
        except ValueError:
            continue
        return True
    return False


def detect_decimal_mark(
    values: Iterable[str], *, default: DecimalMark = ".", enough: int = 500
) -> DecimalMark:
    """Return the decimal mark of a column, from how its amounts are written.

    A mark that is the last of two kinds, or is followed by other than three digits, is the
    decimal mark; one that comes twice groups. `1.234` beside `500` groups too. After `enough`
    telling amounts the rest is not looked at.
    """
    votes = {".": 0, ",": 0}
    three = {".": 0, ",": 0}
    unmarked = 0
    for value in values:
        if _has_cents(value):
            votes[value[-3]] += 1
            if votes["."] + votes[","] >= enough:
                break
            continue
        found = _MARKED_NUMBER.search(value)
        if found is None:
            unmarked += _HAS_DIGIT(value) is not None
            continue
        kind, mark = _evidence(found.group(1), found.group(2))
        (votes if kind == "decimal" else three)[mark] += 1
        if votes["."] + votes[","] >= enough:
            break
    return _verdict(votes, three, unmarked, default)


def _has_cents(value: str) -> bool:
    """Tell of the usual spelling, two decimals after the only mark, that nothing else is in it."""
    mark = value[-3:-2]
    return (
        mark in (".", ",") and value[-2:].isdecimal() and value.count(".") + value.count(",") == 1
    )


def _verdict(
    votes: dict[str, int], three: dict[str, int], unmarked: int, default: DecimalMark
) -> DecimalMark:
    if votes["."] or votes[","]:
        if votes["."] == votes[","]:
            return default
        return "." if votes["."] > votes[","] else ","
    if three[","]:
        return "."
    if three["."] and (unmarked or default == ","):
        return ","
    return default


def _evidence(whole: str, marked: str) -> tuple[str, str]:
    """Say of one number whether its last mark is surely decimal, or may be grouping."""
    last = marked[max(marked.rfind("."), marked.rfind(","))]
    digits_after = len(marked) - 1 - marked.rfind(last)
    other = "," if last == "." else "."
    if other in marked:
        return "decimal", last
    if marked.count(last) > 1:
        return "decimal", other
    size = len(_NO_DIGITS.sub("", whole))
    if digits_after != _GROUP or size > _GROUP or size == 0 or whole == "0":
        return "decimal", last
    return "three", last


def _parse_any_spelling(text: str, decimal_mark: DecimalMark) -> int:
    plain = text.translate(_TO_PLAIN).strip(' "\t\r\n')
    found = _pattern(decimal_mark).fullmatch(plain) if len(plain) <= _LONGEST_AMOUNT else None
    if found is None or not _is_well_formed(found):
        raise ValueError(f"“{_short(text)}” is no amount.")
    whole = _NO_DIGITS.sub("", found["whole"] or found["odd"] or "0")
    part = found["part"] or found["oddpart"] or found["small"] or ""
    cents = int(whole + part[:2].ljust(2, "0")) + (part[2:3] >= "5")
    if cents >= LARGEST_CENTS:
        raise ValueError(f"“{_short(text)}” is too large for an amount.")
    return -cents if _is_negative(found) else cents


def _is_well_formed(found: re.Match[str]) -> bool:
    signs = [sign for sign in (found["before"], found["inner"], found["after"]) if sign]
    return (
        len(signs) <= 1
        and bool(found["open"]) == bool(found["close"])
        and not (found["open"] and "+" in signs)
        and _is_currency(found["prefix"])
        and _is_currency(found["suffix"])
    )


def _is_currency(text: str) -> bool:
    letters = text.rstrip("$€£¥₹₽₺₩₪₫฿₴₱₦").rstrip(".").upper()
    return not letters or letters in _SIGNS_OF_MONEY or letters in {"CR", "DR"}


def _is_negative(found: re.Match[str]) -> bool:
    word = (found["word"] or found["suffix"]).upper().rstrip(".")
    if word in {"DR", "D", "S"}:
        return True
    if word in {"CR", "C", "H"}:
        return False
    return bool(found["open"]) or "-" in (found["before"], found["inner"], found["after"])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"

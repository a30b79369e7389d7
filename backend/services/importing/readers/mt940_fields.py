"""The fields of MT940 messages: entries, balances, days and words."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator

from backend.services.importing.readers.amounts import parse_cents
from backend.services.importing.readers.bad_records import UnreadableRecordError
from backend.services.importing.readers.mt940_text import Details, read_details
from backend.services.importing.readers.wording import clean

_FIELD = re.compile(r":(\d{2}[A-Z]?|NS):(.*)", re.DOTALL)
_END_OF_MESSAGE = re.compile(r"-\}?\s*(?:\{.*)?|\{.*\}?")
ENTRY = re.compile(
    r"""(?P<date>\d{6}) (?P<booked>\d{4}|[ ]{4})? \s*
        (?P<mark>[RE]?[CD]) (?P<funds>[A-Z])? \s*
        (?P<amount>\d[\d.]*(?:,\d*)?|,\d+)
        (?P<type>[A-Z][A-Z0-9 ]{3})? (?P<references>[^\n]*) (?:\n(?P<extra>.*))?""",
    re.VERBOSE | re.DOTALL,
)
BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})\s*(\d[\d.]*(?:,\d*)?|,\d+)")
_IBAN_WITH_CURRENCY = re.compile(r"([A-Z]{2}\d{2}[A-Z0-9]{11,30}?)\s?([A-Z]{3})")
_MONTHS = 12
_HALF_A_YEAR = 183


def fields_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, value) with the value's lines; whatever the bank puts around is passed over."""
    tag, lines = "", list[str]()
    for line in text.splitlines():
        start = _FIELD.match(line.lstrip()) if ":" in line[:8] else None
        if start:
            if tag:
                yield tag, "\n".join(lines)
            tag, lines = start[1], [start[2]]
        elif _END_OF_MESSAGE.fullmatch(line):
            if tag:
                yield tag, "\n".join(lines)
            tag = ""
        elif tag:
            lines.append(line)
    if tag:
        yield tag, "\n".join(lines)


def account_of(value: str) -> str | None:
    """Return the account; the currency that some banks append to an IBAN is cut off."""
    account = clean(value)
    match = _IBAN_WITH_CURRENCY.fullmatch(account)
    return match[1] if match else account or None


def cents_out(mark: str, amount: str) -> int:
    """Return the cents that left the account; a reversal (RC, RD) goes against its letter.

    Raises:
        UnreadableRecordError: the amount is none.
    """
    try:
        cents = parse_cents(amount, "," if "," in amount else ".")
    except ValueError:
        raise UnreadableRecordError(f"“{amount[:40]}” is no amount.") from None
    money_out = mark.endswith("D") != mark.startswith("R")
    return cents if money_out else -cents


def clamped_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, or the month's last one for 30 February and 31 November; None for nonsense.

    Banks that count every month as 30 days write such days.
    """
    if not (1900 <= year <= 2100 and 1 <= month <= _MONTHS and 1 <= day <= 31):  # noqa: PLR2004
        return None
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def booking_day(month_and_day: str | None, value_day: dt.date) -> dt.date | None:
    """Return the booking day, in the year that lies nearest to the value day."""
    if month_and_day is None or not month_and_day.strip():
        return None
    month, day = int(month_and_day[:2]), int(month_and_day[2:])
    for year in (value_day.year, value_day.year - 1, value_day.year + 1):
        booked = clamped_day(year, month, day)
        if booked and abs((booked - value_day).days) <= _HALF_A_YEAR:
            return booked
    return None


def reference_of(references: str) -> str | None:
    """Return the bank's reference, behind the slashes; else nothing, as the customer's repeats."""
    _, _, bank = references.partition("//")
    bank = clean(bank)
    return bank if bank and bank.upper() not in {"NONREF", "NOTPROVIDED"} else None


def details_of(line_details: str, match: re.Match[str] | None) -> Details:
    """Return what the details say, else the second line of the entry, else its references."""
    details = read_details(line_details)
    if details.text or match is None:
        return details
    extra = read_details(match["extra"] or "")
    customer = clean(match["references"].partition("//")[0])
    if not extra.text and customer and customer.upper() != "NONREF":
        return Details(customer)
    if extra.text:
        return extra
    return Details("Money out" if match["mark"] in {"D", "RC", "ED"} else "Money in")

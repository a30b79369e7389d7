"""MT940 (and MT950): SWIFT's customer statement, as European banks write it.

The mt-940 package gives up a whole file for one day that no calendar has (30 February) or one
odd line, and folds several accounts into one; such files are common, so lines are read here.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend.services.importing.readers.amounts import parse_cents
from backend.services.importing.readers.decoding import decode
from backend.services.importing.readers.mt940_text import Details, read_details
from backend.services.importing.readers.records import (
    UnreadableRecordError,
    clamped_day,
    merge_pages,
    refuse_if_all_bad,
)
from backend.services.importing.readers.wording import clean
from backend.services.importing.statement import (
    RowProblem,
    StatedBalance,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    UnreadableFileError,
)

_FIELD = re.compile(r":(\d{2}[A-Z]?|NS):(.*)", re.DOTALL)
_END_OF_MESSAGE = re.compile(r"-\}?\s*(?:\{.*)?|\{.*\}?")
_ENTRY = re.compile(
    r"""(?P<date>\d{6}) (?P<booked>\d{4}|[ ]{4})? \s*
        (?P<mark>[RE]?[CD]) (?P<funds>[A-Z])? \s*
        (?P<amount>\d[\d.]*(?:,\d*)?|,\d+)
        (?P<type>[A-Z][A-Z0-9 ]{3})? (?P<references>[^\n]*) (?:\n(?P<extra>.*))?""",
    re.VERBOSE | re.DOTALL,
)
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})\s*(\d[\d.]*(?:,\d*)?|,\d+)")
_IBAN_WITH_CURRENCY = re.compile(r"([A-Z]{2}\d{2}[A-Z0-9]{11,30}?)\s?([A-Z]{3})")
_INTRADAY = (
    "Not final: an intraday report (MT942). The booked entry comes with the MT940 statement."
)
_HALF_A_YEAR = 183
_CENTURY_TURN = 70


def read_mt940(data: bytes) -> StatementFile:
    """Return the statements of an MT940 file, one for each account, pages put together.

    A row's date is the value day, its posted date the booking day where there is one. Days that
    no calendar has are read as the month's last one, which `choices` says.

    Raises:
        UnreadableFileError: there is no statement in it, or none of its entries can be read.
    """
    reader = _Reader()
    for tag, value in _fields(decode(data)):
        reader.take(tag, value)
    reader.finish()
    if not reader.file.statements:
        raise UnreadableFileError(
            "This looks like an MT940 statement, but it names no account and no balance. "
            "Download it again."
        )
    refuse_if_all_bad(reader.file)
    return reader.file


def _fields(text: str) -> Iterator[tuple[str, str]]:
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


@dataclass(slots=True)
class _Entry:
    """An entry with its details, which come in the field after it."""

    record: int
    line: str
    details: str = ""


@dataclass(slots=True)
class _Page:
    statement: Statement = field(default_factory=Statement)
    entries: list[_Entry] = field(default_factory=list)


class _Reader:
    """Takes field after field; entries are numbered through."""

    def __init__(self) -> None:
        self.file = StatementFile(StatementFormat.MT940, [])
        self.pages: list[_Page] = []
        self._record = 0
        self._is_intraday = False
        self._last_tag = ""

    def take(self, tag: str, value: str) -> None:
        """Take one field."""
        if tag == "20" or not self.pages:
            self.pages.append(_Page())
        page = self.pages[-1]
        if tag == "25":
            self._name_account(page, value)
        elif tag in {"60F", "60M"}:
            page.statement.opening = self._balance(page, value) or page.statement.opening
        elif tag in {"62F", "62M"}:
            page.statement.closing = self._balance(page, value) or page.statement.closing
        elif tag == "61":
            self._record += 1
            page.entries.append(_Entry(self._record, value))
        elif tag == "86" and page.entries and self._last_tag in {"61", "86", "NS"}:
            page.entries[-1].details += value
        elif tag == "34F":
            self._is_intraday = True
        self._last_tag = tag

    def finish(self) -> None:
        """Read the entries, when their pages are complete."""
        for page in self.pages:
            for entry in page.entries:
                self._read_entry(entry, page.statement)
        named = [page.statement for page in self.pages if _says_something(page)]
        self.file.statements = merge_pages(named)

    def _name_account(self, page: _Page, value: str) -> None:
        account = clean(value)
        match = _IBAN_WITH_CURRENCY.fullmatch(account)
        page.statement.account_number = match[1] if match else account or None

    def _read_entry(self, entry: _Entry, statement: Statement) -> None:
        match = _ENTRY.fullmatch(entry.line.strip())
        details = _details_of(entry, match)
        try:
            row = self._row(entry, match, details)
        except UnreadableRecordError as error:
            problem = RowProblem(entry.record, str(error), details.text)
            self.file.errors.append(problem)
            return
        if self._is_intraday and statement.closing is None:
            self.file.left_out.append(RowProblem(entry.record, _INTRADAY, details.text))
        else:
            statement.rows.append(row)

    def _row(self, entry: _Entry, match: re.Match[str] | None, details: Details) -> StatementRow:
        if match is None:
            raise UnreadableRecordError(f"“{clean(entry.line)[:40]}” is no MT940 entry.")
        value_day = self._day(match["date"])
        return StatementRow(
            row=entry.record,
            date=value_day,
            posted_date=_booking_day(match["booked"], value_day),
            cents=_cents_out(match["mark"], match["amount"]),
            description=details.text,
            external_id=_reference(match["references"]),
            merchant=details.name or None,
            memo="Reversal" if match["mark"].startswith("R") else None,
        )

    def _day(self, text: str) -> dt.date:
        """Return the day written YYMMDD.

        Raises:
            UnreadableRecordError: there is no such month or day in any calendar.
        """
        short, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
        year = short + (1900 if short >= _CENTURY_TURN else 2000)
        read = clamped_day(year, month, day)
        if read is None:
            raise UnreadableRecordError(f"“{text}” is no date.")
        if read.day != day:
            note = f"There is no {day} {read:%B %Y}: it is read as {read.day} {read:%B}."
            if note not in self.file.choices:
                self.file.choices.append(note)
        return read

    def _balance(self, page: _Page, value: str) -> StatedBalance | None:
        match = _BALANCE.match(value.strip())
        if match is None:
            return None
        page.statement.currency = page.statement.currency or match[3]
        try:
            cents = parse_cents(match[4], ",")
            return StatedBalance(self._day(match[2]), cents if match[1] == "C" else -cents)
        except ValueError:
            return None


def _says_something(page: _Page) -> bool:
    own = page.statement
    return bool(own.account_number or own.opening or own.closing or page.entries)


def _cents_out(mark: str, amount: str) -> int:
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


def _booking_day(month_and_day: str | None, value_day: dt.date) -> dt.date | None:
    """Return the booking day, in the year that lies nearest to the value day."""
    if month_and_day is None or not month_and_day.strip():
        return None
    month, day = int(month_and_day[:2]), int(month_and_day[2:])
    for year in (value_day.year, value_day.year - 1, value_day.year + 1):
        booked = clamped_day(year, month, day)
        if booked and abs((booked - value_day).days) <= _HALF_A_YEAR:
            return booked
    return None


def _reference(references: str) -> str | None:
    """Return the bank's reference, behind the slashes; else nothing, as the customer's repeats."""
    _, _, bank = references.partition("//")
    bank = clean(bank)
    return bank if bank and bank.upper() not in {"NONREF", "NOTPROVIDED"} else None


def _details_of(entry: _Entry, match: re.Match[str] | None) -> Details:
    """Return what the details say, else the second line of the entry, else its references."""
    details = read_details(entry.details)
    if details.text or match is None:
        return details
    extra = read_details(match["extra"] or "")
    customer = clean(match["references"].partition("//")[0])
    if not extra.text and customer and customer.upper() != "NONREF":
        return Details(customer)
    if extra.text:
        return extra
    return Details("Money out" if match["mark"] in {"D", "RC", "ED"} else "Money in")

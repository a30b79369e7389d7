"""MT940 (and MT950): SWIFT's customer statement, as European banks write it.

The mt-940 package gives up a whole file for one day that no calendar has (30 February) or one
odd line, adds reversed credits instead of taking them off, and folds several accounts into one;
such files are in use, so lines are read here.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from backend.services.importing.readers.amounts import parse_cents
from backend.services.importing.readers.bad_records import UnreadableRecordError, refuse_if_all_bad
from backend.services.importing.readers.decoding import decode
from backend.services.importing.readers.mt940_fields import (
    BALANCE,
    ENTRY,
    account_of,
    booking_day,
    cents_out,
    clamped_day,
    details_of,
    fields_of,
    reference_of,
)
from backend.services.importing.readers.mt940_text import Details
from backend.services.importing.readers.pages import merge_pages
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

_INTRADAY = (
    "Not final: an intraday report (MT942). The booked entry comes with the MT940 statement."
)
_CENTURY_TURN = 70


def read_mt940(data: bytes) -> StatementFile:
    """Return the statements of an MT940 file, one for each account, pages put together.

    A row's date is the value day, its posted date the booking day where there is one. Days that
    no calendar has are read as the month's last one, which `choices` says.

    Raises:
        UnreadableFileError: there is no statement in it, or none of its entries can be read.
    """
    reader = _Reader()
    for tag, value in fields_of(decode(data)):
        reader.take(tag, value)
    reader.finish()
    if not reader.file.statements:
        raise UnreadableFileError(
            "This looks like an MT940 statement, but it names no account and no balance. "
            "Download it again."
        )
    refuse_if_all_bad(reader.file)
    return reader.file


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
        if tag in {"25", "25P"}:
            page.statement.account_number = account_of(value)
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

    def _read_entry(self, entry: _Entry, statement: Statement) -> None:
        match = ENTRY.fullmatch(entry.line.strip())
        details = details_of(entry.details, match)
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
            posted_date=booking_day(match["booked"], value_day),
            cents=cents_out(match["mark"], match["amount"]),
            description=details.text,
            external_id=reference_of(match["references"]),
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
        match = BALANCE.match(value.strip())
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

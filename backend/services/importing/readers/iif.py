"""IIF: the exchange format of QuickBooks for the desktop."""

import csv

from backend.services.importing.readers.amounts import detect_decimal_mark, parse_cents
from backend.services.importing.readers.bad_records import refuse_if_all_bad
from backend.services.importing.readers.dates import detect_date_format, parse_date
from backend.services.importing.readers.decoding import decode
from backend.services.importing.readers.wording import clean, join
from backend.services.importing.statement import (
    RowProblem,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    UnreadableFileError,
)

_ACCOUNT_TYPES = {"BANK": "checking", "CCARD": "credit"}
_Row = dict[str, str]


def read_iif(data: bytes) -> StatementFile:
    """Return the one bank account that an IIF file is about.

    Banks write such files with one account; QuickBooks itself writes the double entries of a
    whole company, which are no bank statement.

    Raises:
        UnreadableFileError: it tells of several accounts, of none, or no record can be read.
    """
    rows = list(_rows(decode(data)))
    bookings = [row for row in rows if row[""] == "TRNS"]
    accounts = {row.get("ACCNT", "") for row in bookings}
    if not bookings:
        raise UnreadableFileError(
            "This QuickBooks IIF file holds no transactions. Download a CSV, OFX or QBO file."
        )
    if len(accounts) > 1:
        raise UnreadableFileError(
            "This QuickBooks IIF file holds the double entries of several accounts "
            f"({', '.join(sorted(accounts)[:3])} …), not a bank's statement. Download a CSV, OFX "
            "or QBO file from the bank, or export one account from QuickBooks as CSV."
        )
    statement = _statement(accounts.pop(), rows)
    file = StatementFile(StatementFormat.IIF, [statement])
    _read_bookings(bookings, file)
    refuse_if_all_bad(file)
    return file


def _rows(text: str) -> list[_Row]:
    """Return the lines by their column names, as the `!` line of their kind gives them."""
    columns: dict[str, list[str]] = {}
    found: list[_Row] = []
    lines = csv.reader(text.splitlines(), delimiter="\t")
    try:
        for cells in lines:
            kind = cells[0].strip() if cells else ""
            if kind.startswith("!"):
                columns[kind[1:]] = cells[1:]
            elif kind in columns:
                named = dict(zip(columns[kind], cells[1:], strict=False))
                found.append(
                    {"": kind} | {name.strip(): clean(cell) for name, cell in named.items()}
                )
    except csv.Error as error:
        raise UnreadableFileError(f"This QuickBooks IIF file is damaged ({error}).") from error
    return found


def _statement(account: str, rows: list[_Row]) -> Statement:
    kinds = {row.get("NAME"): row.get("ACCNTTYPE", "") for row in rows if row[""] == "ACCNT"}
    kind = _ACCOUNT_TYPES.get(kinds.get(account, "").upper())
    return Statement(account_name=account or None, account_type=kind)


def _read_bookings(bookings: list[_Row], file: StatementFile) -> None:
    mark = detect_decimal_mark(row.get("AMOUNT", "") for row in bookings)
    reading = detect_date_format(row.get("DATE", "") for row in bookings)
    if reading.choice:
        file.choices.append(reading.choice)
    for number, booking in enumerate(bookings, start=1):
        text = join(booking.get("NAME", ""), booking.get("MEMO", "")) or "No description"
        if booking.get("TRNSTYPE", "").upper().startswith("BEGINBAL"):
            reason = "The account's opening balance, not a transaction."
            file.left_out.append(RowProblem(number, reason, text))
            continue
        try:
            day = parse_date(booking.get("DATE", ""), reading.order)
            cents = parse_cents(booking.get("AMOUNT", ""), mark)
        except ValueError as error:
            file.errors.append(RowProblem(number, str(error), text))
            continue
        file.statements[0].rows.append(StatementRow(number, day, -cents, text))

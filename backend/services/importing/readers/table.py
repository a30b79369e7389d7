"""Text tables and workbooks as statements: the way in for files of rows and columns."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from backend.services.importing.readers.country import header_currency
from backend.services.importing.readers.csv_text import has_columns, read_records
from backend.services.importing.readers.header import find_table
from backend.services.importing.readers.html_table import is_html, read_html
from backend.services.importing.readers.layout import Detection, detect
from backend.services.importing.readers.profiles import profile_named
from backend.services.importing.readers.records import Records
from backend.services.importing.readers.rows import RowReader, TableRows
from backend.services.importing.readers.text_encoding import decode_text
from backend.services.importing.readers.workbook import is_workbook, read_sheets
from backend.services.importing.statement import (
    DateOrder,
    RowProblem,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    TableLayout,
    UnreadableFileError,
)

_OTHER_FORMATS: Final = ("<", "!", "OFXHEADER", ":20:", "{1:", "%PDF", "{", "[")
_LOOKED_AT: Final = 20_000
_NUMBER: Final = re.compile(r"\d{3,}")
_SHOWN_REASONS: Final = 3
_LINES_A_RECORD: Final = 10  # hardly any cell has as many


def looks_like_table(data: bytes) -> bool:
    """Tell cheaply whether the bytes may be a text table, a workbook, or a page saved as one."""
    if is_workbook(data) or is_html(data):
        return True
    try:
        text, _ = decode_text(data[:_LOOKED_AT])
    except UnreadableFileError:
        return False
    head = text.lstrip()
    return bool(head) and not head.startswith(_OTHER_FORMATS) and has_columns(text)


def detect_layout(
    data: bytes, *, account_type: str | None, date_order: DateOrder | None = None
) -> TableLayout:
    """Return how the file is to be read.

    `account_type` decides the sign of a card's charges where the file can't; `date_order` that
    of dates that may be read either way.

    Raises:
        UnreadableFileError: the file is empty, no table, or a table of something else.
    """
    return _detect_best(_sheets(data, None), account_type, date_order)[1].layout


def read_table(
    data: bytes,
    *,
    account_type: str | None,
    layout: TableLayout | None = None,
    date_order: DateOrder | None = None,
) -> StatementFile:
    """Return the statements of a text table or a workbook, by the given layout or a found one.

    A row's number is its line in the text file, counted from 1 with header and blank lines, or
    its row in the sheet. A header without rows is a statement without movements.

    Raises:
        UnreadableFileError: the file is empty, no table, a table of something else, or not one
            of its rows can be read.
    """
    with _without_collection():
        sheets = _sheets(data, layout)
        if layout is None:
            records, detection = _detect_best(sheets, account_type, date_order)
        else:
            records, detection = sheets[0], Detection(layout)
        return _read(records, detection, is_workbook(data) or is_html(data))


def sample_cells(
    data: bytes, *, layout: TableLayout | None = None, limit: int = 30
) -> list[list[str]]:
    """Return the raw cells of the first records, blank ones included.

    Their position is what `header_row` and `first_row` of a layout count.

    Raises:
        UnreadableFileError: the file is empty or no table.
    """
    if not (is_html(data) or is_workbook(data)):
        data = _first_lines(data, limit * _LINES_A_RECORD)
    return [list(cells) for cells in sample_records(data, layout=layout).cells[:limit]]


def _first_lines(data: bytes, count: int) -> bytes:
    """Return so many lines of a text, or all of it where lines can't be told by their bytes."""
    return data if b"\0" in data else b"".join(data.splitlines(keepends=True)[:count])


def sample_records(data: bytes, *, layout: TableLayout | None = None) -> Records:
    """Return the raw records, with what was given or found about their form.

    Raises:
        UnreadableFileError: the file is empty or no table.
    """
    sheets = _sheets(data, layout)
    return max(sheets, key=_row_count) if len(sheets) > 1 else sheets[0]


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the cycle collector out: it would walk all the rows again and again, for a fifth of the time.

    Rows make no cycles, so nothing is kept longer than needed.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _sheets(data: bytes, layout: TableLayout | None) -> list[Records]:
    """Return the tables of the file: one of a text file, each sheet of a workbook.

    With a layout only the one that it is for.
    """
    if is_html(data):
        return [read_html(data)]
    if not is_workbook(data):
        encoding, delimiter = (layout.encoding, layout.delimiter) if layout else (None, None)
        return [read_records(data, encoding=encoding, delimiter=delimiter)]
    sheets = read_sheets(data)
    if layout is None:
        return sheets
    named = [sheet for sheet in sheets if sheet.sheet == layout.sheet]
    return named or [max(sheets, key=_row_count)]


def _row_count(records: Records) -> int:
    start = find_table(records.cells)
    return len(start.rows) if start else 0


def _detect_best(
    sheets: list[Records], account_type: str | None, date_order: DateOrder | None
) -> tuple[Records, Detection]:
    """Return the sheet with the most transactions; if none has any, say why of the first."""
    problem: UnreadableFileError | None = None
    for records in sorted(sheets, key=_row_count, reverse=True) if len(sheets) > 1 else sheets:
        try:
            return records, detect(records, account_type=account_type, date_order=date_order)
        except UnreadableFileError as error:
            problem = problem or error
    raise problem or UnreadableFileError("The file holds no table.")


def _read(records: Records, detection: Detection, is_sheet: bool) -> StatementFile:
    layout = detection.layout
    _check_columns(records, layout)
    rows = RowReader(records, layout).read()
    if rows.errors and not any(rows.by_account.values()):
        raise UnreadableFileError(_all_failed(rows.errors))
    return StatementFile(
        format=StatementFormat.XLSX if is_sheet else StatementFormat.CSV,
        statements=_statements(records, layout, rows),
        errors=rows.errors,
        left_out=rows.left_out,
        choices=list(detection.choices),
        layout=layout,
    )


def _check_columns(records: Records, layout: TableLayout) -> None:
    """Refuse a given layout that names columns or lines which the file does not have."""
    widest = max(map(len, records.cells), default=0)
    money = (layout.amount, layout.debit, layout.credit)
    needed = [layout.date, *layout.description, *(c for c in money if c is not None)]
    if all(column is None for column in money):
        raise UnreadableFileError("Choose the column of the amounts.")
    if max(needed) >= widest or min(needed) < 0 or layout.first_row > len(records.cells):
        raise UnreadableFileError(
            f"The layout names column {max(needed) + 1}, but the file has {widest} columns. "
            "Check delimiter, encoding and columns."
        )


def _all_failed(errors: list[RowProblem]) -> str:
    reasons = "; ".join(f"row {error.row}: {error.reason}" for error in errors[:_SHOWN_REASONS])
    return f"None of the {len(errors)} rows can be read. {reasons}"


def _statements(records: Records, layout: TableLayout, rows: TableRows) -> list[Statement]:
    header = records.cells[layout.header_row] if layout.header_row is not None else None
    profile = profile_named(layout.profile)
    currency = header_currency(layout, header) or (profile.currency if profile else None)
    accounts = rows.by_account or {"": []}
    if len(accounts) > 1 and not accounts.get("", [None]):
        del accounts[""]
    by_number = layout.account is not None and _holds_numbers(list(accounts))
    return [
        Statement(
            rows=movements,
            account_number=(name or None) if by_number else None,
            account_name=None if by_number else (name or None),
            account_type=profile.account_type if profile else None,
            institution=(profile.institution or None) if profile else None,
            currency=_row_currency(movements) or currency,
            opening=rows.opening,
            closing=rows.closing,
        )
        for name, movements in accounts.items()
    ]


def _holds_numbers(names: list[str]) -> bool:
    """Tell whether account names are numbers: 0123 45678901.23A is one, Checking xx12 is none."""

    def digits(name: str) -> int:
        return sum(sign.isdecimal() for sign in name)

    return any(names) and all(
        digits(name) * 2 > len(name) or (name and " " not in name and _NUMBER.search(name))
        for name in names
        if name
    )


def _row_currency(rows: list[StatementRow]) -> str | None:
    named = {row.currency for row in rows}
    return named.pop() if len(named) == 1 else None

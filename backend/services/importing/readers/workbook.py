"""Sheets of a workbook (XLSX, XLS, ODS) as cells of text, with numbers exact."""

import datetime as dt
import io
import math
from decimal import Decimal
from typing import Any, Final

from backend.services.importing.readers.records import Records
from backend.services.importing.statement import UnreadableFileError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_EXACT: Final = 2**53
_CENT: Final = Decimal("0.01")
_FINEST: Final = Decimal("0.000001")


def is_workbook(data: bytes) -> bool:
    """Tell whether the bytes begin as those of an Excel or OpenDocument file do."""
    return data.startswith((_ZIP, _OLE))


def read_sheets(data: bytes) -> list[Records]:
    """Return every sheet that has cells, blank rows included, so that rows keep their numbers.

    Raises:
        UnreadableFileError: a damaged or protected file, or one without cells.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            Records([[_text(value) for value in row] for row in rows], delimiter="\t", sheet=name)
            for name in book.sheet_names
            if (rows := book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        ]
    except (CalamineError, OSError, ValueError, IndexError):
        raise UnreadableFileError(
            "This workbook can't be opened; it may be damaged or protected by a password. "
            "Save it once more, or export it as CSV."
        ) from None
    if not sheets:
        raise UnreadableFileError("The workbook is empty. Download it from the bank once more.")
    return sheets


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return str(value)


def _number(value: float) -> str:
    """Write a number as its cell shows it: 12.30 for 12.3, 0.30 for 0.30000000000000004.

    Always with other than three decimals, so that a point is never taken for grouping.
    """
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) <= _LARGEST_EXACT:
        return str(int(value))
    exact = Decimal(repr(value)).quantize(_FINEST)
    cents = exact.quantize(_CENT)
    return str(cents) if cents == exact else f"{exact:f}"

"""Text tables cut into cells: delimiter, quotes and line ends as they come."""

import csv
import io
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from backend.services.importing.readers.amounts import is_amount
from backend.services.importing.readers.dates import is_date
from backend.services.importing.readers.records import MARK, Cells, Packed, Records
from backend.services.importing.readers.text_encoding import decode_text
from backend.services.importing.readers.vocabulary import DATE_ROLES, MONEY_ROLES, roles_of
from backend.services.importing.statement import UnreadableFileError

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLED_CHARACTERS: Final = 60_000
_SAMPLED_RECORDS: Final = 80
_WIDEST_RECORD: Final = 400
_PIECE_CHARACTERS: Final = 65_536
_MOST_SHARED: Final = 30_000
_WHOLE_LINE: Final = MARK


def read_records(
    data: bytes, *, encoding: str | None = None, delimiter: str | None = None
) -> Records:
    """Return the records of a text table, with what was given or found about its form.

    Raises:
        UnreadableFileError: an empty file, a binary one, or one without columns.
    """
    text, encoding = decode_text(data, encoding)
    if not text.strip():
        raise UnreadableFileError("The file is empty. Download it from the bank once more.")
    text, named = _without_separator_line(text)
    text = _unwrapped(text)
    delimiter = delimiter or named or detect_delimiter(text)
    if delimiter is None:
        raise UnreadableFileError(
            "No table was found in this file. Download the transactions as CSV, Excel, OFX or QFX."
        )
    cells, starts = _split(text, delimiter)
    return Records(cells, encoding, delimiter, starts)


def detect_delimiter(text: str) -> str | None:
    """Return the delimiter under which the most rows show a day and an amount.

    Without rows the header decides, then the number of cells; None if nothing makes columns.
    """
    sample = text[:_SAMPLED_CHARACTERS]
    best, best_score = None, 0.0
    for delimiter in DELIMITERS:
        if delimiter in sample:
            score = _score(_sampled(sample, delimiter))
            if score > best_score:
                best, best_score = delimiter, score
    return best


def has_columns(text: str) -> bool:
    """Tell whether the beginning of a text is made of columns."""
    return detect_delimiter(_unwrapped(_without_separator_line(text)[0])) is not None


def _score(records: Iterable[Cells]) -> float:
    rows, header, wide = 0.0, 0, 0
    for cells in records:
        filled = [text.strip() for text in cells if text and not text.isspace()]
        if len(filled) > 1:
            wide += 1
            days = sum(map(is_date, filled))
            moneys = sum(map(is_amount, filled)) if days else 0
            if days and moneys:
                rows += 1 + (days + moneys) / 100
            elif not days:
                header = max(header, _header_hits(filled))
    return rows * 100 + header + wide / 1000


def _header_hits(cells: Iterable[str]) -> int:
    roles = [roles_of(text) for text in cells]
    useful = DATE_ROLES | MONEY_ROLES
    return (
        sum(bool(found) for found in roles) if any(useful & found.keys() for found in roles) else 0
    )


def _sampled(sample: str, delimiter: str) -> Iterable[Cells]:
    """Yield the first records; those of a quote that never closes are left to `_split`."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    for _ in range(_SAMPLED_RECORDS):
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):
            return
        yield cells[:_WIDEST_RECORD]


def _without_separator_line(text: str) -> tuple[str, str | None]:
    """Take note of Excel's first line `sep=;`, and leave a blank line in its place."""
    head = text[:8].strip().lower()
    if not head.startswith("sep=") or len(head) < 5:  # noqa: PLR2004 - "sep=;"
        return text, None
    mark = text.lower().index("sep=") + 4
    return text[mark + 1 :].lstrip(" ,;\t"), text[mark]


def _unwrapped(text: str) -> str:
    """Take the outer quotes off a table whose every line is one quoted cell (saved so by Excel)."""
    lines = text[:_SAMPLED_CHARACTERS].splitlines()[:_SAMPLED_RECORDS]
    if len(lines) < 2 or not all(line[:1] == line[-1:] == '"' for line in lines if line):  # noqa: PLR2004
        return text
    cells = [row[0] if row else "" for row in csv.reader(lines, delimiter=_WHOLE_LINE)]
    if not any('"",' in line or '""' in line[1:-1] for line in lines) and _has_columns(lines):
        return text
    if len(cells) != len(lines) or not all(
        any(d in one for d in DELIMITERS) for one in cells if one
    ):
        return text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_WHOLE_LINE)
    return "\n".join(row[0] if row else "" for row in reader)


def _has_columns(lines: list[str]) -> bool:
    return any(f'"{delimiter}"' in line for line in lines for delimiter in DELIMITERS)


def _split(text: str, delimiter: str) -> tuple[list[Cells] | Packed, Sequence[int] | None]:
    try:
        reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)
        cells = list(_shared(reader)) if MARK in text else Packed(reader)
    except csv.Error:  # a cell of more than 131,072 characters: a quote that never closes
        return _split_by_line(text, delimiter), None
    if reader.line_num == len(cells):
        return cells, None
    if _swallows_rows(cells, delimiter):
        return _split_by_line(text, delimiter), None
    return _with_starts(text, delimiter)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, a piece of the text at a time: StringIO quadruples it."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE_CHARACTERS) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _shared(records: Iterable[Cells]) -> Iterator[Cells]:
    """Yield the records with one text for all equal cells: days, words and shops come again.

    That is half the memory of a large table; beyond a number of different texts, a new one is
    taken to come once, as balances do.
    """
    known: dict[str, str] = {}
    share = known.setdefault
    for cells in records:
        yield [share(text, text) for text in cells]
        if len(known) > _MOST_SHARED:
            share = known.get
            break
    for cells in records:
        yield [share(text, text) for text in cells]


def _with_starts(text: str, delimiter: str) -> tuple[list[Cells], Sequence[int]]:
    cells: list[Cells] = []
    starts = array("L")
    before = 0
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)
    for row in _shared(reader):
        cells.append(row)
        starts.append(before + 1)
        before = reader.line_num
    return cells, starts


def _swallows_rows(records: Sequence[Cells], delimiter: str) -> bool:
    """Tell whether a quote left open has taken whole rows into one cell."""
    usual = Counter(len(cells) for cells in records if cells).most_common(1)[0][0]
    return any(
        line.count(delimiter) >= max(usual - 2, 1) and any(map(is_date, _bare(line, delimiter)))
        for cells in records
        for text in cells
        if "\n" in text or "\r" in text
        for line in text.splitlines()[1:]
    )


def _bare(line: str, delimiter: str) -> list[str]:
    return [part.strip(' "') for part in line.split(delimiter)]


def _split_by_line(text: str, delimiter: str) -> list[Cells]:
    """Cut each line by itself; quotes count only in lines where they come in pairs."""
    records: list[Cells] = []
    for raw in io.StringIO(text, newline=""):
        line = raw.rstrip("\r\n")
        if len(line) > csv.field_size_limit():
            raise UnreadableFileError(
                f"Line {len(records) + 1} is longer than any bank's. This is no list of transactions."
            )
        is_odd = line.count('"') % 2 == 1
        quoting: Literal[0, 3] = csv.QUOTE_NONE if is_odd else csv.QUOTE_MINIMAL
        cells = next(
            csv.reader([line], delimiter=delimiter, skipinitialspace=True, quoting=quoting), []
        )
        records.append([text.strip('"') for text in cells] if is_odd else cells)
    return records

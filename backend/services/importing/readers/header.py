"""Where the table begins: the header among title lines, or the first row where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from backend.services.importing.readers.amounts import is_amount
from backend.services.importing.readers.content import has_day_and_money, is_day
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.records import Cells
from backend.services.importing.readers.vocabulary import DATE_ROLES, MONEY_ROLES, roles_of

_SCANNED: Final = 3000
_ENOUGH_ROWS: Final = 400


@dataclass(frozen=True, slots=True)
class TableStart:
    """The header's record (None without one), the first record after it, and rows to judge by."""

    header: int | None
    first: int
    rows: tuple[int, ...]


def find_table(records: Sequence[Cells]) -> TableStart | None:
    """Return where the list of transactions begins; None if nothing looks like one.

    Of several tables the one with the most rows that have a day and an amount is taken.
    """
    headers, rows = _scan(records)
    if headers:
        starts = [_under(records, header, headers, rows) for header in headers]
        best = max(starts, key=lambda start: (len(start.rows), _weight(records, start)))
        before = tuple(row for row in rows if row < headers[0])
        if len(before) <= len(best.rows):
            return best
        rows = list(before)
    if not rows:
        return None
    header = _unknown_header(records, rows[0])
    return TableStart(header, rows[0], tuple(rows))


def is_header(cells: Cells) -> bool:
    """Tell whether the cells name a date column and others, and are no data themselves."""
    filled = [text for raw in cells if (text := raw.strip())]
    if len(filled) < 2 or any(map(is_day, filled)):  # noqa: PLR2004 - a title stands alone
        return False
    roles = [found for text in filled if (found := roles_of(text))]
    known: set[Role] = {role for found in roles for role in found}
    if not known & DATE_ROLES or sum(map(is_amount, filled)) * 3 > len(filled):
        return False
    named = any(found.keys() & MONEY_ROLES and not found.keys() & DATE_ROLES for found in roles)
    return named or len(roles) > 2  # noqa: PLR2004 - a money column may bear an unknown name


def _scan(records: Sequence[Cells]) -> tuple[list[int], list[int]]:
    headers: list[int] = []
    rows: list[int] = []
    for index, cells in enumerate(records[:_SCANNED]):
        if has_day_and_money(cells):
            rows.append(index)
            if len(rows) >= _ENOUGH_ROWS:
                break
        elif is_header(cells):
            headers.append(index)
    return headers, rows


def _under(
    records: Sequence[Cells], header: int, headers: Sequence[int], rows: Sequence[int]
) -> TableStart:
    """Return the table under a header; it goes on past repetitions of the same header."""
    end = next(
        (other for other in headers if other > header and records[other] != records[header]),
        len(records),
    )
    return TableStart(header, header + 1, tuple(row for row in rows if header < row < end))


def _weight(records: Sequence[Cells], start: TableStart) -> int:
    cells = records[start.header] if start.header is not None else []
    return sum(bool(roles_of(text)) for text in cells)


def _unknown_header(records: Sequence[Cells], first: int) -> int | None:
    """Return the line above the first row if it has a word for nearly each of the row's cells."""
    above = next((i for i in range(first - 1, -1, -1) if any(map(str.strip, records[i]))), None)
    if above is None:
        return None
    cells = [text.strip() for text in records[above]]
    words = [text for text in cells if text and not is_day(text) and not is_amount(text)]
    unlike_data = len(words) == len([text for text in cells if text])
    return above if unlike_data and len(words) * 4 >= len(records[first]) * 3 > 0 else None

"""The cells of a table, whether they come from a text file or from a sheet of a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

Cells = list[str]


@dataclass(slots=True)
class Records:
    """A table's records in the order of the file, blank ones included, all cells as text.

    `starts` holds the line that each record begins in, where quoted line breaks make a record
    longer than a line; without them (None) record *n* is line *n*. `lines` counts from 1, as
    people and their editors do.
    """

    cells: list[Cells]
    encoding: str = "utf-8"
    delimiter: str = ","
    starts: Sequence[int] | None = None
    sheet: str | None = None

    def line(self, index: int) -> int:
        """Return the line of the file, or the row of the sheet, of a zero-based record."""
        return self.starts[index] if self.starts else index + 1


def cell(cells: Cells, column: int | None) -> str:
    """Return a cell without outer blanks; "" where the row is shorter or there is no column."""
    if column is None or column >= len(cells):
        return ""
    return cells[column].strip()

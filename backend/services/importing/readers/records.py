"""The cells of a table, whether they come from a text file or from a sheet of a workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

Cells = list[str]
MARK: Final = "\x1f"
"""Parts the cells of a packed record; no cell of it may hold one."""


class Packed(Sequence[Cells]):
    """Records kept as one text each and cut anew whenever one is looked at.

    Cells are most of the memory that a large file takes. As texts they need half of it, and what
    they leave behind can hold rows: small cells lie among those that stay, and block their pages.
    """

    def __init__(self, records: Iterable[Cells]) -> None:
        """Pack the records; one with a single empty cell comes back without any."""
        self._texts = list(map(MARK.join, records))

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Cells]:
        return map(_cut, self._texts)

    @overload
    def __getitem__(self, at: int) -> Cells: ...
    @overload
    def __getitem__(self, at: slice) -> "Packed": ...
    def __getitem__(self, at: int | slice) -> "Cells | Packed":
        if isinstance(at, int):
            return _cut(self._texts[at])
        part = Packed(())
        part._texts = self._texts[at]
        return part

    def used_up(self, first: int) -> Iterator[Cells]:
        """Yield the records from `first` on, letting go of each."""
        texts = self._texts
        for index in range(first, len(texts)):
            text = texts[index]
            texts[index] = ""
            yield _cut(text)


def _cut(text: str) -> Cells:
    return text.split(MARK) if text else []


@dataclass(slots=True)
class Records:
    """A table's records in the order of the file, blank ones included, all cells as text.

    `starts` holds the line that each record begins in, where quoted line breaks make a record
    longer than a line; without them (None) record *n* is line *n*. `lines` counts from 1, as
    people and their editors do.
    """

    cells: list[Cells] | Packed
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

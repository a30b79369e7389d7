"""Rows that are not as they should be: what becomes of each, and the sentence that says why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from backend.services.importing.readers.header import is_header
from backend.services.importing.readers.money_cells import AmountOf, MissingAmountError
from backend.services.importing.readers.records import Cells, Records, cell
from backend.services.importing.readers.status_words import reason_not_booked
from backend.services.importing.readers.summary_rows import summary_of
from backend.services.importing.readers.vocabulary import DATE_ROLES, roles_of
from backend.services.importing.statement import TableLayout

_FULL_ROW: Final = 3
_NEARLY_ALL: Final = 0.9


class Fate(Enum):
    """What is done with an odd row."""

    BLANK = auto()
    ERROR = auto()  # it should have been a transaction
    LEFT_OUT = auto()  # it is none
    CONTINUES = auto()  # its words belong to the row above
    SHIFTED = auto()  # a stray delimiter; `cells` are as they should be
    END = auto()  # another table begins


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of a row with its reason, the continued words, or the mended cells."""

    fate: Fate
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OddRows:
    """Judges rows that the quick way could not read."""

    layout: TableLayout
    header: Cells | None
    width: int
    delimiter: str
    days: Mapping[str, object]
    amount_of: AmountOf

    def judge(self, cells: Cells) -> Verdict:
        """Return what becomes of a row that has no readable day and amount where they belong."""
        filled = [text for raw in cells if (text := raw.strip())]
        if not filled:
            return Verdict(Fate.BLANK)
        date = cell(cells, self.layout.date)
        unbooked = reason_not_booked(cell(cells, self.layout.status)) or reason_not_booked(date)
        if unbooked:
            return Verdict(Fate.LEFT_OUT, unbooked)
        if self._is_other_header(cells):
            return Verdict(Fate.END, "Another table begins here; only the one above is read.")
        if cells == self.header or is_header(cells):
            return Verdict(Fate.LEFT_OUT, "It is the header once more.")
        if mended := self.mended(cells):
            return Verdict(Fate.SHIFTED, cells=tuple(mended))
        return self._judge_by_day(cells, filled, date)

    def mended(self, cells: Cells) -> Cells | None:
        """Return the row with its surplus cells joined to the description, if that makes sense."""
        surplus = len(cells) - self.width
        if surplus < 1 or not self.layout.description or not any(cells[self.width :]):
            return None
        column = max(self.layout.description)
        text = self.delimiter.join(cells[column : column + surplus + 1])
        mended = [*cells[:column], text, *cells[column + surplus + 1 :]]
        is_whole = self._day_problem(mended) is None and self._amount_problem(mended) is None
        return mended if is_whole else None

    def _judge_by_day(self, cells: Cells, filled: Sequence[str], date: str) -> Verdict:
        no_day, no_amount = self._day_problem(cells), self._amount_problem(cells)
        summary = next(filter(None, map(summary_of, filled)), None)
        if no_day is None:
            return self._dated(cells, no_amount, summary)
        if summary:
            return Verdict(Fate.LEFT_OUT, summary.value)
        if date:
            looks_like_row = any(sign.isdecimal() for sign in date) and len(filled) >= _FULL_ROW
            if no_amount is None or (looks_like_row and not _is_missing(no_amount)):
                return Verdict(Fate.ERROR, str(no_day))
            return Verdict(Fate.LEFT_OUT, "It is a heading or a note, no transaction.")
        return self._undated(cells, filled, no_amount)

    def _dated(self, cells: Cells, no_amount: ValueError | None, summary: object) -> Verdict:
        if no_amount is None:  # day and amount are fine: a second date or another cell is not
            return Verdict(Fate.ERROR, "The row can't be read.")
        if not _is_missing(no_amount):
            return Verdict(Fate.ERROR, str(no_amount))
        if summary:
            return Verdict(Fate.LEFT_OUT, str(summary))
        if len(cells) < self.width and not cell(cells, self.layout.balance):
            return Verdict(
                Fate.ERROR, f"The row is cut off: {len(cells)} cells of {self.width}, no amount."
            )
        return Verdict(Fate.LEFT_OUT, "It has no amount, so no money moved.")

    def _undated(
        self, cells: Cells, filled: Sequence[str], no_amount: ValueError | None
    ) -> Verdict:
        words = [text for column in self.layout.description if (text := cell(cells, column))]
        if no_amount is not None:
            if words and len(words) == len(filled) and len(cells) > 1:
                return Verdict(Fate.CONTINUES, " ".join(words))
            return Verdict(Fate.LEFT_OUT, "It has neither date nor amount.")
        if not words:
            return Verdict(Fate.LEFT_OUT, "It has no date and no description: a total.")
        return Verdict(Fate.ERROR, "It has no date.")

    def _day_problem(self, cells: Sequence[str]) -> ValueError | None:
        try:
            self.days[cell(list(cells), self.layout.date)]
        except ValueError as problem:
            return problem
        return None

    def _amount_problem(self, cells: Cells) -> ValueError | None:
        try:
            self.amount_of(cells)
        except ValueError as problem:
            return problem
        except IndexError:
            return MissingAmountError("It has no amount.")
        return None

    def _is_other_header(self, cells: Cells) -> bool:
        """Whether a header stands here whose date column is not where ours is."""
        return (
            self.header is not None
            and is_header(cells)
            and not roles_of(cell(cells, self.layout.date)).keys() & DATE_ROLES
        )


def usual_width(records: Records, header: Cells | None, first: int) -> int:
    """Return how many cells a row has: as the header, or more if most rows have more."""
    lengths = Counter(_filled_length(row) for row in records.cells[first : first + 400])
    lengths.pop(0, None)
    if not lengths:
        return len(header or [])
    common, count = lengths.most_common(1)[0]
    if header and count < lengths.total() * _NEARLY_ALL:
        return len(header)
    return max(common, len(header or []))


def _filled_length(cells: Cells) -> int:
    """Return the length without empty cells at the end."""
    return next((i for i in range(len(cells), 0, -1) if cells[i - 1].strip()), 0)


def _is_missing(problem: ValueError) -> bool:
    return isinstance(problem, MissingAmountError)

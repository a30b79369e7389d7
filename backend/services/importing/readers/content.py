"""What the columns of a table hold, judged by their cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from backend.services.importing.readers.amounts import CURRENCY_CODES, is_amount
from backend.services.importing.readers.dates import is_date
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.readers.vocabulary import DATE_ROLES, roles_of

MOSTLY: Final = 0.6
"""The share of its cells that makes a column one of days or of amounts; some may be broken."""

NO_VALUE: Final = frozenset({"", "-", "--", "–", "—", "n/a", "N/A", "null", "NULL", "None"})
_COMPACT_DAY: Final = re.compile(r"[0-9]{8}")
_DECIMALS: Final = re.compile(r"[.,][0-9]{1,2}(?![0-9])|[.,][0-9]{4,}|[$€£]")
_LETTER: Final = re.compile(r"[^\W\d_]").search
_NEGATIVE: Final = re.compile(r"[-−–(]|(?:DR|Dr)$")


@dataclass(slots=True)
class Column:
    """One column: its header, the roles that the header may mean, and what its cells are."""

    index: int
    header: str
    roles: dict[Role, int]
    row_count: int
    values: list[str] = field(default_factory=list)
    days: int = 0
    moneys: int = 0
    decimals: int = 0
    negatives: int = 0
    wordy: int = 0

    @property
    def count(self) -> int:
        """How many cells are filled."""
        return len(self.values)

    @property
    def fill(self) -> float:
        """The share of rows in which the column is filled."""
        return self.count / self.row_count if self.row_count else 0.0

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything: then only the header can tell what it is for."""
        return not self.values

    @property
    def holds_days(self) -> bool:
        """Whether most cells are dates."""
        return self.days > 0 and self.days >= self.count * MOSTLY

    @property
    def holds_money(self) -> bool:
        """Whether most cells are amounts and none too obviously something else."""
        return self.moneys > 0 and self.moneys >= self.count * MOSTLY and not self.holds_days

    @property
    def holds_words(self) -> bool:
        """Whether most cells are text with letters."""
        return self.wordy > 0 and self.wordy >= self.count * MOSTLY and not self.holds_days

    @property
    def holds_currencies(self) -> bool:
        """Whether every cell is the code of a currency."""
        return bool(self.values) and all(value.upper() in CURRENCY_CODES for value in self.values)

    @property
    def distinct(self) -> int:
        """How many different values there are."""
        return len(set(self.values))

    @property
    def mean_length(self) -> float:
        """How long a filled cell is on average."""
        return sum(map(len, self.values)) / self.count if self.values else 0.0


def describe_columns(rows: Sequence[Cells], header: Cells | None) -> list[Column]:
    """Return a description of each column over the given rows, from left to right."""
    width = max((len(row) for row in (*rows, header or [])), default=0)
    names = header or []
    columns = []
    for index in range(width):
        name = cell(names, index)
        column = Column(index, name, roles_of(name), len(rows))
        column.values = [text for row in rows if (text := cell(row, index)) not in NO_VALUE]
        _count_kinds(column)
        columns.append(column)
    return columns


def has_day_and_money(cells: Cells) -> bool:
    """Tell whether one cell is a date and another an amount: what a transaction needs."""
    has_day = has_money = False
    for raw in cells:
        text = raw.strip()
        if is_day(text):
            has_day = True
        elif is_amount(text):
            has_money = True
        if has_day and has_money:
            return True
    return False


@lru_cache(maxsize=16_384)
def is_day(text: str) -> bool:
    """Tell whether a cell is a date; eight digits must begin with the year."""
    if _COMPACT_DAY.fullmatch(text) and not text.startswith(("19", "20")):
        return False
    return is_date(text)


def _count_kinds(column: Column) -> None:
    day = is_date if column.roles.keys() & DATE_ROLES else is_day
    for text in column.values:
        if day(text):
            column.days += 1
        elif is_amount(text):
            column.moneys += 1
            column.decimals += bool(_DECIMALS.search(text))
            column.negatives += bool(_NEGATIVE.search(text))
        elif _LETTER(text):
            column.wordy += 1

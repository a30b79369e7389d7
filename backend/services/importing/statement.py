"""What a reader answers: the statements of one file, before anything is stored.

Signs: `cents` of a row is positive for money leaving the account (the app's sign, whatever the
file does). A balance is positive when the account holds money and negative when it owes; after
a row, `balance = balance before - cents`.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from backend.core.errors import InvalidInputError


class StatementFormat(StrEnum):
    """The formats that are told apart by content."""

    CSV = "csv"
    XLSX = "xlsx"
    OFX = "ofx"
    QIF = "qif"
    CAMT = "camt"
    MT940 = "mt940"
    IIF = "iif"


class UnreadableFileError(InvalidInputError):
    """A file can't be read as a statement; the message says why and what to do next."""


class StatementRow(NamedTuple):
    """One booked movement of money, as the file tells it.

    `row` is the number that a person finds it by: the line of a text table, the sheet's row, or
    the running number of the record in the other formats; it starts at 1.
    """

    row: int
    date: dt.date
    cents: int
    description: str
    posted_date: dt.date | None = None
    external_id: str | None = None
    balance_cents: int | None = None
    merchant: str | None = None
    memo: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that is not imported, with the sentence that says why."""

    row: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class StatedBalance:
    """A balance that the bank states at the end of `date` (start, for an opening one)."""

    date: dt.date | None
    cents: int


@dataclass(slots=True)
class Statement:
    """The movements of one account in a file.

    `account_number` and `account_name` are as the file has them (masked or not); `account_type`
    is one of the app's words (`checking`, `savings`, `credit`, `investment`, …) where the file
    says it.
    """

    rows: list[StatementRow] = field(default_factory=list)
    account_number: str | None = None
    account_name: str | None = None
    account_type: str | None = None
    institution: str | None = None
    currency: str | None = None
    opening: StatedBalance | None = None
    closing: StatedBalance | None = None


DateOrder = Literal["ymd", "mdy", "dmy"]
SignRule = Literal["money_in_positive", "charges_positive"]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How to read a text table or a sheet: what a mapping profile remembers.

    Columns are zero-based. `header_row` is the zero-based line of the header, None if there is
    none; rows begin at `first_row`. One of `amount` or `debit`/`credit` is set. `direction` is a
    column with a word for an unsigned amount (debit, credit, C, D, Af, Bij …). `sign` applies to
    a signed `amount`. `fee` is taken off the amount besides, and set only where the balances prove
    it. `sheet` is a workbook's. `profile` names a ready-made bank layout that was recognised.
    """

    date: int
    description: tuple[int, ...]
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    direction: int | None = None
    posted_date: int | None = None
    balance: int | None = None
    external_id: int | None = None
    status: int | None = None
    currency: int | None = None
    account: int | None = None
    memo: int | None = None
    merchant: int | None = None
    fee: int | None = None
    sheet: str | None = None
    header_row: int | None = None
    first_row: int = 0
    encoding: str = "utf-8"
    delimiter: str = ","
    date_order: DateOrder = "mdy"
    decimal_mark: Literal[".", ","] = "."
    sign: SignRule = "money_in_positive"
    profile: str | None = None


@dataclass(slots=True)
class StatementFile:
    """Everything that one file says.

    `errors` are rows that should have been transactions and can't be read; `left_out` are rows
    that are none, or not yet (pending ones, zero rows, totals, trades without cash). `choices`
    are the guesses that a person may want to check, as sentences ("Dates are read as
    month/day/year, since …").
    """

    format: StatementFormat
    statements: list[Statement]
    errors: list[RowProblem] = field(default_factory=list)
    left_out: list[RowProblem] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    layout: TableLayout | None = None

    @property
    def row_count(self) -> int:
        """How many movements the file holds, over all its accounts."""
        return sum(len(statement.rows) for statement in self.statements)

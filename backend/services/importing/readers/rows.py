"""The rows of a table read by its layout: the quick way, for rows that are as they should be."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from backend.services.importing.readers.amounts import parse_cents
from backend.services.importing.readers.balances import Step, chain_of
from backend.services.importing.readers.dates import parse_date
from backend.services.importing.readers.money_cells import AmountOf, amount_reader
from backend.services.importing.readers.odd_rows import Fate, OddRows, usual_width
from backend.services.importing.readers.records import Cells, Packed, Records, cell
from backend.services.importing.readers.status_words import reason_not_booked
from backend.services.importing.readers.summary_rows import (
    SUMMARY_BEGINNINGS,
    Summary,
    summary_of,
)
from backend.services.importing.readers.wording import clean
from backend.services.importing.statement import (
    DateOrder,
    RowProblem,
    StatedBalance,
    StatementRow,
    TableLayout,
)

_SAMPLE: Final = 400
_SHOWN_LENGTH: Final = 120
_LONG: Final = 400
_MOST_SHARED: Final = 30_000
_EDGES: Final = (" ", "'")
_USED: Final[Cells] = []

RowOf = Callable[[int, Cells, dt.date, int], StatementRow]


class Days(dict[str, dt.date]):
    """The days that cells name, each parsed once: a statement repeats its days."""

    def __init__(self, order: DateOrder) -> None:
        super().__init__()
        self._order = order

    def __missing__(self, text: str) -> dt.date:
        day = self[text] = parse_date(text, self._order)
        return day


class _Booked(dict[str, bool]):
    """Whether a row with this status is a movement, asked once for each word."""

    def __missing__(self, word: str) -> bool:
        is_booked = self[word] = reason_not_booked(word.strip()) is None
        return is_booked


@dataclass(slots=True)
class TableRows:
    """What a table's rows say: movements by the account that they belong to ("" if only one)."""

    by_account: dict[str, list[StatementRow]] = field(default_factory=dict)
    errors: list[RowProblem] = field(default_factory=list)
    left_out: list[RowProblem] = field(default_factory=list)
    opening: StatedBalance | None = None
    closing: StatedBalance | None = None


class RowReader:
    """Reads the rows of one table, in the order of the file."""

    def __init__(self, records: Records, layout: TableLayout) -> None:
        self._records = records
        self._layout = layout
        body = records.cells[layout.first_row :]
        self._days = Days(layout.date_order)
        self._amount_of = amount_reader(layout, body)
        sign = _balance_sign(layout, body[:_SAMPLE], self._amount_of)
        self._row_of = row_builder(layout, self._days, sign)
        header = records.cells[layout.header_row] if layout.header_row is not None else None
        width = usual_width(records, header, layout.first_row)
        self._odd = OddRows(layout, header, width, records.delimiter, self._days, self._amount_of)
        self._is_booked = _Booked()
        self._found = TableRows()
        self._last: list[StatementRow] | None = None

    def read(self) -> TableRows:
        """Return everything the rows say; the records are used up by it."""
        amount_of, days, row_of = self._amount_of, self._days, self._row_of
        date, status, width = self._layout.date, self._layout.status, self._odd.width
        starts, by_account = self._records.starts, self._layout.account is not None
        is_booked = self._is_booked
        rows = self._found.by_account.setdefault("", []) if not by_account else []
        for index, cells in self._used_up():
            try:
                if len(cells) > width and self._is_shifted(index, cells):
                    continue
                line = starts[index] if starts else index + 1
                row = row_of(line, cells, days[cells[date]], amount_of(cells))
            except (ValueError, IndexError):
                if not self._take_odd(index, cells):
                    break
                continue
            if (
                not row.cents
                or row.description[:3] in SUMMARY_BEGINNINGS
                or (status is not None and not (status < len(cells) and is_booked[cells[status]]))
            ):
                self._take_if_booked(row, cells)
            elif by_account:
                self._keep(row, cells)
            else:
                rows.append(row)
                self._last = rows
        return self._found

    def _used_up(self) -> Iterator[tuple[int, Cells]]:
        """Yield the records of the body, letting go of each.

        Rows take the place of cells in memory, and no other request has to wait until the cells
        of a whole large file are freed at once.
        """
        records, first = self._records.cells, self._layout.first_row
        if isinstance(records, Packed):
            yield from enumerate(records.used_up(first), first)
            return
        for index in range(first, len(records)):
            cells = records[index]
            records[index] = _USED
            yield index, cells

    def _keep(self, row: StatementRow, cells: Cells) -> None:
        account = cell(cells, self._layout.account).strip("'")
        rows = self._found.by_account.setdefault(account, [])
        rows.append(row)
        self._last = rows

    def _take_if_booked(self, row: StatementRow, cells: Cells) -> None:
        summary = summary_of(row.description)
        reason = reason_not_booked(cell(cells, self._layout.status))
        if summary:
            self._note_balance(summary, row.date, row.balance_cents)
            reason = summary.value
        elif not row.cents:
            reason = reason or "Its amount is zero: no money moved."
        if reason is None:
            self._keep(row, cells)
        else:
            self._leave_out(row.row, reason, cells)

    def _take_odd(self, index: int, cells: Cells) -> bool:
        """Settle a row that the quick way can't read; False where the table ends."""
        verdict = self._odd.judge(cells)
        line = self._records.line(index)
        match verdict.fate:
            case Fate.BLANK:
                self._last = None
            case Fate.ERROR:
                self._found.errors.append(_problem(line, verdict.text, cells))
                self._last = None
            case Fate.SHIFTED:
                self._take_mended(line, list(verdict.cells))
            case Fate.CONTINUES if self._last:
                self._continue_description(verdict.text)
            case Fate.CONTINUES:
                self._leave_out(line, "It has neither date nor amount.", cells)
            case Fate.LEFT_OUT | Fate.END:
                self._note_stated(cells)
                self._leave_out(line, verdict.text, cells)
        return verdict.fate is not Fate.END

    def _is_shifted(self, index: int, cells: Cells) -> bool:
        """Take a row with a stray delimiter, whose cells would be read from the wrong columns."""
        mended = self._odd.mended(cells)
        if mended:
            self._take_mended(self._records.line(index), mended)
        return mended is not None

    def _take_mended(self, line: int, cells: Cells) -> None:
        day = self._days[cell(cells, self._layout.date)]
        self._take_if_booked(self._row_of(line, cells, day, self._amount_of(cells)), cells)

    def _continue_description(self, text: str) -> None:
        if self._last:
            row = self._last[-1]
            self._last[-1] = row._replace(description=f"{row.description} {clean(text)}".strip())

    def _leave_out(self, line: int, reason: str, cells: Cells) -> None:
        self._found.left_out.append(_problem(line, reason, cells))
        self._last = None

    def _note_stated(self, cells: Cells) -> None:
        """Remember the balance of a dated row without an amount, such as an opening balance."""
        summary = next(filter(None, map(summary_of, cells)), None)
        balance = cell(cells, self._layout.balance)
        if summary is None or not balance:
            return
        try:
            day = self._days[cell(cells, self._layout.date)]
            cents = parse_cents(balance, self._layout.decimal_mark)
        except ValueError:
            return
        self._note_balance(summary, day, cents)

    def _note_balance(self, summary: Summary, day: dt.date, cents: int | None) -> None:
        if cents is None or self._layout.account is not None:
            return
        if summary is Summary.OPENING:
            self._found.opening = StatedBalance(day, cents)
        elif summary is Summary.CLOSING:
            self._found.closing = StatedBalance(day, cents)


def row_builder(layout: TableLayout, days: Days, balance_sign: int) -> RowOf:
    """Return the function that makes a row of its cells, its day and its cents."""
    describe = _describer(layout)
    mark, balance = layout.decimal_mark, layout.balance
    extras = any(
        column is not None
        for column in (
            layout.posted_date,
            layout.external_id,
            layout.merchant,
            layout.memo,
            layout.currency,
        )
    )

    def balance_of(cells: Cells) -> int | None:
        if balance is None:
            return None
        try:
            return balance_sign * parse_cents(cells[balance], mark) if cells[balance] else None
        except (ValueError, IndexError):
            return None

    def plain(line: int, cells: Cells, day: dt.date, cents: int) -> StatementRow:
        return StatementRow(line, day, cents, describe(cells), None, None, balance_of(cells))

    posted, external_id, currency = layout.posted_date, layout.external_id, layout.currency
    merchants, memos = layout.merchant, layout.memo

    def full(line: int, cells: Cells, day: dt.date, cents: int) -> StatementRow:
        merchant = None if merchants is None else clean(cell(cells, merchants))
        memo = None if memos is None else clean(cell(cells, memos))
        return StatementRow(
            line,
            day,
            cents,
            describe(cells) or merchant or memo or "",
            None if posted is None else _posted(days, cell(cells, posted)),
            None if external_id is None else cell(cells, external_id).strip("'") or None,
            balance_of(cells),
            merchant or None,
            memo or None,
            None if currency is None else cell(cells, currency).upper() or None,
        )

    return full if extras else plain


def _describer(layout: TableLayout) -> Callable[[Cells], str]:
    """Return the function that reads the description; most are clean, which is cheap to see."""
    columns = layout.description
    column = columns[0] if columns else 0
    known: dict[str, str] = {}
    share = known.setdefault  # shops come again, and rows outlive their cells

    def single(cells: Cells) -> str:
        text = cells[column] if column < len(cells) else ""
        if (
            text.isprintable()
            and "  " not in text
            and "&" not in text
            and "<" not in text
            and text[:1] not in _EDGES
            and text[-1:] != " "
            and len(text) < _LONG
        ):
            return share(text, text) if len(known) < _MOST_SHARED else known.get(text, text)
        return clean(text.removeprefix("'"))

    def joined(cells: Cells) -> str:
        parts = dict.fromkeys(text for column in columns if (text := cell(cells, column)))
        return clean(" ".join(parts))

    return single if len(columns) == 1 else joined


def _posted(days: Days, text: str) -> dt.date | None:
    """Return the posting day; a row that has none yet, or an odd one, is still a transaction."""
    try:
        return days[text] if text else None
    except ValueError:
        return None


def _balance_sign(layout: TableLayout, rows: Sequence[Cells], amount_of: AmountOf) -> int:
    """Return -1 where the balances say what is owed: they rise when money goes out."""
    if layout.balance is None:
        return 1
    steps: list[Step | None] = []
    for cells in rows:
        try:
            after = parse_cents(cell(cells, layout.balance), layout.decimal_mark)
            steps.append((-amount_of(cells), after))
        except (ValueError, IndexError):
            steps.append(None)
    chain = chain_of(steps)
    return chain.sign if chain else 1


def _problem(line: int, reason: str, cells: Cells) -> RowProblem:
    text = " | ".join(text.strip() for text in cells if text.strip())
    return RowProblem(line, reason, text[:_SHOWN_LENGTH])

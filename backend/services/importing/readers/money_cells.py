"""Amounts of a row: from one signed cell, one with a word beside it, or one of two columns.

Whatever the file does, the answer is in cents and positive for money out.
"""

from collections.abc import Callable, Sequence

from backend.services.importing.readers.amounts import DecimalMark, parse_cents
from backend.services.importing.readers.content import NO_VALUE
from backend.services.importing.readers.directions import is_outflow, marks_only_credits
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.statement import TableLayout

AmountOf = Callable[[Cells], int]


class MissingAmountError(ValueError):
    """A row without an amount: a heading, an opening balance, a continued description."""


def amount_reader(layout: TableLayout, body: Sequence[Cells]) -> AmountOf:
    """Return the function that reads a row's amount.

    It raises MissingAmountError where no amount stands, ValueError where something else does,
    and IndexError for a row that is too short.
    """
    if layout.amount is None:
        return _of_two_columns(layout, body)
    if layout.direction is not None:
        return _with_direction(layout, layout.amount, layout.direction, body)
    if layout.fee is not None:
        return _less_fee(layout, layout.amount, layout.fee)
    if marks_only_credits(cell(row, layout.amount) for row in body):
        return _with_credits_marked(layout.amount, layout.decimal_mark)
    return _signed(layout.amount, layout.decimal_mark, layout.sign == "charges_positive")


def _with_credits_marked(column: int, mark: DecimalMark) -> AmountOf:
    def charge_or_credit(row: Cells) -> int:
        text = row[column]
        try:
            cents = parse_cents(text, mark)
        except ValueError:
            raise _problem(text) from None
        return -cents if text.rstrip()[-2:].upper() == "CR" else cents

    return charge_or_credit


def _signed(column: int, mark: DecimalMark, charges_positive: bool) -> AmountOf:
    def charge(row: Cells) -> int:
        text = row[column]
        try:
            return parse_cents(text, mark)
        except ValueError:
            raise _problem(text) from None

    def movement(row: Cells) -> int:
        text = row[column]
        try:
            return -parse_cents(text, mark)
        except ValueError:
            raise _problem(text) from None

    return charge if charges_positive else movement


def _less_fee(layout: TableLayout, column: int, fee: int) -> AmountOf:
    gross = _signed(column, layout.decimal_mark, layout.sign == "charges_positive")

    def net(row: Cells) -> int:
        taken = cell(row, fee)
        cents = gross(row)
        return cents + abs(parse_cents(taken, layout.decimal_mark)) if taken else cents

    return net


def _with_direction(
    layout: TableLayout, column: int, direction: int, body: Sequence[Cells]
) -> AmountOf:
    mark = layout.decimal_mark
    words = {word for row in body if (word := cell(row, direction))}
    known = {word: out for word in words if (out := is_outflow(word)) is not None}
    blank_is_out = not any(known.values())
    is_signed = any(cell(row, column).startswith(("-", "(")) for row in body)

    def directed(row: Cells) -> int:
        text = row[column]
        try:
            cents = parse_cents(text, mark)
        except ValueError:
            raise _problem(text) from None
        out = known.get(row[direction].strip())
        if out is None:
            if is_signed:
                return -cents
            out = blank_is_out
        return abs(cents) if out else -abs(cents)

    return directed


def _of_two_columns(layout: TableLayout, body: Sequence[Cells]) -> AmountOf:
    """Read money out and money in; a column that is mostly negative only repeats its name."""
    mark = layout.decimal_mark
    debit, credit = layout.debit, layout.credit
    debit_sign = -1 if _is_mostly_negative(body, debit) else 1
    credit_sign = -1 if _is_mostly_negative(body, credit) else 1

    def difference(row: Cells) -> int:
        out, into = cell(row, debit), cell(row, credit)
        out, into = ("" if out in NO_VALUE else out), ("" if into in NO_VALUE else into)
        if not out and not into:
            raise MissingAmountError("It has no amount.")
        cents = debit_sign * parse_cents(out, mark) if out else 0
        return cents - credit_sign * parse_cents(into, mark) if into else cents

    return difference


def _is_mostly_negative(body: Sequence[Cells], column: int | None) -> bool:
    if column is None:
        return False
    texts = [text for row in body if (text := cell(row, column)) not in NO_VALUE]
    negative = sum("-" in text or "−" in text or "(" in text for text in texts)
    nonzero = sum(any("1" <= digit <= "9" for digit in text) for text in texts)
    return negative * 2 > nonzero


def _problem(text: str) -> ValueError:
    if text.strip() in NO_VALUE:
        return MissingAmountError("It has no amount.")
    shown = text.strip()
    return ValueError(f"“{shown if len(shown) <= 40 else shown[:39] + '…'}” is no amount.")  # noqa: PLR2004

"""Rows that can be stored as they are: within the calendar, within exact money, printable."""

import datetime as dt
from collections.abc import Sequence

from backend.core.money import MAX_CENTS
from backend.services.importing.statement import (
    RowProblem,
    StatedBalance,
    Statement,
    StatementFile,
    StatementRow,
    UnreadableFileError,
)

FIRST_DAY = dt.date(1900, 1, 1)
LAST_DAY = dt.date(2200, 12, 31)
_LONGEST_TEXT = 1_000
_LONGEST_NAME = 200


def make_sound(file: StatementFile) -> StatementFile:
    """Return the file with its unstorable rows among the errors, and texts that can be stored.

    Raises:
        UnreadableFileError: no row is left of a file whose rows can't be read.
    """
    for statement in file.statements:
        statement.rows = _sound_rows(statement.rows, file.errors)
        _clean_names(statement)
    file.errors = [_printable(problem) for problem in file.errors]
    file.left_out = [_printable(problem) for problem in file.left_out]
    if file.errors and not file.row_count:
        first = file.errors[0]
        raise UnreadableFileError(
            f"None of the rows can be read. Row {first.row}: {first.reason}",
            errors=[{"row": problem.row, "reason": problem.reason} for problem in file.errors[:50]],
        )
    return file


def _sound_rows(rows: Sequence[StatementRow], errors: list[RowProblem]) -> list[StatementRow]:
    kept = []
    for row in rows:
        if _is_sound_as_it_is(row):
            kept.append(row)
            continue
        reason = _why_unsound(row)
        if reason is not None:
            errors.append(RowProblem(row.row, reason, row.description))
        else:
            kept.append(_plain(row))
    return kept


def _why_unsound(row: StatementRow) -> str | None:
    if not -MAX_CENTS <= row.cents <= MAX_CENTS:
        return "The amount is beyond ten billion."
    if not FIRST_DAY <= row.date <= LAST_DAY:
        return f"The date {row.date.isoformat()} lies outside the years 1900 to 2200."
    return None


def _is_sound_as_it_is(row: StatementRow) -> bool:
    """Tell quickly of most rows that nothing has to be done about them."""
    _, day, cents, text, _, external_id, *_ = row
    return (
        -MAX_CENTS <= cents <= MAX_CENTS
        and FIRST_DAY <= day <= LAST_DAY
        and len(text) <= _LONGEST_TEXT
        and text.isascii()
        and "\0" not in text
        and (external_id is None or external_id.isascii())
    )


def _plain(row: StatementRow) -> StatementRow:
    external_id = None if row.external_id is None else plain_text(row.external_id)[:_LONGEST_NAME]
    return row._replace(
        description=plain_text(row.description)[:_LONGEST_TEXT], external_id=external_id
    )


def plain_text(text: str) -> str:
    """Return the text without NULs and without half characters, which no file can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _clean_names(statement: Statement) -> None:
    for name in ("account_number", "account_name", "institution", "currency"):
        value = getattr(statement, name)
        if value is not None:
            setattr(statement, name, plain_text(value)[:_LONGEST_NAME])
    for name in ("opening", "closing"):
        balance: StatedBalance | None = getattr(statement, name)
        if balance is not None and abs(balance.cents) > MAX_CENTS:
            setattr(statement, name, None)


def _printable(problem: RowProblem) -> RowProblem:
    return RowProblem(
        problem.row, plain_text(problem.reason), plain_text(problem.text)[:_LONGEST_TEXT]
    )

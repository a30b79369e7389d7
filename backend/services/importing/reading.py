"""Reads a file as the owner wishes, or as files of its making were read before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy.orm import Session

from backend.services.importing.detection import detect_format, read_statement
from backend.services.importing.foreign_files import is_container
from backend.services.importing.profiles import KnownLayout, known_layouts, signature_under
from backend.services.importing.sound import make_sound, plain_text
from backend.services.importing.statement import (
    StatementFile,
    StatementFormat,
    TableLayout,
    UnreadableFileError,
)
from backend.services.importing.wishes import Wishes

_TABLES = {StatementFormat.CSV, StatementFormat.XLSX}
_SAMPLE_LINES = 40
_HEAD_BYTES = 256 * 1024
_WIDEST_SAMPLE = 60
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written: its letters, and what its columns end with; for a workbook, its sheet."""

    encoding: str
    delimiter: str
    sheet: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and for tables how their columns look.

    `sample` holds the first lines of a table as they stand. `signature` is what files of the same
    making share. `remembered` are the accounts whose mapping fits. `problem` says why nothing
    could be read from what is a table, so that a person may choose its columns; `form` then says
    how the sample was cut.
    """

    file: StatementFile
    sample: list[list[str]] | None = None
    signature: str | None = None
    remembered: tuple[int, ...] = ()
    problem: str | None = None
    form: Form | None = None

    @property
    def layout(self) -> TableLayout | None:
        """How the table was read."""
        return self.file.layout


def read(
    session: Session,
    data: bytes,
    *,
    wishes: Wishes,
    account_id: int | None = None,
    account_type: str | None = None,
) -> Reading:
    """Read a file.

    Args:
        session: any session, to look for remembered layouts.
        data: the file.
        wishes: what the owner said about it.
        account_id: the account that it is for, where known; its remembered layout goes first.
        account_type: that account's type, which decides signs that the file leaves open.

    Raises:
        UnreadableFileError: it is no statement.
    """
    statement_format = detect_format(data)
    if statement_format not in _TABLES:
        file = read_statement(
            data,
            statement_format=statement_format,
            account_type=account_type,
            date_order=wishes.date_order,
        )
        return Reading(make_sound(file))
    sample = _sample(data, wishes.layout)
    fitting = known_layouts(session, sample)
    remembered = tuple(dict.fromkeys(known.account_id for known in fitting))
    layout = wishes.layout or _remembered_layout(fitting, account_id)
    try:
        file = make_sound(_read_table(data, statement_format, layout, wishes, account_type))
    except UnreadableFileError as error:
        if not _is_worth_mapping(sample):
            raise
        nothing = StatementFile(statement_format, [], layout=layout)
        return Reading(nothing, sample, None, remembered, str(error), _form(data, layout))
    signature = signature_under(file.layout, sample) if file.layout else None
    return Reading(file, sample, signature, remembered)


def depends_on_type(data: bytes, reading: Reading, account_type: str) -> bool:
    """Tell whether a table would be read otherwise for an account of this type."""
    from backend.services.importing.readers.table import detect_layout

    layout = reading.layout
    if layout is None or layout.amount is None or layout.balance is not None:
        return False
    head = _head(data)
    found = detect_layout(head, account_type=account_type)
    return found.sign != detect_layout(head, account_type=None).sign


def _read_table(
    data: bytes,
    kind: StatementFormat,
    layout: TableLayout | None,
    wishes: Wishes,
    account_type: str | None,
) -> StatementFile:
    read_as = partial(read_statement, data, statement_format=kind, account_type=account_type)
    file = read_as(layout=layout)
    wanted = _wanted_layout(file.layout, wishes) if wishes.layout is None else None
    return file if wanted is None or wanted == file.layout else read_as(layout=wanted)


def _wanted_layout(layout: TableLayout | None, wishes: Wishes) -> TableLayout | None:
    if layout is None:
        return None
    return replace(
        layout,
        date_order=wishes.date_order or layout.date_order,
        sign=wishes.sign or layout.sign,
    )


def _remembered_layout(
    fitting: Sequence[KnownLayout], account_id: int | None
) -> TableLayout | None:
    """Return the layout of the account itself, or the one that all fitting profiles share."""
    own = [known.layout for known in fitting if known.account_id == account_id]
    if own:
        return own[0]
    layouts = {known.layout for known in fitting}
    return layouts.pop() if len(layouts) == 1 else None


def _sample(data: bytes, layout: TableLayout | None) -> list[list[str]]:
    from backend.services.importing.readers.table import sample_cells

    rows = sample_cells(_head(data), layout=layout, limit=_SAMPLE_LINES)
    return [[plain_text(cell)[:_LONGEST_CELL] for cell in row[:_WIDEST_SAMPLE]] for row in rows]


def _form(data: bytes, layout: TableLayout | None) -> Form:
    from backend.services.importing.readers.table import sample_records

    records = sample_records(_head(data), layout=layout)
    return Form(records.encoding, records.delimiter, records.sheet)


def _head(data: bytes) -> bytes:
    """Return the first lines of a text; a workbook can't be cut."""
    if len(data) <= _HEAD_BYTES or is_container(data):
        return data
    head = data[:_HEAD_BYTES]
    line_end = -1 if b"\0" in head else head.rfind(b"\n")  # UTF-16 is cut anywhere
    return head[: line_end + 1] if line_end > 0 else head


def _is_worth_mapping(sample: Sequence[Sequence[str]]) -> bool:
    """Whether a person could find columns in it: at least two lines of at least two cells."""
    return sum(1 for row in sample if sum(1 for cell in row if cell.strip()) > 1) > 1

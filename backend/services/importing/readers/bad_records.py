"""Records that can't be read: one is told by its number, a file of nothing else is refused."""

from backend.services.importing.statement import StatementFile, UnreadableFileError

_SHOWN = 3


class UnreadableRecordError(ValueError):
    """One record can't be read; the message says why, the reader adds the record's number."""


def refuse_if_all_bad(file: StatementFile) -> None:
    """Refuse a file of which nothing but unreadable records is left.

    Raises:
        UnreadableFileError: with the first reasons, by record number.
    """
    if file.row_count or not file.errors:
        return
    reasons = " ".join(f"Record {error.row}: {error.reason}" for error in file.errors[:_SHOWN])
    more = len(file.errors) - _SHOWN
    tail = f" {more} more are like it." if more > 0 else ""
    raise UnreadableFileError(f"None of the records in this file can be read. {reasons}{tail}")

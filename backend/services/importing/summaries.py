"""A preview in numbers and words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Import
from backend.services.importing.preview import Part, Preview
from backend.services.importing.statement import StatementFile, StatementFormat
from backend.services.importing.storing import Stored, StoredImport
from backend.services.importing.verdicts import Verdict

_NAMES = {
    StatementFormat.CSV: "CSV",
    StatementFormat.XLSX: "Excel workbook",
    StatementFormat.OFX: "OFX",
    StatementFormat.QIF: "QIF",
    StatementFormat.CAMT: "CAMT",
    StatementFormat.MT940: "MT940",
    StatementFormat.IIF: "QuickBooks IIF",
}


@dataclass(frozen=True, slots=True)
class Totals:
    """A file in numbers; `sure` are the rows that nobody needs to look at."""

    rows: int
    new: int
    duplicates: int
    possible_duplicates: int
    included: int
    sure: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier import of the very same bytes."""

    import_id: int
    created_at: dt.datetime


def format_name(file: StatementFile) -> str:
    """Return a file's format in words: `CSV, Discover card`."""
    name = _NAMES[file.format]
    return f"{name}, {file.layout.profile}" if file.layout and file.layout.profile else name


def totals_of(preview: Preview) -> Totals:
    """Return the whole file in numbers."""
    included = [(part, at) for part in preview.parts for at in preview.included(part)]
    return Totals(
        rows=preview.file.row_count,
        new=_count(preview, Verdict.NEW),
        duplicates=_count(preview, Verdict.DUPLICATE),
        possible_duplicates=_count(preview, Verdict.POSSIBLE_DUPLICATE),
        included=len(included),
        sure=sum(1 for part, at in included if preview.is_sure(part, at)),
    )


def outcome_of(preview: Preview, stored: Stored | None = None) -> list[StoredImport]:
    """Return what storing a preview did, or would do if it is still to be stored."""
    if stored is not None:
        return list(stored.imports)
    return [_outcome(preview, part) for part in preview.parts if part.account and part.rows]


def notes_of(preview: Preview) -> list[str]:
    """Return what a person may want to check, as sentences."""
    notes = list(preview.file.choices)
    for part in preview.parts:
        account, currency = part.account, part.statement.currency
        if account and currency and currency != account.currency:
            notes.append(
                f"The file is in {currency}, the account {account.name} in {account.currency}: "
                "amounts are taken as they stand."
            )
    return notes


def message(preview: Preview, imports: Sequence[StoredImport], *, dry_run: bool = False) -> str:
    """Return what an import did as a sentence, or what it would do."""
    if not preview.file.row_count:
        left_out = len(preview.file.left_out)
        return "There are no transactions in this file." + (
            f" {_rows(left_out)} left out: {preview.file.left_out[0].reason}" if left_out else ""
        )
    imported = sum(item.imported for item in imports)
    here = sum(item.skipped_duplicates for item in imports)
    if not imported and here:
        return f"Nothing to add: all {here:,} transactions are here already."
    parts = [f"{_transactions(imported)} {'to import' if dry_run else 'imported'}"]
    if here:
        parts.append(f"{here:,} here already")
    if preview.file.errors:
        parts.append(f"{_rows(len(preview.file.errors))} not readable")
    return ", ".join(parts) + (". Nothing was stored." if dry_run else ".")


def seen_before(session: Session, sha256: str) -> Earlier | None:
    """Return the newest standing import of the same file."""
    row = session.execute(
        select(Import.id, Import.created_at)
        .where(Import.file_sha256 == sha256, Import.undone_at.is_(None))
        .order_by(Import.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else Earlier(row.id, row.created_at)


def _count(preview: Preview, verdict: Verdict) -> int:
    return sum(part.comparison.count(verdict) for part in preview.parts)


def _outcome(preview: Preview, part: Part) -> StoredImport:
    positions = list(preview.included(part))
    sure = sum(1 for at in positions if preview.is_sure(part, at))
    return StoredImport(
        import_id=0,
        account_id=part.account.id if part.account else 0,
        imported=len(positions),
        skipped_duplicates=part.comparison.count(Verdict.DUPLICATE),
        possible_duplicates=part.comparison.count(Verdict.POSSIBLE_DUPLICATE),
        auto_confirmed=sure,
        needs_review=len(positions) - sure,
    )


def _transactions(count: int) -> str:
    return "1 transaction" if count == 1 else f"{count:,} transactions"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"

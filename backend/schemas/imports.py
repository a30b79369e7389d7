"""Imports, done and past, as JSON. Money is a number of dollars; positive left the account."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.schemas.layouts import Layout
from backend.schemas.staged import BalanceProofOut, RowProblemOut
from backend.services.importing.history import PastImport
from backend.services.importing.preview import Preview
from backend.services.importing.profiles import ProfileView
from backend.services.importing.storing import Stored, StoredImport
from backend.services.importing.summaries import message

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class FileImported(BaseModel):
    """What importing a file at once did; in a dry run, what it would do."""

    status: Literal["ok"] = "ok"
    file: str
    format: str
    account_id: int | None
    import_id: int | None
    imported: int
    skipped_duplicates: int
    possible_duplicates: int
    total_rows: int
    errors: list[RowProblemOut]
    left_out: int
    auto_confirmed: int
    needs_review: int
    balance: BalanceProofOut | None
    message: str

    @classmethod
    def of(
        cls, file_name: str, preview: Preview, stored: Stored | None, imports: list[StoredImport]
    ) -> Self:
        """Return an import as JSON; `imports` are what was stored, or would be."""
        return cls(**_outcome(file_name, preview, stored, imports))


class BankFileImported(FileImported):
    """What importing a bank's CSV did."""

    bank: str | None

    @classmethod
    def of_bank(
        cls,
        file_name: str,
        preview: Preview,
        stored: Stored | None,
        imports: list[StoredImport],
        *,
        bank: str | None,
    ) -> Self:
        """Return a bank's import as JSON."""
        return cls(bank=bank, **_outcome(file_name, preview, stored, imports))


def _outcome(
    file_name: str, preview: Preview, stored: Stored | None, imports: list[StoredImport]
) -> dict[str, Any]:
    first = imports[0] if imports else None
    shown = next((part for part in preview.parts if part.rows), None)
    return {
        "file": file_name,
        "format": preview.file.format.value,
        "account_id": first.account_id if first else None,
        "import_id": first.import_id if first and stored else None,
        "imported": sum(item.imported for item in imports),
        "skipped_duplicates": sum(item.skipped_duplicates for item in imports),
        "possible_duplicates": sum(item.possible_duplicates for item in imports),
        "total_rows": preview.file.row_count,
        "errors": [RowProblemOut.of(problem) for problem in preview.file.errors],
        "left_out": len(preview.file.left_out),
        "auto_confirmed": sum(item.auto_confirmed for item in imports),
        "needs_review": sum(item.needs_review for item in imports),
        "balance": BalanceProofOut.of(shown.proof) if shown else None,
        "message": message(preview, imports, dry_run=stored is None),
    }


class PastImportOut(BaseModel):
    """One import of the past."""

    id: int
    account_id: int
    account_name: str | None
    file_name: str
    format: str
    imported: int
    skipped_duplicates: int
    possible_duplicates: int
    error_count: int
    left_out: int
    first_date: dt.date | None
    last_date: dt.date | None
    balance_status: str
    balance_sentence: str | None
    created_at: dt.datetime
    undone_at: dt.datetime | None
    operation_id: int | None
    reviewed_since: int

    @classmethod
    def of(cls, past: PastImport) -> Self:
        """Return a past import as JSON."""
        record = past.record
        return cls(
            id=record.id,
            account_id=record.account_id,
            account_name=past.account_name,
            file_name=record.file_name,
            format=record.format,
            imported=record.imported,
            skipped_duplicates=record.skipped_duplicates,
            possible_duplicates=record.possible_duplicates,
            error_count=past.error_count,
            left_out=record.left_out,
            first_date=record.first_date,
            last_date=record.last_date,
            balance_status=record.balance_status,
            balance_sentence=record.balance_sentence,
            created_at=record.created_at,
            undone_at=past.undone_at,
            operation_id=record.operation_id,
            reviewed_since=past.reviewed_since,
        )


class PastImportList(BaseModel):
    """A page of past imports, newest first."""

    items: list[PastImportOut]
    total: int
    next_cursor: str | None


class ImportRemoved(BaseModel):
    """How many transactions went with an import."""

    removed: int


class ProfileOut(BaseModel):
    """How the files of an account are read."""

    id: int
    account_id: int
    account_name: str
    name: str
    layout: Layout
    updated_at: dt.datetime

    @classmethod
    def of(cls, view: ProfileView) -> Self:
        """Return a mapping profile as JSON."""
        return cls(
            id=view.profile.id,
            account_id=view.profile.account_id,
            account_name=view.account_name,
            name=view.profile.name,
            layout=Layout.model_validate(view.layout),
            updated_at=view.profile.updated_at,
        )


class ProfileEdit(BaseModel):
    """Changes of a mapping profile."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    layout: Layout | None = None

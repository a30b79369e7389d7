"""Importing files at once, past imports, and how files are read."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Query, Request, UploadFile

from backend.context import Profile
from backend.routers.deps import (
    LARGEST_ID,
    ActiveProfile,
    Now,
    ReadSession,
    RowId,
    WriteSession,
)
from backend.routers.problems import problems
from backend.schemas.imports import (
    BankFileImported,
    FileImported,
    ImportRemoved,
    PastImportList,
    PastImportOut,
    ProfileEdit,
    ProfileOut,
)
from backend.services.importing import history, profiles
from backend.services.importing.banks import bank_key, choose_account
from backend.services.importing.importer import Importer
from backend.services.importing.preview import Preview
from backend.services.importing.preview import Request as FileRequest
from backend.services.importing.staging import UploadTooLargeError, plain_name
from backend.services.importing.summaries import outcome_of

router = APIRouter(prefix="/api/import", tags=["import"])

AccountForm = Annotated[int | None, Form(ge=1, le=LARGEST_ID)]
AccountQuery = Annotated[int | None, Query(alias="account_id", ge=1, le=LARGEST_ID)]


@router.post("/file", responses=problems(404, 413, 422))
def import_file(
    request: Request,
    profile: ActiveProfile,
    now: Now,
    file: UploadFile,
    account_id: AccountForm = None,
    dry_run: Annotated[bool, Form()] = False,
    account_in_query: AccountQuery = None,
    dry_run_in_query: Annotated[bool, Query(alias="dry_run")] = False,
) -> FileImported:
    """Import a file of any known format into an account; the same file again adds nothing.

    Without `account_id` the file has to show which account it is for. A dry run stores nothing
    and answers what would be stored. Both may be sent as form fields or in the query.
    """
    data = _content(file, profile)
    name = plain_name(file.filename or "")
    preview, stored = profile.importer.import_now(
        data,
        name,
        account_id=account_id if account_id is not None else account_in_query,
        dry_run=dry_run or dry_run_in_query,
        at=now,
    )
    request.state.operation_id = stored.operation_id if stored else None
    return FileImported.of(name, preview, stored, outcome_of(preview, stored))


@router.post("/csv", responses=problems(404, 413, 422))
def import_csv(
    request: Request,
    profile: ActiveProfile,
    now: Now,
    file: UploadFile,
    bank: Annotated[str | None, Query(max_length=80)] = None,
    account_id: AccountForm = None,
    account_in_query: AccountQuery = None,
) -> BankFileImported:
    """Import a bank's file; what is in it decides, also against the bank that is named."""
    chosen = account_id if account_id is not None else account_in_query
    return _import_for_bank(request, profile, now, file, bank=bank, account_id=chosen)


@router.post("/csv/auto-detect", responses=problems(404, 413, 422))
def import_csv_of_any_bank(
    request: Request,
    profile: ActiveProfile,
    now: Now,
    file: UploadFile,
    account_id: AccountForm = None,
    account_in_query: AccountQuery = None,
) -> BankFileImported:
    """Import a bank's file into the account that it shows it is for."""
    chosen = account_id if account_id is not None else account_in_query
    return _import_for_bank(request, profile, now, file, bank=None, account_id=chosen)


@router.get("")
def list_imports(
    session: ReadSession,
    profile: ActiveProfile,
    afterwards: BackgroundTasks,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> PastImportList:
    """List past imports, newest first, those that were undone included."""
    afterwards.add_task(profile.importer.get_ready)
    every = history.list_imports(session)
    page = every[offset : offset + limit]
    more = str(offset + limit) if offset + limit < len(every) else None
    return PastImportList(
        items=[PastImportOut.of(past) for past in page], total=len(every), next_cursor=more
    )


@router.get("/profiles")
def list_profiles(session: ReadSession) -> list[ProfileOut]:
    """List the mappings that were remembered."""
    return [ProfileOut.of(view) for view in profiles.list_profiles(session)]


@router.patch("/profiles/{profile_id}", responses=problems(404, 422))
def edit_profile(
    session: WriteSession, profile_id: RowId, edit: ProfileEdit, now: Now
) -> ProfileOut:
    """Rename a mapping, or change how it reads."""
    layout = edit.layout.to_layout() if edit.layout else None
    view = profiles.edit_profile(session, profile_id, name=edit.name, layout=layout, at=now)
    return ProfileOut.of(view)


@router.delete("/profiles/{profile_id}", status_code=204, responses=problems(404))
def delete_profile(session: WriteSession, profile_id: RowId, now: Now) -> None:
    """Forget a mapping."""
    profiles.delete_profile(session, profile_id, at=now)


@router.delete("/{import_id}", responses=problems(404, 409))
def undo_import(
    session: WriteSession,
    import_id: RowId,
    now: Now,
    confirm: Annotated[bool, Query(description="also when rows were reviewed since")] = False,
) -> ImportRemoved:
    """Undo an import: remove the transactions that it brought."""
    return ImportRemoved(removed=history.undo_import(session, import_id, confirmed=confirm, at=now))


def _import_for_bank(
    request: Request,
    profile: Profile,
    now: Now,
    file: UploadFile,
    *,
    bank: str | None,
    account_id: int | None,
) -> BankFileImported:
    data, name = _content(file, profile), plain_name(file.filename or "")
    importer = profile.importer
    if account_id is None:
        account_id = _account_for(importer, data, name, bank=bank)
    preview, stored = importer.import_now(data, name, account_id=account_id, at=now)
    request.state.operation_id = stored.operation_id if stored else None
    return BankFileImported.of_bank(
        name, preview, stored, outcome_of(preview, stored), bank=bank_key(preview, bank)
    )


def _account_for(importer: Importer, data: bytes, name: str, *, bank: str | None) -> int | None:
    """Return the account that a file is for; None where it holds nothing to import."""
    preview = importer.preview(FileRequest(data, name))
    preview.require_readable()
    if not preview.file.row_count:
        return None

    def compare(account_id: int) -> Preview:
        return importer.preview(FileRequest(data, name, account_id))

    with importer.database.read() as session:
        return choose_account(session, preview, name, bank=bank, compare=compare)


def _content(file: UploadFile, profile: Profile) -> bytes:
    limit = profile.config.upload_limit_bytes
    data = file.file.read(limit + 1)
    if len(data) > limit:
        raise UploadTooLargeError(limit)
    return data

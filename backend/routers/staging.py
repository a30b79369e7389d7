"""Files between upload and import: preview, the owner's corrections, the import as a job."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Response, UploadFile

from backend.context import Profile
from backend.core.background import Task
from backend.routers.deps import LARGEST_ID, ActiveProfile, Context, Now
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.staged import JobStarted, ReadingStarted, StagedOut, StagedRowList
from backend.schemas.staged_edits import CommitIn, StagedEdit
from backend.services.accounts import get_account
from backend.services.importing.staged_rows import Kind, list_rows
from backend.services.importing.staging import StagedFile
from backend.services.importing.storing import Stored
from backend.services.importing.summaries import seen_before

router = APIRouter(prefix="/api/import", tags=["import"])

AccountForm = Annotated[int | None, Form(ge=1, le=LARGEST_ID)]


@router.post("/preview", responses=problems(404, 413, 422))
def preview_file(
    profile: ActiveProfile, now: Now, file: UploadFile, account_id: AccountForm = None
) -> StagedOut:
    """Look at a file: what importing it would do. It waits here for a day at most."""
    staged = _stage(profile, file, account_id=account_id, at=now)
    try:
        return _out(profile, staged)
    except BaseException:
        profile.staging.discard(staged.id)
        raise


@router.post("/staged", status_code=202, responses=problems(404, 413, 422))
def read_file(
    context: Context,
    profile: ActiveProfile,
    now: Now,
    file: UploadFile,
    account_id: AccountForm = None,
) -> ReadingStarted:
    """Look at a large file, as a job to watch and to cancel; its preview is there at the end."""
    staged = _stage(profile, file, account_id=account_id, at=now)

    def work(task: Task) -> dict[str, Any]:
        try:
            profile.importer.preview_staged(staged, progress=task.progress)
        except BaseException:
            profile.staging.remove(staged.id)
            raise
        return {"staged_id": staged.id}

    return ReadingStarted(staged_id=staged.id, job_id=context.tasks.start("preview", work).id)


@router.get("/staged/{staged_id}", responses=problems(404))
def get_staged(profile: ActiveProfile, staged_id: str) -> StagedOut:
    """Look at a waiting file again, as things stand now."""
    return _out(profile, profile.importer.staging.get(staged_id))


@router.get("/staged/{staged_id}/rows", responses=answers(StagedRowList) | problems(404, 422))
def list_staged_rows(
    profile: ActiveProfile,
    staged_id: str,
    statement: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
    kind: Kind | None = None,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """List the rows of a waiting file: what each is, and what would become of it."""
    preview = profile.importer.preview_staged(profile.importer.staging.get(staged_id))
    with profile.budget.read() as session:
        rows, total = list_rows(
            session, preview, statement=statement, kind=kind, offset=offset, limit=limit
        )
    more = str(offset + limit) if offset + limit < total else None
    return json_answer({"items": rows, "total": total, "next_cursor": more})


@router.patch("/staged/{staged_id}", responses=problems(404, 422))
def edit_staged(profile: ActiveProfile, staged_id: str, edit: StagedEdit) -> StagedOut:
    """Say how the file is to be read, where it goes, and which rows to leave or to insist on."""
    importer = profile.importer
    staged = importer.staging.get(staged_id)
    changed = importer.change_wishes(staged, **edit.to_changes())
    try:
        return _out(profile, changed)
    except BaseException:
        importer.staging.wish(staged, staged.wishes)
        raise


@router.post("/staged/{staged_id}/commit", status_code=202, responses=problems(404, 409, 422))
def commit_staged(
    context: Context,
    profile: ActiveProfile,
    staged_id: str,
    now: Now,
    last_words: CommitIn | None = None,
) -> JobStarted:
    """Import a waiting file, as a job to watch and to cancel at `/api/jobs/{job_id}`."""
    importer = profile.importer
    staged = importer.staging.get(staged_id)
    if last_words is not None:
        staged = importer.change_wishes(staged, **last_words.to_changes())

    def work(task: Task) -> dict[str, Any]:
        return _result(importer.import_staged(staged, at=now, progress=task.progress))

    return JobStarted(job_id=context.tasks.start("import", work).id)


@router.delete("/staged/{staged_id}", status_code=204, responses=problems(404))
def discard_staged(profile: ActiveProfile, staged_id: str) -> None:
    """Throw a waiting file away."""
    profile.importer.staging.discard(staged_id)


def _stage(
    profile: Profile, file: UploadFile, *, account_id: int | None, at: dt.datetime
) -> StagedFile:
    if account_id is not None:
        with profile.budget.read() as session:
            get_account(session, account_id)
    return profile.staging.put(
        file.file,
        file_name=file.filename or "",
        limit=profile.config.upload_limit_bytes,
        at=at,
        account_id=account_id,
    )


def _out(profile: Profile, staged: StagedFile) -> StagedOut:
    preview = profile.importer.preview_staged(staged)
    with profile.budget.read() as session:
        return StagedOut.of(staged, preview, seen_before(session, staged.sha256))


def _result(stored: Stored) -> dict[str, Any]:
    return {
        "operation_id": stored.operation_id,
        "imports": [
            {
                "import_id": item.import_id,
                "account_id": item.account_id,
                "imported": item.imported,
                "skipped_duplicates": item.skipped_duplicates,
                "possible_duplicates": item.possible_duplicates,
                "auto_confirmed": item.auto_confirmed,
                "needs_review": item.needs_review,
            }
            for item in stored.imports
        ],
    }

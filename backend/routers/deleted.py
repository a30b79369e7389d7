"""The log of deleted transactions: look, restore, purge."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.routers.deps import LARGEST_ID, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.routers.wire import answers, json_answer
from backend.schemas.deleted import (
    BulkRestored,
    DeletedIds,
    DeletedList,
    DeletedTransactionOut,
    PurgedOut,
    RestoredOut,
    RestoreFailureOut,
)
from backend.services.transactions import deleted_log, restoring
from backend.services.transactions.presentation import fetch_transaction

router = APIRouter(prefix="/api/transactions", tags=["deleted transactions"])


@router.get("/deleted", responses=problems(422))
def list_deleted(
    session: ReadSession,
    search: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
    cursor: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
) -> DeletedList:
    """List deleted transactions, last deleted first."""
    page = deleted_log.list_deleted(
        session, search=search, limit=limit, offset=offset, before_id=cursor
    )
    return DeletedList(
        items=[DeletedTransactionOut.model_validate(entry) for entry in page.items],
        total=page.total,
        next_cursor=None if page.next_before_id is None else str(page.next_before_id),
    )


@router.delete("/deleted")
def purge_deleted(session: WriteSession, now: Now) -> PurgedOut:
    """Empty the log; what was in it stays unwanted when a file brings it again."""
    return PurgedOut(purged=deleted_log.purge_all(session, at=now))


@router.delete("/deleted/{deleted_id}", responses=problems(404))
def purge_one(session: WriteSession, deleted_id: RowId, now: Now) -> PurgedOut:
    """Remove one deleted transaction for good."""
    deleted_log.purge_one(session, deleted_id, at=now)
    return PurgedOut(purged=1)


@router.post("/restore/{deleted_id}", responses=answers(RestoredOut) | problems(404, 409))
def restore(session: WriteSession, deleted_id: RowId, now: Now) -> Response:
    """Bring a deleted transaction back as it was."""
    restored = restoring.restore(session, deleted_id, at=now)
    view = fetch_transaction(session, restored.transaction_id)
    return json_answer({**view, "notice": restored.notice})


@router.post("/bulk-restore", responses=problems(422))
def bulk_restore(session: WriteSession, wanted: DeletedIds, now: Now) -> BulkRestored:
    """Bring deleted transactions back, and say of each that can't come why not."""
    restored, failed = restoring.restore_many(session, wanted.deleted_ids, at=now)
    return BulkRestored(
        restored=len(restored),
        notices=[one.notice for one in restored if one.notice],
        failed=[RestoreFailureOut(id=one.deleted_id, reason=one.reason) for one in failed],
    )

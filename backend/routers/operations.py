"""The history of operations, and undo."""

from typing import Annotated

from fastapi import APIRouter, Query

from backend.models import Operation
from backend.routers.deps import LARGEST_ID, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.schemas.operations import (
    OperationDetail,
    OperationList,
    OperationOut,
    RowChange,
    UndoOut,
)
from backend.services import operations

router = APIRouter(prefix="/api/operations", tags=["operations"])


@router.get("")
def list_operations(
    session: ReadSession,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    transaction_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
) -> OperationList:
    """List what was done, newest first; `cursor` is the `next_cursor` of the page before.

    `transaction_id` leaves what brought or changed that transaction.
    """
    found = operations.list_operations(
        session, before_id=cursor, transaction_id=transaction_id, limit=limit + 1
    )
    page = found[:limit]
    more = page[-1].id if len(found) > limit else None
    return OperationList(items=[_out(operation) for operation in page], next_cursor=more)


@router.get("/{operation_id}", responses=problems(404))
def get_operation(session: ReadSession, operation_id: RowId) -> OperationDetail:
    """Look into one operation: the rows that it changed, before and after."""
    operation = operations.get_operation(session, operation_id)
    changes = operations.changes_of(session, operation_id)
    names = operations.names_of(session, changes)
    return OperationDetail(
        **_out(operation).model_dump(),
        changes=[RowChange.of(change, names.get(change.id)) for change in changes],
    )


@router.post("/{operation_id}/undo", responses=problems(404, 409))
def undo_operation(session: WriteSession, operation_id: RowId, now: Now) -> UndoOut:
    """Undo an operation whole, or say which later change stands in the way."""
    undoing = operations.undo(session, operation_id, at=now)
    return UndoOut(operation_id=undoing, summary=operations.get_operation(session, undoing).summary)


def _out(operation: Operation) -> OperationOut:
    return OperationOut(
        id=operation.id,
        kind=operation.kind,
        summary=operation.summary,
        created_at=operation.created_at,
        change_count=operation.change_count,
        is_undone=operation.undone_by_id is not None,
        undoes_id=operation.undoes_id,
        undone_by_id=operation.undone_by_id,
        can_undo=operation.undone_by_id is None,
    )

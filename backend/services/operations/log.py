"""The log of operations: opening one, listing them, looking into one."""

import datetime as dt

from sqlalchemy import CompoundSelect, select, text, union
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.database import recorder
from backend.models import Operation, OperationChange


class OperationNotFoundError(NotFoundError):
    """There is no such operation."""

    def __init__(self, operation_id: int) -> None:
        super().__init__(f"There is no operation {operation_id}.")


def begin(
    session: Session, kind: str, summary: str, *, at: dt.datetime, undoes_id: int | None = None
) -> int:
    """Open the operation that the changes of this session belong to; return its id.

    One request or job is one operation: called again in the same session, the first stays open
    and its id comes back, so that services can call each other.
    """
    present: int | None = session.info.get("operation_id")
    if present is not None:
        return present
    operation = Operation(kind=kind, summary=summary, undoes_id=undoes_id, created_at=at)
    session.add(operation)
    session.flush()
    recorder.open_operation(session, operation.id)
    return operation.id


def resume(session: Session, operation_id: int) -> bool:
    """Go on with an operation that an earlier transaction began; false where that can't be.

    For work that is too large for one write. An operation that changed nothing so far left no
    trace, and one that was undone since is over: the caller begins another one.
    """
    operation = session.get(Operation, operation_id)
    if operation is None or operation.undone_by_id is not None:
        return False
    recorder.open_operation(session, operation_id)
    session.execute(
        text("UPDATE temp.recording SET changes = :count"), {"count": operation.change_count}
    )
    return True


def describe(session: Session, summary: str) -> None:
    """Say better what the open operation did, once its outcome is known."""
    operation = session.get_one(Operation, session.info["operation_id"])
    operation.summary = summary


def get_operation(session: Session, operation_id: int) -> Operation:
    """Return the operation.

    Raises:
        OperationNotFoundError: there is none with that id.
    """
    operation = session.get(Operation, operation_id)
    if operation is None:
        raise OperationNotFoundError(operation_id)
    return operation


def list_operations(
    session: Session,
    *,
    before_id: int | None = None,
    transaction_id: int | None = None,
    limit: int = 50,
) -> list[Operation]:
    """Return operations, newest first, older than `before_id` where given.

    With `transaction_id`, only those that brought or changed that transaction.
    """
    statement = select(Operation).order_by(Operation.id.desc()).limit(limit)
    if before_id is not None:
        statement = statement.where(Operation.id < before_id)
    if transaction_id is not None:
        statement = statement.where(Operation.id.in_(_touching(transaction_id)))
    return list(session.scalars(statement))


def _touching(transaction_id: int) -> CompoundSelect[int]:
    """Select the operations that changed a transaction, or inserted a range that it is in."""
    of_transactions = select(OperationChange.operation_id).where(
        OperationChange.table_name == "transactions"
    )
    single = of_transactions.where(OperationChange.row_id == transaction_id)
    ranged = of_transactions.where(
        OperationChange.row_id < transaction_id, OperationChange.last_row_id >= transaction_id
    )
    return union(single, ranged)


def changes_of(session: Session, operation_id: int, *, limit: int = 200) -> list[OperationChange]:
    """Return what the operation changed, in order, at most `limit` rows."""
    get_operation(session, operation_id)
    return list(
        session.scalars(
            select(OperationChange)
            .where(OperationChange.operation_id == operation_id)
            .order_by(OperationChange.id)
            .limit(limit)
        )
    )

"""Operations as JSON."""

import datetime as dt
import json
from typing import Any, Self

from pydantic import BaseModel

from backend.models import OperationChange


class OperationOut(BaseModel):
    """One act, and whether it stands."""

    id: int
    kind: str
    summary: str
    created_at: dt.datetime
    change_count: int
    is_undone: bool
    undoes_id: int | None
    undone_by_id: int | None
    can_undo: bool


class OperationList(BaseModel):
    """A page of operations, newest first."""

    items: list[OperationOut]
    next_cursor: int | None


class RowChange(BaseModel):
    """One row that was inserted, updated or deleted; a range of inserted rows has no images."""

    id: int
    table: str
    row_id: int
    last_row_id: int | None
    action: str
    name: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @classmethod
    def of(cls, change: OperationChange, name: str | None) -> Self:
        """Return the change of the row called `name`, money still in cents as it is stored."""
        return cls(
            id=change.id,
            table=change.table_name,
            row_id=change.row_id,
            last_row_id=change.last_row_id,
            action=change.action,
            name=name,
            before=None if change.before is None else json.loads(change.before),
            after=None if change.after is None else json.loads(change.after),
        )


class OperationDetail(OperationOut):
    """An operation with its rows, the first 200."""

    changes: list[RowChange]


class UndoOut(BaseModel):
    """The undoing operation."""

    operation_id: int
    summary: str

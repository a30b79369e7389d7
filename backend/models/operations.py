"""The log of operations, from which any change can be undone."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Operation(Base):
    """One act of the owner or the app: everything that it changed belongs together."""

    __tablename__ = "operations"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    summary: Mapped[str]
    change_count: Mapped[int] = mapped_column(server_default="0", default=0)
    # An undo names what it undoes; the undone names its undo. Undoing an undo clears both ends.
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("operations.id"))
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("operations.id"))
    created_at: Mapped[dt.datetime] = mapped_column(index=True)


class OperationChange(Base):
    """One row that an operation changed, or a range of rows that it inserted.

    `before` and `after` are JSON of raw column values: whole rows for deletes and inserts, only
    the changed columns for updates. They are written by triggers, see `database/recorder.py`.
    """

    __tablename__ = "operation_changes"
    __table_args__ = (Index("ix_operation_changes_row", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(
        ForeignKey("operations.id", ondelete="CASCADE"), index=True
    )
    table_name: Mapped[str]
    row_id: Mapped[int]
    last_row_id: Mapped[int | None]
    action: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]

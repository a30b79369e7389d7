"""Undo: put back what an operation changed, all of it or nothing.

Later changes of the same rows stand in the way only where they touch the same columns; they are
then named. An undo is itself an operation, so undoing it does the thing again.
"""

import datetime as dt
import json
from bisect import bisect_right
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.models import Operation, OperationChange
from backend.services.operations.come_again import brought_again
from backend.services.operations.log import begin, get_operation

# Counters add up whoever changed them in between, so they are put back by difference.
_COUNTERS = {("merchant_mappings", "confidence")}
# Bookkeeping, not the owner's word: put back if nothing newer wrote it.
_INCIDENTAL = {"updated_at", "stated_balance", "stated_balance_on", "file_account_number"}


class AlreadyUndoneError(ConflictError):
    """The operation was undone before."""

    def __init__(self, operation: Operation) -> None:
        super().__init__(f"“{operation.summary}” is undone already.")


class UndoBlockedError(ConflictError):
    """A later change stands in the way."""

    def __init__(self, operation: Operation, blocker: Operation | None) -> None:
        if blocker is None:
            message = f"“{operation.summary}” can't be undone: what it changed is different now."
            super().__init__(message)
            return
        super().__init__(
            f"“{operation.summary}” can't be undone while “{blocker.summary}” stands: "
            "undo that first.",
            blocked_by={"id": blocker.id, "summary": blocker.summary},
        )


def undo(session: Session, operation_id: int, *, at: dt.datetime) -> int:
    """Undo an operation and return the id of the undoing one.

    Raises:
        OperationNotFoundError: there is none with that id.
        AlreadyUndoneError: it was undone before.
        UndoBlockedError: later changes depend on it; nothing was changed.
    """
    operation = get_operation(session, operation_id)
    if operation.undone_by_id is not None:
        raise AlreadyUndoneError(operation)
    blocker = brought_again(session, operation)
    if blocker is not None:
        raise UndoBlockedError(operation, blocker)
    undoing_id = begin(session, "undo", _summary(operation), at=at, undoes_id=operation.id)
    session.execute(text("PRAGMA defer_foreign_keys = on"))
    changes = list(
        session.scalars(
            select(OperationChange)
            .where(OperationChange.operation_id == operation.id)
            .order_by(OperationChange.id.desc())
        )
    )
    _Undoing(session, operation, changes).run()
    operation.undone_by_id = undoing_id
    _settle_chain(session, operation)
    # What the session read before is no longer what is stored.
    session.flush()
    session.expire_all()
    return undoing_id


def _settle_chain(session: Session, undone: Operation) -> None:
    """Say of everything that an undone operation undid, in turn, whether it stands again.

    Without its undo the first operation stands; with the undo back in force it does not.
    """
    stands = False
    while undone.undoes_id is not None:
        earlier = session.get_one(Operation, undone.undoes_id)
        earlier.undone_by_id = undone.id if stands else None
        stands = not stands
        undone = earlier


def _summary(operation: Operation) -> str:
    if operation.kind == "undo":
        return f"Redid: {operation.summary.removeprefix('Undid: ')}"
    return f"Undid: {operation.summary}"


def _inserted_ranges(changes: list[OperationChange]) -> dict[str, list[tuple[int, int]]]:
    """Return the ids that the changes inserted, by table, as ranges that don't touch."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for change in changes:
        if change.action == "insert":
            last = change.last_row_id or change.row_id
            spans.setdefault(change.table_name, []).append((change.row_id, last))
    return {table: _joined(sorted(found)) for table, found in spans.items()}


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join sorted spans that overlap or follow one another: rows of one act mostly do."""
    joined = spans[:1]
    for first, last in spans[1:]:
        if first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _is_in(ranges: list[tuple[int, int]], row_id: int) -> bool:
    place = bisect_right(ranges, (row_id, float("inf"))) - 1
    return place >= 0 and row_id <= ranges[place][1]


class _Undoing:
    """One undo under way."""

    def __init__(
        self, session: Session, operation: Operation, changes: list[OperationChange]
    ) -> None:
        self.session = session
        self.operation = operation
        self.changes = changes
        self.inserted = _inserted_ranges(changes)
        # Plain statements by the driver: thousands of rows come back in a second.
        self.connection = session.connection()

    def run(self) -> None:
        """Apply the inverse of every change, newest first."""
        for table, ranges in self.inserted.items():
            for first, last in ranges:
                self._check_untouched(table, first, last)
        for table, ranges in self.inserted.items():
            for first, last in ranges:
                self._check_unreferenced(table, first, last)
        try:
            for change in self.changes:
                getattr(self, f"_revert_{change.action}")(change)
        except IntegrityError as error:
            raise UndoBlockedError(self.operation, None) from error
        for table in {change.table_name for change in self.changes}:
            self._check_parents(table)

    def _revert_insert(self, change: OperationChange) -> None:
        self.connection.exec_driver_sql(
            f"DELETE FROM {change.table_name} WHERE id BETWEEN ? AND ?",
            (change.row_id, change.last_row_id or change.row_id),
        )

    def _revert_delete(self, change: OperationChange) -> None:
        row = json.loads(change.before or "{}")
        self._insert(change.table_name, row)

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self.connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())
        )

    def _revert_update(self, change: OperationChange) -> None:
        before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
        current = self._current(change, list(before))
        values: dict[str, Any] = {}
        for name, old in before.items():
            if (change.table_name, name) in _COUNTERS:
                values[name] = current[name] - (after[name] - old)
            elif current[name] == after[name]:
                values[name] = old
            elif name not in _INCIDENTAL:
                raise UndoBlockedError(self.operation, self._later_change_of(change))
        if values:
            self._update(change, values)

    def _current(self, change: OperationChange, columns: list[str]) -> dict[str, Any]:
        names = ", ".join(f'"{name}"' for name in columns)
        row = self.connection.exec_driver_sql(
            f"SELECT {names} FROM {change.table_name} WHERE id = ?", (change.row_id,)
        ).one_or_none()
        if row is None:
            raise UndoBlockedError(self.operation, self._later_change_of(change))
        return dict(zip(columns, row, strict=True))

    def _update(self, change: OperationChange, values: dict[str, Any]) -> None:
        sets = ", ".join(f'"{name}" = ?' for name in values)
        self.connection.exec_driver_sql(
            f"UPDATE {change.table_name} SET {sets} WHERE id = ?",
            (*values.values(), change.row_id),
        )

    def _check_untouched(self, table: str, first: int, last: int) -> None:
        blocker = self._later_change(table, first, last)
        if blocker is not None:
            raise UndoBlockedError(self.operation, blocker)

    def _later_change_of(self, change: OperationChange) -> Operation | None:
        last = change.last_row_id or change.row_id
        return self._later_change(change.table_name, change.row_id, last)

    def _later_change(self, table: str, first: int, last: int) -> Operation | None:
        """Return the newest operation in effect that touched the same rows later."""
        return self.session.scalar(
            select(Operation)
            .join(OperationChange, OperationChange.operation_id == Operation.id)
            .where(
                OperationChange.table_name == table,
                OperationChange.row_id <= last,
                or_(
                    OperationChange.row_id >= first,
                    OperationChange.last_row_id >= first,
                ),
                Operation.id > self.operation.id,
                Operation.undone_by_id.is_(None),
                Operation.undoes_id.is_(None),
            )
            .order_by(Operation.id.desc())
            .limit(1)
        )

    def _check_unreferenced(self, table: str, first: int, last: int) -> None:
        """Refuse where a row that stays refers to one that would go."""
        for child, column in self._references_to(table):
            rows = self.session.execute(
                text(f"SELECT id FROM {child} WHERE {column} BETWEEN :first AND :last"),
                {"first": first, "last": last},
            ).scalars()
            going = self.inserted.get(child, [])
            for row_id in rows:
                if not _is_in(going, row_id) and (child, column, row_id) not in self.repointed:
                    blocker = self._last_operation_on(child, row_id)
                    raise UndoBlockedError(self.operation, blocker)

    @cached_property
    def repointed(self) -> set[tuple[str, str, int]]:
        """The (table, column, row) that get back another value before any row goes."""
        return {
            (change.table_name, column, change.row_id)
            for change in self.changes
            if change.action == "update"
            for column in json.loads(change.before or "{}")
        }

    def _references_to(self, table: str) -> list[tuple[str, str]]:
        """Return (table, column) of every foreign key that points at `table`."""
        rows = self.session.execute(
            text(
                'SELECT m.name, f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f'
                " WHERE m.type = 'table' AND f.\"table\" = :table"
                # What a bank connection feeds is no change of the owner's: such a link just ends.
                " AND m.name NOT IN ('operations', 'operation_changes', 'connection_accounts')"
            ),
            {"table": table},
        )
        return [(name, column) for name, column in rows]

    def _last_operation_on(self, table: str, row_id: int) -> Operation | None:
        newest = (
            select(func.max(OperationChange.operation_id))
            .where(
                OperationChange.table_name == table,
                OperationChange.row_id <= row_id,
                func.coalesce(OperationChange.last_row_id, OperationChange.row_id) >= row_id,
                OperationChange.operation_id != self.session.info["operation_id"],
            )
            .scalar_subquery()
        )
        return self.session.scalar(select(Operation).where(Operation.id == newest))

    def _check_parents(self, table: str) -> None:
        """Refuse where a row came back to a parent that is gone."""
        broken = self.session.execute(text(f"PRAGMA foreign_key_check({table})")).first()
        if broken is None:
            return
        _, row_id, parent, key = broken
        column = self.session.execute(
            text('SELECT "from" FROM pragma_foreign_key_list(:table) WHERE id = :key'),
            {"table": table, "key": key},
        ).scalar_one()
        parent_id = self.session.execute(
            text(f'SELECT "{column}" FROM {table} WHERE rowid = :id'), {"id": row_id}
        ).scalar_one()
        raise UndoBlockedError(self.operation, self._last_operation_on(parent, parent_id))

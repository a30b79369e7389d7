"""Row changes, recorded by the database itself, from which any operation can be undone.

A writing connection carries temporary triggers on every tracked table. They write each
insert, update and delete into `operation_changes`, under the operation that is open, and refuse
a change when none is: what is not recorded does not happen. Bulk inserts switch recording off
and enter one change for the whole range of ids instead.

The triggers are made from the schema as it is, so a new table is covered by its name in
`TRACKED_TABLES`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

TRACKED_TABLES = (
    "accounts",
    "amount_rules",
    "budget_rollovers",
    "budgets",
    "categories",
    "deleted_transactions",
    "dismissed_insights",
    "feed_transactions",
    "forgotten_transactions",
    "goal_contributions",
    "import_profiles",
    "imports",
    "learning_events",
    "learning_exclusions",
    "merchant_aliases",
    "merchant_mappings",
    "merchant_names",
    "recurring_series",
    "rule_actions",
    "rules",
    "saved_views",
    "savings_goals",
    "stated_balances",
    "tags",
    "transaction_splits",
    "transaction_tags",
    "transactions",
    "transfers",
)

_STATE = """
CREATE TEMP TABLE IF NOT EXISTS recording (
    operation_id INTEGER,   -- NULL: changes pass unrecorded, on purpose
    changes INTEGER NOT NULL DEFAULT 0
)
"""


def install(connection: sqlite3.Connection) -> None:
    """Give a writing connection its recording triggers; a file without tables gets none."""
    connection.execute(_STATE)
    present = {
        name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
    }
    if "operation_changes" not in present:
        return
    for table in TRACKED_TABLES:
        if table in present:
            columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
            for trigger in _triggers(table, columns):
                connection.execute(trigger)


def _triggers(table: str, columns: list[str]) -> Iterable[str]:
    """Return the three triggers that record `table`."""
    names = [column for column in columns if column != "id"]
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in names)
    before, after = (_changed_columns(names, side) for side in ("o", "n"))
    yield _trigger(table, "insert", "NEW.id", "NULL", _image(columns, "NEW"))
    yield _trigger(table, "delete", "OLD.id", _image(columns, "OLD"), "NULL")
    yield _trigger(table, "update", "OLD.id", before, after, when=changed)


def _image(columns: list[str], side: str) -> str:
    pairs = ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns)
    return f"json_object({pairs})"


def _changed_columns(names: list[str], side: str) -> str:
    rows = " UNION ALL ".join(
        f'SELECT \'{name}\' AS k, OLD."{name}" AS o, NEW."{name}" AS n' for name in names
    )
    return f"(SELECT json_group_object(k, {side}) FROM ({rows}) WHERE o IS NOT n)"


def _trigger(
    table: str, action: str, row_id: str, before: str, after: str, *, when: str = "1"
) -> str:
    return f"""
    CREATE TEMP TRIGGER IF NOT EXISTS record_{table}_{action}
    AFTER {action.upper()} ON main.{table}
    WHEN ({when}) AND (SELECT operation_id IS NOT NULL OR count(*) = 0 FROM recording)
    BEGIN
        SELECT RAISE(ABORT, 'a change of {table} outside any operation')
        WHERE NOT EXISTS (SELECT 1 FROM recording);
        INSERT INTO operation_changes (operation_id, table_name, row_id, action, before, after)
        VALUES ((SELECT operation_id FROM recording), '{table}', {row_id}, '{action}',
                {before}, {after});
        UPDATE recording SET changes = changes + 1;
    END
    """


def open_operation(session: Session, operation_id: int | None) -> None:
    """Record the changes of this session under `operation_id` from here on.

    None lets changes pass unrecorded, for what nobody would want to undo (the first seeding).
    """
    session.execute(text("DELETE FROM temp.recording"))
    session.execute(
        text("INSERT INTO temp.recording (operation_id) VALUES (:id)"), {"id": operation_id}
    )
    session.info["operation_id"] = operation_id
    session.info["changes_before"] = total_changes(session)


def total_changes(session: Session) -> int:
    """Return how many rows the session's connection has changed so far."""
    raw = session.connection().connection.dbapi_connection
    count: int = raw.total_changes  # type: ignore[union-attr]
    return count


def finish(session: Session) -> None:
    """Close the open operation, if any; one that changed nothing leaves no trace."""
    if "operation_id" not in session.info:
        return
    operation_id = session.info["operation_id"]
    changes = session.execute(text("SELECT changes FROM temp.recording")).scalar_one()
    changed = total_changes(session) != session.info["changes_before"]
    session.execute(text("DELETE FROM temp.recording"))
    if operation_id is None:
        # Nothing tells afterwards what was changed, only that something was.
        session.info["changed_unrecorded"] = changed
        del session.info["operation_id"]
    elif changes:
        session.execute(
            text("UPDATE operations SET change_count = :changes WHERE id = :id"),
            {"changes": changes, "id": operation_id},
        )
    else:
        session.execute(
            text("UPDATE operations SET undone_by_id = NULL WHERE undone_by_id = :id"),
            {"id": operation_id},
        )
        session.execute(text("DELETE FROM operations WHERE id = :id"), {"id": operation_id})
        del session.info["operation_id"]


@contextmanager
def unrecorded(session: Session) -> Iterator[None]:
    """Let the changes inside pass unrecorded; the caller enters them as ranges instead."""
    before = session.execute(text("SELECT operation_id FROM temp.recording")).scalar()
    session.execute(text("UPDATE temp.recording SET operation_id = NULL"))
    try:
        yield
    finally:
        session.execute(text("UPDATE temp.recording SET operation_id = :id"), {"id": before})


@contextmanager
def bulk_inserts(session: Session, table: str) -> Iterator[None]:
    """Let rows go into `table` unrecorded and at full speed; the caller enters them as ranges.

    Even a trigger that decides to record nothing costs a third of an insert, so it is taken away
    meanwhile. Being temporary, it is gone for this connection only.
    """
    connection = session.connection()
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA main.table_info({table})")]
    insert_trigger = next(iter(_triggers(table, columns)))
    connection.exec_driver_sql(f"DROP TRIGGER temp.record_{table}_insert")
    try:
        yield
    finally:
        connection.exec_driver_sql(insert_trigger)


def record_inserted_range(session: Session, table: str, first_id: int, last_id: int) -> None:
    """Enter the insertion of the rows `first_id`…`last_id` as one change."""
    session.execute(
        text(
            "INSERT INTO operation_changes (operation_id, table_name, row_id, last_row_id, action)"
            " VALUES ((SELECT operation_id FROM temp.recording), :table, :first, :last, 'insert')"
        ),
        {"table": table, "first": first_id, "last": last_id},
    )
    session.execute(
        text("UPDATE temp.recording SET changes = changes + :count"),
        {"count": last_id - first_id + 1},
    )

"""What follows from the rows: kept sums, found series, the log of operations."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.database.recorder import TRACKED_TABLES
from backend.services.consistency.findings import (
    Check,
    Finding,
    Repair,
    by_query,
    by_statements,
)
from backend.services.keeping import sums
from backend.services.recurring import kept as series


def _sums_apart(session: Session) -> Iterator[Finding]:
    names = {row.id: row.name for row in session.execute(text("SELECT id, name FROM accounts"))}
    for apart in sums.differences(session):
        account = names.get(apart.account_id, f"account {apart.account_id}")
        detail = (
            f"rows come to {apart.rows:,.2f}, kept is {apart.kept:,.2f}"
            if apart.rows != apart.kept
            else "rows and kept sums come to the same, filed otherwise"
        )
        link = f"/transactions?account_id={apart.account_id}&period={apart.month}"
        yield Finding(f"{apart.month}, {account}", detail, link)


def _sum_anew(session: Session) -> int:
    found = len(sums.differences(session))
    sums.rebuild(session)
    return found


SUM_ANEW = Repair("Sum up anew", None, _sum_anew)


def _series_apart(session: Session) -> Iterator[Finding]:
    for merchant in series.differences(session):
        yield Finding(f"series of {merchant}", "is not what the rows give", "/recurring")


def _find_series_anew(session: Session) -> int:
    found = len(series.differences(session))
    series.rebuild(session)
    return found


_COUNTED = """
SELECT operation_id, sum(coalesce(last_row_id, row_id) - row_id + 1) AS changes
FROM operation_changes GROUP BY 1
"""
_TABLES = ", ".join(f"'{table}'" for table in TRACKED_TABLES)

LOG = Check(
    "log",
    "The log of operations is whole",
    "Each change is written down under its operation, so that it can be undone.",
    by_query(
        "SELECT 'operation', o.id, printf('counts %d changes and lists %d', o.change_count,"
        f"  coalesce(c.changes, 0)) FROM operations o LEFT JOIN ({_COUNTED}) c"
        " ON c.operation_id = o.id WHERE o.change_count IS NOT coalesce(c.changes, 0)"
        " UNION ALL SELECT 'operation', o.id, 'is marked as undone by ' || o.undone_by_id"
        "  || ', which does not undo it' FROM operations o"
        " LEFT JOIN operations u ON u.id = o.undone_by_id"
        " WHERE o.undone_by_id IS NOT NULL AND u.undoes_id IS NULL"
        " UNION ALL SELECT 'operation', operation_id, 'changed a table that is not recorded: '"
        f"  || table_name FROM operation_changes WHERE table_name NOT IN ({_TABLES})"
        " UNION ALL SELECT 'operation', i.operation_id, 'brought the file ' || i.file_name"
        "  || ' and is not there' FROM imports i LEFT JOIN operations o ON o.id = i.operation_id"
        " WHERE i.operation_id IS NOT NULL AND o.id IS NULL",
        str,
    ),
    Repair(
        "Count the changes anew",
        None,
        by_statements(
            f"UPDATE operations SET change_count = c.changes FROM ({_COUNTED}) AS c"
            " WHERE c.operation_id = operations.id AND operations.change_count IS NOT c.changes"
        ),
    ),
)

KEPT_CHECKS = (
    Check(
        "kept_sums",
        "Kept sums are what the rows come to",
        "Reports over months and years read kept sums: they have to be the rows, to the cent.",
        _sums_apart,
        SUM_ANEW,
    ),
    Check(
        "kept_series",
        "Found series are what the rows give",
        "Subscriptions, bills and what is due are found in the rows, and kept beside them.",
        _series_apart,
        Repair("Look for them anew", None, _find_series_anew),
    ),
    LOG,
)

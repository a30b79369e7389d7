"""What follows from the rows: kept sums, balances, the log of operations."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.database.recorder import TRACKED_TABLES
from backend.services.consistency.findings import (
    Check,
    Finding,
    Level,
    Repair,
    by_query,
    by_statements,
    dollars,
)
from backend.services.keeping import sums


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


# From each known balance to the next one of the account, what it moved by and what its rows come
# to. Values that an owner states from time to time (a house, a fund) are not made by rows.
_STEPS = """
WITH known (account_id, day, amount) AS (
    SELECT id, coalesce(date(opening_balance_on, '-1 day'), '0000-01-01'), opening_balance
    FROM accounts WHERE opening_balance IS NOT NULL
    UNION
    SELECT id, stated_balance_on, stated_balance FROM accounts
    WHERE stated_balance IS NOT NULL AND stated_balance_on IS NOT NULL
    UNION
    SELECT account_id, date, amount FROM stated_balances
),
steps AS (
    SELECT account_id, day, amount, lag(day) OVER of_account AS since,
           amount - lag(amount) OVER of_account AS moved
    FROM known
    WINDOW of_account AS (PARTITION BY account_id ORDER BY day, amount)
)
SELECT 'account', a.id, a.name, s.since, s.day, s.amount, s.moved,
       (SELECT coalesce(-sum(t.amount), 0) FROM transactions t
        WHERE t.account_id = a.id AND t.date > s.since AND t.date <= s.day) AS by_rows
FROM steps s JOIN accounts a ON a.id = s.account_id
WHERE s.since IS NOT NULL AND s.moved IS NOT by_rows
  AND (a.account_type IN ('checking', 'savings', 'credit', 'cash')
       OR EXISTS (SELECT 1 FROM transactions t WHERE t.account_id = a.id))
ORDER BY s.day, a.id
"""


def _balance(*step: Any) -> str:
    name, since, day, amount, moved, by_rows = step
    rest = f"{name} was stated as {dollars(amount)} on {day}"
    if since == day:
        return f"{rest}, and otherwise as well"
    start = "by then" if since < "0001" else f"from {since} on"
    return f"{rest}: it moved by {dollars(moved)} {start}, its rows make {dollars(by_rows)}"


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
        Repair("Sum up anew", None, _sum_anew),
    ),
    LOG,
    Check(
        "balances",
        "Day by day, balances follow from the rows",
        "From each balance that a bank or you stated to the next one, the rows in between make "
        "the difference. Where not, rows are missing, there twice, or wrong.",
        by_query(_STEPS, _balance),
        level=Level.DIFFERS,
    ),
)

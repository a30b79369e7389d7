"""What the books say, however it came about: no ids, no moments."""

import json
from typing import Any

from sqlalchemy import text

from backend.database import Database
from backend.services.keeping import sums

_LEFT_OUT = {"id", "created_at", "transfer_id", "possible_duplicate_of_id"}
_MARKS = """
SELECT account_id, external_id, standing, transaction_id FROM feed_transactions ORDER BY 2, 1
"""
_PAIRS = """
SELECT o.description || ' ' || o.date, i.description || ' ' || i.date, x.status FROM transfers x
JOIN transactions o ON o.id = x.out_transaction_id JOIN transactions i ON i.id = x.in_transaction_id
ORDER BY 1, 2
"""
_TWINS = "SELECT id, description || ' ' || date || ' ' || amount FROM transactions"
_PARTS = """
SELECT transaction_id, category_id, amount, notes FROM transaction_splits ORDER BY amount, notes
"""
_OTHERS = (
    (
        "SELECT description, amount, reason, status, category_name FROM deleted_transactions"
        " ORDER BY 1, 2"
    ),
    "SELECT account_id, date, amount, source FROM stated_balances ORDER BY 1, 2, 4",
    "SELECT id, balance_current, stated_balance, stated_balance_on FROM accounts ORDER BY 1",
    "SELECT id, state, status, failures FROM connections ORDER BY 1",
    (
        "SELECT month, account_id, kind, category_id, amount, count FROM monthly_sums"
        " ORDER BY 1, 2, 3, 4"
    ),
)


def books(database: Database) -> dict[str, Any]:
    """Return all that the owner has, to be compared with what another course led to."""
    with database.read() as session:
        names = dict(session.execute(text(_TWINS)).all())
        marks = [tuple(row) for row in session.execute(text(_MARKS))]
        parts = [tuple(row) for row in session.execute(text(_PARTS))]
        rows = [
            _described(dict(row._mapping), names, marks, parts)
            for row in session.execute(text("SELECT * FROM transactions"))
        ]
        assert sums.differences(session) == []
        return {
            "rows": sorted(rows, key=json.dumps),
            "marks": [mark[:3] for mark in marks],
            "pairs": [tuple(row) for row in session.execute(text(_PAIRS))],
            **{sql: [tuple(row) for row in session.execute(text(sql))] for sql in _OTHERS},
        }


def _described(
    row: dict[str, Any], names: dict[int, str], marks: list[Any], parts: list[Any]
) -> dict[str, Any]:
    """Return a row with what belongs to it, named instead of numbered."""
    return {
        **{name: value for name, value in row.items() if name not in _LEFT_OUT},
        "is_paired": row["transfer_id"] is not None,
        "may_repeat": names.get(row["possible_duplicate_of_id"]),
        "ids": sorted(mark[1:3] for mark in marks if mark[3] == row["id"]),
        "parts": [part[1:] for part in parts if part[0] == row["id"]],
    }

"""Stored rows that follow what the owner says of merchants: their keys and their names."""

import json
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_HAS_OWN_NAME = "instr(',' || coalesce(owner_edits, '') || ',', ',merchant_name,') > 0"

_MOVE = text("""
UPDATE transactions SET merchant_key = :key
WHERE merchant_key IN (SELECT value FROM json_each(:others))
""")
_MOVE_THESE = text("""
UPDATE transactions SET merchant_key = :key WHERE id IN (SELECT value FROM json_each(:ids))
""")
_NAME = text(f"""
UPDATE transactions SET merchant_name = :name
WHERE merchant_key = :key AND merchant_name IS NOT :name AND NOT {_HAS_OWN_NAME}
""")
_MOVE_SERIES = text("""
UPDATE recurring_series SET merchant_key = :key
WHERE merchant_key IN (SELECT value FROM json_each(:others))
""")
_SERIES_WITH_ROWS = text("""
SELECT id, known_by FROM recurring_series WHERE merchant_key = :key AND known_by IS NOT NULL
""")
_MOVE_ONE_SERIES = text("UPDATE recurring_series SET merchant_key = :key WHERE id = :id")


def move_merchants(session: Session, others: Iterable[str], key: str) -> None:
    """Let all rows of `others`, and what the owner said of their series, belong to `key`."""
    session.flush()
    bound = {"key": key, "others": json.dumps(list(others))}
    session.execute(_MOVE, bound)
    session.execute(_MOVE_SERIES, bound)
    session.expire_all()


def move_rows(session: Session, ids: Iterable[int], *, source: str, key: str) -> None:
    """Let these rows of `source` belong to `key`, with the series that they are most of."""
    session.flush()
    moved = set(ids)
    session.execute(_MOVE_THESE, {"key": key, "ids": json.dumps(sorted(moved))})
    for series_id, known_by in session.execute(_SERIES_WITH_ROWS, {"key": source}).all():
        rows = json.loads(known_by)["ids"]
        if sum(row in moved for row in rows) * 2 > len(rows):
            session.execute(_MOVE_ONE_SERIES, {"key": key, "id": series_id})
    session.expire_all()


def name_rows(session: Session, key: str, name: str) -> None:
    """Write a merchant's name into its rows, but for those that the owner named one by one."""
    session.flush()
    session.execute(_NAME, {"key": key, "name": name})
    session.expire_all()

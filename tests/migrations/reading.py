"""Read database files in tests without the app."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(path: Path, query: str) -> list[Row]:
    """Return what `query` finds, as dictionaries."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def by_id(path: Path, table: str) -> dict[int, Row]:
    """Return the rows of a table by their ids."""
    return {row["id"]: row for row in rows(path, f"SELECT * FROM {table}")}


def set_aside(path: Path) -> list[tuple[str, int | None, Row, str]]:
    """Return table, id, old values and reason of every quarantined row or note."""
    found = rows(path, "SELECT * FROM quarantined_rows ORDER BY id")
    return [
        (row["table_name"], row["original_id"], json.loads(row["data"]), row["reason"])
        for row in found
    ]


def dump(path: Path) -> list[str]:
    """Return everything that a database holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def fingerprints(folder: Path) -> dict[str, str]:
    """Return a hash of every file in a folder."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }

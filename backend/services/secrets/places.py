"""Where secrets stand in a budget file of any version, sealed or not."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from backend.core.secrets import is_sealed
from backend.services.settings import KINDS

SECRET_KEYS = frozenset(
    name for kind in KINDS.values() if kind.is_secret for name in (kind.key, kind.variable)
)
_TOKEN = "plaid_access_token"  # noqa: S105 - the name of a column
# Tables that keep whole old rows as JSON, a secret among them.
_KEEPING_ROWS = (
    ("quarantined_rows", "data"),
    ("operation_changes", "before"),
    ("operation_changes", "after"),
)


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column whose texts are secrets; `keys` are the rows of a table of settings that are."""

    table: str
    column: str
    keys: frozenset[str] = frozenset()


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Return every column of secrets."""
    return (
        SealedColumn("app_settings", "value", SECRET_KEYS),
        SealedColumn("connections", "secret"),
        SealedColumn("accounts", _TOKEN),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """One text of a file that is a secret, or a kept row with secrets in it."""

    table: str
    column: str
    row: int
    text: str
    is_kept_row: bool = False

    def secrets(self) -> list[str]:
        """Return the secrets that stand here, sealed or not."""
        return (
            [text for _, text in secrets_of(row_of(self.text))] if self.is_kept_row else [self.text]
        )

    @property
    def is_plain(self) -> bool:
        """Whether something here is not sealed."""
        return any(not is_sealed(text) for text in self.secrets())


def places(connection: sqlite3.Connection) -> Iterator[Place]:
    """Yield every place of a secret."""
    for column in sealed_columns():
        condition = f"{column.column} IS NOT NULL AND {column.column} <> ''"
        key = "key" if column.keys else "NULL"
        for row, name, text in rows(connection, column.table, column.column, condition, key=key):
            if isinstance(text, str) and (not column.keys or name in column.keys):
                yield Place(column.table, column.column, row, text)
    for table, column_name in _KEEPING_ROWS:
        condition = (
            "table_name IN ('accounts', 'app_settings')"
            f" AND ({column_name} LIKE '%{_TOKEN}%' OR table_name <> 'accounts')"
        )
        for row, _, text in rows(connection, table, column_name, condition):
            place = Place(table, column_name, row, str(text), is_kept_row=True)
            if place.secrets():
                yield place


def rows(
    connection: sqlite3.Connection, table: str, column: str, condition: str, *, key: str = "NULL"
) -> list[tuple[int, Any, Any]]:
    """Return id, key and text of rows; none where a file of another version has no such column."""
    columns = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
    if column not in columns:
        return []
    query = f'SELECT rowid, {key}, "{column}" FROM {table} WHERE {condition}'
    return connection.execute(query).fetchall()


def write(connection: sqlite3.Connection, place: Place, text: str) -> None:
    """Put another text into a place."""
    connection.execute(
        f'UPDATE {place.table} SET "{place.column}" = ? WHERE rowid = ?', (text, place.row)
    )


def row_of(text: str) -> dict[str, Any]:
    """Return an old row that is kept as JSON; one that can't be read names no secret by column."""
    try:
        row = json.loads(text)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def secrets_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the secrets of a kept row by their column."""
    names = [_TOKEN, *(["value"] if row.get("key") in SECRET_KEYS else [])]
    return [(name, row[name]) for name in names if isinstance(row.get(name), str) and row[name]]

"""The tables of an earlier version, set aside while today's are filled from them."""

import json
import math
import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from backend.migrations.adoption.shapes import Row, Shape, UnkeepableError, converted

_PREFIX = "earlier_"


class NothingMayBeLostError(ValueError):
    """Rows went in that did not come out: the migration is taken back."""


class OldFile:
    """The old tables under other names, and today's tables as they fill."""

    def __init__(self, connection: sqlite3.Connection, moment: str) -> None:
        """Work on `connection`, inside its transaction.

        Args:
            connection: one without foreign keys and with legacy_alter_table.
            moment: naive UTC text: when this happens.
        """
        self._connection = connection
        self.moment = moment
        self._tables: set[str] = set()
        self._set_aside_rows: dict[str, int] = {}

    def set_aside(self, tables: Collection[str]) -> bool:
        """Give those of `tables` that are there other names; tell whether there were any."""
        found = self._connection.execute(
            "SELECT type, name, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL"
        ).fetchall()
        self._tables = {name for kind, name, _ in found if kind == "table" and name in tables}
        for kind, name, table in found:
            if kind in ("index", "trigger") and table in self._tables:
                self._connection.execute(f"DROP {kind} {_quoted(name)}")
        for table in self._tables:
            self._connection.execute(f"ALTER TABLE {table} RENAME TO {_PREFIX}{table}")
        return bool(self._tables)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the old rows of `table`, oldest id first; none if the version had no such table."""
        if table not in self._tables:
            return
        cursor = self._connection.execute(f"SELECT * FROM {_PREFIX}{table} ORDER BY rowid")
        names = [column[0] for column in cursor.description]
        self._connection.text_factory = _decoded
        try:
            for values in cursor:
                yield dict(zip(names, values, strict=True))
        finally:
            self._connection.text_factory = str

    def values(self, query: str) -> set[Any]:
        """Return the first column of what `query` finds."""
        return {value for (value,) in self._connection.execute(query)}

    def pairs(self, query: str) -> list[tuple[Any, Any]]:
        """Return the two columns of what `query` finds."""
        return self._connection.execute(query).fetchall()

    def carry(self, table: str, shape: Shape, adjust: Callable[[Row], None] | None = None) -> None:
        """Fill `table` from its old rows.

        Args:
            table: its name, then and now.
            shape: how each column is carried over; columns that it lacks are noted.
            adjust: changes the new row before it is stored, or raises UnkeepableError.
        """
        for old in self.rows(table):
            try:
                new, lost = converted(old, shape)
                if adjust:
                    adjust(new)
                self.insert(table, new)
            except (UnkeepableError, sqlite3.IntegrityError) as error:
                breaks_a_rule = isinstance(error, sqlite3.IntegrityError)
                reason = f"it breaks a rule: {error}" if breaks_a_rule else str(error)
                self._quarantine(table, old, reason)
                self._set_aside_rows[table] = self._set_aside_rows.get(table, 0) + 1
                continue
            for column, problem in lost.items():
                self.note(table, old.get("id"), {column: old[column]}, problem)

    def insert(self, table: str, row: Row) -> None:
        """Add a row to one of today's tables."""
        self._connection.execute(_insertion(table, tuple(row)), tuple(row.values()))

    def note(self, table: str, row_id: int | None, values: Row, reason: str) -> None:
        """Tell the owner what of a kept row is not as it was, with the values it had."""
        self._quarantine(table, {"id": row_id, **values}, reason)

    def never_reuse(self, table: str, ids: set[Any]) -> None:
        """Let new ids of `table` begin above `ids`, which something else still names."""
        highest = max((value for value in ids if isinstance(value, int)), default=0)
        done = self._connection.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (highest, table)
        )
        if not done.rowcount:
            self._connection.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, highest)
            )

    def let_go(self, *, keyless: Collection[str] = ()) -> None:
        """Check that every old row is somewhere, then drop the old tables.

        Args:
            keyless: tables without ids, whose rows are only counted.

        Raises:
            NothingMayBeLostError: a row is missing.
        """
        for table in sorted(self._tables):
            lost = f"SELECT count(*) FROM {_PREFIX}{table}"
            if table not in keyless:
                lost += f" WHERE id NOT IN (SELECT id FROM {table})"
            [count] = self._connection.execute(lost).fetchone()
            if table in keyless:
                count -= self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            if count != self._set_aside_rows.get(table, 0):
                raise NothingMayBeLostError(f"rows of {table} would have been lost")
            self._connection.execute(f"DROP TABLE {_PREFIX}{table}")

    def _quarantine(self, table: str, row: Row, reason: str) -> None:
        self.insert(
            "quarantined_rows",
            {
                "table_name": table,
                "original_id": row.get("id"),
                "data": json.dumps({name: _jsonable(value) for name, value in row.items()}),
                "reason": reason,
                "created_at": self.moment,
            },
        )


def _jsonable(value: Any) -> Any:
    """Return what JSON can hold; it knows neither infinity nor bytes."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.hex() if isinstance(value, bytes) else value


def _decoded(stored: bytes) -> str:
    """Return text; some versions stored what a file held, in whatever encoding it had."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored.decode("cp1252", errors="replace")


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(map(_quoted, columns))}) VALUES ({marks})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

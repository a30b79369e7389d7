"""The same jobs in plain sqlite3: hand-written SQL, no HTTP, nothing around it."""

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

from backend.services.demo.model import Bank
from bench.files import Ledger

_SCHEMA = """
CREATE TABLE rows (
    id INTEGER PRIMARY KEY, account INTEGER NOT NULL, date TEXT NOT NULL, cents INTEGER NOT NULL,
    description TEXT NOT NULL, number INTEGER NOT NULL, category TEXT,
    UNIQUE (account, date, cents, description, number)
);
CREATE INDEX rows_by_date ON rows (date);
"""
# Where the banks' files have the day, the amount and the text; whether a header comes first.
_COLUMNS = {
    Bank.WELLS_FARGO: (0, 1, 4, False, -1),
    Bank.SOFI: (0, 3, 1, True, -1),
    Bank.DISCOVER: (0, 3, 2, True, 1),
    Bank.CHASE_CARD: (0, 5, 2, True, -1),
    Bank.CHASE_CHECKING: (1, 3, 2, True, -1),
}


class PlainImporter:
    """Imports files with nothing but a reader of CSV and one INSERT."""

    def __init__(self, path: Path, ledger: Ledger) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode=wal")
        self._connection.execute("PRAGMA synchronous=normal")
        self._connection.executescript(_SCHEMA)
        self._learned = dict(ledger.learned)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, account: int, data: bytes, bank: Bank) -> int:
        """Import a file and return how many rows are new; equal rows are counted."""
        day_at, amount_at, text_at, has_header, sign = _COLUMNS[bank]
        lines = csv.reader(io.StringIO(data.decode()))
        if has_header:
            next(lines)
        seen: dict[tuple[str, int, str], int] = {}
        rows = []
        for cells in lines:
            key = _day(cells[day_at]), sign * _cents(cells[amount_at]), cells[text_at]
            number = seen[key] = seen.get(key, 0) + 1
            rows.append((account, *key, number, self._category(key[2])))
        with self._connection as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO rows"
                " (account, date, cents, description, number, category) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            return connection.total_changes - before

    def _category(self, text: str) -> str | None:
        """Look for the longest run of first words that is a known merchant."""
        words = text.upper().split()
        for length in range(min(4, len(words)), 0, -1):
            found = self._learned.get(" ".join(words[:length]))
            if found is not None:
                return found
        return None


def _day(text: str) -> str:
    return f"{text[6:]}-{text[:2]}-{text[3:5]}" if text[2] == "/" else text


def _cents(text: str) -> int:
    whole, _, part = text.partition(".")
    cents = int(part.ljust(2, "0")[:2]) if part else 0
    return int(whole) * 100 + (-cents if whole.startswith("-") else cents)


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the app's own file, to ask it the same in plain SQL."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def fetch(connection: sqlite3.Connection, statement: str, *bound: Any) -> list[Any]:
    """Return all rows."""
    return connection.execute(statement, bound).fetchall()

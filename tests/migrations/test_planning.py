"""A file from before planning is opened: what follows from its rows is there at once."""

import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

from sqlalchemy import text

from backend.database import Database
from backend.migrations.runner import upgrade
from backend.services import operations
from backend.services.keeping import budget_database, sums
from tests.conftest import NOW

FIRST = import_module("backend.migrations.budget.versions.0001_first_schema")

ROWS = """
INSERT INTO accounts (id, name, institution, account_type, stated_balance, stated_balance_on,
                      created_at)
VALUES (1, 'Checking', 'bank', 'checking', 12345, '2025-03-01', '2025-01-01 00:00:00.000000'),
       (2, 'Cash', 'none', 'cash', NULL, NULL, '2025-01-01 00:00:00.000000');
INSERT INTO categories (id, short_desc, display_name, created_at)
VALUES (1, 'coffee', 'Coffee', '2025-01-01 00:00:00.000000');
INSERT INTO transactions (id, account_id, date, description, amount, category_id, status, source,
                          has_splits, transfer_id, created_at)
VALUES (1, 1, '2025-01-30', 'A', 410, 1, 'confirmed', 'manual', 0, NULL, '2025-01-30'),
       (2, 1, '2025-01-31', 'B', -100, 1, 'auto_confirmed', 'manual', 0, NULL, '2025-01-31'),
       (3, 1, '2025-02-01', 'C', 900, NULL, 'confirmed', 'manual', 1, NULL, '2025-02-01'),
       (4, 2, '2025-02-02', 'D', 55, NULL, 'pending_review', 'manual', 0, NULL, '2025-02-02'),
       (5, 2, '2025-02-03', 'E', 70, NULL, 'confirmed', 'manual', 0, 9, '2025-02-03');
INSERT INTO transaction_splits (transaction_id, category_id, amount) VALUES (3, 1, 400), (3, 1, 500);
INSERT INTO budgets (id, category_id, month, amount, created_at)
VALUES (7, 1, '2025-02', 5000, '2025-01-01 00:00:00.000000');
DELETE FROM budgets WHERE id = 7;
INSERT INTO budgets (id, category_id, month, amount, created_at)
VALUES (3, 1, '2025-02', 5000, '2025-01-01 00:00:00.000000');
"""


def old_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST.SCHEMA)
        connection.executescript(ROWS)
        connection.executescript(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);"
            "INSERT INTO alembic_version VALUES ('0001');"
        )


def test_sums_and_balances_are_filled_and_budgets_stay(tmp_path: Path) -> None:
    path = tmp_path / "budget.db"
    old_file(path)

    copy = upgrade(path, "budget")

    assert copy is not None
    assert copy.name.endswith("before-0002.db")
    with Database(path).read() as session:
        assert sums.differences(session) == []
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(
            "SELECT month, account_id, kind, category_id, amount, outflow, count FROM monthly_sums"
        ).fetchall()
        budgets = connection.execute("SELECT id, month, amount FROM budgets").fetchall()
        stated = connection.execute(
            "SELECT account_id, date, amount, source FROM stated_balances"
        ).fetchall()
        connection.execute(
            "INSERT INTO budgets (category_id, month, amount, created_at) VALUES (1, '2025-03', 1, '')"
        )
        [next_id] = connection.execute("SELECT max(id) FROM budgets").fetchone()
    assert kept == [
        ("2025-01", 1, "booked", 1, 310, 410, 2),
        ("2025-02", 1, "booked", 1, 900, 900, 1),
        ("2025-02", 2, "paired", 0, 70, 70, 1),
        ("2025-02", 2, "waiting", 0, 55, 55, 1),
    ]
    assert budgets == [(3, "2025-02", 5000)]
    assert stated == [(1, "2025-03-01", 12345, "file")]
    assert next_id == 8, "the number of a deleted budget was given again"


def test_a_budget_takes_both_kinds_of_periods(tmp_path: Path) -> None:
    path = tmp_path / "budget.db"
    upgrade(path, "budget")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO categories (id, short_desc, display_name, created_at) VALUES (1, 'a', 'A', '')"
        )
        add = "INSERT INTO budgets (category_id, month, amount, created_at) VALUES (1, ?, 1, '')"
        for period in ("2025-01", "2025-01-17"):
            connection.execute(add, [period])
        for nonsense in ("banana", "2025-1", "2025-01-1", "2025-01-17x"):
            try:
                connection.execute(add, [nonsense])
            except sqlite3.IntegrityError:
                continue
            raise AssertionError(nonsense)


IMPORTED = """
INSERT INTO operations (id, kind, summary, change_count, created_at)
VALUES (1, 'import', 'Imported a.ofx', 1, '2025-03-02 00:00:00.000000');
INSERT INTO imports (id, account_id, operation_id, file_name, format, imported, skipped_duplicates,
    possible_duplicates, errors, left_out, balance_status, closing_balance, closing_balance_on,
    created_at)
VALUES (1, 1, 1, 'a.ofx', 'ofx', 0, 0, 0, '[]', 0, 'not_stated', 12345, '2025-03-01',
        '2025-03-02 00:00:00.000000'),
       (2, 1, NULL, 'b.csv', 'csv', 0, 0, 0, '[]', 0, 'broken', 777, '2025-03-09',
        '2025-03-10 00:00:00.000000');
INSERT INTO operation_changes (operation_id, table_name, row_id, action, after)
VALUES (1, 'imports', 1, 'insert', '{"id": 1}');
"""


def test_an_import_of_before_is_undone_with_what_it_stated(tmp_path: Path) -> None:
    path = tmp_path / "budget.db"
    old_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(IMPORTED)
    upgrade(path, "budget")
    stated = "SELECT account_id, date, amount, import_id FROM stated_balances"

    database = budget_database(path)
    with database.read() as session:
        assert session.execute(text(stated)).all() == [(1, "2025-03-01", 12345, 1)]
    with database.write() as session:
        operations.undo(session, 1, at=NOW)
    with database.read() as session:
        assert session.execute(text(stated)).all() == []
        assert session.execute(text("SELECT count(*) FROM imports")).scalar() == 1
    database.close()

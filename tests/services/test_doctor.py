"""The doctor: a sound file passes, and each thing that must hold is missed when it does not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from backend.database import Database
from backend.services import operations
from backend.services.doctor import examine
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

TRANSACTION = "UPDATE transactions SET {} WHERE id = 1"
PAIR = (
    "INSERT INTO transfers (out_transaction_id, in_transaction_id, status, created_at)"
    " VALUES (1, 2, 'confirmed', '')"
)
DELETED = (
    "INSERT INTO deleted_transactions (original_id, date, description, amount, deleted_at)"
    " VALUES (1, '2025-06-01', 'SHOP', 100, '')"
)
LYING_INDEX = (
    "UPDATE sqlite_master SET sql = sql || ' WHERE id < 0' WHERE type = 'index'"
    " AND tbl_name = 'transactions' AND sql NOT LIKE '%WHERE%'"
)
THIRD_LEVEL = (
    "UPDATE categories SET parent_id = (SELECT id FROM categories c WHERE c.parent_id NOT NULL"
    " AND c.id != categories.id LIMIT 1) WHERE short_desc = 'coffee'"
)
# What breaks each check, and what the doctor says about it.
PLANTED = {
    "The file is intact": (LYING_INDEX, "index"),
    "No row is orphaned": (TRANSACTION.format("account_id = 999"), "accounts"),
    "Amounts are whole cents": (TRANSACTION.format("amount = 1.5"), "transaction 1"),
    "The parts of a split add up to the whole": (
        TRANSACTION.format("has_splits = 1"),
        "transaction 1",
    ),
    "Only split transactions have parts": (
        "INSERT INTO transaction_splits (transaction_id, amount) VALUES (1, 100)",
        "transaction 1",
    ),
    "The legs of a transfer cancel out": (PAIR, "transfer 1"),
    "Transfers and their legs agree": (TRANSACTION.format("transfer_id = 7"), "transaction 1"),
    "Every status is known": (TRANSACTION.format("status = 'lost'"), "transaction 1"),
    "Categories have two levels": (THIRD_LEVEL, "category coffee"),
    "Dates are days": (TRANSACTION.format("date = '2025-02-30'"), "transaction 1"),
    "A transaction is not here and deleted at once": (DELETED, "transaction 1"),
}


@pytest.fixture
def books(database: Database) -> Database:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(session)
        for amount in ("1.00", "2.00"):
            make_transaction(session, account=account, amount=amount)
    return database


@pytest.fixture
def plant(books: Database) -> Callable[[str], None]:
    """Change the file as no part of the app would, past every check."""

    def plant(statement: str) -> None:
        with closing(sqlite3.connect(books.path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints=on")
            connection.execute("PRAGMA writable_schema=on")
            connection.execute(statement)
            connection.commit()
        books.forget_connections()

    return plant


def test_a_sound_file_passes_every_check(books: Database) -> None:
    with books.read() as session:
        checks = examine(session)

    assert [check.problems for check in checks if not check.is_sound] == []
    assert {check.name for check in checks} == set(PLANTED), "plant a violation for each check"


@pytest.mark.parametrize("name", PLANTED)
def test_each_violation_is_found_and_its_row_named(
    books: Database, plant: Callable[[str], None], name: str
) -> None:
    statement, named = PLANTED[name]
    plant(statement)

    with books.read() as session:
        [check] = [check for check in examine(session) if check.name == name]

    assert not check.is_sound
    assert named in " ".join(check.problems)


def test_many_violations_are_summed_up(books: Database, plant: Callable[[str], None]) -> None:
    with books.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for _ in range(10):
            make_transaction(session)
    plant("UPDATE transactions SET status = 'lost'")

    with books.read() as session:
        [check] = [c for c in examine(session) if c.name == "Every status is known"]

    assert check.problems[-1] == "and 7 more"

"""Consistency: sound books pass, each thing that must hold is missed when it does not, and a
repair mends it, to be undone where it is more than reckoning anew."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest

from backend.database import Database
from backend.services import operations
from backend.services.consistency import (
    CHECKS,
    CheckResult,
    Level,
    NothingToRepairError,
    UnknownCheckError,
    examine,
    repair,
)
from backend.services.demo.filling import fill
from backend.services.demo.generator import generate_household
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

TRANSACTION = "UPDATE transactions SET {} WHERE id = 1"
PART = "INSERT INTO transaction_splits (transaction_id, amount) VALUES ({}, {})"
PAIR = (
    "INSERT INTO transfers (id, out_transaction_id, in_transaction_id, status, created_at)"
    " VALUES (7, {}, {}, 'confirmed', '')"
)
NAMED = "UPDATE transactions SET transfer_id = 7 WHERE id IN ({})"
DELETED = (
    "INSERT INTO deleted_transactions (original_id, account_id, fingerprint, occurrence, date,"
    " description, amount, deleted_at) SELECT id, account_id, fingerprint, occurrence, date,"
    " description, amount, '' FROM transactions WHERE id = 1"
)
LYING_INDEX = (
    "UPDATE sqlite_master SET sql = sql || ' WHERE id < 0' WHERE type = 'index'"
    " AND tbl_name = 'transactions' AND sql NOT LIKE '%WHERE%'"
)
THIRD_LEVEL = (
    "UPDATE categories SET parent_id = (SELECT id FROM categories c WHERE c.parent_id NOT NULL"
    " AND c.id != categories.id LIMIT 1) WHERE short_desc = 'coffee'"
)
BUDGET = "INSERT INTO budgets (category_id, month, amount, created_at) {}"
OPENED = (
    "UPDATE accounts SET opening_balance = 10000, opening_balance_on = '2025-01-01'"
    " WHERE name = 'Checking'"
)
STATED = (
    "INSERT INTO stated_balances (account_id, date, amount, source, created_at)"
    " SELECT id, '2025-12-31', 9999, 'file', '' FROM accounts WHERE name = 'Checking'"
)
ALIAS = (
    "INSERT INTO merchant_aliases (alias, merchant_key, created_at) VALUES ('SHOP', 'STORE', '')"
)
SERIES = (
    "INSERT INTO detected_series (key, merchant_key, account_id, cadence, amount, amount_varies,"
    " first_on, last_on, next_on, count, confidence, history) VALUES ('gym', 'GYM', 1, 'monthly',"
    " 999, 0, '2025-01-01', '2025-05-01', '2025-06-01', 5, 0.9, '{}')"
)


@dataclass
class Planted:
    """What breaks a check, what is said about it, whether and how it can be mended."""

    statements: tuple[str, ...]
    said: str
    is_mended: bool = False
    is_undoable: bool = False


PLANTED = {
    "file": Planted((LYING_INDEX,), "index"),
    "orphans": Planted((PART.format(999, 100),), "split part 1: refers to a transaction", True),
    "exact_money": Planted((TRANSACTION.format("amount = 1.5"),), "its amount is 1.5 cents"),
    "dates": Planted((TRANSACTION.format("date = '2025-02-30'"),), "its date is “2025-02-30”"),
    "split_sums": Planted(
        (TRANSACTION.format("has_splits = 1"), PART.format(1, 30), PART.format(1, 60)),
        "transaction 1, SHOP of 2025-06-01: its parts come to 0.90, the whole is 1.00",
    ),
    "split_flags": Planted((PART.format(1, 100),), "is not marked as split", True, True),
    "statuses": Planted((TRANSACTION.format("status = 'lost'"),), "its state is “lost”", True),
    "arrivals": Planted((TRANSACTION.format("occurrence = NULL"),), "several equal rows"),
    "deleted": Planted((DELETED,), "is here and in the log", True, True),
    "transfer_legs": Planted(
        (PAIR.format(2, 3), NAMED.format("2, 3")), "2.00 left and 1.00 arrived"
    ),
    "transfer_ends": Planted((NAMED.format(1),), "none of its own", True, True),
    "category_tree": Planted((THIRD_LEVEL,), "category coffee: lies under", True, True),
    "merchants": Planted((ALIAS,), "is of SHOP, which was merged into STORE", True, True),
    "budgets": Planted(
        (BUDGET.format("SELECT id, '2025-13', 100, '' FROM categories LIMIT 1"),),
        "is for “2025-13”",
    ),
    "kept_sums": Planted(
        ("UPDATE monthly_sums SET amount = amount + 1",),
        "2025-06, Checking: rows come to 3.00, kept is 3.01",
        True,
    ),
    "log": Planted(
        ("UPDATE operations SET change_count = 77",), "counts 77 changes and lists", True
    ),
    "kept_series": Planted((SERIES,), "series of GYM", True),
    "balances": Planted(
        ("UPDATE monthly_sums SET amount = amount + 1",),
        "Checking: by 2025-06-30 its rows took 3.00 out, its balance counts 3.01",
        True,
    ),
    "stated_balances": Planted(
        (OPENED, STATED),
        "Checking: Stated $99.99 on December 31, 2025, the transactions make $97.00",
    ),
}
MORE_PLANTED = {
    "orphans": Planted((TRANSACTION.format("account_id = 999"),), "account that is not there"),
    "split_flags": Planted(
        (TRANSACTION.format("has_splits = 1"),), "marked as split and has no", True, True
    ),
    "transfer_ends": Planted(
        (PAIR.format(1, 3), NAMED.format(1)),
        "transaction 3, SHOP of 2025-06-01: is a leg",
        True,
        True,
    ),
    "transfer_legs": Planted(
        (PAIR.format(1, 3), NAMED.format("1, 3"), "UPDATE transactions SET account_id = 1"),
        "in one account",
    ),
    "log": Planted(
        ("UPDATE operations SET undone_by_id = (SELECT min(id) FROM operations)",),
        "does not undo it",
    ),
    "budgets": Planted(
        (BUDGET.format("VALUES (9999, '2025-01', 100, '')"),),
        "category that is not there",
    ),
}


ALL = [
    pytest.param(key, planted, id=f"{key}-{number}")
    for number, every in enumerate((PLANTED, MORE_PLANTED))
    for key, planted in every.items()
]
MENDED = [case for case in ALL if case.values[1].is_mended]


@pytest.fixture
def books(database: Database) -> Database:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        checking = make_account(session)
        for amount in ("1.00", "2.00"):
            make_transaction(session, account=checking, amount=amount)
        make_transaction(session, account=make_account(session, "Savings"), amount="-1.00")
    return database


@pytest.fixture
def plant(books: Database) -> Callable[..., None]:
    """Change the file as no part of the app would, past every check."""

    def plant(*statements: str) -> None:
        with closing(sqlite3.connect(books.path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints=on")
            connection.execute("PRAGMA writable_schema=on")
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        books.forget_connections()

    return plant


def _look(books: Database, key: str) -> CheckResult:
    with books.read() as session:
        [result] = [result for result in examine(session) if result.check.key == key]
    return result


def test_sound_books_pass_every_check(books: Database) -> None:
    with books.read() as session:
        results = examine(session)

    assert [str(r.findings) for r in results if not r.is_sound] == []
    assert {check.key for check in CHECKS} == set(PLANTED), "plant a violation for each check"


@pytest.mark.parametrize(("key", "planted"), ALL)
def test_each_violation_is_found_and_its_row_named(
    books: Database, plant: Callable[..., None], key: str, planted: Planted
) -> None:
    plant(*planted.statements)

    result = _look(books, key)

    assert result.count > 0
    assert planted.said in " ".join(map(str, result.findings))


@pytest.mark.parametrize(("key", "planted"), MENDED)
def test_a_repair_mends_it_and_can_be_undone(
    books: Database, plant: Callable[..., None], key: str, planted: Planted
) -> None:
    plant(*planted.statements)
    broken = _look(books, key)

    with books.write() as session:
        mended, left = repair(session, key, at=NOW)
        operation = session.info.get("operation_id")

    assert (mended > 0, left.count) == (True, 0)
    assert _look(books, key).is_sound
    assert (operation is not None) == (broken.check.repair.summary is not None)
    if planted.is_undoable:
        with books.write() as session:
            operations.undo(session, operation, at=NOW)
        assert _look(books, key).findings == broken.findings


def test_what_only_the_owner_can_decide_is_left_to_the_owner(
    books: Database, plant: Callable[..., None]
) -> None:
    plant(PART.format(1, 30))  # neither the part nor the whole is known to be right

    for key, error in (
        ("split_sums", NothingToRepairError),
        ("split_flags", NothingToRepairError),
        ("kept_sums", NothingToRepairError),
        ("nonsense", UnknownCheckError),
    ):
        with pytest.raises(error), books.write() as session:
            repair(session, key, at=NOW)


def test_many_violations_are_counted_and_the_first_shown(
    books: Database, plant: Callable[..., None]
) -> None:
    with books.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for _ in range(30):
            make_transaction(session)
    plant("UPDATE transactions SET status = 'lost'")

    result = _look(books, "statuses")

    assert (result.count, len(result.findings)) == (33, 20)


def test_a_file_that_cannot_be_read_is_a_finding(
    books: Database, plant: Callable[..., None]
) -> None:
    plant("DROP TABLE monthly_sums")

    result = _look(books, "kept_sums")

    assert result.count == 1
    assert "monthly_sums" in str(result.findings[0])


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE accounts SET opening_balance = 'x', opening_balance_on = '2025-01-01'",),
        (OPENED, STATED, "UPDATE stated_balances SET amount = 'x'"),
        ("UPDATE transactions SET amount = 'x'",),
    ],
)
def test_words_for_an_amount_are_found_and_stop_no_other_check(
    books: Database, plant: Callable[..., None], statements: tuple[str, ...]
) -> None:
    plant(*statements, TRANSACTION.format("status = 'lost'"))

    with books.read() as session:
        found = {result.check.key for result in examine(session) if not result.is_sound}

    assert {"exact_money", "statuses"} <= found


def test_the_sample_household_differs_from_its_banks_and_breaks_nothing(
    database: Database,
) -> None:
    with database.write() as session:
        fill(session, generate_household(last_day=NOW.date()), threshold=3, at=NOW)

    with database.read() as session:
        found = {result.check.level for result in examine(session) if not result.is_sound}

    # Its bank booked once what is there twice: planted, to be found.
    assert found == {Level.DIFFERS}

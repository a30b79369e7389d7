"""Past imports, and taking them back."""

from collections.abc import Callable

import pytest

from backend.core.errors import ConflictError
from backend.database import Database
from backend.services import operations
from backend.services.importing.history import (
    ImportNotFoundError,
    ImportReviewedError,
    ImportUndoneError,
    list_imports,
    undo_import,
)
from backend.services.importing.storing import Stored
from tests.conftest import NOW
from tests.services.importing.conftest import csv_file, named_account

JANUARY = csv_file([("2025-01-05", "SAFEWAY", "-40.00"), ("2025-01-06", "MOVED IT", "-500.00")])
FEBRUARY = csv_file([("2025-02-05", "SAFEWAY", "-41.00")])

Bring = Callable[..., Stored]
Dump = Callable[[], dict[str, list[tuple[object, ...]]]]


def undo(database: Database, import_id: int, *, confirmed: bool = False) -> int:
    with database.write() as session:
        return undo_import(session, import_id, confirmed=confirmed, at=NOW)


def undone(database: Database) -> dict[int, bool]:
    with database.read() as session:
        return {past.record.id: past.undone_at is not None for past in list_imports(session)}


def test_an_import_and_its_removal_leave_the_ledger_as_it_was(
    bring: Bring, database: Database, dump: Dump
) -> None:
    bring(FEBRUARY)
    before = dump()
    bring(JANUARY)

    assert undo(database, 2) == 2

    assert dump() == before
    assert undone(database) == {1: False, 2: True}


def test_the_removal_can_be_undone_itself(bring: Bring, database: Database, dump: Dump) -> None:
    bring(JANUARY)
    brought = dump()
    undo(database, 1)

    with database.write() as session:
        operations.undo(session, operations.list_operations(session)[0].id, at=NOW)

    assert dump() == brought
    assert undone(database) == {1: False}


def test_after_undoing_its_operation_history_tells_so_until_it_is_done_again(
    bring: Bring, database: Database, dump: Dump
) -> None:
    before = dump()
    stored = bring(JANUARY)
    with database.write() as session:
        undoing = operations.undo(session, stored.operation_id or 0, at=NOW)
    assert dump() == before
    assert undone(database) == {1: True}

    with pytest.raises(ImportUndoneError):
        undo(database, 1)
    with database.write() as session:
        operations.undo(session, undoing, at=NOW)
    assert undone(database) == {1: False}


def test_a_file_can_come_again_after_its_import_was_undone(
    bring: Bring, database: Database
) -> None:
    bring(JANUARY)
    undo(database, 1)

    assert bring(JANUARY).imports[0].imported == 2


def test_an_older_import_can_be_undone_though_newer_ones_stand(
    bring: Bring, database: Database
) -> None:
    first = bring(JANUARY)
    bring(FEBRUARY)

    with database.write() as session:
        operations.undo(session, first.operation_id or 0, at=NOW)

    assert undone(database) == {1: True, 2: False}


def test_reviewed_rows_ask_first(bring: Bring, database: Database) -> None:
    bring(JANUARY)
    with database.write() as session:
        operations.begin(session, "test", "Confirmed one", at=NOW)
        session.connection().exec_driver_sql(
            "UPDATE transactions SET status = 'confirmed', category_id = 20 WHERE id = 2"
        )

    with pytest.raises(ImportReviewedError) as refusal:
        undo(database, 1)

    assert refusal.value.extra == {"transactions": 2, "reviewed": 1}
    assert undo(database, 1, confirmed=True) == 2


def test_what_refers_to_removed_rows_lets_go_of_them(bring: Bring, database: Database) -> None:
    other = named_account(database, "Savings", account_type="savings").id
    bring(csv_file([("2025-01-06", "MOVED IN", "500.00")]), into=other)
    bring(JANUARY)
    with database.write() as session:
        operations.begin(session, "test", "Confirmed the pair", at=NOW)
        connection = session.connection()
        assert connection.exec_driver_sql("SELECT count(*) FROM transfers").scalar() == 1
        connection.exec_driver_sql("UPDATE transfers SET status = 'confirmed'")
        connection.exec_driver_sql(
            "UPDATE transactions SET transfer_id = 1 WHERE abs(amount) = 50000"
        )
        connection.exec_driver_sql(
            "UPDATE transactions SET possible_duplicate_of_id = 2 WHERE id = 1"
        )

    undo(database, 2, confirmed=True)

    with database.read() as session:
        [row] = session.connection().exec_driver_sql(
            "SELECT id, transfer_id, possible_duplicate_of_id FROM transactions"
        )
        pairs = session.connection().exec_driver_sql("SELECT count(*) FROM transfers").scalar()
    assert tuple(row) == (1, None, None)
    assert pairs == 0


def test_what_was_deleted_before_the_undo_stays_deleted(bring: Bring, database: Database) -> None:
    from backend.services.transactions.deletion import delete_transactions

    bring(JANUARY)
    with database.write() as session:
        delete_transactions(session, [1], at=NOW)

    assert undo(database, 1) == 1
    stored = bring(JANUARY).imports[0]
    assert (stored.imported, stored.skipped_duplicates) == (1, 1)


def test_the_stated_balance_goes_back_with_the_import(
    bring: Bring, database: Database, dump: Dump
) -> None:
    table = b"Date,Description,Amount,Balance\n2025-01-05,A,-1.00,99.00\n2025-01-06,B,-2.00,97.00\n"
    before = dump()
    bring(table)
    [account] = [row for row in dump()["accounts"] if row not in before["accounts"]]
    assert 9700 in account

    undo(database, 1)

    assert dump() == before


def test_a_newer_stated_balance_does_not_stand_in_the_way_of_an_undo(
    bring: Bring, database: Database
) -> None:
    head = b"Date,Description,Amount,Balance\n"
    first = bring(head + b"2025-01-05,A,-1.00,99.00\n2025-01-06,B,-2.00,97.00\n")
    bring(head + b"2025-02-05,C,-1.00,96.00\n2025-02-06,D,-2.00,94.00\n")

    with database.write() as session:
        operations.undo(session, first.operation_id or 0, at=NOW)

    assert undone(database) == {1: True, 2: False}
    with database.read() as session:
        stated = session.connection().exec_driver_sql("SELECT max(stated_balance) FROM accounts")
        assert stated.scalar() == 9400


def test_an_unknown_import(database: Database) -> None:
    with pytest.raises(ImportNotFoundError):
        undo(database, 7)


def test_undoing_twice_is_a_conflict(bring: Bring, database: Database) -> None:
    bring(JANUARY)
    undo(database, 1)

    with pytest.raises(ConflictError, match="undone already"):
        undo(database, 1)

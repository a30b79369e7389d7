"""Undo puts back what was, or says what stands in the way."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.database import Database, recorder
from backend.models import Category, MerchantMapping, Operation, Transaction
from backend.services import operations
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW


def act(database: Database, summary: str, change) -> int:
    with database.write() as session:
        operation = operations.begin(session, "test", summary, at=NOW)
        change(session)
    return operation


def undo(database: Database, operation_id: int) -> int:
    with database.write() as session:
        return operations.undo(session, operation_id, at=NOW)


def rows(database: Database, table: str) -> list[tuple]:
    with database.read() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY id"))]


@pytest.fixture
def coffee(database: Database) -> int:
    found: list[int] = []
    act(database, "Added a coffee", lambda s: found.append(make_transaction(s).id))
    return found[0]


def set_(transaction_id: int, **values):
    def change(session: Session) -> None:
        transaction = session.get_one(Transaction, transaction_id)
        for name, value in values.items():
            setattr(transaction, name, value)

    return change


def test_a_change_outside_any_operation_is_refused(database: Database, coffee: int) -> None:
    with pytest.raises(Exception, match="outside any operation"), database.write() as session:
        session.get_one(Transaction, coffee).notes = "silent"
    with database.read() as session:
        assert session.get_one(Transaction, coffee).notes is None


def test_an_undone_update_restores_the_row_exactly(database: Database, coffee: int) -> None:
    before = rows(database, "transactions")
    operation = act(
        database,
        "Edited",
        set_(coffee, notes="x", amount=Decimal("2.50"), prediction_confidence=1 / 3),
    )
    assert rows(database, "transactions") != before
    undo(database, operation)
    assert rows(database, "transactions") == before


def test_undo_of_an_undo_does_it_again(database: Database, coffee: int) -> None:
    operation = act(database, "Edited", set_(coffee, notes="x"))
    after = rows(database, "transactions")
    undoing = undo(database, operation)
    undo(database, undoing)
    assert rows(database, "transactions") == after
    undo(database, operation)  # it stands again, so it can be undone again
    with database.read() as session:
        assert session.get_one(Transaction, coffee).notes is None


def test_changes_of_other_columns_do_not_stand_in_the_way(database: Database, coffee: int) -> None:
    first = act(database, "Noted", set_(coffee, notes="x"))
    act(database, "Renamed", set_(coffee, merchant_name="Cafe"))
    undo(database, first)
    with database.read() as session:
        transaction = session.get_one(Transaction, coffee)
        assert (transaction.notes, transaction.merchant_name) == (None, "Cafe")


def test_a_later_change_of_the_same_column_is_named(database: Database, coffee: int) -> None:
    first = act(database, "Noted x", set_(coffee, notes="x"))
    second = act(database, "Noted y", set_(coffee, notes="y"))
    with pytest.raises(operations.UndoBlockedError, match="Noted y") as caught:
        undo(database, first)
    assert caught.value.extra["blocked_by"]["id"] == second
    undo(database, second)
    undo(database, first)


def test_an_undo_done_meanwhile_blocks_a_redo_out_of_order(database: Database, coffee: int) -> None:
    first = act(database, "Noted x", set_(coffee, notes="x"))
    second = act(database, "Noted y", set_(coffee, notes="y"))
    undoing_second = undo(database, second)
    undo(database, first)
    with pytest.raises(operations.UndoBlockedError):
        undo(database, undoing_second)


def test_an_insert_that_is_used_later_can_not_be_undone(database: Database, coffee: int) -> None:
    made: list[int] = []
    insert = act(database, "Made a category", lambda s: made.append(make_category(s, "new_one").id))
    use = act(database, "Filed it", set_(coffee, category_id=made[0]))
    with pytest.raises(operations.UndoBlockedError, match="Filed it"):
        undo(database, insert)
    undo(database, use)
    undo(database, insert)
    with database.read() as session:
        assert session.scalar(select(Category).where(Category.short_desc == "new_one")) is None


def test_a_deleted_row_comes_back_with_its_id(database: Database, coffee: int) -> None:
    before = rows(database, "transactions")
    operation = act(database, "Deleted", lambda s: s.delete(s.get_one(Transaction, coffee)))
    assert rows(database, "transactions") == []
    undo(database, operation)
    assert rows(database, "transactions") == before


def test_a_row_does_not_come_back_without_its_parent(database: Database) -> None:
    ids: list[int] = []

    def add(session: Session) -> None:
        account = make_account(session, "Short-lived")
        ids.extend([account.id, make_transaction(session, account=account).id])

    act(database, "Added", add)
    deleted = act(database, "Deleted the row", lambda s: s.delete(s.get_one(Transaction, ids[1])))
    act(
        database,
        "Deleted the account",
        lambda s: s.execute(text("DELETE FROM accounts WHERE id = :id"), {"id": ids[0]}),
    )
    with pytest.raises(operations.UndoBlockedError, match="Deleted the account"):
        undo(database, deleted)


def test_counters_are_put_back_by_difference(database: Database) -> None:
    with database.read() as session:
        mapping = session.scalars(select(MerchantMapping)).first()
    assert mapping is not None

    def confirm(session: Session) -> None:
        session.get_one(MerchantMapping, mapping.id).confidence += 1

    first = act(database, "Learned once", confirm)
    act(database, "Learned twice", confirm)
    undo(database, first)
    with database.read() as session:
        assert session.get_one(MerchantMapping, mapping.id).confidence == mapping.confidence + 1


def test_a_bulk_insert_is_one_change_and_undone_as_one(database: Database) -> None:
    def bulk(session: Session) -> None:
        account = make_account(session, "Bulk")
        with recorder.unrecorded(session):
            ids = [
                make_transaction(session, account=account, description=f"ROW {n}").id
                for n in range(50)
            ]
        recorder.record_inserted_range(session, "transactions", ids[0], ids[-1])

    operation = act(database, "Imported", bulk)
    with database.read() as session:
        assert session.get_one(Operation, operation).change_count == 51
        assert len(operations.changes_of(session, operation)) == 2
    undoing = undo(database, operation)
    assert rows(database, "transactions") == []
    undo(database, undoing)
    assert len(rows(database, "transactions")) == 50


def test_an_operation_that_changed_nothing_leaves_no_trace(database: Database) -> None:
    operation = act(database, "Nothing", lambda _: None)
    with database.read() as session:
        assert session.get(Operation, operation) is None


def test_moments_need_a_zone(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"), database.write() as session:
        session.add(Operation(kind="x", summary="x", created_at=dt.datetime(2025, 1, 1)))  # noqa: DTZ001
        session.flush()

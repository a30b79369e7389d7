"""What a sync did is one operation in the history: undone as one, and redone."""

from typing import Any

from sqlalchemy import select, update

from backend.integrations.bank_feed import FeedRemoval
from backend.models import Connection, Operation
from backend.services import operations
from backend.services.operations import changes_of, names_of
from tests.services.sync.books import books
from tests.services.sync.conftest import NOW, Bank, row

_NOT_UNDONE = ("stated_balances", "connections", "accounts")


def owned(bank: Bank) -> dict[str, Any]:
    """Return the books less what the bank said of itself, which an undo leaves."""
    return {
        name: part
        for name, part in books(bank.database).items()
        if not any(table in name for table in _NOT_UNDONE)
    }


def undo_newest(bank: Bank) -> int:
    with bank.database.write() as session:
        newest = session.scalars(select(Operation.id).order_by(Operation.id.desc())).first()
        assert newest is not None
        operations.undo(session, newest, at=NOW)
        return newest


def sync_of_all_kinds(bank: Bank) -> None:
    with bank.write() as session:
        bank.from_file(session, amount="4.10", description="SQ *BLUE BOTTLE 0042")
    bank.sync(row("t1", "15.00"), row("t2", "16.00"), row("p1", "20.00", is_pending=True))
    bank.confirm(bank.rows()[1].id)


def second_sync(bank: Bank) -> None:
    outcome = bank.sync(
        row("t2", "17.00"),
        row("t3", "21.00", pending_id="p1"),
        row("t4", "4.10", description="Blue Bottle"),
        row("t5", "99.00"),
        removals=(FeedRemoval("acc-1", "t1"), FeedRemoval("acc-1", "p1")),
    )
    assert (outcome.added, outcome.modified, outcome.matched, outcome.removed) == (1, 2, 1, 1)


def test_undone_the_books_are_as_before_and_redone_as_after(bank: Bank) -> None:
    sync_of_all_kinds(bank)
    before = owned(bank)
    second_sync(bank)
    after = owned(bank)
    assert after != before

    undo_newest(bank)
    assert owned(bank) == before
    undo_newest(bank)
    assert owned(bank) == after


def test_after_an_undo_reading_anew_brings_it_back(bank: Bank) -> None:
    bank.sync(row("t1"), row("t2"))
    after = owned(bank)
    undo_newest(bank)
    assert bank.rows() == []

    with bank.database.write() as session:
        session.execute(update(Connection).values(state=None))
    bank.sync(row("t1"), row("t2"))

    assert owned(bank) == after


def test_history_names_what_a_sync_touched(bank: Bank) -> None:
    sync_of_all_kinds(bank)
    second_sync(bank)

    with bank.database.read() as session:
        [operation] = session.scalars(
            select(Operation).where(Operation.summary.startswith("Chase: 1 new"))
        )
        changes = changes_of(session, operation.id)
        names = names_of(session, changes)
    assert operation.summary == (
        "Chase: 1 new, 2 changed, 1 matched with rows that were here, 1 removed by the bank"
    )
    touched = {change.id for change in changes if change.table_name == "feed_transactions"}
    # The row that the bank removed is there no more.
    assert {names.get(change_id) for change_id in touched} == {"Coffee Bar", None}

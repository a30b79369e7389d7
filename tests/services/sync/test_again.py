"""What comes again: rows that the owner put back, and pending ones through another login."""

import datetime as dt

from sqlalchemy import select, update

from backend.integrations.bank_feed import Coverage, FeedRemoval
from backend.models import Connection, ConnectionAccount, DeletedTransaction
from backend.services.transactions.restoring import restore
from tests.conftest import NOW
from tests.services.sync.conftest import Bank, make_login, row


def read_anew(bank: Bank) -> None:
    with bank.database.write() as session:
        session.execute(update(Connection).values(state=None))


def test_a_row_that_the_owner_put_back_stays_though_its_removal_is_told_again(bank: Bank) -> None:
    gone = (FeedRemoval("acc-1", "t1"),)
    bank.sync(row("t1"))
    assert bank.sync(removals=gone).removed == 1
    with bank.write() as session:
        restore(session, session.scalars(select(DeletedTransaction.id)).one(), at=NOW)

    read_anew(bank)
    assert bank.sync(removals=gone).removed == 0
    [kept] = bank.rows()

    bank.sync(row("t1", "11.00"))
    assert bank.rows()[0].id == kept.id
    assert bank.sync(removals=gone).removed == 1


def test_a_pending_row_is_known_again_through_another_login(bank: Bank) -> None:
    bank.sync(row("t1"), row("p1", "12.74", "2025-06-14", is_pending=True))
    pending = bank.rows()[1]
    bank.confirm(pending.id)
    with bank.write() as session:
        session.execute(update(ConnectionAccount).values(account_id=None, decision="ignored"))
        other = make_login(session, bank.account(session), external_id="acc-9")
    bank.connection_id = other.id

    same = {"account_id": "acc-9"}
    outcome = bank.sync(
        row("o1", **same), row("o2", "12.74", "2025-06-14", is_pending=True, **same)
    )
    assert (outcome.added, outcome.matched, outcome.removed) == (0, 2, 0)
    bank.sync(row("o3", "13.00", "2025-06-14", pending_id="o2", **same))

    posted = bank.rows()[1]
    assert (posted.id, posted.status, len(bank.rows())) == (pending.id, "confirmed", 2)


def _covering(account_id: str = "acc-1") -> tuple[Coverage, ...]:
    return (Coverage(account_id, dt.date(2025, 5, 1), dt.date(2025, 6, 20)),)


def test_rows_that_get_other_ids_are_the_same_rows(bank: Bank) -> None:
    bank.sync(row("a1", "2.75"), row("a2", "2.75"), row("a3", "9.00", "2025-06-03"))
    bank.confirm(bank.rows()[2].id)
    before = [(one.id, one.status) for one in bank.rows()]

    renamed = (row("b1", "2.75"), row("b2", "2.75"), row("b3", "9.00", "2025-06-03"))
    for _ in range(2):
        assert bank.sync(*renamed, coverage=_covering()).added == 0
        assert [(one.id, one.status) for one in bank.rows()] == before

    # A third fare of that day, and one of another day, are purchases of their own.
    more = (row("b4", "2.75"), row("b5", "9.00", "2025-06-04"))
    assert bank.sync(*renamed, *more, coverage=_covering()).added == 2


def test_what_an_answer_lacks_is_no_other_purchase(bank: Bank) -> None:
    bank.sync(row("a1", "2.75"), row("a2", "2.75", "2025-06-02"))
    new = (row("a2", "2.75", "2025-06-02"), row("a3", "2.75", "2025-06-04"))
    assert bank.sync(*new, coverage=_covering()).added == 1
    assert len(bank.rows()) == 3

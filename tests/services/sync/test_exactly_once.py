"""Every movement of money once: whatever comes twice, late, cut, or by two ways."""

from decimal import Decimal

from sqlalchemy import select

from backend.integrations.bank_feed import FeedRemoval
from backend.models import Connection, DeletedTransaction, RunStatus
from tests.builders import make_category
from tests.services.sync.conftest import Bank, row


def test_three_equal_purchases_on_one_day_stay_three(bank: Bank) -> None:
    fares = [row(f"t{number}", "2.75", description="METRO FARE") for number in range(3)]

    outcome = bank.sync(*fares)
    bank.sync(*fares)

    assert (outcome.status, outcome.added) == (RunStatus.SUCCESS, 3)
    assert [r.amount for r in bank.rows()] == [Decimal("2.75")] * 3
    assert {r.plaid_transaction_id for r in bank.rows()} == {"t0", "t1", "t2"}


def test_a_purchase_that_came_by_file_is_the_banks_and_keeps_its_category(bank: Bank) -> None:
    with bank.write() as session:
        bank.from_file(
            session,
            amount="4.10",
            date="2025-06-02",
            description="SQ *BLUE BOTTLE 0042 OAKLAND CA",
            category=make_category(session, "coffee"),
            merchant_key="BLUE BOTTLE",
        )

    outcome = bank.sync(row("t1", "4.10", "2025-06-01", description="Blue Bottle Coffee"))

    [kept] = bank.rows()
    assert (outcome.matched, outcome.added) == (1, 0)
    assert kept.status == "confirmed"
    assert kept.category_id is not None
    assert kept.description == "SQ *BLUE BOTTLE 0042 OAKLAND CA"
    assert kept.plaid_transaction_id == "t1"


def test_an_unrelated_purchase_of_equal_amount_is_not_merged(bank: Bank) -> None:
    with bank.write() as session:
        stored = bank.from_file(session, amount="20.00", date="2025-06-01", description="SHELL OIL")

    bank.sync(row("t1", "20.00", "2025-06-03", description="PIZZERIA ROMA"))

    [_, new] = bank.rows()
    assert new.possible_duplicate_of_id == stored.id
    assert new.status == "pending_review"


def test_what_the_bank_removes_is_restored_as_it_was(bank: Bank) -> None:
    from backend.services.transactions.restoring import restore

    bank.sync(row("t1"))
    category_id = bank.confirm(bank.rows()[0].id)

    outcome = bank.sync(removals=(FeedRemoval("acc-1", "t1"),))

    assert outcome.removed == 1
    assert bank.rows() == []
    with bank.write() as session:
        [deleted] = session.scalars(select(DeletedTransaction)).all()
        assert deleted.reason == "bank"
        restore(session, deleted.id, at=bank.at)
    [back] = bank.rows()
    assert (back.status, back.category_id) == ("confirmed", category_id)


def test_removed_and_posted_in_one_sync_keeps_what_the_owner_said(bank: Bank) -> None:
    bank.sync(row("p1", "10.00", is_pending=True))
    bank.confirm(bank.rows()[0].id, notes="with Ann")

    bank.sync(
        row("t1", "12.00", "2025-06-03", pending_id="p1"),
        removals=(FeedRemoval("acc-1", "p1"),),
    )

    [posted] = bank.rows()
    assert (posted.amount, posted.is_pending) == (Decimal("12.00"), False)
    assert (posted.status, posted.notes) == ("confirmed", "with Ann")
    assert posted.plaid_transaction_id == "t1"


def test_what_the_owner_deleted_stays_away_when_all_is_read_anew(bank: Bank) -> None:
    from backend.services.transactions.deletion import delete_transactions

    bank.sync(row("t1"), row("t2"))
    with bank.write() as session:
        delete_transactions(session, [bank.rows()[0].id], at=bank.at)
    with bank.database.write() as session:
        session.get_one(Connection, bank.connection_id).state = None

    outcome = bank.sync(row("t1"), row("t2"))

    assert outcome.added == 0
    assert [r.plaid_transaction_id for r in bank.rows()] == ["t2"]

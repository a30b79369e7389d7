"""Pending rows: they become posted ones, with or without the bank's word for it, or are gone."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from backend.integrations.bank_feed import Coverage, FeedRemoval
from backend.models import Connection, DeletedTransaction, TransactionSplit
from backend.services.transactions import review
from backend.services.transactions.deletion import delete_transactions
from backend.services.transactions.restoring import restore
from tests.services.sync.conftest import Bank, row

_JUNE = (Coverage("acc-1", dt.date(2025, 6, 1), dt.date(2025, 7, 1)),)


def pending(external_id: str = "p1", amount: str = "20.00", **values: str):
    return row(external_id, amount, "2025-06-05", is_pending=True, **values)


def test_posted_under_another_id_it_is_the_same_row(bank: Bank) -> None:
    bank.sync(pending(description="TST* TAPAS BAR"), coverage=_JUNE)
    category_id = bank.confirm(bank.rows()[0].id, notes="with Ann")

    outcome = bank.sync(
        row("t1", "24.00", "2025-06-07", description="TAPAS BAR MADRID"), coverage=_JUNE
    )

    assert (outcome.modified, outcome.added, outcome.removed) == (1, 0, 0)
    [posted] = bank.rows()
    assert (posted.amount, posted.is_pending) == (Decimal("24.00"), False)
    assert (posted.category_id, posted.notes) == (category_id, "with Ann")
    assert bank.sync(row("t1", "24.00", "2025-06-07"), coverage=_JUNE).removed == 0


@pytest.mark.parametrize(
    ("amount", "date", "words"),
    [
        ("27.00", "2025-06-07", "TAPAS BAR"),  # more than a tip
        ("19.00", "2025-06-07", "TAPAS BAR"),  # less
        ("24.00", "2025-06-07", "HARDWARE STORE"),  # somebody else
        ("20.00", "2025-06-17", "TAPAS BAR"),  # too late
        ("20.00", "2025-06-04", "TAPAS BAR"),  # before it
    ],
)
def test_another_purchase_is_another_row(bank: Bank, amount: str, date: str, words: str) -> None:
    bank.sync(pending(description="TAPAS BAR"), coverage=_JUNE)

    outcome = bank.sync(row("t1", amount, date, description=words), coverage=_JUNE)

    assert (outcome.added, outcome.removed, outcome.modified) == (1, 1, 0)
    [new] = bank.rows()
    assert new.possible_duplicate_of_id is None


def test_with_other_words_the_owner_is_asked(bank: Bank) -> None:
    bank.sync(pending(description="AUTH 7731"), coverage=_JUNE)
    bank.confirm(bank.rows()[0].id)

    def again() -> None:
        bank.sync(row("t1", "20.00", "2025-06-06", description="TAPAS BAR"), coverage=_JUNE)

    again()
    again()

    [waiting, asked] = bank.rows()
    assert asked.possible_duplicate_of_id == waiting.id

    with bank.write() as session:
        review.settle_duplicate(session, asked.id, is_same=True, at=bank.at)
    again()
    [kept] = bank.rows()
    assert (kept.id, kept.status, kept.is_pending) == (waiting.id, "confirmed", False)
    assert kept.description == "TAPAS BAR"


def test_said_to_be_another_the_pending_one_goes(bank: Bank) -> None:
    bank.sync(pending(description="AUTH 7731"), coverage=_JUNE)
    bank.sync(row("t1", "20.00", "2025-06-06", description="TAPAS BAR"), coverage=_JUNE)
    with bank.write() as session:
        review.settle_duplicate(session, bank.rows()[1].id, is_same=False, at=bank.at)

    bank.sync(row("t1", "20.00", "2025-06-06", description="TAPAS BAR"), coverage=_JUNE)

    assert [r.description for r in bank.rows()] == ["TAPAS BAR"]


def test_gone_from_an_answer_that_covers_it_it_is_gone(bank: Bank) -> None:
    bank.sync(pending(), pending("p2", description="PARKING"), coverage=_JUNE)

    outside = (Coverage("acc-1", dt.date(2025, 6, 6), dt.date(2025, 7, 1)),)
    assert bank.sync(coverage=outside).removed == 0
    assert bank.sync(pending("p2", description="PARKING"), coverage=_JUNE).removed == 1

    with bank.write() as session:
        [deleted] = session.scalars(select(DeletedTransaction)).all()
        assert deleted.reason == "bank"
        restore(session, deleted.id, at=bank.at)
    assert bank.sync(pending("p2", description="PARKING"), coverage=_JUNE).removed == 0
    assert len(bank.rows()) == 2


def test_missing_when_everything_is_read_anew_it_is_gone(bank: Bank) -> None:
    bank.sync(pending(), pending("p2", description="PARKING"), row("t0", date="2025-06-02"))
    bank.confirm(bank.rows()[0].id)

    def read_anew(**update: bool) -> None:
        with bank.database.write() as session:
            session.get_one(Connection, bank.connection_id).state = None
        bank.sync(
            row("t0", date="2025-06-02"),
            row("t1", "24.00", "2025-06-07", pending_id="px"),
            **update,
        )

    read_anew(is_preparing=True)
    assert len(bank.rows()) == 4
    read_anew()
    assert {r.plaid_transaction_id for r in bank.rows()} == {"t0", "t1"}


def test_what_was_removed_and_comes_again_is_back_as_it_was(bank: Bank) -> None:
    bank.sync(row("t1"))
    category_id = bank.confirm(bank.rows()[0].id)
    bank.sync(removals=(FeedRemoval("acc-1", "t1"),))

    outcome = bank.sync(row("t1", "11.00"))

    assert outcome.modified == 1
    [back] = bank.rows()
    assert (back.category_id, back.amount) == (category_id, Decimal("11.00"))
    with bank.database.read() as session:
        assert session.scalars(select(DeletedTransaction)).all() == []


def test_a_pending_row_that_the_owner_deleted_stays_away_when_it_is_posted(bank: Bank) -> None:
    bank.sync(pending())
    with bank.write() as session:
        delete_transactions(session, [bank.rows()[0].id], at=bank.at)

    bank.sync(row("t1", "20.00", pending_id="p1"), removals=(FeedRemoval("acc-1", "p1"),))
    bank.sync(row("t1", "21.00", pending_id="p1"))

    assert bank.rows() == []


def test_pending_and_posted_in_one_answer_is_one_row_however_often_it_comes(bank: Bank) -> None:
    both = (row("t1", "22.00", pending_id="p1"), pending())

    bank.sync(*both)
    bank.sync(*both, pending())

    [only] = bank.rows()
    assert (only.plaid_transaction_id, only.amount) == ("t1", Decimal("22.00"))


def test_removed_first_and_posted_in_a_later_sync_it_comes_back(bank: Bank) -> None:
    bank.sync(pending())
    category_id = bank.confirm(bank.rows()[0].id)
    bank.sync(removals=(FeedRemoval("acc-1", "p1"),))
    assert bank.rows() == []

    bank.sync(row("t1", "22.00", "2025-06-06", pending_id="p1"))

    [posted] = bank.rows()
    assert (posted.category_id, posted.is_pending) == (category_id, False)


def test_what_the_owner_changed_is_never_written_over(bank: Bank) -> None:
    bank.sync(row("t1", "10.00", description="COFFEE BAR", merchant_name="Coffee Bar"))
    bank.confirm(
        bank.rows()[0].id,
        amount=Decimal("12.00"),
        merchant_name="Ann's",
        date=dt.date(2025, 6, 9),
        owner_edits="amount,merchant_name,date",
    )

    bank.sync(row("t1", "11.00", "2025-06-02", description="COFFEE BAR 2", merchant_name="CB"))

    [kept] = bank.rows()
    assert (kept.amount, kept.merchant_name) == (Decimal("12.00"), "Ann's")
    assert (kept.date, kept.status) == (dt.date(2025, 6, 9), "confirmed")
    assert kept.description == "COFFEE BAR 2"


def test_a_split_row_that_gets_dearer_keeps_its_parts_and_is_looked_at_again(bank: Bank) -> None:
    bank.sync(row("t1", "30.00"))
    [stored] = bank.rows()
    bank.confirm(stored.id, has_splits=True)
    with bank.write() as session:
        for amount in ("10.00", "20.00"):
            part = TransactionSplit(transaction_id=stored.id, amount=Decimal(amount))
            part.category_id = 1
            session.add(part)

    def parts() -> list[tuple[Decimal, int | None]]:
        with bank.database.read() as session:
            found = session.scalars(select(TransactionSplit).order_by(TransactionSplit.id))
            return [(part.amount, part.category_id) for part in found]

    bank.sync(row("t1", "33.00"))
    assert bank.rows()[0].status == "pending_review"
    mine = [(Decimal("10.00"), 1), (Decimal("20.00"), 1)]
    assert parts() == [*mine, (Decimal("3.00"), None)]

    bank.sync(row("t1", "30.00"))
    assert parts() == mine

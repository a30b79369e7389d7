import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from backend.core.fingerprint import fingerprint
from backend.database import Database, recorder
from backend.models import (
    Account,
    Category,
    DeletedTransaction,
    ForgottenTransaction,
    Transaction,
    TransactionSplit,
    Transfer,
)
from backend.services.transactions.deleted_log import (
    DeletedTransactionNotFoundError,
    list_deleted,
    purge,
    purge_all,
    purge_one,
)
from backend.services.transactions.deletion import delete_transaction, delete_transactions
from backend.services.transactions.presentation import (
    TransactionNotFoundError,
    TransactionView,
    fetch_transactions,
)
from backend.services.transactions.restoring import (
    AccountGoneError,
    AlreadyBackError,
    restore,
    restore_many,
)
from backend.services.transactions.splitting import Part, split_transaction
from backend.services.transactions.tags import set_tags
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

LATER = NOW + dt.timedelta(hours=1)


def deleted_ids(session: Session) -> list[int]:
    return list(session.scalars(select(DeletedTransaction.id).order_by(DeletedTransaction.id)))


def delete_one(session: Session, row: Transaction) -> int:
    """Delete a row and return its entry in the log."""
    delete_transaction(session, row.id, at=NOW)
    return deleted_ids(session)[-1]


def make_pair(session: Session, status: str = "confirmed") -> tuple[Transaction, Transaction]:
    out = make_transaction(session, amount="500.00", description="TO SAVINGS")
    savings = make_account(session, "Savings")
    arrived = make_transaction(session, amount="-500.00", description="IN", account=savings)
    pair = Transfer(
        out_transaction_id=out.id, in_transaction_id=arrived.id, status=status, created_at=NOW
    )
    session.add(pair)
    session.flush()
    if status == "confirmed":
        out.transfer_id = arrived.transfer_id = pair.id
        session.flush()
    return out, arrived


def test_a_deleted_transaction_leaves_a_readable_trace(session: Session) -> None:
    row = make_transaction(session, amount="12.50", description="BLUE BOTTLE", category="coffee")

    assert delete_transactions(session, [row.id, row.id, 999_999], at=NOW) == 1

    assert session.scalar(select(Transaction)) is None
    trace = session.scalars(select(DeletedTransaction)).one()
    assert (trace.description, trace.amount, trace.reason) == (
        "BLUE BOTTLE",
        Decimal("12.50"),
        "owner",
    )
    assert (trace.category_name, trace.status) == ("Coffee", "confirmed")


def test_deleting_nothing_is_no_operation(session: Session) -> None:
    assert delete_transactions(session, [], at=NOW) == 0
    with pytest.raises(TransactionNotFoundError):
        delete_transaction(session, 12345, at=NOW)


def test_deleting_a_leg_unpairs_its_partner(session: Session) -> None:
    out, arrived = make_pair(session)

    delete_transactions(session, [out.id], at=NOW)

    assert session.scalar(select(Transfer)) is None
    assert session.get_one(Transaction, arrived.id).transfer_id is None


def test_a_restored_leg_is_paired_again(session: Session) -> None:
    out, arrived = make_pair(session)
    before = fetch_transactions(session, [out.id, arrived.id])
    entries = [delete_one(session, out), delete_one(session, arrived)]

    restore_many(session, entries, at=LATER)

    after = fetch_transactions(session, [out.id, arrived.id])
    for view in (*before, *after):
        assert view["transfer"] is not None
        view["transfer"]["id"] = 0
    assert after == before
    pair = session.scalars(select(Transfer)).one()
    assert {row.transfer_id for row in session.scalars(select(Transaction))} == {pair.id}


def test_a_refused_pair_stays_refused(session: Session) -> None:
    out, _ = make_pair(session, "refused")

    restore(session, delete_one(session, out), at=LATER)

    assert session.scalars(select(Transfer.status)).one() == "refused"


def test_a_leg_whose_partner_is_paired_anew_comes_back_alone(session: Session) -> None:
    out, arrived = make_pair(session)
    entry = delete_one(session, out)
    other = make_transaction(session, amount="500.00", description="ANOTHER")
    session.add(
        Transfer(
            out_transaction_id=other.id,
            in_transaction_id=arrived.id,
            status="confirmed",
            created_at=NOW,
        )
    )
    session.flush()

    restore(session, entry, at=LATER)

    assert session.scalars(select(Transfer.out_transaction_id)).one() == other.id
    assert session.get_one(Transaction, out.id).transfer_id is None


@pytest.mark.parametrize(
    "status", ["pending_review", "pending_save", "confirmed", "auto_confirmed"]
)
def test_a_restored_transaction_stands_where_it_stood(session: Session, status: str) -> None:
    row = make_transaction(session, status=status, category="coffee", amount="0.10")
    set_tags(session, row.id, ["b", "a"])
    [before] = fetch_transactions(session, [row.id])

    restored = restore(session, delete_one(session, row), at=LATER)

    assert (restored.transaction_id, restored.notice) == (before["id"], None)
    assert fetch_transactions(session, [before["id"]]) == [before]
    assert deleted_ids(session) == []


def test_what_was_deleted_with_its_category_comes_back_to_review(session: Session) -> None:
    category = make_category(session, "llama_food")
    row = make_transaction(session, category=category)
    entry = delete_one(session, row)
    session.execute(delete(Category).where(Category.id == category.id))

    restored = restore(session, entry, at=LATER)

    [view] = fetch_transactions(session, [restored.transaction_id])
    assert (view["status"], view["category"]) == ("pending_review", None)
    assert restored.notice == "Its category is gone, so it is back in review."


def test_nothing_is_restored_to_an_account_that_is_gone(session: Session) -> None:
    account = make_account(session, "Old card")
    entry = delete_one(session, make_transaction(session, account=account))
    session.execute(delete(Account).where(Account.id == account.id))

    with pytest.raises(AccountGoneError, match="“Old card” is gone"):
        restore(session, entry, at=LATER)
    assert not list_deleted(session).items[0].can_restore


def test_a_row_that_came_again_is_not_restored_beside_itself(session: Session) -> None:
    row = make_transaction(session)
    entry = delete_one(session, row)
    make_transaction(session)

    with pytest.raises(AlreadyBackError):
        restore(session, entry, at=LATER)


def test_a_second_equal_purchase_does_not_stop_a_restore(session: Session) -> None:
    row = make_transaction(session)
    make_transaction(session)

    restore(session, delete_one(session, row), at=LATER)

    assert len(session.scalars(select(Transaction)).all()) == 2


def test_what_was_typed_in_again_by_hand_is_not_restored(session: Session) -> None:
    typed: dict[str, Any] = {"source": "manual", "fingerprint": None, "occurrence": None}
    entry = delete_one(session, make_transaction(session, **typed))
    make_transaction(session, created_at=LATER, **typed)

    with pytest.raises(AlreadyBackError):
        restore(session, entry, at=LATER)


def test_a_row_of_the_bank_feed_that_came_again_is_known_by_its_id(session: Session) -> None:
    entry = delete_one(session, make_transaction(session, plaid_transaction_id="p1"))
    make_transaction(session, description="OTHER WORDS", plaid_transaction_id="p1")

    with pytest.raises(AlreadyBackError):
        restore(session, entry, at=LATER)


def log_of_an_earlier_version(session: Session, **values: Any) -> int:
    account = make_account(session, "Checking")
    entry = DeletedTransaction(
        **{
            "original_id": 77,
            "account_id": account.id,
            "account_name": "Checking",
            "date": dt.date(2024, 5, 1),
            "description": "BLUE BOTTLE #12",
            "amount": Decimal("4.10"),
            "category_name": "Coffee",
            "status": "confirmed",
            "source": "csv_import",
            "deleted_at": NOW,
            **values,
        }
    )
    session.add(entry)
    session.flush()
    return entry.id


def test_what_an_earlier_version_deleted_is_restored_from_what_it_kept(session: Session) -> None:
    entry = log_of_an_earlier_version(session)

    restore(session, entry, at=LATER)

    [view] = fetch_transactions(session, [77])
    assert (view["category"], view["status"], view["amount"]) == ("coffee", "confirmed", 4.1)
    row = session.get_one(Transaction, 77)
    assert row.fingerprint == fingerprint(row.date, 410, row.description)
    assert row.occurrence == 1


def test_an_id_that_an_earlier_version_gave_away_again_is_not_taken(session: Session) -> None:
    present = make_transaction(session, description="PRESENT")
    entry = log_of_an_earlier_version(session, original_id=present.id, category_name="No such")

    restored = restore(session, entry, at=LATER)

    assert restored.transaction_id != present.id
    [view] = fetch_transactions(session, [restored.transaction_id])
    assert (view["category"], view["status"]) == (None, "pending_review")


def test_bulk_restore_says_what_could_not_come_back(session: Session) -> None:
    entries = [delete_one(session, make_transaction(session, description=d)) for d in "AB"]
    make_transaction(session, description="A")

    restored, failed = restore_many(session, [*entries, 999], at=LATER)

    assert len(restored) == 1
    assert [failure.deleted_id for failure in failed] == [999, entries[0]]


def test_purged_rows_are_remembered_only_as_arrivals(session: Session) -> None:
    row = make_transaction(session, external_id="FIT1")
    key = row.fingerprint
    typed = make_transaction(session, source="manual", fingerprint=None, occurrence=None)
    entry = delete_one(session, row)
    delete_one(session, typed)

    purge_one(session, entry, at=LATER)
    assert purge_all(session, at=LATER) == 1

    assert deleted_ids(session) == []
    kept = session.scalars(select(ForgottenTransaction)).one()
    assert (kept.fingerprint, kept.occurrence, kept.external_id) == (key, 1, "FIT1")
    with pytest.raises(DeletedTransactionNotFoundError):
        purge_one(session, entry, at=LATER)
    assert purge(session, [entry], at=LATER) == 0


def test_the_log_is_paged_and_searched(session: Session) -> None:
    rows = [make_transaction(session, description=d) for d in ("ONE 100%", "TWO", "THREE")]
    for row in rows:
        delete_one(session, row)

    first = list_deleted(session, limit=2)
    second = list_deleted(session, limit=2, before_id=first.next_before_id)

    assert [entry.description for entry in first.items + second.items] == [
        "THREE",
        "TWO",
        "ONE 100%",
    ]
    assert (first.total, second.total, second.next_before_id) == (3, 3, None)
    assert [e.description for e in list_deleted(session, search="0%").items] == ["ONE 100%"]


@contextmanager
def scratch(database: Database) -> Iterator[Session]:
    """A session whose changes never stay."""

    class Undo(Exception):  # noqa: N818
        pass

    try:
        with database.write() as session:
            recorder.open_operation(session, None)
            yield session
            raise Undo
    except Undo:
        pass


def stored(session: Session) -> list[Any]:
    """Everything of the ledger as it is stored, but the ids of what belongs to a row."""
    return [
        session.execute(text(statement)).all()
        for statement in (
            "SELECT * FROM transactions ORDER BY id",
            "SELECT transaction_id, category_id, amount, notes FROM transaction_splits ORDER BY 1, id",
            "SELECT transaction_id, tag_id FROM transaction_tags ORDER BY 1, id",
        )
    ]


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_delete_and_restore_leave_everything_as_it_was(
    database: Database, data: st.DataObject
) -> None:
    with scratch(database) as session:
        rows = [make_any_transaction(session, data) for _ in range(data.draw(st.integers(1, 5)))]
        ids = [row.id for row in rows]
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        before = stored(session)

        delete_transactions(session, chosen, at=NOW)
        kept = list(session.scalars(select(Transaction.id).order_by(Transaction.id)))
        entries = data.draw(st.permutations(deleted_ids(session)))
        restored, failed = restore_many(session, entries, at=LATER)

        assert kept == [id_ for id_ in ids if id_ not in chosen]
        assert (len(restored), failed) == (len(chosen), [])
        assert stored(session) == before
        assert deleted_ids(session) == []


def make_any_transaction(session: Session, data: st.DataObject) -> Transaction:
    cents = data.draw(st.integers(-(10**9), 10**9))
    optional = st.none() | texts
    row = make_transaction(
        session,
        amount=str(Decimal(cents) / 100),
        description=data.draw(texts),
        status=data.draw(st.sampled_from(["confirmed", "pending_review", "auto_confirmed"])),
        category=data.draw(st.sampled_from([None, "coffee", "rent"])),
        merchant_name=data.draw(optional),
        notes=data.draw(optional),
        owner_edits=data.draw(st.sampled_from([None, "date,notes"])),
        prediction_confidence=data.draw(
            st.none() | st.integers(0, 10_000).map(lambda n: n / 10_000)
        ),
        is_pending=data.draw(st.booleans()),
        posted_date=data.draw(st.none() | st.dates()),
        external_id=data.draw(optional),
    )
    set_tags(session, row.id, data.draw(st.lists(st.sampled_from(["a", "b", "ü"]), max_size=3)))
    if data.draw(st.booleans()):
        part = Decimal(data.draw(st.integers(-1000, 1000))) / 100
        parts = [Part(part, "coffee", "n"), Part(row.amount - part, None)]
        split_transaction(session, row.id, parts, at=NOW)
    return row


def test_views_are_the_same_after_undoing_a_deletion_through_the_log(
    database: Database,
) -> None:
    from backend.services import operations

    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        out, arrived = make_pair(session)
        set_tags(session, out.id, ["x"])
        ids = [out.id, arrived.id]
    before = views(database, ids)
    with database.write() as session:
        delete_transactions(session, ids, at=NOW)
        operation = session.info["operation_id"]
    assert views(database, ids) == []

    with database.write() as session:
        operations.undo(session, operation, at=LATER)

    assert views(database, ids) == before


def views(database: Database, ids: list[int]) -> list[TransactionView]:
    with database.read() as session:
        return fetch_transactions(session, ids)


def test_parts_of_a_split_survive(session: Session) -> None:
    row = make_transaction(session, amount="10.00")
    split_transaction(
        session,
        row.id,
        [Part(Decimal("4.00"), "coffee"), Part(Decimal("6.00"), "rent", "n")],
        at=NOW,
    )
    [before] = fetch_transactions(session, [row.id])

    restore(session, delete_one(session, row), at=LATER)

    assert fetch_transactions(session, [before["id"]]) == [before]
    assert len(session.scalars(select(TransactionSplit)).all()) == 2

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import DeletedTransaction, Transaction
from backend.services.transactions.twins import delete_duplicates, find_duplicates
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

TYPED = {"source": "manual", "fingerprint": None, "occurrence": None}


def test_equal_rows_of_files_are_as_many_movements(session: Session) -> None:
    make_transaction(session, amount="2.75")
    make_transaction(session, amount="2.75")

    assert find_duplicates(session) == []


def test_a_row_that_came_both_ways_is_there_twice(session: Session) -> None:
    by_file = make_transaction(session, status="confirmed", category="coffee")
    by_feed = make_transaction(
        session, status="pending_review", plaid_transaction_id="p", source="plaid"
    )

    [group] = find_duplicates(session)

    assert (group.kept_ids, group.duplicate_ids) == ([by_file.id], [by_feed.id])


def test_what_was_typed_in_beside_the_bank_s_rows_goes(session: Session) -> None:
    typed = make_transaction(session, **TYPED)
    fares = [make_transaction(session), make_transaction(session)]
    make_transaction(session, account=make_account(session, "Other"))
    make_transaction(session, amount="1.01")

    found = find_duplicates(session)
    [group] = found
    assert group.kept_ids == [fare.id for fare in fares]
    assert group.duplicate_ids == [typed.id]

    assert delete_duplicates(session, found, at=NOW) == 1

    assert len(session.scalars(select(Transaction)).all()) == 4
    assert session.scalars(select(DeletedTransaction.reason)).all() == ["duplicate"]
    assert find_duplicates(session) == []
    assert delete_duplicates(session, [], at=NOW) == 0

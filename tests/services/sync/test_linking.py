"""Deciding about the accounts behind a login, moving them between logins, letting one go."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import Database
from backend.models import (
    Account,
    Connection,
    ConnectionAccount,
    DeletedTransaction,
    FeedTransaction,
    Transaction,
)
from backend.services import operations
from backend.services.accounts import AccountNotFoundError, delete_account
from backend.services.sync.accounts import mirror, store_accounts
from backend.services.sync.connections import (
    DisconnectedError,
    connection_view,
    decision_of,
    list_connections,
)
from backend.services.sync.disconnecting import forget
from backend.services.sync.linking import (
    Choice,
    FedElsewhereError,
    FeedAccountNotFoundError,
    InvalidChoiceError,
    decide,
    take_over_links,
)
from tests.builders import make_account, make_transaction
from tests.conftest import NOW
from tests.fakes.scripted_feed import feed_account


def make_login(session: Session, name: str = "Chase", **values: object) -> Connection:
    login = Connection(
        **{
            "provider": "plaid",
            "external_id": f"item-{name}",
            "institution_name": name,
            "secret": "sealed",
            "status": "connected",
            "created_at": NOW,
            **values,
        }
    )
    session.add(login)
    session.flush()
    return login


def make_behind(session: Session, login: Connection, *ids: str, **values: object) -> list[int]:
    named = [feed_account(f"{login.external_id}-{i}", f"Account {i}", **values) for i in ids]
    return [row.id for row in store_accounts(session, login.id, named, at=NOW)]


def row_of(session: Session, feed_account_id: int) -> ConnectionAccount:
    return session.get_one(ConnectionAccount, feed_account_id)


def test_an_existing_account_a_new_one_and_one_that_is_ignored(session: Session) -> None:
    login = make_login(session, state="cursor")
    first, second, third = make_behind(session, login, "a", "b", "c")
    own = make_account(session, "Everyday")

    decide(
        session,
        login.id,
        [
            Choice(first, "existing", account_id=own.id),
            Choice(second, "new", name="Rainy day", account_type="savings"),
            Choice(third, "ignore"),
        ],
        at=NOW,
    )

    made = session.scalars(select(Account).where(Account.name == "Rainy day")).one()
    assert (made.institution, made.account_type, made.currency) == ("Chase", "savings", "USD")
    assert [row_of(session, i).account_id for i in (first, second, third)] == [
        own.id,
        made.id,
        None,
    ]
    assert [row_of(session, i).decision for i in (first, second, third)] == [
        "linked",
        "linked",
        "ignored",
    ]
    shown = session.get_one(Account, own.id)
    assert (shown.plaid_connection_status, shown.plaid_account_id) == ("connected", "item-Chase-a")
    assert str(shown.balance_current) == "100.00"
    assert login.state is None  # of the new accounts nothing was stored so far


def test_a_decision_that_links_nothing_new_reads_on_from_where_it_was(session: Session) -> None:
    login = make_login(session, state="cursor")
    first, second = make_behind(session, login, "a", "b")
    own = make_account(session)
    decide(session, login.id, [Choice(first, "existing", account_id=own.id)], at=NOW)
    login.state = "cursor"

    decide(
        session,
        login.id,
        [Choice(first, "existing", account_id=own.id), Choice(second, "ignore")],
        at=NOW,
    )

    assert login.state == "cursor"


def test_a_decision_is_taken_back(session: Session) -> None:
    login = make_login(session)
    [first] = make_behind(session, login, "a")
    own = make_account(session)
    decide(session, login.id, [Choice(first, "existing", account_id=own.id)], at=NOW)

    decide(session, login.id, [Choice(first, "undecided")], at=NOW)

    assert (row_of(session, first).account_id, row_of(session, first).decision) == (None, None)
    assert session.get_one(Account, own.id).plaid_connection_status == "disconnected"
    [view] = connection_view(session, login.id).accounts
    assert view.suggestion.account_id == own.id  # it was this one before
    assert view.suggestion.certainty == "sure"


def test_two_accounts_change_places(session: Session) -> None:
    login = make_login(session)
    first, second = make_behind(session, login, "a", "b")
    one, two = make_account(session, "One"), make_account(session, "Two")
    wish = [
        Choice(first, "existing", account_id=one.id),
        Choice(second, "existing", account_id=two.id),
    ]
    decide(session, login.id, wish, at=NOW)

    swapped = [
        Choice(first, "existing", account_id=two.id),
        Choice(second, "existing", account_id=one.id),
    ]
    decide(session, login.id, swapped, at=NOW)

    assert row_of(session, first).account_id == two.id
    assert session.get_one(Account, two.id).plaid_account_id == "item-Chase-a"


def test_an_account_that_another_login_feeds_is_moved_only_when_asked(session: Session) -> None:
    plaid, simplefin = make_login(session), make_login(session, "Bridge", provider="simplefin")
    [before], [after] = make_behind(session, plaid, "a"), make_behind(session, simplefin, "x")
    own = make_account(session)
    decide(session, plaid.id, [Choice(before, "existing", account_id=own.id)], at=NOW)
    wish = Choice(after, "existing", account_id=own.id)

    with pytest.raises(FedElsewhereError, match="Chase brings the transactions") as refusal:
        decide(session, simplefin.id, [wish], at=NOW)
    assert refusal.value.extra == {"account_id": own.id, "connection_id": plaid.id}
    taking = Choice(after, "existing", account_id=own.id, take_over=True)
    decide(session, simplefin.id, [taking], at=NOW)

    assert (row_of(session, before).account_id, row_of(session, before).decision) == (
        None,
        "ignored",
    )
    assert row_of(session, after).account_id == own.id
    assert session.get_one(Account, own.id).plaid_item_id == "item-Bridge"


def test_what_can_not_be_decided(session: Session) -> None:
    login, other = make_login(session), make_login(session, "Ally")
    [first], [foreign] = make_behind(session, login, "a"), make_behind(session, other, "a")
    euros = make_account(session, currency="EUR")

    with pytest.raises(FeedAccountNotFoundError):
        decide(session, login.id, [Choice(foreign, "ignore")], at=NOW)
    with pytest.raises(AccountNotFoundError):
        decide(session, login.id, [Choice(first, "existing", account_id=999)], at=NOW)
    with pytest.raises(InvalidChoiceError, match="Choose the account"):
        decide(session, login.id, [Choice(first, "existing")], at=NOW)
    with pytest.raises(InvalidChoiceError, match="kept in USD"):
        decide(session, login.id, [Choice(first, "existing", account_id=euros.id)], at=NOW)
    with pytest.raises(InvalidChoiceError, match="chosen twice"):
        decide(session, login.id, [Choice(first, "ignore"), Choice(first, "ignore")], at=NOW)
    forget(session, login.id, delete_rows=False, at=NOW)
    with pytest.raises(DisconnectedError):
        decide(session, login.id, [Choice(first, "ignore")], at=NOW)


def test_undoing_a_new_account_asks_for_a_decision_again(database: Database) -> None:
    with database.write() as session:
        login = make_login(session)
        [first] = make_behind(session, login, "a")
    with database.write() as session:
        decide(session, login.id, [Choice(first, "new", name="Made")], at=NOW)
    operation_id = session.info["operation_id"]

    with database.write() as session:
        operations.undo(session, operation_id, at=NOW)

    with database.read() as session:
        assert session.scalars(select(Account).where(Account.name == "Made")).all() == []
        assert decision_of(row_of(session, first)) is None


def test_linking_an_existing_account_is_no_operation(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        login = make_login(session)
        [first] = make_behind(session, login, "a")
        own = make_account(session)
    with database.write() as session:
        decide(session, login.id, [Choice(first, "existing", account_id=own.id)], at=NOW)
        mirror(session, login.id, at=NOW)
    assert "operation_id" not in session.info


def test_a_deleted_account_is_fed_no_more(session: Session) -> None:
    login = make_login(session)
    [first] = make_behind(session, login, "a")
    own = make_account(session)
    make_transaction(session, account=own)
    decide(session, login.id, [Choice(first, "existing", account_id=own.id)], at=NOW)

    delete_account(session, own.id, confirmed=True, at=NOW)

    session.expire_all()
    assert (row_of(session, first).account_id, row_of(session, first).decision) == (None, "ignored")


def test_an_account_that_came_back_with_another_id_keeps_its_link(session: Session) -> None:
    login = make_login(session)
    [row] = store_accounts(session, login.id, [feed_account("old", persistent_id="p")], at=NOW)
    own = make_account(session)
    decide(session, login.id, [Choice(row.id, "existing", account_id=own.id)], at=NOW)

    store_accounts(session, login.id, [feed_account("new", persistent_id="p")], at=NOW)

    [view] = connection_view(session, login.id).accounts
    assert (view.account.external_id, view.account.account_id) == ("new", own.id)


def test_a_new_login_takes_over_what_is_surely_the_same(session: Session) -> None:
    old, new = make_login(session), make_login(session, "Chase again")
    checking, card = make_behind(session, old, "a", mask="1111"), make_behind(session, old, "b")
    one, two = make_account(session, "One"), make_account(session, "Two")
    for row, own in ((checking[0], one), (card[0], two)):
        decide(session, old.id, [Choice(row, "existing", account_id=own.id)], at=NOW)
    [same] = make_behind(session, new, "x", mask="1111")
    other, rival = make_behind(session, new, "y", "z", mask="2222")

    assert take_over_links(session, old.id, new.id, at=NOW) == 1

    assert row_of(session, same).account_id == one.id
    assert [row_of(session, i).decision for i in (other, rival)] == [None, None]
    assert row_of(session, card[0]).account_id == two.id


def brought(session: Session, login: Connection, own: Account, number: int, source: str) -> int:
    row = make_transaction(
        session, account=own, description=f"ROW {number}", source=source, fingerprint=None,
        occurrence=None,
    )  # fmt: skip
    session.add(
        FeedTransaction(
            account_id=own.id,
            provider="plaid",
            external_id=f"t{number}",
            transaction_id=row.id,
            connection_id=login.id,
            first_seen_at=NOW,
        )
    )
    session.flush()
    return row.id


def test_letting_go_keeps_what_came_and_forgets_the_credential(session: Session) -> None:
    login = make_login(session)
    [first] = make_behind(session, login, "a")
    own = make_account(session)
    decide(session, login.id, [Choice(first, "existing", account_id=own.id)], at=NOW)
    kept = brought(session, login, own, 1, "plaid")

    assert forget(session, login.id, delete_rows=False, at=NOW) == 0

    assert session.get(Transaction, kept) is not None
    assert (login.status, login.secret, login.state) == ("disconnected", None, None)
    assert session.get_one(Account, own.id).plaid_connection_status == "disconnected"
    assert [v.connection.id for v in list_connections(session)] == [login.id]


def test_letting_go_with_its_data_is_one_operation_and_undone(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        login, other = make_login(session), make_login(session, "Ally")
        own = make_account(session)
        [first] = make_behind(session, login, "a")
        decide(session, login.id, [Choice(first, "existing", account_id=own.id)], at=NOW)
        gone = brought(session, login, own, 1, "plaid")
        from_file = brought(session, login, own, 2, "csv_import")
        of_other = brought(session, other, own, 3, "plaid")
    with database.write() as session:
        assert forget(session, login.id, delete_rows=True, at=NOW) == 1
    operation_id = session.info["operation_id"]

    with database.read() as session:
        assert set(session.scalars(select(Transaction.id))) == {from_file, of_other}
        [entry] = session.scalars(select(DeletedTransaction)).all()
        assert (entry.original_id, entry.reason) == (gone, "connection")
        known = set(session.scalars(select(FeedTransaction.external_id)))
        assert known == {"t2", "t3"}  # connected again, the bank may bring the other anew
    with database.write() as session:
        operations.undo(session, operation_id, at=NOW)
    with database.read() as session:
        assert set(session.scalars(select(Transaction.id))) == {gone, from_file, of_other}
        assert session.get_one(Connection, login.id).secret is None


def linked(session: Session, login: Connection, own: Account) -> int:
    [row] = make_behind(session, login, "a")
    decide(session, login.id, [Choice(row, "existing", account_id=own.id)], at=NOW)
    return row


def test_rows_follow_to_an_account_that_has_none(session: Session) -> None:
    login, wrong = make_login(session), make_account(session, "Wrong")
    row = linked(session, login, wrong)
    fed = brought(session, login, wrong, 1, "plaid")
    session.get_one(Transaction, fed).notes = "the owner's word"
    from_file = brought(session, login, wrong, 2, "csv_import")
    session.get_one(Transaction, from_file).plaid_transaction_id = "t2"

    decide(session, login.id, [Choice(row, "new", name="Right")], at=NOW)

    right = row_of(session, row).account_id
    moved, stays = session.get_one(Transaction, fed), session.get_one(Transaction, from_file)
    assert (moved.account_id, moved.notes) == (right, "the owner's word")
    assert (stays.account_id, stays.plaid_transaction_id) == (wrong.id, None)
    known = session.scalars(select(FeedTransaction).order_by(FeedTransaction.id)).all()
    assert {mark.account_id for mark in known if mark.transaction_id == fed} == {right}


def test_rows_come_anew_where_the_account_has_its_own(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        login, wrong = make_login(session), make_account(session, "Wrong")
        right = make_account(session, "Right")
        make_transaction(session, account=right)
        row = linked(session, login, wrong)
        fed = brought(session, login, wrong, 1, "plaid")
        session.get_one(Transaction, fed).plaid_transaction_id = "t1"
        login_id, right_id = login.id, right.id
    with database.write() as session:
        decide(session, login_id, [Choice(row, "existing", account_id=right_id)], at=NOW)
    operation_id = session.info["operation_id"]

    with database.read() as session:
        assert session.get(Transaction, fed) is None
        assert session.scalars(select(FeedTransaction)).all() == []
        [shown] = operations.list_operations(session, limit=1)
        assert shown.summary == "Moved 1 transaction of Chase to another account"
    with database.write() as session:
        operations.undo(session, operation_id, at=NOW)
    with database.read() as session:
        # The bank tells its id of the row that the next sync brings.
        assert session.get_one(Transaction, fed).plaid_transaction_id is None

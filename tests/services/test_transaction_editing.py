import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import LearningEvent, Tag, Transaction, Transfer
from backend.services.accounts import AccountNotFoundError
from backend.services.categories import CategoryNotFoundError
from backend.services.categorization.telling import Learned
from backend.services.transactions.bulk_editing import BulkChanges, edit_many
from backend.services.transactions.editing import (
    SplitHasNoCategoryError,
    TransactionChanges,
    TransferAmountError,
    edit_transaction,
)
from backend.services.transactions.entry import AccountArchivedError, add_transaction
from backend.services.transactions.presentation import TransactionNotFoundError, fetch_transaction
from backend.services.transactions.splitting import Part, PartsDontAddUpError, split_transaction
from backend.services.transactions.tags import list_tags, set_tags
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

THRESHOLD = 3
TEN = Decimal("10.00")


def edit(session: Session, row: Transaction, **changes: Any) -> Learned | None:
    return edit_transaction(
        session, row.id, TransactionChanges(**changes), threshold=THRESHOLD, at=NOW
    )


def add(session: Session, **values: Any) -> Transaction:
    account_id = make_account(session, "Wallet").id
    transaction_id = add_transaction(
        session,
        **{
            "account_id": account_id,
            "date": dt.date(2025, 6, 1),
            "amount": TEN,
            "description": "Farmers market",
            "threshold": THRESHOLD,
            "at": NOW,
            **values,
        },
    )
    return session.get_one(Transaction, transaction_id)


def test_what_the_owner_edits_is_noted(session: Session) -> None:
    row = make_transaction(session, amount="4.00")

    edit(session, row, date=dt.date(2025, 5, 5), amount=TEN, notes="n", merchant_name="Shop")
    edit(session, row, notes="m", merchant_name="Shop")

    assert (row.date, row.amount, row.notes) == (dt.date(2025, 5, 5), TEN, "m")
    assert row.owner_edits == "amount,date,merchant_name,notes"
    assert row.status == "confirmed"


def test_how_a_row_arrived_stays_when_it_is_edited(session: Session) -> None:
    row = make_transaction(session)
    arrival = (row.fingerprint, row.occurrence, row.description)

    edit(session, row, amount=TEN, date=dt.date(2025, 1, 1))

    assert (row.fingerprint, row.occurrence, row.description) == arrival


def test_a_category_confirms_and_teaches(session: Session) -> None:
    row = make_transaction(session, description="LLAMA GROOMERS", status="pending_review")

    learned = edit(session, row, category="coffee")

    assert learned is not None
    assert (learned.category, learned.times) == ("coffee", 1)
    assert (row.status, row.owner_edits) == ("confirmed", "category_id")
    assert session.scalars(select(LearningEvent.transaction_id)).one() == row.id


def test_no_category_sends_a_row_back_to_review(session: Session) -> None:
    row = make_transaction(session, category="coffee")

    edit(session, row, category=None)

    assert (row.category_id, row.status) == (None, "pending_review")


def test_a_row_can_be_confirmed_without_a_category(session: Session) -> None:
    row = make_transaction(session, status="pending_review")

    edit(session, row, status="confirmed")

    assert (row.category_id, row.status) == (None, "confirmed")


def test_confirming_accepts_the_suggestion(session: Session) -> None:
    coffee = make_category(session, "coffee")
    row = make_transaction(session, status="pending_review", predicted_category_id=coffee.id)

    edit(session, row, status="confirmed")

    assert (row.category_id, row.status) == (coffee.id, "confirmed")


def test_back_in_review_the_choice_is_a_suggestion(session: Session) -> None:
    row = make_transaction(session, category="coffee", categorization_tier="merchant_map")
    chosen = row.category_id

    edit(session, row, status="pending_review")

    assert (row.category_id, row.predicted_category_id) == (None, chosen)
    assert row.categorization_tier is None


def test_an_unknown_category_or_row_is_refused(session: Session) -> None:
    row = make_transaction(session)

    with pytest.raises(CategoryNotFoundError):
        edit(session, row, category="nonsense")
    with pytest.raises(TransactionNotFoundError):
        edit_transaction(session, 999, {}, threshold=THRESHOLD, at=NOW)


def test_a_leg_of_a_transfer_keeps_its_amount(session: Session) -> None:
    row = make_transaction(session, transfer_id=1)

    with pytest.raises(TransferAmountError):
        edit(session, row, amount=TEN)


def test_a_new_amount_ends_a_suggested_pair(session: Session) -> None:
    out = make_transaction(session, amount="5.00")
    arrived = make_transaction(session, amount="-5.00")
    session.add(
        Transfer(
            out_transaction_id=out.id,
            in_transaction_id=arrived.id,
            status="suggested",
            created_at=NOW,
        )
    )
    session.flush()

    edit(session, arrived, amount=Decimal("-6.00"))

    assert session.scalar(select(Transfer)) is None


def test_parts_must_be_the_whole(session: Session) -> None:
    row = make_transaction(session, amount="10.00")

    with pytest.raises(PartsDontAddUpError, match=r"9\.99, but the transaction is 10\.00: 0\.01"):
        split_transaction(session, row.id, [Part(Decimal("9.99"), "coffee")], at=NOW)

    split_transaction(
        session, row.id, [Part(Decimal("12.50"), "coffee"), Part(Decimal("-2.50"))], at=NOW
    )
    view = fetch_transaction(session, row.id)
    assert [(part["category"], part["amount"]) for part in view["splits"]] == [
        ("coffee", 12.5),
        (None, -2.5),
    ]


def test_a_split_row_keeps_its_amount_and_its_parts_their_categories(session: Session) -> None:
    row = make_transaction(session, amount="10.00")
    split_transaction(
        session, row.id, [Part(Decimal(4), "coffee"), Part(Decimal(6), "rent")], at=NOW
    )

    with pytest.raises(PartsDontAddUpError):
        edit(session, row, amount=Decimal(11))
    with pytest.raises(SplitHasNoCategoryError):
        edit(session, row, category="coffee")
    edit(session, row, notes="still possible")


def test_categories_for_all_parts_confirm_and_no_parts_go_back(session: Session) -> None:
    row = make_transaction(session, amount="10.00", status="pending_review")

    split_transaction(session, row.id, [Part(Decimal(4), "coffee"), Part(Decimal(6))], at=NOW)
    assert row.status == "pending_review"
    split_transaction(
        session, row.id, [Part(Decimal(4), "coffee"), Part(Decimal(6), "rent")], at=NOW
    )
    assert (row.status, row.has_splits) == ("confirmed", True)
    split_transaction(session, row.id, [], at=NOW)
    assert (row.status, row.has_splits) == ("pending_review", False)
    with pytest.raises(TransactionNotFoundError):
        split_transaction(session, 999, [], at=NOW)
    with pytest.raises(CategoryNotFoundError):
        split_transaction(session, row.id, [Part(TEN, "nonsense")], at=NOW)


def test_tags_are_one_whatever_their_case(session: Session) -> None:
    first, second = make_transaction(session), make_transaction(session)

    edit(session, first, tags=["Holiday", "holiday", "b"])
    edit(session, second, tags=["HOLIDAY"])
    edit(session, first, tags=["b"])

    assert fetch_transaction(session, first.id)["tags"] == ["b"]
    assert fetch_transaction(session, second.id)["tags"] == ["Holiday"]
    assert [(tag.name, tag.count) for tag in list_tags(session)] == [("b", 1), ("Holiday", 1)]


def test_a_tag_that_nothing_has_is_not_listed(session: Session) -> None:
    row = make_transaction(session)
    set_tags(session, row.id, ["x"])
    set_tags(session, row.id, [])

    assert list_tags(session) == []
    assert session.scalars(select(Tag.name)).all() == ["x"]


def test_a_row_typed_in_with_a_category_is_confirmed_and_teaches_nothing(
    session: Session,
) -> None:
    row = add(session, category="groceries", tags=["cash"], notes="  ")

    assert (row.status, row.source, row.fingerprint) == ("confirmed", "manual", None)
    assert session.scalar(select(LearningEvent)) is None
    assert fetch_transaction(session, row.id)["tags"] == ["cash"]


def test_a_row_typed_in_without_a_category_goes_through_the_rules(session: Session) -> None:
    unknown = add(session, description="Zyxwv qwrtz")
    known = add(session, description="SAFEWAY #123")

    assert (unknown.status, unknown.category_id) == ("pending_review", None)
    assert unknown.categorization_tier == "unmatched"
    assert (known.status, known.categorization_tier) == ("auto_confirmed", "merchant_map")
    assert known.category_id == known.predicted_category_id is not None
    assert known.merchant_key == "SAFEWAY"


def test_rows_are_not_typed_into_accounts_that_take_none(session: Session) -> None:
    archived = make_account(session, "Old", archived_at=NOW)

    with pytest.raises(AccountArchivedError):
        add(session, account_id=archived.id)
    with pytest.raises(AccountNotFoundError):
        add(session, account_id=999)
    with pytest.raises(CategoryNotFoundError):
        add(session, category="nonsense")


def bulk(session: Session, rows: list[Transaction], **changes: Any) -> tuple[int, int]:
    done = edit_many(
        session, [row.id for row in rows], BulkChanges(**changes), threshold=THRESHOLD, at=NOW
    )
    return done.changed, done.split_left


def test_many_rows_change_at_once(session: Session) -> None:
    rows = [make_transaction(session, notes="old") for _ in range(3)]
    rows[0].merchant_name = "Shop"

    assert bulk(session, rows, merchant_name="Shop", notes="") == (3, 0)
    assert bulk(session, rows, merchant_name="Shop", notes="") == (0, 0)

    for row in rows:
        session.refresh(row)
        assert (row.merchant_name, row.notes) == ("Shop", None)
    assert rows[0].owner_edits == "notes"
    assert rows[1].owner_edits == "merchant_name,notes"


def test_many_rows_are_filed_but_for_split_ones(session: Session) -> None:
    rows = [make_transaction(session, status="pending_review", amount="4.00") for _ in range(3)]
    split_transaction(session, rows[0].id, [Part(Decimal(4))], at=NOW)

    assert bulk(session, rows, category="coffee") == (2, 1)
    assert bulk(session, rows, category="coffee") == (0, 1)

    assert {row.status for row in rows[1:]} == {"confirmed"}
    assert rows[0].category_id is None


def test_many_rows_are_tagged_and_untagged(session: Session) -> None:
    rows = [make_transaction(session) for _ in range(3)]
    set_tags(session, rows[0].id, ["x"])

    assert bulk(session, rows, add_tags=["x", "y"]) == (3, 0)
    assert bulk(session, rows[:2], remove_tags=["X", "unknown"]) == (2, 0)

    tags = [fetch_transaction(session, row.id)["tags"] for row in rows]
    assert tags == [["y"], ["y"], ["x", "y"]]

"""Transfers between own accounts are found, and only those."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Account, Transaction, Transfer
from backend.services.transfers.suggesting import suggest_transfers
from tests.builders import make_account, make_transaction
from tests.conftest import NOW


@pytest.fixture
def checking(session: Session) -> Account:
    return make_account(session, "Everyday")


@pytest.fixture
def savings(session: Session) -> Account:
    return make_account(session, "Rainy day", account_type="savings")


def row(session: Session, account: Account, amount: str, **values: Any) -> Transaction:
    return make_transaction(
        session,
        **{"account": account, "amount": amount, "status": "pending_review", **values},
    )


def suggested(session: Session, *rows: Transaction) -> list[tuple[int, int, str]]:
    suggest_transfers(session, [range(each.id, each.id + 1) for each in rows], at=NOW)
    pairs = session.scalars(select(Transfer).order_by(Transfer.out_transaction_id))
    return [(pair.out_transaction_id, pair.in_transaction_id, pair.status) for pair in pairs]


def test_500_from_checking_to_savings(
    session: Session, checking: Account, savings: Account
) -> None:
    out = row(session, checking, "500.00", date="2025-03-01", description="TRANSFER TO SAV")
    into = row(session, savings, "-500.00", date="2025-03-03", description="DEPOSIT")

    assert suggested(session, into) == [(out.id, into.id, "suggested")]
    assert out.transfer_id is None


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2025-03-06"},
        {"amount": "-500.01"},
        {"amount": "500.00"},
    ],
)
def test_no_pair(
    session: Session, checking: Account, savings: Account, other: dict[str, str]
) -> None:
    row(session, checking, "500.00", date="2025-03-01", description="TRANSFER")
    values = {"amount": "-500.00", "date": "2025-03-01", "description": "TRANSFER", **other}
    new = row(session, savings, values.pop("amount"), **values)

    assert suggested(session, new) == []


def test_both_legs_in_one_account_are_none(session: Session, checking: Account) -> None:
    make_account(session, "Other")
    row(session, checking, "5.00", description="TRANSFER")

    assert suggested(session, row(session, checking, "-5.00", description="TRANSFER")) == []


def test_a_purchase_under_an_ordinary_category_is_no_leg(
    session: Session, checking: Account, savings: Account
) -> None:
    row(session, checking, "25.00", description="SAFEWAY", category="groceries")

    assert suggested(session, row(session, savings, "-25.00", description="REFUND")) == []


def test_words_go_before_nearness(session: Session, checking: Account, savings: Account) -> None:
    near = row(session, checking, "80.00", date="2025-03-02", description="SOMETHING")
    told = row(session, checking, "80.00", date="2025-03-01", description="ONLINE TRANSFER TO SAV")
    into = row(session, savings, "-80.00", date="2025-03-02", description="TRANSFER FROM CHK")

    assert suggested(session, into) == [(told.id, into.id, "suggested")]
    assert near.id < told.id


def test_a_row_is_a_leg_of_one_pair_only(
    session: Session, checking: Account, savings: Account
) -> None:
    outs = [row(session, checking, "80.00", description=f"TRANSFER {n}") for n in range(3)]
    ins = [row(session, savings, "-80.00", description=f"TRANSFER {n}") for n in range(2)]

    pairs = suggested(session, *ins)

    assert len(pairs) == 2
    assert len({leg for pair in pairs for leg in pair[:2]}) == 4
    assert suggested(session, *outs) == pairs


def test_a_refused_pair_is_never_suggested_again(
    session: Session, checking: Account, savings: Account
) -> None:
    out = row(session, checking, "80.00", description="TRANSFER")
    into = row(session, savings, "-80.00", description="TRANSFER")
    suggested(session, into)
    session.scalars(select(Transfer)).one().status = "refused"
    session.flush()

    assert suggested(session, into) == [(out.id, into.id, "refused")]


def test_old_rows_are_not_paired_among_themselves(
    session: Session, checking: Account, savings: Account
) -> None:
    row(session, checking, "80.00", description="TRANSFER")
    row(session, savings, "-80.00", description="TRANSFER")
    new = row(session, savings, "-81.00", description="TRANSFER")

    assert suggested(session, new) == []


def test_nothing_new_is_nothing_to_do(session: Session) -> None:
    assert suggest_transfers(session, [], at=NOW + dt.timedelta(days=1)) == 0

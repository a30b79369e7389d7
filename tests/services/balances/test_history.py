"""The history of one account's balance, its gaps and what explains them."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotFoundError
from backend.models import Account, StatedBalance, Transaction
from backend.services.balances.course import Fit
from backend.services.balances.editing import add_balance, delete_balance, edit_balance
from backend.services.balances.gaps import adjust, explain_gap
from backend.services.balances.history import BalanceHistory, Step, balance_history
from backend.services.balances.ledger import Basis
from backend.services.keeping import bring_up_to_date
from backend.services.transactions.deletion import delete_transactions
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

TODAY = dt.date(2025, 6, 15)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def state(session: Session, account: Account, on: str, amount: str) -> StatedBalance:
    return add_balance(
        session, account.id, date=day(on), amount=Decimal(amount), today=TODAY, at=NOW
    )


def by_file(session: Session, account: Account, on: str, amount: str) -> StatedBalance:
    balance = StatedBalance(
        account_id=account.id, date=day(on), amount=Decimal(amount), source="file", created_at=NOW
    )
    session.add(balance)
    session.flush()
    return balance


def history(session: Session, account: Account, by: Step = Step.MONTH) -> BalanceHistory:
    return balance_history(session, account.id, today=TODAY, by=by)


def test_rows_alone_start_from_zero_and_say_so(session: Session) -> None:
    account = make_account(session)
    make_transaction(session, account=account, date="2025-04-10", amount="-100.00")
    make_transaction(
        session, account=account, date="2025-05-10", amount="30.00", status="pending_review"
    )
    found = history(session, account)
    assert (found.basis, found.known_from) == (Basis.ROWS, day("2025-04-09"))
    assert [(point.date.isoformat(), str(point.balance)) for point in found.points] == [
        ("2025-04-30", "100.00"),
        ("2025-05-31", "70.00"),
        ("2025-06-15", "70.00"),
    ]


def test_an_opening_balance_is_carried_back_to_earlier_rows(session: Session) -> None:
    account = make_account(
        session, opening_balance=Decimal("500.00"), opening_balance_on=day("2025-05-01")
    )
    make_transaction(session, account=account, date="2025-04-10", amount="20.00")
    make_transaction(session, account=account, date="2025-05-01", amount="5.00")
    found = history(session, account, Step.DAY)
    assert found.basis is Basis.OPENING
    balances = {point.date.isoformat(): str(point.balance) for point in found.points}
    assert balances["2025-04-09"] == "520.00"
    assert (balances["2025-04-30"], balances["2025-05-01"]) == ("500.00", "495.00")


def test_a_gap_is_marked_with_its_first_day_and_a_sentence(session: Session) -> None:
    account = make_account(session)
    by_file(session, account, "2025-04-30", "1000.00")
    make_transaction(
        session, account=account, date="2025-05-02", amount="-190.00", description="PAY"
    )
    by_file(session, account, "2025-05-03", "1240.00")
    found = history(session, account, Step.DAY)
    [gap] = found.gaps
    assert (gap.first_day, gap.on) == (day("2025-05-01"), day("2025-05-03"))
    assert gap.sentence == (
        "Stated $1,240.00 on May 3, 2025, the transactions make $1,190.00: $50.00 apart."
    )
    assert [str(point.balance) for point in found.points[:5]] == [
        "1000.00", "1000.00", "1190.00", "1240.00", "1240.00",
    ]  # fmt: skip
    assert [one.fit for one in found.statements] == [Fit.APART, Fit.FIRST]


def test_a_row_told_twice_explains_a_gap_and_deleting_it_closes_it(session: Session) -> None:
    account = make_account(session)
    by_file(session, account, "2025-04-30", "100.00")
    first = make_transaction(
        session, account=account, date="2025-05-02", amount="12.50", description="SQ *BLUE BOTTLE",
        merchant_key="BLUE BOTTLE",
    )  # fmt: skip
    twin = make_transaction(
        session, account=account, date="2025-05-03", amount="12.50", description="Blue Bottle",
        merchant_key="BLUE BOTTLE", source="plaid",
    )  # fmt: skip
    make_transaction(
        session, account=account, date="2025-05-09", amount="12.50", description="OTHER"
    )
    stated = by_file(session, account, "2025-05-31", "75.00")

    explained = explain_gap(session, account.id, str(stated.id))

    best = explained.reasons[0]
    assert (best.kind, best.closes) == ("counted_twice", True)
    assert [(row.transaction_id, row.twin_id) for row in best.rows] == [(twin.id, first.id)]
    delete_transactions(session, [twin.id], at=NOW)
    assert history(session, account).gaps == []
    assert explain_gap(session, account.id, str(stated.id)).gap is None
    with pytest.raises(ConflictError, match="no gap"):
        adjust(session, account.id, str(stated.id), threshold=3, at=NOW)
    with pytest.raises(NotFoundError):
        explain_gap(session, account.id, "999")


def test_a_deleted_row_and_a_slip_and_a_missing_row_explain_gaps(session: Session) -> None:
    account = make_account(session)
    by_file(session, account, "2025-01-31", "1000.00")
    gone = make_transaction(
        session, account=account, date="2025-02-10", amount="40.00", description="GONE"
    )
    one = by_file(session, account, "2025-02-28", "960.00")
    delete_transactions(session, [gone.id], at=NOW)
    swapped = make_transaction(
        session, account=account, date="2025-03-10", amount="91.00", description="SWAP"
    )
    two = by_file(session, account, "2025-03-31", "941.00")
    three = by_file(session, account, "2025-04-30", "921.00")
    make_transaction(
        session, account=account, date="2025-05-02", amount="20.00", description="LATE"
    )

    deleted, slip, late = (
        explain_gap(session, account.id, str(stated.id)) for stated in (one, two, three)
    )

    assert [(r.kind, r.rows[0].deleted_id) for r in deleted.reasons] == [("deleted", 1)]
    assert deleted.missing_amount == Decimal("40.00")
    [slipped] = [reason for reason in slip.reasons if reason.kind == "digits_swapped"]
    assert slipped.rows[0].transaction_id == swapped.id
    assert slipped.rows[0].right_amount == Decimal("19.00")
    assert [reason.kind for reason in late.reasons] == ["booked_later"]


def test_an_accepted_gap_is_a_row_of_its_own_and_undone(session: Session) -> None:
    account = make_account(session)
    by_file(session, account, "2025-04-30", "100.00")
    make_transaction(session, account=account, date="2025-05-05", amount="10.00")
    stated = by_file(session, account, "2025-05-31", "50.00")
    row_id = adjust(session, account.id, str(stated.id), category="bank_fee", threshold=3, at=NOW)
    row = session.get_one(Transaction, row_id)
    assert (row.amount, row.date, row.status) == (Decimal("40.00"), day("2025-05-31"), "confirmed")
    assert history(session, account).gaps == []


def test_a_passed_over_statement_is_not_adjusted(session: Session) -> None:
    account = make_account(session)
    by_file(session, account, "2025-03-31", "100.00")
    odd = by_file(session, account, "2025-04-30", "90.00")
    by_file(session, account, "2025-05-31", "100.00")
    make_transaction(session, account=account, date="2025-06-01", amount="1.00")
    with pytest.raises(ConflictError, match="agree without this one"):
        adjust(session, account.id, str(odd.id), threshold=3, at=NOW)


def test_a_balance_taken_during_a_day_says_before_which_rows(session: Session) -> None:
    account = make_account(session)
    by_file(session, account, "2025-03-31", "100.00")
    make_transaction(session, account=account, date="2025-04-30", amount="10.00", description="A")
    late = [
        make_transaction(
            session, account=account, date="2025-04-30", amount=amount, description=amount
        )
        for amount in ("20.00", "5.00")
    ]
    midday = by_file(session, account, "2025-04-30", "90.00")
    twice = by_file(session, account, "2025-05-31", "65.00")
    [gap] = history(session, account).gaps
    assert (gap.key, gap.is_passed_over) == (str(midday.id), True)
    [reason] = explain_gap(session, account.id, gap.key).reasons
    assert reason.kind == "taken_during_day"
    assert {row.transaction_id for row in reason.rows} == {row.id for row in late}
    assert [one.fit for one in history(session, account).statements] == [
        Fit.AGREES, Fit.PASSED_OVER, Fit.FIRST,
    ]  # fmt: skip
    assert explain_gap(session, account.id, str(twice.id)).gap is None


def test_one_that_says_the_same_as_another_of_its_day_fits_as_that(session: Session) -> None:
    account = make_account(session)
    make_transaction(session, account=account, date="2025-04-02", amount="10.00")
    by_file(session, account, "2025-03-31", "100.00")
    by_file(session, account, "2025-05-31", "70.00")
    state(session, account, "2025-05-31", "70.00")
    fits = [one.fit for one in history(session, account).statements]
    assert fits == [Fit.APART, Fit.APART, Fit.FIRST]


def test_values_are_carried_forward_in_steps(session: Session) -> None:
    house = make_account(session, "House", account_type="property")
    state(session, house, "2025-02-10", "400000.00")
    state(session, house, "2025-05-20", "410000.00")
    found = history(session, house)
    assert (found.basis, found.gaps) == (Basis.VALUED, [])
    assert [int(point.balance) for point in found.points] == [400_000] * 3 + [410_000] * 2


def test_the_account_shows_its_newest_statement(session: Session) -> None:
    account = make_account(session)
    state(session, account, "2025-05-01", "5.00")
    latest = state(session, account, "2025-06-01", "6.00")
    state(session, account, "2025-04-01", "4.00")
    bring_up_to_date(session)
    assert (account.stated_balance, account.stated_balance_on) == (6, day("2025-06-01"))
    delete_balance(session, account.id, latest.id, at=NOW)
    bring_up_to_date(session)
    assert account.stated_balance_on == day("2025-05-01")


def test_stating_a_day_again_replaces_what_was_said(session: Session) -> None:
    account = make_account(session)
    first = state(session, account, "2025-05-01", "5.00")
    again = state(session, account, "2025-05-01", "7.00")
    assert (again.id, again.amount) == (first.id, Decimal("7.00"))


def test_what_can_not_be_stated(session: Session) -> None:
    account = make_account(session)
    with pytest.raises(InvalidInputError, match="still to come"):
        state(session, account, "2025-06-16", "5.00")
    one, two = (state(session, account, on, "5.00") for on in ("2025-05-01", "2025-05-02"))
    with pytest.raises(InvalidInputError, match="already"):
        edit_balance(session, account.id, one.id, changes={"date": two.date}, today=TODAY, at=NOW)
    theirs = by_file(session, account, "2025-05-03", "1.00")
    with pytest.raises(ConflictError, match="A file stated"):
        edit_balance(session, account.id, theirs.id, changes={}, today=TODAY, at=NOW)
    other = make_account(session, "Other")
    with pytest.raises(NotFoundError):
        delete_balance(session, other.id, one.id, at=NOW)

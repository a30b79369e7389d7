"""What is told of series on a day, from rows in a file."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import Account
from backend.services.keeping import bring_up_to_date
from backend.services.recurring import words
from backend.services.recurring.alerts import AlertKind, recurring_alerts
from backend.services.recurring.listing import list_series
from backend.services.recurring.series import Status
from backend.services.recurring.upcoming import BillState, bill_month, upcoming_bills
from tests.builders import make_account, make_transaction
from tests.conftest import NOW


@pytest.fixture
def card(session: Session) -> Account:
    return make_account(session, "Card", account_type="credit")


def _charges(
    session: Session, account: Account, prices: list[str], *, day: int = 5, merchant: str = "FIRM"
) -> None:
    """Monthly charges from January 2025 on."""
    for month, price in enumerate(prices, start=1):
        make_transaction(
            session,
            account=account,
            date=f"2025-{month:02d}-{day:02d}",
            amount=price,
            description=merchant,
        )


def _kinds(session: Session, today: str) -> list[tuple[AlertKind, str]]:
    day = dt.date.fromisoformat(today)
    return [(alert.kind, alert.on.isoformat()) for alert in recurring_alerts(session, day)]


def _seen(session: Session, account: Account, day: str) -> None:
    """Another row of the account: everything until that day is known."""
    make_transaction(session, account=account, date=day, description="SHOP")


def test_a_charge_is_late_and_then_missed_and_then_it_is_over(
    session: Session, card: Account
) -> None:
    _charges(session, card, ["9.99"] * 5)
    _seen(session, card, "2025-06-12")
    assert _kinds(session, "2025-06-12") == [(AlertKind.LATE, "2025-06-05")]
    [bill, *_] = upcoming_bills(session, dt.date(2025, 6, 12))
    assert (bill.state, bill.on) == (BillState.LATE, dt.date(2025, 6, 5))
    _seen(session, card, "2025-06-25")
    assert _kinds(session, "2025-06-25") == [(AlertKind.MISSED, "2025-06-05")]
    _seen(session, card, "2025-07-25")
    assert _kinds(session, "2025-07-25") == []
    [series] = list_series(session, dt.date(2025, 7, 25))
    assert series.status is Status.ENDED


def test_nothing_is_late_while_the_account_is_not_known_since(
    session: Session, card: Account
) -> None:
    _charges(session, card, ["9.99"] * 5)
    assert _kinds(session, "2025-07-25") == []
    [bill] = upcoming_bills(session, dt.date(2025, 7, 25), 20)
    assert (bill.state, bill.on) == (BillState.DUE, dt.date(2025, 8, 5))


def test_a_series_of_a_closed_account_ends(session: Session, card: Account) -> None:
    _charges(session, card, ["9.99"] * 5)
    card.archived_at = NOW
    [series] = list_series(session, dt.date(2025, 7, 25))
    assert series.status is Status.ENDED


def test_a_charge_taken_twice(session: Session, card: Account) -> None:
    _charges(session, card, ["20.00"] * 6)
    make_transaction(session, account=card, date="2025-06-07", amount="20.00", description="FIRM")
    assert _kinds(session, "2025-06-10") == [(AlertKind.CHARGED_TWICE, "2025-06-07")]


def test_a_trial_that_turned_paid(session: Session, card: Account) -> None:
    make_transaction(session, account=card, date="2025-01-21", amount="1.00", description="FIRM")
    for month in range(2, 6):
        make_transaction(
            session, account=card, date=f"2025-{month:02d}-04", amount="13.99", description="FIRM"
        )
    [alert] = recurring_alerts(session, dt.date(2025, 5, 10))
    assert (alert.kind, alert.on) == (AlertKind.TRIAL_TURNED_PAID, dt.date(2025, 2, 4))
    assert (alert.before, alert.after, alert.yearly) == (
        Decimal("1.00"),
        Decimal("13.99"),
        Decimal("167.88"),
    )


def test_a_rise_is_told_and_a_fall_is_not(session: Session, card: Account) -> None:
    _charges(session, card, ["15.49"] * 4 + ["17.99"] * 2)
    _charges(session, card, ["30.00"] * 4 + ["25.00"] * 2, merchant="OTHER", day=9)
    [alert] = recurring_alerts(session, dt.date(2025, 6, 10))
    assert (alert.series.merchant_key, alert.id) == ("FIRM", "price_rise:2025-05-05")
    assert alert.yearly == Decimal("30.00")
    assert recurring_alerts(session, dt.date(2025, 12, 10)) == []


def test_a_forgotten_one_is_told_until_its_owner_speaks_of_it(
    session: Session, card: Account
) -> None:
    for number in range(24):
        make_transaction(
            session,
            account=card,
            date=f"{2023 + (number + 5) // 12}-{(number + 5) % 12 + 1:02d}-13",
            amount="12.99",
            description="CALMWELL",
            category="subscriptions",
        )
    today = dt.date(2025, 6, 10)
    [alert] = recurring_alerts(session, today)
    assert (alert.kind, alert.yearly) == (AlertKind.FORGOTTEN, Decimal("155.88"))
    words.confirm(session, alert.series.key, today=today, at=NOW)
    assert recurring_alerts(session, today) == []


def test_moves_between_own_accounts_are_no_bills(session: Session, card: Account) -> None:
    for month in range(1, 6):
        make_transaction(
            session,
            account=card,
            date=f"2025-{month:02d}-05",
            amount="300.00",
            description="CARD PAYMENT",
            category="credit_card_payment",
        )
    bring_up_to_date(session)
    assert list_series(session, dt.date(2025, 5, 10)) == []


def test_a_price_that_fell_back_is_no_rise_any_more(session: Session, card: Account) -> None:
    _charges(session, card, ["10.00"] * 3 + ["12.00"] * 2)
    assert _kinds(session, "2025-05-06") == [(AlertKind.PRICE_RISE, "2025-04-05")]
    for month in ("06", "07"):
        make_transaction(
            session, account=card, date=f"2025-{month}-05", amount="10.00", description="FIRM"
        )
    assert _kinds(session, "2025-07-06") == []


def test_days_that_nothing_is_known_of_are_not_due_today(session: Session, card: Account) -> None:
    _charges(session, card, ["9.99"] * 5)
    _seen(session, card, "2025-06-12")

    bills = upcoming_bills(session, dt.date(2025, 9, 20))

    told = [(bill.state, bill.on.isoformat()) for bill in bills]
    assert told == [(BillState.LATE, "2025-06-05"), (BillState.DUE, "2025-10-05")]


def test_a_charge_that_moved_to_another_card_is_due_once(session: Session, card: Account) -> None:
    _charges(session, card, ["9.99"] * 4)
    other = make_account(session, "New card", account_type="credit")
    for month in range(5, 9):
        make_transaction(
            session, account=other, date=f"2025-{month:02d}-05", amount="10.99", description="FIRM"
        )
    today = dt.date(2025, 8, 10)

    [bill] = upcoming_bills(session, today)

    assert (bill.series.account_id, bill.on) == (other.id, dt.date(2025, 9, 5))
    assert _kinds(session, "2025-08-10") == []
    assert {each.account_id: each.status for each in list_series(session, today)} == {
        card.id: Status.ENDED, other.id: Status.SUGGESTED,
    }  # fmt: skip


def test_two_cards_charged_side_by_side_are_two_plans(session: Session, card: Account) -> None:
    other = make_account(session, "Other card", account_type="credit")
    _charges(session, card, ["9.99"] * 5)
    _charges(session, other, ["9.99"] * 5, day=6)
    assert len(upcoming_bills(session, dt.date(2025, 5, 20))) == 2


def test_nothing_is_due_or_late_before_the_day_that_the_owner_named(
    session: Session, card: Account
) -> None:
    _charges(session, card, ["9.99"] * 6, day=4)
    today = dt.date(2025, 6, 30)
    [series] = list_series(session, today)
    words.edit(session, series.key, {"next_on": dt.date(2025, 7, 20)}, today=today, at=NOW)
    _seen(session, card, "2025-06-30")

    [bill] = upcoming_bills(session, today)

    assert (bill.state, bill.on) == (BillState.DUE, dt.date(2025, 7, 20))
    assert _kinds(session, "2025-06-30") == []


def test_a_row_that_is_entered_ahead_is_due_on_its_day(session: Session, card: Account) -> None:
    _charges(session, card, ["9.99"] * 7)

    bills = upcoming_bills(session, dt.date(2025, 6, 15), 60)
    month = bill_month(session, Month(2025, 7), dt.date(2025, 6, 15))

    told = [(bill.state, bill.on.isoformat(), bill.transaction_id is None) for bill in bills]
    assert told == [(BillState.DUE, "2025-07-05", False), (BillState.DUE, "2025-08-05", True)]
    assert month == bills[:1]

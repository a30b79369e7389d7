"""The first balance that a bank states is where rows count from; every later one proves them."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from backend.integrations.bank_feed import FeedAccount, FeedRemoval
from backend.models import StatedBalance
from backend.services.accounts.queries import account_overview
from tests.fakes.scripted_feed import feed_account
from tests.services.sync.conftest import Bank, row

ZERO = Decimal(0)
TAKEN_BACK = (FeedRemoval("acc-1", "p1"),)


def says(balance: str) -> tuple[FeedAccount, ...]:
    return (feed_account(balance_current=Decimal(balance)),)


def shown(bank: Bank) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """What the list of accounts shows: stated, computed, and how far they are apart."""
    with bank.database.read() as session:
        found = account_overview(session, bank.account_id, today=bank.at.date()).balance
        return found.stated, found.computed, found.difference


def a_day_later(bank: Bank) -> None:
    bank.at += dt.timedelta(days=1)


def day(number: int) -> dt.date:
    return dt.date(2025, 6, number)


def test_rows_count_from_the_first_balance_and_the_next_one_proves_them(bank: Bank) -> None:
    bank.sync(row("t1", "40.00"), row("t2", "2.50"), accounts=says("57.50"))
    assert shown(bank) == (Decimal("57.50"), Decimal("57.50"), None)

    a_day_later(bank)
    bank.sync(row("t3", "7.50", "2025-06-16"), accounts=says("50.00"))
    assert shown(bank) == (Decimal("50.00"), Decimal("50.00"), ZERO)

    a_day_later(bank)
    bank.sync(accounts=says("49.00"))
    assert shown(bank) == (Decimal("49.00"), Decimal("50.00"), Decimal("-1.00"))


def test_history_that_comes_later_was_before_the_first_balance(bank: Bank) -> None:
    bank.sync(row("t1", "40.00"), accounts=says("60.00"), is_preparing=True)
    a_day_later(bank)
    bank.sync(row("t0", "900.00", "2024-02-01"), accounts=says("60.00"))
    assert shown(bank) == (Decimal("60.00"), Decimal("60.00"), ZERO)


@pytest.mark.parametrize(("first", "second"), [("-410.00", "-422.74"), ("-422.74", "-427.74")])
def test_banks_that_count_what_is_pending_and_those_that_dont_are_proven(
    bank: Bank, first: str, second: str
) -> None:
    bank.sync(
        row("t1", "410.00", posted_date=day(2)),
        row("p1", "12.74", "2025-06-14", is_pending=True),
        accounts=says(first),
    )
    assert shown(bank)[0] == Decimal(first)

    a_day_later(bank)
    bank.sync(
        row("t2", "12.74", "2025-06-14", pending_id="p1", posted_date=day(16)),
        row("p2", "5.00", "2025-06-16", is_pending=True),
        removals=TAKEN_BACK,
        accounts=says(second),
    )
    assert (shown(bank)[0], shown(bank)[2]) == (Decimal(second), ZERO)


def test_a_row_that_is_told_after_the_balance_of_its_day_is_not_in_it(bank: Bank) -> None:
    bank.sync(row("t1", "10.00"), accounts=says("100.00"))
    a_day_later(bank)
    bank.sync(
        row("t2", "8.00", "2025-06-15"),
        row("t3", "3.00", "2025-06-14", posted_date=day(16)),
        accounts=says("89.00"),
    )
    assert shown(bank)[2] == ZERO


def test_what_the_bank_tells_days_late_counts_from_when_it_was_told(bank: Bank) -> None:
    bank.sync(row("t1", "10.00"), accounts=says("100.00"))
    a_day_later(bank)
    bank.sync(row("t2", "8.00", "2025-06-12"), accounts=says("92.00"))
    assert shown(bank)[2] == ZERO


def test_a_row_that_is_missing_is_no_matter_of_reading(bank: Bank) -> None:
    bank.sync(row("t1", "10.00"), accounts=says("100.00"))
    a_day_later(bank)
    bank.sync(row("t2", "8.00", "2025-06-16"), accounts=says("80.00"))
    assert shown(bank)[2] == Decimal("-12.00")


def test_a_clock_that_was_ahead_leaves_no_balance_of_days_to_come(bank: Bank) -> None:
    bank.sync(row("t1", "10.00"), accounts=says("100.00"))
    now = bank.at
    bank.at = now + dt.timedelta(days=400)
    bank.sync(accounts=says("100.00"))
    bank.at = now + dt.timedelta(days=1)
    bank.sync(row("t2", "8.00", "2025-06-16"), accounts=says("92.00"))
    assert shown(bank) == (Decimal("92.00"), Decimal("92.00"), ZERO)


def test_of_earlier_months_the_first_balance_and_the_last_ones_are_kept(bank: Bank) -> None:
    start = bank.at
    for days in (0, 10, 14, 20, 29, 46, 60, 61, 80, 100):  # from June 15 to September 23
        bank.at = start + dt.timedelta(days=days)
        bank.sync(accounts=says("100.00"))
    with bank.database.read() as session:
        found = session.scalars(select(StatedBalance.date).order_by(StatedBalance.date)).all()
    assert [f"{one:%m-%d}" for one in found] == [
        *("06-15", "06-29", "07-31", "08-15", "09-03", "09-23")
    ]

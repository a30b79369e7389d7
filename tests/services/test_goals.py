"""Savings goals: how far they have come, and what each month takes. Worked examples."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend.models import SavingsGoal
from backend.services import goals
from backend.services.balances.editing import add_balance
from backend.services.goals import GoalStanding, GoalStatus, InvalidGoalError
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

TODAY = dt.date(2025, 6, 15)
LATER = NOW + dt.timedelta(hours=1)
D = Decimal


def goal(session: Session, *, made: str = "2025-06-15", **values: Any) -> SavingsGoal:
    at = dt.datetime.fromisoformat(f"{made}T12:00:00+00:00")
    wish = {"name": "Japan", "target_amount": D(1200), "today": at.date(), "at": at, **values}
    return goals.create_goal(session, **wish)


def stand(session: Session, made: SavingsGoal, today: dt.date = TODAY) -> GoalStanding:
    return goals.goal_standing(session, made.id, today=today)


def test_what_each_month_takes_counts_this_one(session: Session) -> None:
    """1,200 by the end of November, nothing saved in June: six months of 200."""
    made = goal(session, target_date=dt.date(2025, 11, 30))

    found = stand(session, made)
    assert (found.months_left, found.monthly_share) == (6, D("200.00"))

    # Paid in June: June's share stays what it was, and nothing is left of it.
    goals.add_contribution(session, made.id, amount=D(200), date=TODAY, at=LATER)
    found = stand(session, made)
    assert (found.saved, found.monthly_share, found.saved_this_month) == (200, D("200.00"), 200)
    assert found.status == GoalStatus.ON_TRACK

    # In August, with nothing put aside in July: 1,000 in four months.
    assert stand(session, made, dt.date(2025, 8, 1)).monthly_share == D("250.00")


def test_what_was_saved_before_the_goal_is_none_of_its_first_month(session: Session) -> None:
    """1,200 by the end of November, 600 there already: six months of 100, none given yet."""
    made = goal(session, target_date=dt.date(2025, 11, 30), saved_already=D(600))

    found = stand(session, made)
    assert (found.saved, found.saved_this_month, found.monthly_share) == (600, 0, D("100.00"))

    goals.add_contribution(session, made.id, amount=D(100), date=TODAY, at=LATER)
    found = stand(session, made)
    assert (found.saved, found.saved_this_month, found.monthly_share) == (700, 100, D("100.00"))
    assert stand(session, made, dt.date(2025, 7, 1)).monthly_share == D("100.00")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("2025-06-30", 1),
        ("2025-06-15", 1),
        ("2025-06-14", 0),
        ("2025-07-01", 1),  # nothing can be saved on the first any more
        ("2025-07-02", 2),
        ("2026-06-30", 13),
    ],
)
def test_months_that_can_still_give(target: str, expected: int) -> None:
    assert goals.months_left(TODAY, dt.date.fromisoformat(target)) == expected
    assert goals.months_left(TODAY, None) is None


def test_behind_is_below_an_even_line_from_what_there_was_at_first(session: Session) -> None:
    made = goal(session, made="2025-01-01", target_date=dt.date(2025, 12, 31), saved_already=D(600))
    # 165 of 364 days have gone: 600 and 165/364 of the other 600.
    found = stand(session, made)
    assert (found.expected, found.status) == (D("871.98"), GoalStatus.BEHIND)
    goals.add_contribution(session, made.id, amount=D("271.98"), date=TODAY, at=NOW)
    assert stand(session, made).status == GoalStatus.ON_TRACK
    assert stand(session, made, dt.date(2026, 1, 1)).status == GoalStatus.OVERDUE


def test_an_accounts_balance_counts_above_where_the_goal_starts(session: Session) -> None:
    savings = make_account(session, "Savings", opening_balance=D(5000), opening_balance_on=dt.date(2025, 1, 1))  # fmt: skip
    make_transaction(session, account=savings, amount="-300.00", date="2025-05-20")
    make_transaction(session, account=savings, amount="-150.00", date="2025-06-02")
    made = goal(
        session, made="2025-05-01", account_id=savings.id, starting_amount=D(5000),
        target_date=dt.date(2025, 12, 31),
    )  # fmt: skip

    found = stand(session, made)

    assert (found.saved, found.saved_this_month) == (450, 150)
    assert found.monthly_share == D("128.58")  # 900 in seven months, rounded up
    assert found.projected_on is not None
    with pytest.raises(InvalidGoalError, match="what its account holds"):
        goals.add_contribution(session, made.id, amount=D(1), date=TODAY, at=NOW)


def test_goals_that_count_the_same_money_say_so(session: Session) -> None:
    savings = make_account(session, "Savings", opening_balance=D(5000))
    first = goal(session, account_id=savings.id)
    goal(session, name="Roof", account_id=savings.id)
    goal(session, name="Bike")

    assert stand(session, first).shared_with == ["Roof"]
    assert stand(session, first).status == GoalStatus.REACHED


def test_when_it_is_reached_if_things_go_on(session: Session) -> None:
    made = goal(session, made="2025-05-16")
    for day in ("2025-05-20", "2025-06-10"):
        goals.add_contribution(session, made.id, amount=D(150), date=dt.date.fromisoformat(day), at=NOW)  # fmt: skip

    # 300 in 30 days, 900 to go: 90 days.
    assert stand(session, made).projected_on == TODAY + dt.timedelta(days=91)
    assert stand(session, goal(session, name="New")).projected_on is None


def test_no_more_comes_back_than_was_put_aside(session: Session) -> None:
    made = goal(session, saved_already=D(100))
    with pytest.raises(InvalidGoalError, match="More would be taken back"):
        goals.add_contribution(session, made.id, amount=D(-101), date=TODAY, at=NOW)


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.dates(TODAY, dt.date(2060, 1, 1)))
def test_the_monthly_shares_reach_the_goal_and_hardly_more(
    target: int, saved: int, by: dt.date
) -> None:
    months = goals.months_left(TODAY, by)
    assert months
    share = goals.monthly_share(D(target) / 100, D(saved) / 100, months)
    assert share is not None
    missing = max(D(target - saved) / 100, D(0))
    assert missing <= share * months < missing + D("0.01") * months + D("0.01")


def test_what_is_typed_in_for_a_house_or_a_fund_is_saved_too(session: Session) -> None:
    """An account without rows, valued by hand, counts as net worth counts it."""
    fund = make_account(session, "Fund", account_type="investment")
    for day, worth in (("2025-05-01", 900), ("2025-06-10", 1000)):
        add_balance(
            session, fund.id, date=dt.date.fromisoformat(day), amount=D(worth), today=TODAY, at=NOW
        )
    made = goal(session, made="2025-05-16", account_id=fund.id)

    found = stand(session, made)

    assert (found.saved, found.saved_this_month, found.left) == (1000, 100, 200)


def test_money_put_aside_on_a_later_day_counts_from_then_on(session: Session) -> None:
    made = goal(session)
    tomorrow = TODAY + dt.timedelta(days=1)
    goals.add_contribution(session, made.id, amount=D(10), date=tomorrow, at=NOW)

    assert stand(session, made).saved == 0
    assert stand(session, made, tomorrow).saved == 10

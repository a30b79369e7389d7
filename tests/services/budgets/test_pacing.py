"""Pace, what is left, and what is safe to spend per day: worked examples."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.periods import PeriodScheme
from backend.services.budgets.pacing import Clock, Figures, Standing, figures, together

JUNE = PeriodScheme().of_key("2025-06")  # 30 days
MIDDLE = Clock(JUNE, dt.date(2025, 6, 15))  # half of it gone, 16 days left with today
CENTS = st.integers(0, 1_000_000).map(lambda cents: Decimal(cents) / 100)


def stand(
    budgeted: str | None, spent: str, *, clock: Clock = MIDDLE, carried: str = "0", bill: bool = False
) -> Figures:  # fmt: skip
    return figures(
        clock,
        budgeted=None if budgeted is None else Decimal(budgeted),
        carried_over=Decimal(carried),
        spent=Decimal(spent),
        is_bill=bill,
    )


@pytest.mark.parametrize(
    ("budgeted", "spent", "expected"),
    [
        ("300", "150", Standing.ON_PACE),  # half spent at half time
        ("300", "165", Standing.ON_PACE),  # 5 % ahead is no news
        ("300", "165.01", Standing.AHEAD),
        ("300", "300", Standing.USED_UP),
        ("300", "300.01", Standing.OVER),
        ("300", "-20", Standing.ON_PACE),  # more came back than went out
        ("0", "0", Standing.ON_PACE),
        ("0", "0.01", Standing.OVER),
    ],
)
def test_a_budget_is_judged_by_its_pace(budgeted: str, spent: str, expected: Standing) -> None:
    assert stand(budgeted, spent).status == expected


@pytest.mark.parametrize(
    ("spent", "expected"),
    [("0", Standing.OVER), ("-20", Standing.OVER), ("-50", Standing.ON_PACE)],
)
def test_what_is_overspent_before_stays_over_until_it_came_back(
    spent: str, expected: Standing
) -> None:
    after = Clock(JUNE, dt.date(2025, 7, 1))

    assert stand(None, spent, carried="-50").status == expected
    is_over = stand(None, spent, carried="-50", clock=after).status == Standing.OVER
    assert is_over == (expected == Standing.OVER)


def test_the_same_share_is_ahead_early_and_on_pace_late() -> None:
    early, late = Clock(JUNE, dt.date(2025, 6, 6)), Clock(JUNE, dt.date(2025, 6, 24))

    assert stand("300", "180", clock=early).status == Standing.AHEAD
    assert stand("300", "180", clock=late).status == Standing.ON_PACE


def test_a_bill_that_came_early_is_not_ahead() -> None:
    first = Clock(JUNE, dt.date(2025, 6, 1))

    assert stand("1500", "1400", clock=first, bill=True).status == Standing.ON_PACE
    assert stand("1500", "1500", clock=first, bill=True).status == Standing.USED_UP
    assert stand("1500", "1500.01", clock=first, bill=True).status == Standing.OVER


def test_left_and_safe_per_day_count_today() -> None:
    found = stand("300", "140", carried="10")

    assert (found.available, found.left, found.remaining) == (310, 170, 160)
    assert found.safe_per_day == Decimal("10.62")  # 170 / 16 = 10.625, never rounded up
    assert found.even_pace == Decimal("155.00")
    assert found.percent_used == 46.67
    assert stand("300", "350").safe_per_day == 0


def test_a_period_that_is_over_has_no_more_days_and_one_to_come_has_all() -> None:
    past, future = Clock(JUNE, dt.date(2025, 7, 1)), Clock(JUNE, dt.date(2025, 5, 31))

    kept, planned = stand("300", "290", clock=past), stand("300", "0", clock=future)

    assert (kept.status, kept.safe_per_day, kept.pace) == (Standing.KEPT, None, None)
    assert (planned.status, planned.safe_per_day) == (Standing.PLANNED, Decimal("10.00"))
    assert stand("300", "301", clock=past).status == Standing.OVER


def test_bills_are_kept_aside_from_what_is_safe_to_spend() -> None:
    parts = [stand("320", "160"), stand("2000", "0", bill=True), stand("100", "116", bill=True)]

    found = together(MIDDLE, parts)

    assert (found.budgeted, found.spent, found.left) == (2420, 276, 2144)
    assert found.safe_per_day == Decimal("9.00")  # (160 - 16) / 16, the 2,000 being spoken for
    assert found.status == Standing.ON_PACE


@given(CENTS, CENTS, st.dates(dt.date(2025, 6, 1), dt.date(2025, 6, 30)))
def test_spending_what_is_safe_each_day_never_goes_over(
    budgeted: Decimal, spent: Decimal, today: dt.date
) -> None:
    clock = Clock(JUNE, today)
    found = figures(clock, budgeted=budgeted, carried_over=Decimal(0), spent=spent, is_bill=False)

    assert found.safe_per_day is not None
    assert found.safe_per_day * clock.days_left <= max(found.left, Decimal(0))
    assert 1 <= clock.days_left <= 30
    assert clock.days_gone + clock.days_left == 31  # today is both begun and still to spend in

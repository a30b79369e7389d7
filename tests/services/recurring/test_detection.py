"""Series among the rows of one merchant: told by tables, and by what must always hold."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.models import Cadence
from backend.services.recurring.amounts import price_changes, varies
from backend.services.recurring.detection import Found, find_series
from backend.services.recurring.fitting import Charge
from backend.services.recurring.rhythm import Rhythm


def _charges(*rows: tuple[str, int]) -> list[Charge]:
    return sorted(
        Charge(dt.date.fromisoformat(day).toordinal(), cents, number)
        for number, (day, cents) in enumerate(rows, start=1)
    )


def _monthly(day: int, prices: list[int | None], *, first: int = 0) -> list[tuple[str, int]]:
    return [
        (f"{2024 + (first + number) // 12}-{(first + number) % 12 + 1:02d}-{day:02d}", cents)
        for number, cents in enumerate(prices)
        if cents is not None
    ]


def _find(*rows: tuple[str, int], merchant: str = "FIRM") -> list[Found]:
    return find_series(merchant, _charges(*rows))


def _one(*rows: tuple[str, int], merchant: str = "FIRM") -> Found:
    [found] = _find(*rows, merchant=merchant)
    return found


def test_three_equal_months_are_a_series() -> None:
    found = _one(*_monthly(5, [1299] * 3))
    assert (found.fit.rhythm.cadence, found.varies) == (Cadence.MONTHLY, False)


def test_two_months_are_none_yet() -> None:
    assert _find(*_monthly(5, [1299] * 2)) == []


@pytest.mark.parametrize(
    ("cadence", "count"),
    [
        (Cadence.WEEKLY, 8),
        (Cadence.BIWEEKLY, 6),
        (Cadence.SEMIMONTHLY, 8),
        (Cadence.MONTHLY, 4),
        (Cadence.QUARTERLY, 4),
        (Cadence.YEARLY, 3),
    ],
)
def test_each_cadence_is_told(cadence: Cadence, count: int) -> None:
    rhythm = Rhythm.from_day(cadence, dt.date(2023, 1, 15))
    start = rhythm.slot_of(dt.date(2023, 1, 15).toordinal())
    charges = [Charge(rhythm.due(start + number), 4200, number) for number in range(count)]
    [found] = find_series("FIRM", charges)
    assert found.fit.rhythm.cadence is cadence
    assert found.fit.rhythm.due(found.fit.slots[-1] + 1) == rhythm.due(start + count)


def test_a_price_rise_stays_in_the_series() -> None:
    found = _one(*_monthly(11, [1549] * 8 + [1799] * 2))
    [change] = price_changes(found.charges)
    assert (change.before, change.charge.cents) == (1549, 1799)
    assert round(change.share, 3) == 0.161


def test_a_single_odd_amount_is_no_price() -> None:
    found = _one(*_monthly(11, [1500, 1500, 1500, 1750, 1500, 1500, 1500]))
    assert price_changes(found.charges) == []


def test_a_power_bill_varies() -> None:
    found = _one(*_monthly(19, [9800, 11230, 10510, 8740, 9120, 12010, 13110, 10440]))
    assert found.varies


def test_skipped_months_are_missed_ones() -> None:
    found = _one(*_monthly(3, [2500, 2500, None, 2500, 2500, 2500, None, 2500, 2500, 2500]))
    assert [str(dt.date.fromordinal(found.fit.rhythm.due(slot))) for slot in found.fit.skipped] == [
        "2024-03-03",
        "2024-07-03",
    ]


def test_two_plans_at_one_merchant_are_two_series() -> None:
    rows = [*_monthly(4, [299] * 9), *_monthly(19, [999] * 7, first=2)]
    amounts = sorted((found.charges[-1].cents, len(found.charges)) for found in _find(*rows))
    assert amounts == [(299, 9), (999, 7)]


def test_two_plans_keep_their_own_price_rises() -> None:
    rows = [*_monthly(4, [299] * 6 + [399] * 6), *_monthly(19, [999] * 8 + [1199] * 4)]
    found = sorted(_find(*rows), key=lambda each: each.charges[0].cents)
    assert [[charge.cents for charge in each.charges] for each in found] == [
        [299] * 6 + [399] * 6,
        [999] * 8 + [1199] * 4,
    ]


def test_a_subscription_among_purchases_is_found() -> None:
    rng = random.Random(4)
    start = dt.date(2024, 1, 1)
    purchases = [
        (str(start + dt.timedelta(days=rng.randrange(365))), rng.randint(1000, 9000))
        for _ in range(20)
    ]
    found = _one(*_monthly(7, [1499] * 12), *purchases)
    assert {charge.cents for charge in found.charges} == {1499}
    assert not found.alone


def test_a_series_that_was_left_and_taken_up_on_another_day_is_told_twice() -> None:
    rows = [*_monthly(4, [1499] * 7), *_monthly(18, [1499] * 8, first=9)]
    found = sorted(_find(*rows), key=lambda each: each.charges[0])
    assert [len(each.charges) for each in found] == [7, 8]
    assert [each.fit.rhythm.anchor for each in found] == [4, 18]


def test_a_trial_that_turned_paid() -> None:
    found = _one(("2024-01-08", 100), *_monthly(22, [1399] * 6))
    assert found.trial is not None
    assert found.trial.cents == 100
    assert len(found.charges) == 6


def test_the_same_charge_taken_twice() -> None:
    found = _one(*_monthly(9, [2000] * 8), ("2024-05-10", 2000))
    assert [str(dt.date.fromordinal(charge.day)) for charge in found.twice] == ["2024-05-10"]
    assert len(found.charges) == 8


def test_a_coffee_every_saturday_is_no_subscription() -> None:
    start = dt.date(2024, 1, 6)
    rows = [(str(start + dt.timedelta(days=7 * week)), 525) for week in range(30)]
    assert _find(*rows, merchant="BLUE BOTTLE COFFEE") == []
    assert len(_find(*rows, merchant="PIANO LESSONS")) == 1


def test_a_supermarket_is_no_subscription() -> None:
    rng = random.Random(7)
    start = dt.date(2024, 1, 6)
    rows = [
        (str(start + dt.timedelta(days=7 * week + rng.randint(0, 1))), rng.randint(3000, 16000))
        for week in range(60)
    ]
    assert _find(*rows, merchant="GREEN GROVE") == []


def test_pay_may_vary_each_time() -> None:
    start = dt.date(2024, 1, 5)
    rows = [
        (str(start + dt.timedelta(days=14 * number)), -180_000 - number % 5 * 7_000)
        for number in range(12)
    ]
    assert _one(*rows).fit.rhythm.cadence is Cadence.BIWEEKLY


def test_interest_is_no_pay() -> None:
    assert _find(*_monthly(28, [-123] * 12), merchant="INTEREST EARNED") == []


@pytest.mark.parametrize(
    ("cents", "cadence", "expected"),
    [
        ([100] * 12, Cadence.MONTHLY, False),
        ([100] * 6 + [120] * 6, Cadence.MONTHLY, False),
        ([100, 120, 90, 130, 80], Cadence.MONTHLY, True),
        ([18600, 19800, 21300], Cadence.YEARLY, False),
        ([18600, 19800, 41300], Cadence.YEARLY, True),
    ],
)
def test_what_varies(cents: list[int], cadence: Cadence, *, expected: bool) -> None:
    assert varies(cents, cadence) is expected


def test_what_costs_nothing_is_no_series() -> None:
    assert _find(*_monthly(5, [0] * 8)) == []
    [found] = _find(*_monthly(5, [0] * 4), *_monthly(19, [999] * 8))
    assert {charge.cents for charge in found.charges} == {999}
    free_first = _one(*_monthly(5, [0] + [999] * 8))
    assert free_first.trial is not None


# Rows about which something may be found: regular days, few prices, and strays.
regular = st.lists(
    st.tuples(
        st.sampled_from([7, 14, 15, 30, 31, 61, 91, 365]),
        st.integers(-2, 2),
        st.sampled_from([0, 100, 499, 999, 1000, 5321]),
    ),
    min_size=2,
    max_size=40,
)


@given(rows=regular)
def test_whatever_regular_rows_a_charge_is_of_one_series(rows: list[tuple[int, int, int]]) -> None:
    day, charges = 738_000, []
    for number, (gap, jitter, cents) in enumerate(rows):
        day += gap
        charges.append(Charge(day + jitter, cents, number))
    found = find_series("FIRM", sorted(charges))
    ids = [charge.id for each in found for charge in each.charges]
    assert len(ids) == len(set(ids))
    assert all(each.charges[-1].cents > 0 for each in found)


rows = st.lists(
    st.tuples(st.integers(738_000, 739_100), st.sampled_from([0, 100, 499, 999, 1000, 5321])),
    max_size=60,
)


@given(rows=rows)
def test_whatever_the_rows_a_charge_is_of_one_series_and_on_its_own_due_day(
    rows: list[tuple[int, int]],
) -> None:
    charges = sorted(Charge(day, cents, number) for number, (day, cents) in enumerate(rows))
    found = find_series("FIRM", charges)
    ids = [charge.id for each in found for charge in each.charges]
    assert len(ids) == len(set(ids))
    for each in found:
        assert list(each.fit.slots) == sorted(set(each.fit.slots))
        assert list(each.charges) == sorted(each.charges)
        assert 0 <= each.confidence <= 1


@given(
    day=st.integers(1, 28),
    count=st.integers(4, 30),
    cents=st.integers(100, 90_000),
    more=st.integers(1, 5),
)
def test_further_charges_and_a_new_price_keep_its_first_row(
    day: int, count: int, cents: int, more: int
) -> None:
    """That row is its key."""
    before = _one(*_monthly(day, [cents] * count))
    after = _one(*_monthly(day, [cents] * count + [cents + cents // 5] * more))
    assert {charge.id for charge in before.charges} <= {charge.id for charge in after.charges}

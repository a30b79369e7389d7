import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from backend.services.demo.answers import Cadence
from backend.services.demo.bills import Bill
from backend.services.demo.book import Period
from backend.services.demo.schedules import after_weekend, before_weekend, due_days

days = st.dates(dt.date(2010, 1, 1), dt.date(2040, 12, 31))


@given(days)
def test_bank_days_are_the_nearest_working_days(day: dt.date):
    after, before = after_weekend(day), before_weekend(day)

    assert after.weekday() < 5
    assert before.weekday() < 5
    assert 0 <= (after - day).days <= 2
    assert 0 <= (day - before).days <= 2
    if day.weekday() < 5:
        assert after == before == day


@given(days, st.sampled_from(Cadence), st.integers(0, 6), st.booleans())
def test_due_days_come_in_order_and_cover_the_books(
    first: dt.date, cadence: Cadence, day: int, bank_days: bool
):
    weekly = cadence in {Cadence.WEEKLY, Cadence.BIWEEKLY}
    bill = Bill(
        name="Gym", text="GYM", category="gym", account="chase", prices=((0, 1_00),),
        cadence=cadence, day=day if weekly else day + 25, bank_days=bank_days,
    )  # fmt: skip
    period = Period(first, first + dt.timedelta(days=800))

    due = list(due_days(bill, period))

    assert due == sorted(set(due))
    assert due[-1] > period.last_day
    a_year = [day for day in due if day >= first and (day - first).days < 364]
    expected = {
        Cadence.WEEKLY: {52},
        Cadence.BIWEEKLY: {26},
        Cadence.SEMIMONTHLY: {23, 24},
        Cadence.MONTHLY: {11, 12},
        Cadence.QUARTERLY: {3, 4},
        Cadence.YEARLY: {0, 1},
    }
    assert len(a_year) in expected[cadence]


def test_pay_on_the_fifteenth_and_the_last_comes_before_a_weekend():
    bill = Bill(
        name="Work", text="PAY", category="payroll", account="checking",
        prices=((0, -1_00),), cadence=Cadence.SEMIMONTHLY,
    )  # fmt: skip
    period = Period(dt.date(2026, 2, 1), dt.date(2026, 2, 20))

    assert list(due_days(bill, period))[:3] == [
        dt.date(2026, 2, 13),
        dt.date(2026, 2, 27),
        dt.date(2026, 3, 13),
    ]

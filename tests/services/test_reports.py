"""What counts in reports, to the cent."""

import datetime as dt
import random
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import TransactionSplit, Transfer
from backend.services.reports.periods import InvalidPeriodError, Period
from backend.services.reports.spending import spending_by_category, spending_report
from backend.services.reports.trend import monthly_trend, years_of_data
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

JUNE = Period(dt.date(2025, 6, 1), dt.date(2025, 7, 1))


def totals(session: Session, period: Period = JUNE) -> dict[str | None, Decimal]:
    return {line.short_desc: line.total for line in spending_by_category(session, period)}


def test_a_refund_lowers_what_its_category_cost(session: Session) -> None:
    make_transaction(session, category="clothing", amount="300.00")
    make_transaction(session, category="clothing", amount="-300.00", description="REFUND")
    assert totals(session) == {"clothing": Decimal("0.00")}


def test_ten_cents_a_thousand_times_is_a_hundred_dollars(session: Session) -> None:
    for number in range(1000):
        make_transaction(session, category="coffee", amount="0.10", description=f"C{number}")
    assert totals(session) == {"coffee": Decimal("100.00")}


def test_rows_without_a_category_are_visible(session: Session) -> None:
    make_transaction(session, amount="12.00")
    [line] = spending_by_category(session, JUNE)
    assert (line.short_desc, line.display_name, line.total) == (
        None,
        "Uncategorized",
        Decimal("12.00"),
    )


def test_waiting_rows_do_not_count_and_are_named(session: Session) -> None:
    make_transaction(session, amount="12.00", status="pending_review")
    make_transaction(session, amount="3.00", status="pending_save", description="B")
    report = spending_report(session, JUNE)
    assert report.total == 0
    assert [(o.reason, o.count, o.total) for o in report.left_out] == [
        ("waiting", 2, Decimal("15.00"))
    ]


def test_a_transfer_between_own_accounts_is_neither_income_nor_spending(
    session: Session,
) -> None:
    savings = make_account(session, "Savings", account_type="savings")
    out = make_transaction(session, amount="500.00", category="misc_other")
    arrived = make_transaction(session, amount="-500.00", account=savings, category="payroll")
    pair = Transfer(
        out_transaction_id=out.id, in_transaction_id=arrived.id, status="confirmed", created_at=NOW
    )
    session.add(pair)
    session.flush()
    out.transfer_id = arrived.transfer_id = pair.id
    make_transaction(session, amount="80.00", category="credit_card_payment")
    session.flush()
    report = spending_report(session, JUNE)
    assert (report.total, report.income) == (0, 0)
    assert [(o.reason, o.count, o.total) for o in report.left_out] == [
        ("transfer", 3, Decimal("580.00"))
    ]


def test_the_parts_of_a_split_count_instead_of_the_whole(session: Session) -> None:
    whole = make_transaction(session, amount="100.00", category="groceries", has_splits=True)
    for key, amount in (("groceries", "60.00"), ("clothing", "40.00")):
        session.add(
            TransactionSplit(
                transaction_id=whole.id,
                category_id=make_category(session, key).id,
                amount=Decimal(amount),
            )
        )
    session.flush()
    assert totals(session) == {"groceries": Decimal("60.00"), "clothing": Decimal("40.00")}


def test_a_parent_has_its_children_and_its_own_rows(session: Session) -> None:
    make_transaction(session, amount="10.00", category="food")
    make_transaction(session, amount="5.00", category="coffee")
    [food] = spending_report(session, JUNE).parents
    assert (food.short_desc, food.total, food.count) == ("food", Decimal("15.00"), 2)
    assert {child.short_desc: child.total for child in food.children} == {
        "food": Decimal("10.00"),
        "coffee": Decimal("5.00"),
    }


def test_the_period_before_is_compared(session: Session) -> None:
    make_transaction(session, amount="10.00", category="coffee")
    make_transaction(session, amount="7.00", category="coffee", date="2025-05-31")
    make_transaction(session, amount="4.00", category="rent", date="2025-05-01")
    report = spending_report(session, JUNE, compared_with=JUNE.before())
    assert (report.total, report.previous_total) == (Decimal("10.00"), Decimal("11.00"))
    previous = {node.short_desc: node.previous_total for node in report.parents}
    assert previous == {"food": Decimal("7.00"), "housing": Decimal("4.00")}


def test_periods_before_and_a_year_ago() -> None:
    assert JUNE.before() == Period(dt.date(2025, 5, 1), dt.date(2025, 6, 1))
    leap = Period(dt.date(2024, 2, 29), dt.date(2024, 3, 1))
    assert leap.year_before() == Period(dt.date(2023, 2, 28), dt.date(2023, 3, 1))
    before_leap = Period(dt.date(2024, 2, 20), dt.date(2024, 2, 29))
    assert before_leap.year_before() == Period(dt.date(2023, 2, 20), dt.date(2023, 3, 1))
    one_day = Period(dt.date(2024, 2, 28), dt.date(2024, 2, 29))
    assert one_day.year_before() == Period(dt.date(2023, 2, 28), dt.date(2023, 3, 1))
    february = Period(dt.date(2025, 2, 1), dt.date(2025, 3, 1))
    assert february.year_before() == Period(dt.date(2024, 2, 1), dt.date(2024, 3, 1))
    ten = Period(dt.date(2025, 6, 11), dt.date(2025, 6, 21))
    assert ten.before() == Period(dt.date(2025, 6, 1), dt.date(2025, 6, 11))
    with pytest.raises(InvalidPeriodError):
        Period(dt.date(2025, 6, 2), dt.date(2025, 6, 2))


def test_a_row_of_tomorrow_belongs_to_its_own_month(session: Session) -> None:
    make_transaction(session, amount="9.00", category="coffee", date="2025-07-01")
    assert totals(session) == {}
    assert totals(session, Period(dt.date(2025, 7, 1), dt.date(2025, 8, 1))) == {
        "coffee": Decimal("9.00")
    }


def test_the_trend_has_every_month_and_equals_a_decimal_oracle(session: Session) -> None:
    dice = random.Random(4)
    income: dict[str, Decimal] = {}
    spending: dict[str, Decimal] = {}
    for number in range(400):
        day = dt.date(2024, 7, 1) + dt.timedelta(days=dice.randrange(365))
        key = dice.choice(["coffee", "rent", "payroll", "transfer", None])
        amount = Decimal(dice.randrange(-20000, 50000)).scaleb(-2)
        make_transaction(
            session, amount=str(amount), date=str(day), category=key, description=f"R{number}"
        )
        month = str(Month.of(day))
        if key == "payroll":
            income[month] = income.get(month, Decimal(0)) - amount
        elif key != "transfer":
            spending[month] = spending.get(month, Decimal(0)) + amount
    trend = monthly_trend(session, last=Month(2025, 6), months=12)
    assert [str(t.month) for t in trend][:2] == ["2024-07", "2024-08"]
    for totals_ in trend:
        assert totals_.income == income.get(str(totals_.month), 0)
        assert totals_.spending == spending.get(str(totals_.month), 0)
        assert totals_.net == totals_.income - totals_.spending


def test_years_say_how_many_rows_wait(session: Session) -> None:
    make_transaction(session, date="2023-01-01")
    make_transaction(session, date="2025-01-01", status="pending_review")
    assert [(y.year, y.count, y.pending) for y in years_of_data(session)] == [
        (2025, 1, 1),
        (2023, 1, 0),
    ]

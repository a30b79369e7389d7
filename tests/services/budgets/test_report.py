"""Budgets against rows: what counts, what no budget covers, and that it equals other reports."""

import datetime as dt
import random
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from backend.core.periods import PeriodScheme
from backend.models import RolloverMode, TransactionSplit
from backend.services.budgets import (
    BudgetLine,
    InvalidBudgetError,
    budget_overview,
    budget_report,
    set_budget,
    set_rollover,
)
from backend.services.budgets.envelopes import carried_on
from backend.services.budgets.pacing import Standing
from backend.services.reports.periods import Period
from backend.services.reports.spending import spending_report
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

MONTHS = PeriodScheme()
TODAY = dt.date(2025, 6, 15)
D = Decimal


def budget(session: Session, key: str, amount: str, month: str = "2025-06", scheme: PeriodScheme = MONTHS) -> None:  # fmt: skip
    set_budget(session, key, period=scheme.of_key(month), amount=D(amount), at=NOW)


def lines(
    session: Session, month: str = "2025-06", scheme: PeriodScheme = MONTHS
) -> dict[str, BudgetLine]:
    report = budget_report(session, scheme, scheme.of_key(month), today=TODAY)
    return {line.category.short_desc: line for line in report.lines if line.category}


def test_a_food_budget_counts_groceries(session: Session) -> None:
    make_transaction(session, category="groceries", amount="120.40")
    make_transaction(session, category="food", amount="9.60", description="STALL")
    budget(session, "food", "600")

    found = lines(session)["food"].figures

    assert (found.spent, found.remaining, found.percent_used) == (D("130.00"), 470, 21.67)


def test_a_return_in_full_leaves_the_budget_untouched(session: Session) -> None:
    make_transaction(session, category="clothing", amount="300.00")
    make_transaction(session, category="clothing", amount="-300.00", description="RETURN")
    budget(session, "clothing", "250")

    found = lines(session)["clothing"].figures

    assert (found.spent, found.left, found.status) == (0, 250, Standing.ON_PACE)


def test_every_cent_of_spending_is_in_one_budget_or_in_none(session: Session) -> None:
    for key, amount in (("food", "10"), ("groceries", "400"), ("coffee", "50"), ("clothing", "80")):
        make_transaction(session, category=key, amount=amount)
    make_transaction(session, amount="7.00", description="WHO KNOWS")
    budget(session, "food", "200")
    budget(session, "groceries", "450")

    report = budget_report(session, MONTHS, MONTHS.of_key("2025-06"), today=TODAY)

    assert {
        line.category.short_desc: line.figures.spent for line in report.lines if line.category
    } == {"food": 60, "groceries": 400}
    assert (report.figures.budgeted, report.figures.spent, report.unbudgeted) == (650, 460, 87)
    assert report.spent == D("547.00")
    food, clothing, nothing = report.families
    assert (food.spent, food.figures.spent, food.unbudgeted) == (460, 460, 0)
    assert [c.figures.spent for c in food.children] == [50, 400]
    assert [c.covered_by is not None for c in food.children] == [True, False]
    assert (clothing.spent, clothing.figures.status) == (80, Standing.UNBUDGETED)
    assert (nothing.own.category, nothing.unbudgeted) == (None, 7)


def test_parts_of_a_split_count_where_they_are_filed(session: Session) -> None:
    whole = make_transaction(session, amount="100.00", category="groceries", has_splits=True)
    for key, amount in (("groceries", "60.00"), ("clothing", "40.00")):
        part = make_category(session, key).id
        session.add(TransactionSplit(transaction_id=whole.id, category_id=part, amount=D(amount)))
    budget(session, "groceries", "100")

    assert lines(session)["groceries"].figures.spent == 60


@pytest.mark.parametrize("key", ["payroll", "income", "transfer", "credit_card_payment"])
def test_income_and_transfers_have_no_budget(session: Session, key: str) -> None:
    with pytest.raises(InvalidBudgetError, match="budgets are for spending"):
        budget(session, key, "100")


def test_what_is_left_is_carried_into_the_next_month(session: Session) -> None:
    make_transaction(session, category="travel", amount="70.00", date="2025-04-20")
    make_transaction(session, category="travel", amount="150.00", date="2025-05-20")
    for month in ("2025-04", "2025-05", "2025-06"):
        budget(session, "travel", "100", month)
    april = MONTHS.of_key("2025-04")
    set_rollover(session, "travel", mode=RolloverMode.BOTH, since=april, at=NOW)

    found = lines(session)["travel"]

    # April leaves 30; May has 130 and ends at -20.
    assert (found.figures.carried_over, found.figures.available) == (-20, 80)
    assert found.figures.remaining == 100
    assert lines(session, "2025-05")["travel"].figures.carried_over == 30
    assert lines(session, "2025-03").get("travel") is None
    set_rollover(session, "travel", mode=RolloverMode.SURPLUS, since=april, at=NOW)
    assert lines(session)["travel"].figures.carried_over == 0


def test_months_that_start_on_payday_count_their_own_days(session: Session) -> None:
    scheme = PeriodScheme(start_day=25)
    make_transaction(session, category="coffee", amount="1.00", date="2025-05-24")
    make_transaction(session, category="coffee", amount="2.00", date="2025-05-25")
    make_transaction(session, category="coffee", amount="4.00", date="2025-06-24")
    make_transaction(session, category="coffee", amount="8.00", date="2025-06-25")
    budget(session, "coffee", "50", "2025-05", scheme)

    assert lines(session, "2025-05", scheme)["coffee"].figures.spent == 6


def test_two_weeks_are_carried_over_by_their_own_days(session: Session) -> None:
    scheme = PeriodScheme.parse("biweekly:2025-06-06")
    for day, amount in (("2025-05-22", "5"), ("2025-05-23", "10"), ("2025-06-05", "20"), ("2025-06-06", "40")):  # fmt: skip
        make_transaction(session, category="coffee", amount=amount, date=day)
    budget(session, "coffee", "50", "2025-05-23", scheme)
    budget(session, "coffee", "50", "2025-06-06", scheme)
    since = scheme.of_key("2025-05-23")
    set_rollover(session, "coffee", mode=RolloverMode.SURPLUS, since=since, at=NOW)

    found = lines(session, "2025-06-06", scheme)["coffee"].figures

    assert (found.carried_over, found.spent, found.left) == (20, 40, 30)


def test_another_kind_of_period_keeps_the_budgets_and_carries_nothing_strange(
    session: Session,
) -> None:
    make_transaction(session, category="travel", amount="70.00", date="2025-04-20")
    budget(session, "travel", "100", "2025-04")
    set_rollover(session, "travel", mode=RolloverMode.BOTH, since=MONTHS.of_key("2025-04"), at=NOW)
    fortnights = PeriodScheme.parse("biweekly:2025-06-06")

    assert lines(session, "2025-06-06", fortnights) == {}
    budget(session, "travel", "40", "2025-06-06", fortnights)
    assert lines(session, "2025-06-06", fortnights)["travel"].figures.carried_over == 0
    assert lines(session, "2025-05")["travel"].figures.carried_over == 30


def test_random_rows_add_up_to_the_spending_report_in_every_period(session: Session) -> None:
    chance = random.Random(5)
    keys = ("food", "groceries", "coffee", "clothing", "rent", "payroll", None)
    for number in range(300):
        day = dt.date(2025, 3, 1) + dt.timedelta(days=chance.randrange(120))
        make_transaction(
            session,
            category=chance.choice(keys),
            amount=str(D(chance.randrange(-5_000, 20_000)) / 100),
            date=str(day),
            description=f"R{number}",
            status=chance.choice(("confirmed", "auto_confirmed", "pending_review")),
        )
    for scheme in (MONTHS, PeriodScheme(start_day=12), PeriodScheme(payday=dt.date(2025, 5, 9))):
        for key in ("food", "coffee", "rent"):
            set_budget(session, key, period=scheme.containing(TODAY), amount=D(500), at=NOW)
        for steps in range(-3, 1):
            period = scheme.shifted(scheme.containing(TODAY), steps)
            report = budget_report(session, scheme, period, today=TODAY)
            expected = spending_report(session, Period(period.first_day, period.end))
            assert report.spent == expected.total
            assert report.figures.spent + report.unbudgeted == report.spent
            assert {f.own.category.short_desc if f.own.category else None: f.spent
                    for f in report.families} == {p.short_desc: p.total for p in expected.parents}  # fmt: skip


@pytest.mark.parametrize(
    "scheme",
    [MONTHS, PeriodScheme(start_day=12), PeriodScheme(start_day=28), PeriodScheme(payday=dt.date(2025, 5, 9))],
    ids=str,
)  # fmt: skip
def test_each_period_is_handed_what_the_one_before_left(
    session: Session, scheme: PeriodScheme
) -> None:
    """What was spent earlier comes from sums, what is spent now from the report: they agree."""
    chance = random.Random(7)
    for number in range(250):
        day = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(170))
        make_transaction(
            session,
            category=chance.choice(("food", "groceries", "coffee", "travel", None)),
            amount=str(D(chance.randrange(-3_000, 20_000)) / 100),
            date=str(day),
            description=f"R{number}",
            status=chance.choice(("confirmed", "auto_confirmed", "pending_review")),
        )
    now = scheme.containing(TODAY)
    first = scheme.shifted(now, -4)
    modes = {"food": RolloverMode.BOTH, "coffee": RolloverMode.SURPLUS, "travel": RolloverMode.OVERSPEND}  # fmt: skip
    for key, mode in modes.items():
        set_rollover(session, key, mode=mode, since=first, at=NOW)
    for period in scheme.between(first, now)[::2]:
        for key in ("food", "travel", "groceries"):
            set_budget(session, key, period=period, amount=D(chance.randrange(900)), at=NOW)

    before = lines(session, first.key, scheme)
    for period in scheme.between(first, now)[1:]:
        after = lines(session, period.key, scheme)
        for key, mode in modes.items():
            assert after[key].figures.carried_over == carried_on(mode, before[key].figures.left)
        before = after


def test_the_overview_names_the_worst_first(session: Session) -> None:
    make_transaction(session, category="coffee", amount="45.00")
    make_transaction(session, category="clothing", amount="90.00", description="B")
    make_transaction(session, category="groceries", amount="10.00", description="C")
    for key, amount in (("coffee", "60"), ("clothing", "50"), ("groceries", "100")):
        budget(session, key, amount)

    found = budget_overview(session, TODAY, scheme=MONTHS)

    assert [line.category.short_desc for line in found.worst if line.category] == ["clothing", "coffee"]  # fmt: skip
    assert (found.count, found.figures.budgeted, found.figures.left) == (3, 210, 65)
    assert budget_overview(session, dt.date(2025, 7, 1), scheme=MONTHS).count == 0

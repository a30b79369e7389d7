"""Proposed budgets: as in the last period, or what categories cost on average."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.core.periods import PeriodScheme
from backend.services.budgets import FillSource, propose, set_budget, set_budgets
from tests.builders import make_transaction
from tests.conftest import NOW

MONTHS = PeriodScheme()
JUNE = MONTHS.of_key("2025-06")
TODAY = dt.date(2025, 6, 15)


def proposed(session: Session, source: FillSource, **options: Any) -> dict[str, Decimal]:
    values = {"replace": False, "today": TODAY, **options}
    found = propose(session, MONTHS, JUNE, source=source, **values)
    return {item.category.short_desc: item.amount for item in found.items}


@pytest.fixture
def spent(session: Session) -> Session:
    for month, groceries in ((2, 100), (3, 300), (4, 400), (5, 500), (6, 9000)):
        make_transaction(
            session, category="groceries", amount=str(groceries), date=f"2025-0{month}-03"
        )
    make_transaction(session, category="coffee", amount="31.30", date="2025-05-04")
    make_transaction(session, category="clothing", amount="-20.00", date="2025-05-05")
    make_transaction(session, category="payroll", amount="-4000.00", date="2025-05-05")
    return session


def test_averages_are_of_whole_periods_with_rows_in_whole_dollars(spent: Session) -> None:
    assert proposed(spent, FillSource.AVERAGE_3) == {"groceries": 400, "coffee": 10}
    # Only four months have rows: an average of twelve would be far too low.
    assert proposed(spent, FillSource.AVERAGE_12) == {"groceries": 325, "coffee": 8}


def test_by_parent_its_subcategories_stay_together(spent: Session) -> None:
    assert proposed(spent, FillSource.AVERAGE_3, by_parent=True) == {"food": 410}


def test_what_is_set_is_only_replaced_when_asked(spent: Session) -> None:
    set_budget(spent, "groceries", period=JUNE, amount=Decimal(450), at=NOW)

    assert proposed(spent, FillSource.AVERAGE_3) == {"coffee": 10}
    assert proposed(spent, FillSource.AVERAGE_3, replace=True) == {"groceries": 400, "coffee": 10}


def test_what_a_parents_budget_covers_gets_none_of_its_own(spent: Session) -> None:
    set_budget(spent, "food", period=JUNE, amount=Decimal(450), at=NOW)

    assert proposed(spent, FillSource.AVERAGE_3) == {}
    assert proposed(spent, FillSource.AVERAGE_3, replace=True) == {"food": 410}


def test_the_last_period_with_budgets_is_copied(session: Session) -> None:
    for month, amount in (("2025-03", 100), ("2025-04", 120)):
        period = MONTHS.of_key(month)
        set_budget(session, "coffee", period=period, amount=Decimal(amount), at=NOW)
    found = propose(session, MONTHS, JUNE, source=FillSource.LAST, replace=False, today=TODAY)

    assert found.basis == "as in April 2025"
    assert proposed(session, FillSource.LAST) == {"coffee": 120}
    assert set_budgets(session, proposed(session, FillSource.LAST), period=JUNE, at=NOW) == 1
    assert proposed(session, FillSource.LAST) == {}


def test_a_months_budget_becomes_two_weeks_of_it(session: Session) -> None:
    set_budget(session, "coffee", period=MONTHS.of_key("2025-05"), amount=Decimal(130), at=NOW)
    fortnights = PeriodScheme(payday=dt.date(2025, 6, 6))
    period = fortnights.containing(TODAY)

    found = propose(session, fortnights, period, source=FillSource.LAST, replace=False, today=TODAY)

    assert [item.amount for item in found.items] == [Decimal("60.00")]


def test_without_rows_or_budgets_there_is_nothing_to_propose(session: Session) -> None:
    for source in FillSource:
        found = propose(session, MONTHS, JUNE, source=source, replace=True, today=TODAY)
        assert (found.basis, found.items) == (None, [])

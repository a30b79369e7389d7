"""What is noticed: figures to the cent, rows that add up to them, and silence otherwise."""

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.core.periods import PeriodScheme
from backend.models import Account, Transaction
from backend.services.filtering.meaning import understand
from backend.services.insights.noticed.categories import chance_of_trend
from backend.services.insights.noticed.insight import Asked, Insight, InsightKind, Weight
from backend.services.insights.noticed.report import all_insights
from backend.services.insights.noticed.usual import usual
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.queries import matching_ids
from tests.builders import make_account, make_transaction

TODAY = dt.date(2025, 6, 15)
ASKED = Asked(TODAY, "USD", PeriodScheme())


def months(session: Session, amounts: list[int], *, day: int = 5, **values: Any) -> None:
    """One purchase a month in whole dollars, the last one in the present month."""
    for back, dollars in enumerate(reversed(amounts)):
        month = ASKED.month.plus(-back)
        if dollars:
            made: dict[str, Any] = {
                "description": f"MARKET {back % 3}",
                "category": "groceries",
                **values,
            }
            make_transaction(session, date=f"{month}-{day:02d}", amount=f"{dollars}.25", **made)


def of(session: Session, kind: InsightKind) -> list[Insight]:
    return [each for each in all_insights(session, ASKED) if each.kind is kind]


def rows_of(session: Session, insight: Insight) -> list[int]:
    """The cents of the rows that an insight leads to."""
    [text] = parse_qs(urlsplit(insight.source.address).query)["filter"]
    condition = understand(session, text, today=TODAY)
    rows = select(Transaction.amount).where(
        Transaction.id.in_(matching_ids(session, TransactionFilter(condition=condition)))
    )
    return sorted((to_cents(amount) for amount in session.scalars(rows)), reverse=True)


def test_a_month_far_above_all_others_is_told_with_its_rows(session: Session) -> None:
    months(session, [400, 420, 390, 410, 400, 380, 405, 415, 400, 395, 410, 400, 900, 100])
    [found] = of(session, InsightKind.UNUSUAL_CATEGORY)
    assert found.title == "Groceries: $900.25 in May 2025"
    assert "$500.00 more than in a usual month ($400.25)" in found.detail
    assert found.key == "unusual:groceries:2025-05"
    assert sum(rows_of(session, found)) == 900_25 == found.history[-1][1]


def test_a_month_that_runs_is_held_against_whole_ones(session: Session) -> None:
    months(session, [*[400] * 12, 1000])
    [found] = of(session, InsightKind.UNUSUAL_CATEGORY)
    assert found.title == "Groceries: $1,000.25 in June 2025 so far"


@pytest.mark.parametrize(
    "amounts",
    [
        [*[400, 500, 300] * 4, 560, 100],  # large, and not far above what there was
        [900, *[400] * 12, 900, 0],  # as large as once before
        [0] * 8 + [400, 400, 400, 400, 900, 0],  # too few months to know
        [*[20, 22] * 6, 60, 0],  # far above, and no sum to speak of
    ],
)
def test_what_is_not_out_of_the_ordinary_is_not_told(session: Session, amounts: list[int]) -> None:
    months(session, amounts)
    assert of(session, InsightKind.UNUSUAL_CATEGORY) == []


def test_a_slow_rise_is_told_and_a_season_is_not(session: Session) -> None:
    months(session, [*[300] * 6, 310, 340, 370, 400, 430, 460, 490, 520, 550, 100])
    [found] = of(session, InsightKind.DRIFT)
    assert found.title == "Groceries rises: from $340.25 to $520.25 a month"
    assert found.detail.endswith("Over a year that makes $2,160.00 more.")
    winter = [100, 120, 150, 180, 220, 260, 300, 340, 380, 100, 90, 80]
    months(session, [*winter, *winter[:9], 0], category="electricity")
    assert len(of(session, InsightKind.DRIFT)) == 1


def test_a_charge_far_above_its_merchants_others(session: Session) -> None:
    months(session, [52, 48, 55, 50, 51, 49, 53, 0], description="CORNER DELI")
    make_transaction(
        session, date="2025-06-10", amount="412.00", description="CORNER DELI", category="groceries"
    )
    [found] = of(session, InsightKind.UNUSUAL_CHARGE)
    assert found.title == "CORNER DELI charged $412.00 on June 10"
    assert found.weight is Weight.PRESSING
    assert rows_of(session, found)[0] == 412_00
    assert found.history[-1] == ("2025-06-10", 412_00)


@pytest.mark.parametrize(("status", "left_out"), [("pending_review", False), ("confirmed", True)])
def test_what_reports_do_not_count_is_not_told(
    session: Session, status: str, left_out: bool
) -> None:
    months(session, [52, 48, 55, 50, 51, 49, 53, 0], description="CORNER DELI")
    make_transaction(
        session, date="2025-06-10", amount="412.00", description="CORNER DELI",
        category="groceries", status=status, is_left_out=left_out,
    )  # fmt: skip
    assert of(session, InsightKind.UNUSUAL_CHARGE) == []


def test_the_same_amount_taken_twice(session: Session) -> None:
    for day in ("2025-06-09", "2025-06-10"):
        make_transaction(session, date=day, amount="63.20", description='BOB "S" TIRES')
    other = make_account(session, "Card", account_type="credit")
    for account in (None, other):  # each from its own account: two people, two tickets
        make_transaction(
            session, date="2025-06-09", amount="80.00", description="OPERA", account=account
        )
    for day in ("01", "02", "08", "09"):  # a price that is paid at every visit
        make_transaction(session, date=f"2025-06-{day}", amount="25.00", description="TOLL")
    [found] = of(session, InsightKind.CHARGED_TWICE)
    assert found.title == 'BOB "S" TIRES charged $63.20 twice'
    assert rows_of(session, found) == [63_20, 63_20]


def test_fees_are_told_from_the_first_one_on(session: Session) -> None:
    make_transaction(session, date="2025-06-03", amount="35.00", category="bank_fee")
    make_transaction(session, date="2025-01-03", amount="12.50", category="bank_fee")
    [found] = of(session, InsightKind.FEES)
    assert found.title == "Bank Fee: $35.00 in June 2025"
    assert found.detail == "In twelve months it comes to $47.50."
    assert rows_of(session, found) == [35_00]


def bills(session: Session, amount: str, held: str) -> Account:
    """Rent on the 20th of each month, from an account that holds so much today."""
    account = make_account(session, opening_balance=held, opening_balance_on=dt.date(2025, 6, 1))
    for month in range(1, 6):
        make_transaction(
            session, date=f"2025-{month:02d}-20", amount=amount, description="RENT CO",
            category="rent", account=account,
        )  # fmt: skip
    make_transaction(session, date="2025-06-14", amount="1.00", account=account)
    return account


@pytest.mark.parametrize(
    ("held", "weight", "words"),
    [
        ("2000.00", Weight.NEWS, "Your checking accounts hold $1,999.00."),
        ("1000.00", Weight.PRESSING, "Your checking accounts hold only $999.00."),
    ],
)
def test_bills_are_held_against_what_checking_holds(
    session: Session, held: str, weight: Weight, words: str
) -> None:
    bills(session, "1200.00", held)
    [found] = of(session, InsightKind.BILLS)
    assert found.title == "One bill is due until June 28: $1,200.00"
    assert found.detail.endswith(words)
    assert found.weight is weight


def test_pay_that_did_not_come(session: Session) -> None:
    account = make_account(session)
    for month in range(1, 6):
        make_transaction(
            session, date=f"2025-{month:02d}-01", amount="-3000.00", description="ACME PAYROLL",
            category="payroll", account=account,
        )  # fmt: skip
    make_transaction(session, date="2025-06-14", amount="1.00", account=account)
    [found] = of(session, InsightKind.INCOME_LATE)
    assert found.weight is Weight.PRESSING
    assert "$3,000.00 was expected on June 1" in found.detail
    assert found.source.address.startswith("/recurring?series=")


def test_an_empty_household_has_no_news(session: Session) -> None:
    assert all_insights(session, ASKED) == []


def test_what_is_usual_does_not_follow_one_odd_amount() -> None:
    assert usual([100, 100, 100, 100, 5000]).middle == 100
    assert usual([100] * 5).spread == 10
    assert chance_of_trend([1, 2, 3, 4, 5, 6, 7, 8, 9]) < 0.001
    assert chance_of_trend([5, 1, 4, 2, 3, 5, 1, 4, 2]) > 0.5

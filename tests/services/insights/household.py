"""A small household whose figures a test knows by heart."""

import datetime as dt

from sqlalchemy.orm import Session

from backend.core.periods import PeriodScheme
from tests.builders import make_account, make_category, make_transaction

TODAY = dt.date(2025, 6, 15)
SCHEME = PeriodScheme()


def make_household(session: Session) -> None:
    """Six months of groceries and coffee, pay, one large repair, and a waiting row."""
    account = make_account(session, "Checking")
    coffee = make_category(session, "coffee")
    for month in range(12, 18):
        year, number = 2024 + (month - 1) // 12, (month - 1) % 12 + 1
        make_transaction(
            session, account=account, category="payroll", description="ACME PAYROLL",
            date=f"{year}-{number:02d}-01", amount="-3000.00",
        )  # fmt: skip
        make_transaction(
            session, account=account, category="groceries", description="CORNER MARKET",
            date=f"{year}-{number:02d}-05", amount="400.00",
        )  # fmt: skip
    make_transaction(
        session, account=account, category=coffee, description="BLUE DOOR CAFE",
        date="2025-06-03", amount="12.50",
    )  # fmt: skip
    make_transaction(
        session, account=account, category=coffee, description="BLUE DOOR CAFE",
        date="2025-06-04", amount="-2.50",
    )  # fmt: skip
    make_transaction(
        session, account=account, description="CAR REPAIR", date="2025-06-10", amount="750.00"
    )
    make_transaction(
        session, account=account, description="NEW SHOP", date="2025-06-11", amount="9.99",
        status="pending_review",
    )  # fmt: skip

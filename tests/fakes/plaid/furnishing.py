"""What a new login at the made-up banks holds."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.fakes.plaid import shapes

if TYPE_CHECKING:
    from tests.fakes.plaid.bank import Item


def household(item: "Item") -> None:
    """A checking account, savings, a card and, where asked for, a portfolio."""
    today = dt.datetime.now(tz=dt.UTC).date()
    checking = item.add_account(current=2110.25, available=2010.25, mask="0000")
    item.add_account(
        name="Plaid Saving", official_name=None, subtype="savings", mask="1111", current=210
    )
    card = item.add_account(
        name="Plaid Credit Card",
        type="credit",
        subtype="credit card",
        mask="3333",
        official_name="Plaid Diamond 12.5% APR Interest Credit Card",
        current=410,
        limit=2000,
    )
    item.add_many(checking, 60, last_day=today)
    item.add_many(card, 40, last_day=today)
    item.add(card, amount=12.74, name="Tst* Sightglass", pending=True, date=today)
    item.add(checking, amount=-2500, name="ACME PAYROLL", date=today, detailed="INCOME_WAGES")
    if "investments" in item.products:
        portfolio(item)


def portfolio(item: "Item") -> None:
    """An account with a fund, cash, and what was bought."""
    ira = item.add_account(
        name="Plaid IRA",
        official_name=None,
        type="investment",
        subtype="ira",
        mask="5555",
        current=3061.83,
    )
    fund, cash = shapes.plaid_id(item.item_id, "fund"), shapes.plaid_id(item.item_id, "cash")
    item.securities = [
        shapes.security(fund),
        shapes.security(
            cash,
            name="U S Dollar",
            ticker_symbol="CUR:USD",
            type="cash",
            is_cash_equivalent=True,
            close_price=1,
        ),
    ]
    item.holdings = [
        shapes.holding(ira, fund),
        shapes.holding(
            ira, cash, institution_price=1, institution_value=350, quantity=350, cost_basis=None
        ),
    ]
    item.investment_rows = [
        shapes.investment_transaction(shapes.plaid_id(item.item_id, "buy"), ira, security_id=fund),
        shapes.investment_transaction(
            shapes.plaid_id(item.item_id, "deposit"),
            ira,
            name="CONTRIBUTION",
            quantity=0,
            price=0,
            amount=-500,
            type="cash",
            subtype="contribution",
        ),
    ]

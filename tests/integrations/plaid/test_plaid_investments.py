"""Portfolios and their movements through the real client."""

import datetime as dt
from decimal import Decimal

import pytest

from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.integrations.investment_feed import InvestmentFeed
from backend.integrations.plaid.feed import PlaidFeed
from tests.fakes.plaid import shapes
from tests.fakes.plaid.furnishing import portfolio
from tests.fakes.plaid_server import Changed, Item, Meanwhile, PlaidError, PlaidServer

TODAY = dt.date(2025, 6, 15)
MOVEMENTS = "/investments/transactions/get"


@pytest.fixture
def broker(plaid: PlaidServer) -> Item:
    """A login with a portfolio: a fund, cash, a purchase and a deposit."""
    item = plaid.bank.new_item(products=["transactions", "investments"])
    item.add_account()
    portfolio(item)
    return item


def test_plaid_is_a_feed_that_has_portfolios(feed: PlaidFeed) -> None:
    assert isinstance(feed, InvestmentFeed)


def test_positions_are_exact_and_the_institution_has_the_word_on_their_value(
    feed: PlaidFeed, broker: Item
) -> None:
    broker.holdings[0] |= {"quantity": 10.123456789, "institution_price": 271.18345}

    found = feed.portfolio(broker.access_token)

    assert [account.account_type for account in found.accounts] == ["investment"]
    fund, cash = found.securities
    assert (fund.ticker, fund.security_type, fund.is_cash) == ("VTI", "etf", False)
    assert fund.close_price == Decimal("271.1834")
    assert (cash.ticker, cash.is_cash) == ("CUR:USD", True)
    shares, money = found.holdings
    assert shares.quantity == Decimal("10.123456789")
    assert shares.price == Decimal("271.18345")
    assert (shares.value, shares.cost_basis) == (Decimal("2711.83"), Decimal("2000.50"))
    assert shares.price_as_of == dt.date(2025, 6, 13)
    assert (money.value, money.cost_basis) == (Decimal(350), None)


def test_what_is_often_unknown_may_be_missing(feed: PlaidFeed, broker: Item) -> None:
    unknown = {"ticker_symbol": None, "close_price": None, "name": None, "type": None}
    broker.securities[0] |= unknown

    fund = feed.portfolio(broker.access_token).securities[0]

    assert (fund.name, fund.security_type) == ("Unnamed security", "other")
    assert (fund.ticker, fund.close_price) == (None, None)


def test_movements_have_signs_as_cash_has(feed: PlaidFeed, broker: Item) -> None:
    found = feed.movements(broker.access_token, first_day=dt.date(2025, 1, 1), today=TODAY)

    bought, paid_in = found.transactions
    assert (bought.kind, bought.amount, bought.quantity) == (
        "buy",
        Decimal("338.98"),
        Decimal("1.25"),
    )
    assert (paid_in.security_id, paid_in.amount) == (None, Decimal("-500.00"))
    assert [security.external_id for security in found.securities] == [bought.security_id]


def test_every_page_is_read_and_a_row_that_is_pushed_to_the_next_one_counts_once(
    plaid: PlaidServer, feed: PlaidFeed, broker: Item
) -> None:
    account = broker.holdings[0]["account_id"]

    def trade(number: int, day: dt.date) -> None:
        row_id = shapes.plaid_id("trade", number)
        row = shapes.investment_transaction(row_id, account, date=day, name=f"Trade {number}")
        broker.investment_rows.append(row)

    broker.investment_rows.clear()
    for number in range(7):
        trade(number, TODAY - dt.timedelta(days=7 - number))
    plaid.endpoints.largest_page = 3
    plaid.script(MOVEMENTS, None, Meanwhile(lambda: trade(7, TODAY)))

    found = feed.movements(broker.access_token, first_day=dt.date(2025, 1, 1), today=TODAY)

    names = sorted(row.name for row in found.transactions)
    assert names == [f"Trade {number}" for number in range(7)]
    offsets = [body["options"]["offset"] for body in plaid.bodies(MOVEMENTS)]
    assert offsets == [0, 3, 6]
    again = feed.movements(broker.access_token, first_day=dt.date(2025, 1, 1), today=TODAY)
    assert len(again.transactions) == 8


def test_no_more_is_asked_for_than_plaid_keeps(
    plaid: PlaidServer, feed: PlaidFeed, broker: Item
) -> None:
    feed.movements(broker.access_token, first_day=dt.date(2000, 1, 1), today=TODAY)

    body = plaid.bodies(MOVEMENTS)[0]
    assert (body["start_date"], body["end_date"]) == ("2023-06-16", "2025-06-15")
    assert body["options"]["count"] == 500


def test_a_login_without_movements_has_none(feed: PlaidFeed, broker: Item) -> None:
    broker.investment_rows.clear()

    found = feed.movements(broker.access_token, first_day=dt.date(2025, 1, 1), today=TODAY)

    assert found.transactions == ()


def test_fewer_rows_than_promised_is_no_answer(
    plaid: PlaidServer, feed: PlaidFeed, broker: Item
) -> None:
    promised = Changed(lambda answer: {**answer, "total_investment_transactions": 9})
    plaid.always(MOVEMENTS, promised)

    with pytest.raises(FeedError) as caught:
        feed.movements(broker.access_token, first_day=dt.date(2025, 1, 1), today=TODAY)

    assert caught.value.code == "UNREADABLE_ANSWER"


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("PRODUCT_NOT_READY", FeedFailure.NOT_READY),
        ("NO_INVESTMENT_ACCOUNTS", FeedFailure.UNSUPPORTED),
        ("PRODUCTS_NOT_SUPPORTED", FeedFailure.UNSUPPORTED),
    ],
)
def test_a_portfolio_that_is_not_there_says_why(
    plaid: PlaidServer, feed: PlaidFeed, broker: Item, code: str, failure: FeedFailure
) -> None:
    plaid.always("/investments/holdings/get", PlaidError(code, kind="ITEM_ERROR"))

    with pytest.raises(FeedError) as caught:
        feed.portfolio(broker.access_token)

    assert caught.value.failure is failure


def test_a_login_made_without_investments_asks_for_the_permission(
    feed: PlaidFeed, item: Item
) -> None:
    with pytest.raises(FeedError, match="allow it") as caught:
        feed.portfolio(item.access_token)

    assert caught.value.failure is FeedFailure.LOGIN_REQUIRED

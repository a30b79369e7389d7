"""Linking, accounts, balances and letting go, through the real client."""

import datetime as dt
import json
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from backend.integrations.bank_feed import NO_CURRENCY, FeedError, FeedFailure
from backend.integrations.plaid import PROVIDER
from backend.integrations.plaid.client import PlaidClient
from backend.integrations.plaid.feed import PlaidFeed
from backend.integrations.plaid.keys import LINK_SCRIPT, read_keys
from backend.integrations.providers import providers
from tests.fakes.gates import OpenGate
from tests.fakes.plaid_server import Changed, Drop, Item, PlaidError, PlaidServer, html
from tests.integrations.plaid.conftest import feed_to

TODAY = dt.date(2025, 6, 15)
LOOK = """
import json, sys
from backend.integrations.plaid import PROVIDER
settings = {"plaid_client_id": "a", "plaid_secret": "b"}
PROVIDER.make(settings.get, None)
print(json.dumps(sorted(sys.modules)))
"""


def test_a_new_login_asks_for_the_longest_history_and_nothing_personal(
    plaid: PlaidServer, feed: PlaidFeed
) -> None:
    start = feed.begin_link(user_id="0f3a")

    assert plaid.bodies("/link/token/create") == [
        {
            "client_name": "Budget App",
            "language": "en",
            "country_codes": ["US"],
            "user": {"client_user_id": "0f3a"},
            "products": ["transactions"],
            "transactions": {"days_requested": 730},
        }
    ]
    assert start.kind == "plaid_link"
    assert start.token in plaid.bank.link_tokens
    assert start.script_url == plaid.settings()["plaid_link_js_url"]
    assert start.expires_at is not None
    assert start.expires_at > dt.datetime.now(tz=dt.UTC) + dt.timedelta(hours=3)
    assert str(start.token) not in repr(start)


def test_investments_are_asked_for_as_an_extra(plaid: PlaidServer, feed: PlaidFeed) -> None:
    feed.begin_link(user_id="0f3a", with_investments=True)

    body = plaid.bodies("/link/token/create")[0]
    assert (body["products"], body["optional_products"]) == (["transactions"], ["investments"])


def test_a_repair_names_the_login_and_no_products(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    item.require_login()

    start = feed.begin_link(user_id="0f3a", secret=item.access_token, with_investments=True)

    body = plaid.bodies("/link/token/create")[0]
    assert body["access_token"] == item.access_token
    assert not {"products", "optional_products", "transactions"} & set(body)
    assert body["update"] == {"account_selection_enabled": True}
    assert body["additional_consented_products"] == ["investments"]
    plaid.bank.finish_link(str(start.token), "ins_109508")
    assert feed.accounts(item.access_token) == ()


def test_a_return_address_is_sent_only_where_there_is_one_and_must_be_listed(
    plaid: PlaidServer, feed: PlaidFeed
) -> None:
    address = "https://budget.example/oauth"

    with pytest.raises(FeedError, match="return address") as caught:
        feed.begin_link(user_id="0f3a", redirect_uri=address)
    assert caught.value.failure is FeedFailure.CREDENTIALS

    plaid.endpoints.redirect_uris.add(address)
    feed.begin_link(user_id="0f3a", redirect_uri=address)
    keys = read_keys({**plaid.settings(), "plaid_redirect_uri": address}.get)
    PlaidFeed(keys, PlaidClient(keys, OpenGate())).begin_link(user_id="0f3a")

    sent = [body["redirect_uri"] for body in plaid.bodies("/link/token/create")]
    assert sent == [address, address, address]


def test_finishing_a_link_asks_nothing_but_the_exchange(
    plaid: PlaidServer, feed: PlaidFeed
) -> None:
    start = feed.begin_link(user_id="0f3a")
    public = plaid.bank.finish_link(str(start.token), "ins_109511")

    login = feed.finish_link(public)

    (item,) = plaid.bank.items
    assert (login.secret, login.external_id) == (item.access_token, item.item_id)
    assert login.environment == "sandbox"
    assert [call.path for call in plaid.calls[1:]] == ["/item/public_token/exchange"]
    assert login.secret not in repr(login)
    assert feed.institution(login.secret).name == "Tartan Bank"
    with pytest.raises(FeedError, match="Start again"):
        feed.finish_link(public)


def test_a_bank_whose_name_is_not_told_is_looked_up_and_its_absence_is_no_failure(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    item.is_name_known = False
    item.add_account()

    assert feed.institution(item.access_token).name == "First Platypus Bank"
    assert feed.accounts(item.access_token)[0].institution_name == "First Platypus Bank"

    plaid.always("/institutions/get_by_id", html(503))
    assert feed.institution(item.access_token).name is None
    assert feed.institution(item.access_token).institution_id == "ins_109508"
    assert feed.accounts(item.access_token)[0].institution_name is None


@pytest.mark.parametrize(
    ("kind", "subtype", "ours", "current", "held"),
    [
        ("depository", "checking", "checking", 100.5, "100.50"),
        ("depository", "checking", "checking", -20, "-20.00"),
        ("depository", "savings", "savings", 1, "1.00"),
        ("depository", "cd", "savings", 1, "1.00"),
        ("depository", "money market", "savings", 1, "1.00"),
        ("depository", "hsa", "savings", 1, "1.00"),
        ("depository", "cash management", "checking", 1, "1.00"),
        ("depository", "prepaid", "checking", 1, "1.00"),
        ("depository", None, "checking", 1, "1.00"),
        ("credit", "credit card", "credit", 410.1, "-410.10"),
        ("credit", "credit card", "credit", -12.3, "12.30"),
        ("credit", "paypal", "credit", 0, "0.00"),
        ("loan", "mortgage", "loan", 56302.06, "-56302.06"),
        ("loan", "student", "loan", 0.1, "-0.10"),
        ("investment", "401k", "investment", 23631.9805, "23631.98"),
        ("brokerage", "brokerage", "investment", 5, "5.00"),
        ("other", "other", "other", 5, "5.00"),
        ("payroll", "payroll", "other", 5, "5.00"),
    ],
)
def test_kinds_and_balances_are_the_apps_own(
    *,
    feed: PlaidFeed,
    item: Item,
    kind: str,
    subtype: str | None,
    ours: str,
    current: Any,
    held: str,
) -> None:
    item.add_account(type=kind, subtype=subtype, current=current)

    (account,) = feed.accounts(item.access_token)

    assert account.account_type == ours
    assert str(account.balance_current) == held


def test_an_account_keeps_all_that_tells_it_from_others(feed: PlaidFeed, item: Item) -> None:
    card = item.add_account(
        name="Freedom",
        official_name="Chase Freedom Unlimited",
        mask="4242",
        type="credit",
        subtype="credit card",
        persistent_account_id="p-1",
        current=100.11,
        available=899.89,
        limit=1000,
        balance_at="2025-06-14T03:00:00Z",
    )
    item.add_account(
        name="Coins", currency=None, unofficial_currency="BTC", current=None, mask=None
    )

    first, second = feed.accounts(item.access_token)

    assert first.external_id == card
    assert (first.name, first.official_name, first.mask) == (
        "Freedom",
        "Chase Freedom Unlimited",
        "4242",
    )
    assert (first.persistent_id, first.currency) == ("p-1", "USD")
    assert first.balance_available == Decimal("899.89")
    assert first.balance_limit == Decimal(1000)
    assert first.balance_at == dt.datetime(2025, 6, 14, 3, tzinfo=dt.UTC)
    assert (second.currency, second.balance_current, second.mask) == (NO_CURRENCY, None, None)


def test_a_row_is_read_as_people_know_it(feed: PlaidFeed, item: Item) -> None:
    account = item.add_account()
    item.add(
        account,
        amount=12.34,
        date=dt.date(2025, 6, 3),
        authorized_date="2025-06-01",
        name="Blue Bottle",
        merchant_name="Blue Bottle Coffee",
        original_description="SQ *BLUE BOTTLE #0042 OAKLAND CA ",
    )

    (row,) = feed.fetch(item.access_token, None, today=TODAY).upserts

    assert (row.date, row.posted_date) == (dt.date(2025, 6, 1), dt.date(2025, 6, 3))
    assert row.amount == Decimal("12.34")
    assert row.description == "SQ *BLUE BOTTLE #0042 OAKLAND CA"
    assert row.merchant_name == "Blue Bottle Coffee"
    assert row.bank_category == "FOOD_AND_DRINK_COFFEE"
    assert (row.currency, row.account_id, row.is_pending) == ("USD", account, False)


def test_words_are_one_line_that_a_file_can_hold(feed: PlaidFeed, item: Item) -> None:
    item.add(item.add_account(), name="CAF\u00c9\r\nZ\u00dcRICH \ud83d\x00", merchant_name="\x00")

    (row,) = feed.fetch(item.access_token, None, today=TODAY).upserts

    assert (row.description, row.merchant_name) == ("CAF\u00c9  Z\u00dcRICH", None)


def test_a_row_with_little_said_about_it_is_a_row_too(feed: PlaidFeed, item: Item) -> None:
    item.add(
        item.add_account(),
        amount=-0.1,
        date=dt.date(2025, 6, 3),
        name="",
        pending=True,
        personal_finance_category=None,
        iso_currency_code=None,
        unofficial_currency_code="BTC",
    )

    (row,) = feed.fetch(item.access_token, None, today=TODAY).upserts

    assert (str(row.amount), row.description) == ("-0.10", "No description")
    assert (row.date, row.posted_date, row.is_pending) == (dt.date(2025, 6, 3), None, True)
    assert (row.currency, row.bank_category, row.pending_id) == (NO_CURRENCY, None, None)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("0.1", "0.10"),
        ("1e2", "100.00"),
        ("19.999999999999996", "20.00"),
        ("9007199254740.93", None),
    ],
)
def test_money_is_read_digit_by_digit(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, sent: str, read: str | None
) -> None:
    account = item.add_account()
    item.add(account, amount=float(sent))

    (row,) = feed.fetch(item.access_token, None, today=TODAY).upserts

    assert str(row.amount) == (read or sent)


@pytest.mark.parametrize(
    "broken",
    [
        {"amount": None},
        {"amount": "12.50"},
        {"amount": True},
        {"amount": 1e15},
        {"date": None},
        {"date": "2025-02-30"},
        {"date": 20250601},
        {"date": "0001-01-01"},
        {"transaction_id": "half a \ud83d"},
        {"transaction_id": ""},
        {"account_id": None},
    ],
)
def test_a_row_that_can_not_be_a_row_stops_the_update_before_anything_is_taken(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, broken: dict[str, Any]
) -> None:
    row = item.add(item.add_account())
    item.add(item.accounts[0]["account_id"])
    plaid.always(
        "/transactions/sync",
        Changed(lambda answer: {**answer, "added": [{**item.rows[row], **broken}]}),
    )

    with pytest.raises(FeedError) as caught:
        feed.fetch(item.access_token, None, today=TODAY)

    assert caught.value.code == "UNREADABLE_ANSWER"


def test_fresh_balances_are_asked_once_even_if_the_answer_is_lost(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    item.add_account(current=7)

    assert [str(a.balance_current) for a in feed.fresh_balances(item.access_token)] == ["7.00"]

    plaid.always("/accounts/balance/get", Drop(is_done=True))
    with pytest.raises(FeedError):
        feed.fresh_balances(item.access_token)
    assert len(plaid.bodies("/accounts/balance/get")) == 2


def test_letting_go_ends_the_login_at_plaid_and_may_be_repeated(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    plaid.script("/item/remove", Drop(is_done=True))  # done, and the answer lost

    feed.disconnect(item.access_token)
    feed.disconnect(item.access_token)

    assert plaid.bank.items == []


def test_letting_go_that_plaid_did_not_hear_is_an_error(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    plaid.always("/item/remove", Drop())

    with pytest.raises(FeedError) as caught:
        feed.disconnect(item.access_token)

    assert caught.value.failure is FeedFailure.UNREACHABLE
    assert plaid.bank.items == [item]


def test_a_login_of_the_other_environment_is_not_taken_for_gone() -> None:
    with PlaidServer(environment="production") as real, PlaidServer() as sandbox:
        login = real.bank.new_item()
        feed = feed_to(sandbox, [])

        for action in (feed.disconnect, feed.accounts):
            with pytest.raises(FeedError, match="environment") as caught:
                action(login.access_token)
            assert caught.value.failure is FeedFailure.CREDENTIALS
            assert caught.value.request_id


def test_keys_are_checked_and_wrong_ones_point_to_the_settings(plaid: PlaidServer) -> None:
    assert "sandbox" in feed_to(plaid, []).check()

    keys = read_keys({**plaid.settings(), "plaid_secret": "wrong"}.get)
    with pytest.raises(FeedError, match="settings") as caught:
        PlaidFeed(keys, PlaidClient(keys, OpenGate())).check()
    assert caught.value.failure is FeedFailure.CREDENTIALS
    assert "wrong" not in repr(keys)


def test_the_sandbox_gives_a_login_without_link(plaid: PlaidServer, feed: PlaidFeed) -> None:
    login = feed.sandbox_login(with_investments=True)

    assert login.institution_name == "First Platypus Bank"
    kinds = [account.account_type for account in feed.accounts(login.secret)]
    assert kinds == ["checking", "savings", "credit", "investment"]
    assert len(feed.fetch(login.secret, None, today=TODAY).upserts) == 102


def test_real_banks_are_not_made_up() -> None:
    with PlaidServer(environment="production") as real, pytest.raises(FeedError):
        feed_to(real, []).sandbox_login()


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({}, ("plaid_client_id", "plaid_secret")),
        ({"plaid_client_id": "a"}, ("plaid_secret",)),
        ({"plaid_client_id": "a", "plaid_secret": "b"}, ()),
        ({"plaid_env": "production", "plaid_client_id": "a"}, ("plaid_production_secret",)),
        ({"plaid_env": "production", "plaid_client_id": "a", "plaid_secret": "b"}, ()),
    ],
)
def test_missing_keys_are_named(settings: dict[str, str], missing: tuple[str, ...]) -> None:
    assert PROVIDER.needed_settings(settings.get) == missing
    if missing:
        with pytest.raises(FeedError, match="not set"):
            PROVIDER.make(settings.get, OpenGate())


def test_each_environment_has_its_own_address_and_secret() -> None:
    settings = {
        "plaid_client_id": "a",
        "plaid_secret": "made-up",
        "plaid_production_secret": "real",
    }

    sandbox = read_keys(settings.get)
    production = read_keys({**settings, "plaid_env": "production"}.get)

    assert (sandbox.base_url, sandbox.secret) == ("https://sandbox.plaid.com", "made-up")
    assert (production.base_url, production.secret) == ("https://production.plaid.com", "real")
    assert production.link_script == LINK_SCRIPT


@pytest.mark.parametrize("secret", ["two\nlines", "schlüssel", "\x07"])
def test_what_can_not_be_a_key_is_refused_without_repeating_it(secret: str) -> None:
    settings = {"plaid_client_id": "a", "plaid_secret": secret}

    with pytest.raises(FeedError) as caught:
        PROVIDER.make(settings.get, OpenGate())

    assert caught.value.failure is FeedFailure.CREDENTIALS
    assert secret not in str(caught.value)


def test_an_environment_that_is_no_more_is_named() -> None:
    settings = {"plaid_client_id": "a", "plaid_secret": "b", "plaid_env": "development"}

    with pytest.raises(FeedError, match="development"):
        PROVIDER.make(settings.get, OpenGate())


def test_the_library_is_loaded_by_the_first_call_and_not_before() -> None:
    look = [sys.executable, "-c", LOOK]
    loaded = set(json.loads(subprocess.run(look, capture_output=True, check=True).stdout))

    assert "backend.integrations.plaid.feed" in loaded
    assert not {"plaid", "urllib3"} & loaded


def test_it_is_among_the_providers_and_warns_of_what_costs() -> None:
    assert PROVIDER.link_kind == "plaid_link"
    assert "bills" in PROVIDER.paid_calls["balances"]
    assert providers()["plaid"] is PROVIDER


def test_an_error_of_the_item_carries_the_request_it_came_with(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    plaid.script("/item/get", PlaidError("ITEM_LOCKED", kind="ITEM_ERROR"))

    with pytest.raises(FeedError, match="locked") as caught:
        feed.institution(item.access_token)

    assert caught.value.request_id == "req000000000001"

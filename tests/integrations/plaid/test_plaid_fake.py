"""The local Plaid is like the real one, as far as the official client's own description goes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from plaid import ApiClient, ApiException, Configuration
from plaid.api.plaid_api import PlaidApi
from plaid.model.accounts_balance_get_request import AccountsBalanceGetRequest
from plaid.model.accounts_get_request import AccountsGetRequest
from plaid.model.country_code import CountryCode
from plaid.model.institutions_get_by_id_request import InstitutionsGetByIdRequest
from plaid.model.institutions_get_request import InstitutionsGetRequest
from plaid.model.investments_holdings_get_request import InvestmentsHoldingsGetRequest
from plaid.model.investments_transactions_get_request import InvestmentsTransactionsGetRequest
from plaid.model.item_access_token_invalidate_request import ItemAccessTokenInvalidateRequest
from plaid.model.item_get_request import ItemGetRequest
from plaid.model.item_public_token_exchange_request import ItemPublicTokenExchangeRequest
from plaid.model.item_remove_request import ItemRemoveRequest
from plaid.model.link_token_create_request import LinkTokenCreateRequest
from plaid.model.link_token_create_request_user import LinkTokenCreateRequestUser
from plaid.model.products import Products
from plaid.model.sandbox_item_reset_login_request import SandboxItemResetLoginRequest
from plaid.model.sandbox_public_token_create_request import SandboxPublicTokenCreateRequest
from plaid.model.transactions_sync_request import TransactionsSyncRequest

from backend.integrations.bank_feed import FeedError
from backend.integrations.plaid.client import PlaidClient
from backend.integrations.plaid.feed import PlaidFeed
from tests.fakes.gates import OpenGate
from tests.fakes.plaid_server import CLIENT_ID, SECRET, Item, PlaidServer
from tests.integrations.plaid.conftest import feed_to

US = [CountryCode("US")]
BOTH = [Products("transactions"), Products("investments")]


@pytest.fixture
def typed(plaid: PlaidServer) -> Iterator[PlaidApi]:
    """The official client with every check of every answer switched on."""
    keys = {"clientId": CLIENT_ID, "secret": SECRET}
    with ApiClient(Configuration(host=plaid.url, api_key=keys)) as client:
        yield PlaidApi(client)


def test_the_typed_client_accepts_every_answer(plaid: PlaidServer, typed: PlaidApi) -> None:
    user = LinkTokenCreateRequestUser(client_user_id="0f3a")
    about = {"client_name": "Budget App", "language": "en", "country_codes": US, "user": user}
    typed.link_token_create(LinkTokenCreateRequest(**about, products=BOTH[:1]))
    made = typed.sandbox_public_token_create(
        SandboxPublicTokenCreateRequest(institution_id="ins_109508", initial_products=BOTH)
    )
    exchange = ItemPublicTokenExchangeRequest(public_token=made["public_token"])
    secret = typed.item_public_token_exchange(exchange)["access_token"]
    rotated = typed.item_access_token_invalidate(ItemAccessTokenInvalidateRequest(secret))
    secret = rotated["new_access_token"]

    typed.item_get(ItemGetRequest(secret))
    typed.accounts_get(AccountsGetRequest(secret))
    typed.accounts_balance_get(AccountsBalanceGetRequest(secret))
    page = typed.transactions_sync(TransactionsSyncRequest(secret, count=100))
    typed.investments_holdings_get(InvestmentsHoldingsGetRequest(secret))
    year = {"start_date": dt.date(2025, 1, 1), "end_date": dt.date(2025, 12, 31)}
    typed.investments_transactions_get(InvestmentsTransactionsGetRequest(secret, **year))
    typed.institutions_get(InstitutionsGetRequest(count=2, offset=0, country_codes=US))
    typed.institutions_get_by_id(InstitutionsGetByIdRequest("ins_109508", US))
    typed.sandbox_item_reset_login(SandboxItemResetLoginRequest(secret))
    typed.item_get(ItemGetRequest(secret))  # with the login's error in it
    typed.item_remove(ItemRemoveRequest(secret))

    assert len(page["added"]) == 100
    assert page["has_more"]
    assert {call.path for call in plaid.calls} == set(plaid.endpoints.by_path)


def test_the_typed_client_reads_its_errors(plaid: PlaidServer, typed: PlaidApi, item: Item) -> None:
    item.require_login()

    with pytest.raises(ApiException) as caught:
        typed.accounts_get(AccountsGetRequest(item.access_token))

    assert caught.value.status == 400
    assert '"error_code":"ITEM_LOGIN_REQUIRED"' in caught.value.body
    assert '"request_id":"req000000000001"' in caught.value.body


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/transactions/sync", {}, "MISSING_FIELDS"),
        ("/transactions/sync", {"count": 501}, "INVALID_FIELD"),
        ("/transactions/sync", {"count": 0}, "INVALID_FIELD"),
        ("/transactions/sync", {"count": "500"}, "INVALID_FIELD"),
        ("/transactions/sync", {"page": 2}, "UNKNOWN_FIELDS"),
        ("/transactions/sync", {"options": {"page": 2}}, "UNKNOWN_FIELDS"),
        ("/transactions/sync", {"cursor": "bm9uc2Vuc2U="}, "INVALID_FIELD"),
        ("/investments/transactions/get", {"start_date": "2025-01-01"}, "MISSING_FIELDS"),
        (
            "/item/public_token/exchange",
            {"public_token": "public-sandbox-1"},
            "INVALID_PUBLIC_TOKEN",
        ),
        ("/link/token/create", {"client_name": "Budget App"}, "MISSING_FIELDS"),
        ("/no/such/path", {}, "NOT_FOUND"),
    ],
)
def test_questions_that_plaid_refuses_are_refused(
    *, feed: PlaidFeed, item: Item, path: str, body: dict[str, Any], code: str
) -> None:
    needs_token = path.startswith(("/transactions", "/investments")) and body
    secret = {"access_token": item.access_token} if needs_token else {}

    with pytest.raises(FeedError) as caught:
        PlaidClient(feed.keys, OpenGate()).call_once(path, {**body, **secret})

    assert caught.value.code is not None
    assert caught.value.code.replace("CURSOR_NOT_ASSOCIATED", "INVALID_FIELD") == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"client_name": "A name that is longer than thirty letters"}, "INVALID_FIELD"),
        ({"user": {"client_user_id": "me@example.com"}}, "INVALID_FIELD"),
        ({"user": {}}, "MISSING_FIELDS"),
        ({"products": None}, "MISSING_FIELDS"),
        ({"products": ["balance"]}, "INVALID_PRODUCT"),
        ({"products": ["everything"]}, "INVALID_FIELD"),
        ({"transactions": {"days_requested": 731}}, "INVALID_FIELD"),
        ({"country_codes": []}, "INVALID_FIELD"),
    ],
)
def test_links_that_plaid_refuses_are_refused(
    feed: PlaidFeed, change: dict[str, Any], code: str
) -> None:
    body = {
        "client_name": "Budget App",
        "language": "en",
        "country_codes": ["US"],
        "user": {"client_user_id": "0f3a"},
        "products": ["transactions"],
    }
    client = PlaidClient(feed.keys, OpenGate())
    client.call_once("/link/token/create", body)

    with pytest.raises(FeedError) as caught:
        client.call_once("/link/token/create", body | change)

    assert caught.value.code == code


def test_a_repair_with_products_is_refused(feed: PlaidFeed, item: Item) -> None:
    body = {
        "client_name": "Budget App",
        "language": "en",
        "country_codes": ["US"],
        "access_token": item.access_token,
        "products": ["transactions"],
    }

    with pytest.raises(FeedError) as caught:
        PlaidClient(feed.keys, OpenGate()).call_once("/link/token/create", body)

    assert caught.value.code == "INVALID_FIELD"


def test_a_token_that_was_replaced_opens_nothing(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    old = item.access_token
    client = PlaidClient(feed.keys, OpenGate())
    new = client.call_once("/item/access_token/invalidate", {"access_token": old})

    with pytest.raises(FeedError):
        client.call_once("/accounts/get", {"access_token": old})
    client.call_once("/accounts/get", {"access_token": new["new_access_token"]})


def test_a_mistake_of_the_fake_itself_fails_the_test() -> None:
    server = PlaidServer()
    with pytest.raises(ZeroDivisionError), server as plaid:
        plaid.endpoints.by_path["/institutions/get"] = lambda _: 1 // 0
        with pytest.raises(FeedError):
            feed_to(plaid, []).check()

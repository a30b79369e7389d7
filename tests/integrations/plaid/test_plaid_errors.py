"""Every error that Plaid, or what lies between, can answer with: what becomes of it."""

import json
import logging
import re
import socket
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.integrations.plaid.client import PlaidClient
from backend.integrations.plaid.errors import error_from_answer, parse_answer
from backend.integrations.plaid.feed import PlaidFeed
from backend.integrations.plaid.patience import Patience
from tests.fakes.gates import OpenGate
from tests.fakes.plaid_server import (
    Changed,
    Cut,
    Drop,
    Item,
    Meanwhile,
    PlaidError,
    PlaidServer,
    Raw,
    Slow,
    html,
)
from tests.integrations.plaid.conftest import feed_to

ACCOUNTS = "/accounts/get"
# Error, its type and status at Plaid; what it means here; how often it is asked in all.
TABLE = [
    ("ITEM_LOGIN_REQUIRED", "ITEM_ERROR", 400, FeedFailure.LOGIN_REQUIRED, 1),
    ("ITEM_LOCKED", "ITEM_ERROR", 400, FeedFailure.ACTION_AT_BANK, 1),
    ("USER_SETUP_REQUIRED", "ITEM_ERROR", 400, FeedFailure.ACTION_AT_BANK, 1),
    ("ACCESS_NOT_GRANTED", "ITEM_ERROR", 400, FeedFailure.ACTION_AT_BANK, 1),
    ("NO_ACCOUNTS", "ITEM_ERROR", 400, FeedFailure.ACTION_AT_BANK, 1),
    ("INVALID_ACCESS_TOKEN", "INVALID_INPUT", 400, FeedFailure.REMOVED, 1),
    ("ITEM_NOT_FOUND", "ITEM_ERROR", 400, FeedFailure.REMOVED, 1),
    ("PRODUCT_NOT_READY", "ITEM_ERROR", 400, FeedFailure.NOT_READY, 1),
    ("RATE_LIMIT_EXCEEDED", "RATE_LIMIT_EXCEEDED", 429, FeedFailure.RATE_LIMITED, 4),
    ("ACCOUNTS_LIMIT", "RATE_LIMIT_EXCEEDED", 429, FeedFailure.RATE_LIMITED, 4),
    ("SOME_NEW_LIMIT", "SOMETHING_NEW", 400, FeedFailure.RATE_LIMITED, 4),
    ("ADDITION_LIMIT", "RATE_LIMIT_EXCEEDED", 429, FeedFailure.SUBSCRIPTION, 1),
    ("INTERNAL_SERVER_ERROR", "API_ERROR", 500, FeedFailure.SERVICE_DOWN, 4),
    ("PLANNED_MAINTENANCE", "API_ERROR", 503, FeedFailure.SERVICE_DOWN, 1),
    ("INSTITUTION_DOWN", "INSTITUTION_ERROR", 400, FeedFailure.BANK_DOWN, 1),
    ("INSTITUTION_NOT_RESPONDING", "INSTITUTION_ERROR", 400, FeedFailure.BANK_DOWN, 1),
    ("INSTITUTION_NOT_AVAILABLE", "INSTITUTION_ERROR", 400, FeedFailure.BANK_DOWN, 1),
    ("INSTITUTION_NO_LONGER_SUPPORTED", "INSTITUTION_ERROR", 400, FeedFailure.UNSUPPORTED, 1),
    ("INVALID_API_KEYS", "INVALID_INPUT", 400, FeedFailure.CREDENTIALS, 1),
    ("UNAUTHORIZED_ENVIRONMENT", "INVALID_INPUT", 400, FeedFailure.CREDENTIALS, 1),
    ("INVALID_PRODUCT", "INVALID_INPUT", 400, FeedFailure.CREDENTIALS, 1),
    ("INVALID_PUBLIC_TOKEN", "INVALID_INPUT", 400, FeedFailure.REMOVED, 1),
    ("UNKNOWN_FIELDS", "INVALID_REQUEST", 400, FeedFailure.OUR_BUG, 1),
    ("MISSING_FIELDS", "INVALID_REQUEST", 400, FeedFailure.OUR_BUG, 1),
    ("INVALID_FIELD", "INVALID_REQUEST", 400, FeedFailure.OUR_BUG, 1),
    # Not known here: the type decides, then the status.
    ("A_NEW_ITEM_TROUBLE", "ITEM_ERROR", 400, FeedFailure.ACTION_AT_BANK, 1),
    ("A_NEW_BANK_TROUBLE", "INSTITUTION_ERROR", 400, FeedFailure.BANK_DOWN, 1),
    ("A_NEW_REFUSAL", "INVALID_INPUT", 400, FeedFailure.OUR_BUG, 1),
    ("A_NEW_BREAKDOWN", "SOMETHING_NEW", 502, FeedFailure.SERVICE_DOWN, 4),
    ("A_NEW_WORD", "SOMETHING_NEW", 400, FeedFailure.SERVICE_DOWN, 4),
]


@pytest.mark.parametrize(("code", "kind", "status", "failure", "calls"), TABLE)
def test_an_error_of_plaid_has_its_meaning_and_number_of_tries(
    *,
    plaid: PlaidServer,
    feed: PlaidFeed,
    item: Item,
    code: str,
    kind: str,
    status: int,
    failure: FeedFailure,
    calls: int,
) -> None:
    plaid.always(ACCOUNTS, PlaidError(code, kind=kind, status=status))

    with pytest.raises(FeedError) as caught:
        feed.accounts(item.access_token)

    assert caught.value.failure is failure
    assert caught.value.code == code
    assert caught.value.request_id == f"req{len(plaid.calls):012d}"
    assert len(plaid.bodies(ACCOUNTS)) == calls
    assert_speaks_to_the_owner(caught.value, item)


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("OAUTH_CONSENT_EXPIRED", "run out"),
        ("OAUTH_USER_REVOKED", "taken back"),
        ("OAUTH_INVALID_TOKEN", "no longer accepts"),
        ("A_NEW_REASON", "log in again"),
        (None, "log in again"),
    ],
)
def test_a_lost_login_says_why(feed: PlaidFeed, item: Item, reason: str | None, word: str) -> None:
    item.require_login(reason=reason)

    with pytest.raises(FeedError, match=word) as caught:
        feed.accounts(item.access_token)

    assert caught.value.failure is FeedFailure.LOGIN_REQUIRED


NONSENSE = [
    (html(502), FeedFailure.SERVICE_DOWN, "HTTP_502"),
    (html(200), FeedFailure.SERVICE_DOWN, "UNREADABLE_ANSWER"),
    (html(429), FeedFailure.RATE_LIMITED, "HTTP_429"),
    (html(403), FeedFailure.SERVICE_DOWN, "HTTP_403"),
    (Raw(500, b""), FeedFailure.SERVICE_DOWN, "HTTP_500"),
    (Raw(500, b'{"error_code": 7}'), FeedFailure.SERVICE_DOWN, "HTTP_500"),
    (
        Raw(400, b'{"error_code": "<script>", "error_type": 1}'),
        FeedFailure.SERVICE_DOWN,
        "HTTP_400",
    ),
    (Raw(200, b"[]"), FeedFailure.SERVICE_DOWN, "UNREADABLE_ANSWER"),
    (Raw(200, b"[" * 100_000), FeedFailure.SERVICE_DOWN, "UNREADABLE_ANSWER"),
    (Raw(200, b'{"accounts": [NaN]}'), FeedFailure.SERVICE_DOWN, "UNREADABLE_ANSWER"),
    (Cut(), FeedFailure.SERVICE_DOWN, "UNREADABLE_ANSWER"),
    (Cut(is_declared=False), FeedFailure.UNREACHABLE, "ProtocolError"),
    (Drop(), FeedFailure.UNREACHABLE, "ProtocolError"),
    (Drop(is_done=True), FeedFailure.UNREACHABLE, "ProtocolError"),
]


@pytest.mark.parametrize(("fault", "failure", "code"), NONSENSE)
def test_an_answer_that_is_not_plaids_is_asked_for_again(
    *,
    plaid: PlaidServer,
    feed: PlaidFeed,
    waits: list[float],
    item: Item,
    fault: Raw | Cut | Drop,
    failure: FeedFailure,
    code: str,
) -> None:
    item.add_account(name="Everyday")
    plaid.script(ACCOUNTS, fault, fault, fault)

    assert [account.name for account in feed.accounts(item.access_token)] == ["Everyday"]
    assert waits == [1.0, 2.0, 4.0]

    plaid.always(ACCOUNTS, fault)
    with pytest.raises(FeedError) as caught:
        feed.accounts(item.access_token)

    assert (caught.value.failure, caught.value.code) == (failure, code)
    assert_speaks_to_the_owner(caught.value, item)


def test_a_slow_answer_ends_after_the_time_limit(
    plaid: PlaidServer, item: Item, waits: list[float]
) -> None:
    plaid.always(ACCOUNTS, Slow(5))

    with pytest.raises(FeedError, match="too long") as caught:
        feed_to(plaid, waits, read_seconds=0.05).accounts(item.access_token)

    assert caught.value.failure is FeedFailure.UNREACHABLE
    assert len(waits) == 3


def test_a_computer_that_does_not_answer_is_unreachable(plaid: PlaidServer) -> None:
    feed = feed_to(plaid, [])
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        keys = replace(feed.keys, base_url=f"http://127.0.0.1:{nobody.getsockname()[1]}")
        client = PlaidClient(keys, OpenGate(), Patience(sleep=lambda _: None), timeout=(0.5, 0.5))

        with pytest.raises(FeedError, match="internet connection") as caught:
            PlaidFeed(keys, client).check()

    assert caught.value.failure is FeedFailure.UNREACHABLE


def test_a_service_that_can_not_prove_itself_is_sent_nothing(plaid: PlaidServer) -> None:
    keys = replace(feed_to(plaid, []).keys, base_url=plaid.url.replace("http:", "https:"))
    client = PlaidClient(keys, OpenGate(), Patience(sleep=lambda _: None), timeout=(30, 30))

    with pytest.raises(FeedError, match="not safe") as caught:
        PlaidFeed(keys, client).check()

    assert caught.value.failure is FeedFailure.UNREACHABLE
    assert plaid.calls == []


def test_the_keys_are_not_carried_to_where_an_answer_points(
    plaid: PlaidServer, feed: PlaidFeed
) -> None:
    with PlaidServer() as elsewhere:
        there = {"Location": elsewhere.url + "/institutions/get"}
        plaid.always("/institutions/get", Raw(307, b"", there))

        with pytest.raises(FeedError):
            feed.check()

        assert elsewhere.calls == []


@pytest.mark.parametrize(
    ("asked", "tries", "waited"), [("3", 2, [3.0]), ("86400", 1, []), ("soon", 2, [1.0])]
)
def test_the_wait_that_plaid_asks_for_is_kept_unless_it_is_too_long(
    *,
    plaid: PlaidServer,
    feed: PlaidFeed,
    waits: list[float],
    asked: str,
    tries: int,
    waited: list[float],
) -> None:
    limit = PlaidError(
        "RATE_LIMIT_EXCEEDED",
        kind="RATE_LIMIT_EXCEEDED",
        status=429,
        headers={"Retry-After": asked},
    )
    plaid.script("/institutions/get", limit)

    if tries == 1:
        with pytest.raises(FeedError) as caught:
            feed.check()
        assert caught.value.retry_after_seconds == 86400
    else:
        feed.check()

    assert waits == waited
    assert len(plaid.calls) == tries


def test_waits_are_stretched_at_random_so_that_logins_do_not_come_back_as_one() -> None:
    waits: list[float] = []
    error = FeedError("", FeedFailure.SERVICE_DOWN)

    Patience(sleep=waits.append, chance=lambda: 0.5).wait_after(error, 2)

    assert waits == [2.5]


def test_nothing_secret_is_logged_even_when_everything_is(
    plaid: PlaidServer, caplog: pytest.LogCaptureFixture
) -> None:
    settings = plaid.settings()
    with caplog.at_level(logging.DEBUG):
        for name in ("plaid", "plaid.rest", "urllib3"):
            caplog.set_level(logging.DEBUG, logger=name)
        secret = feed_to(plaid, []).sandbox_login().secret
        feed_to(plaid, []).accounts(secret)

    assert secret not in caplog.text
    assert settings["plaid_secret"] not in caplog.text


def test_a_failure_is_logged_with_the_request_it_belongs_to(
    plaid: PlaidServer, feed: PlaidFeed, caplog: pytest.LogCaptureFixture
) -> None:
    plaid.script("/institutions/get", PlaidError("UNKNOWN_FIELDS"))

    with caplog.at_level(logging.INFO), pytest.raises(FeedError):
        feed.check()

    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "Plaid, /institutions/get: UNKNOWN_FIELDS (request req000000000001)")
    ]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("INVALID_FIELD"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["error_code", "error_type", "error_message", "error_code_reason", "request_id"]
            ),
            inner,
        )
    ),
    max_leaves=8,
)


@given(
    status=st.integers(300, 599),
    body=st.binary() | JSON_VALUES.map(lambda value: json.dumps(value).encode()),
    wait=st.none() | st.text(),
)
def test_whatever_comes_as_an_error_is_one_sentence(
    status: int, body: bytes, wait: str | None
) -> None:
    error = error_from_answer(status, body, {} if wait is None else {"Retry-After": wait})

    assert str(error).endswith(".")
    assert "{" not in str(error)
    assert error.code is None or re.fullmatch(r"[A-Za-z0-9_.-]+", error.code)


def test_numbers_beyond_all_measure_are_no_answer() -> None:
    for number in (b"1e99999999999999999999", b"9" * 5000, b"NaN", b"-Infinity"):
        with pytest.raises(FeedError):
            parse_answer(b'{"a": ' + number + b"}")


def test_fields_and_values_that_nobody_knows_yet_are_no_trouble(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    item.add_account(type="metaverse", subtype="plot of land", novelty={"a": [1.5]})
    plaid.always(ACCOUNTS, Changed(lambda answer: {**answer, "novelty": "value"}))

    (account,) = feed.accounts(item.access_token)

    assert (account.account_type, account.subtype) == ("other", "plot of land")


def test_a_login_that_is_replaced_while_it_is_asked_is_gone(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    old = item.access_token
    plaid.script(ACCOUNTS, Meanwhile(lambda: plaid.endpoints.rotate({"access_token": old})))

    with pytest.raises(FeedError) as caught:
        feed.accounts(old)

    assert caught.value.failure is FeedFailure.REMOVED
    assert feed.accounts(item.access_token) == ()


def assert_speaks_to_the_owner(error: FeedError, item: Item) -> None:
    sentence = str(error)
    assert item.access_token not in repr(error)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert sentence.count(".") >= 1
    assert "{" not in sentence
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


@pytest.mark.parametrize("code", ["access-sandbox-0a1b", "Xaccess-sandbox-0A", "a code", 7, None])
def test_what_is_no_code_is_repeated_nowhere(code: object) -> None:
    body = {"error_code": code, "error_type": "ITEM_ERROR", "error_message": "x"}

    error = error_from_answer(400, json.dumps(body).encode(), {})

    assert error.code == "HTTP_400"
    assert str(code) not in str(error)

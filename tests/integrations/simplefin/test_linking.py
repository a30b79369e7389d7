"""From a pasted setup token to the accounts behind it; the access URL is never shown."""

import base64
import traceback

import pytest

from backend.core.errors import InvalidInputError
from backend.integrations.bank_feed import NO_CURRENCY, FeedError, FeedFailure
from backend.integrations.providers import providers
from backend.integrations.simplefin.feed import SimpleFinFeed
from tests.fakes.gates import OpenGate
from tests.fakes.simplefin_server import PASSWORD, USER, Bridge, Failure


def failing(call: object) -> FeedError:
    with pytest.raises(FeedError) as caught:
        call()  # type: ignore[operator]
    told = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in told
    assert USER not in told
    assert "http" not in str(caught.value)
    return caught.value


def test_a_setup_token_becomes_an_access_once(bridge: Bridge, feed: SimpleFinFeed) -> None:
    token = bridge.setup_token()

    login = feed.finish_link(f"  {token[:20]}\n{token[20:]} ")

    assert login.secret == bridge.access_url
    assert login.institution_name == "SimpleFIN"
    assert PASSWORD not in repr(login)
    assert USER not in repr(login)
    assert feed.finish_link(bridge.setup_token("B")).external_id == login.external_id
    refused = failing(lambda: feed.finish_link(token))
    assert refused.failure is FeedFailure.CREDENTIALS
    assert "somebody else" in str(refused)
    assert bridge.claims == ["DEMO", "B", "DEMO"]


def test_an_access_url_can_be_pasted_itself(bridge: Bridge, feed: SimpleFinFeed) -> None:
    assert feed.finish_link(bridge.access_url).secret == bridge.access_url
    assert bridge.claims == []


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello",
        "x" * 5000,
        base64.b64encode(b"http://bridge.example/claim/x").decode(),
        base64.b64encode(b"ftp://bridge.example/claim/x").decode(),
        base64.b64encode(b"https:///claim").decode(),
        base64.b64encode(b"https://[x/claim").decode(),
        base64.b64encode(b"https://bridge.example:99999/claim").decode(),
        base64.b64encode("https://bänk.example/claim".encode()).decode(),
        base64.b64encode(b"https://bridge.example/ claim\n").decode(),
    ],
)
def test_what_is_no_setup_token_is_refused_without_asking(
    feed: SimpleFinFeed, bridge: Bridge, pasted: str
) -> None:
    with pytest.raises(InvalidInputError, match="not a SimpleFIN setup token"):
        feed.finish_link(pasted)
    assert bridge.claims == []


@pytest.mark.parametrize(
    ("failure", "kind", "word"),
    [
        (Failure(cut=True), FeedFailure.UNREACHABLE, "make a new one"),
        (Failure(hang_seconds=3), FeedFailure.UNREACHABLE, "make a new one"),
        (Failure(status=503), FeedFailure.SERVICE_DOWN, "later"),
        (Failure(200, body=b"<html>sorry</html>"), FeedFailure.REMOVED, "new setup token"),
    ],
)
def test_a_token_may_be_lost_on_the_way(
    bridge: Bridge, feed: SimpleFinFeed, failure: Failure, kind: FeedFailure, word: str
) -> None:
    bridge.failures.append(failure)
    error = failing(lambda: feed.finish_link(bridge.setup_token()))
    assert error.failure is kind
    assert word in str(error)


def test_accounts_say_what_they_are_and_hold(bridge: Bridge, feed: SimpleFinFeed) -> None:
    bridge.add_bank("CON-2", "Card & Co")
    bridge.add_account(
        "ACT-2", bank="CON-2", name="Rewards Visa ...9876", balance="-812.30",
        **{"available-balance": "4187.70"},
    )  # fmt: skip
    bridge.add_account("ACT-3", name="Air Miles", currency="https://miles.example/unit")
    bridge.add_account("ACT-4", name="Roth", holdings=[{"id": "H"}])
    bridge.add_account("ACT-5", name="Plain", balance="-3")

    found = feed.accounts(bridge.access_url)

    assert [(a.account_type, a.mask, a.currency, a.institution_name) for a in found] == [
        ("checking", "1234", "USD", "First Bank"),
        ("credit", "9876", "USD", "Card & Co"),
        ("checking", None, NO_CURRENCY, "First Bank"),
        ("investment", None, "USD", "First Bank"),
        ("credit", None, "USD", "First Bank"),
    ]
    assert str(found[1].balance_current) == "-812.30"  # owed: the account holds less than nothing
    assert str(found[1].balance_available) == "4187.70"
    assert bridge.asked == [{"version": "2", "balances-only": "1"}]
    assert feed.fresh_balances(bridge.access_url) == found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Everyday Savings", "savings"),
        ("Money Market 1111", "savings"),
        ("Debit Card Account", "checking"),
        ("Credit Union Checking", "checking"),
        ("Home Mortgage", "loan"),
        ("401(k) Plan", "investment"),
        ("Quicksilver (0001)", "credit"),
        ("Auto Loan", "loan"),
        ("Cardiff Account", "checking"),
    ],
)
def test_a_name_tells_the_kind(bridge: Bridge, feed: SimpleFinFeed, name: str, kind: str) -> None:
    bridge.accounts.clear()
    bridge.add_account(name=name)
    [account] = feed.accounts(bridge.access_url)
    assert account.account_type == kind


@pytest.mark.parametrize(
    ("failure", "kind", "wait"),
    [
        (Failure(402), FeedFailure.SUBSCRIPTION, None),
        (Failure(401), FeedFailure.REMOVED, None),
        (Failure(403), FeedFailure.REMOVED, None),
        (Failure(429, {"Retry-After": "120"}), FeedFailure.RATE_LIMITED, 120),
        (Failure(429, {"Retry-After": "Sun, 15 Jun 2025 12:05:00 GMT"}), FeedFailure.RATE_LIMITED, 300),
        (Failure(429, {"Retry-After": "soon"}), FeedFailure.RATE_LIMITED, None),
        (Failure(500, body=PASSWORD.encode()), FeedFailure.SERVICE_DOWN, None),
        (Failure(503, {"Retry-After": "999999999"}), FeedFailure.SERVICE_DOWN, 172800),
        (Failure(302, {"Location": "http://elsewhere.example/"}), FeedFailure.SERVICE_DOWN, None),
        (Failure(400), FeedFailure.OUR_BUG, None),
        (Failure(cut=True), FeedFailure.UNREACHABLE, None),
        (Failure(hang_seconds=3), FeedFailure.UNREACHABLE, None),
        (Failure(200, body=b"<html>"), FeedFailure.SERVICE_DOWN, None),
        (Failure(200, body=b"[" * 100_000), FeedFailure.SERVICE_DOWN, None),
        (Failure(200, body=b"[]"), FeedFailure.SERVICE_DOWN, None),
        (Failure(200, body=b'{"accounts": [7]}'), FeedFailure.SERVICE_DOWN, None),
        (Failure(200, body=b'{"accounts": [{"id": "x", "balance": "NaN"}]}'), FeedFailure.SERVICE_DOWN, None),
        (Failure(200, {"Content-Encoding": "gzip"}, b"no gzip"), FeedFailure.SERVICE_DOWN, None),
    ],
)  # fmt: skip
def test_a_failure_is_told_by_its_kind(
    bridge: Bridge, feed: SimpleFinFeed, failure: Failure, kind: FeedFailure, wait: float | None
) -> None:
    bridge.failures.append(failure)
    error = failing(lambda: feed.accounts(bridge.access_url))
    assert (error.failure, error.retry_after_seconds) == (kind, wait)
    assert str(error).endswith(".")


def test_no_server_and_a_broken_access_are_told(feed: SimpleFinFeed) -> None:
    nobody = f"http://{USER}:{PASSWORD}@127.0.0.1:9/simplefin"
    assert failing(lambda: feed.accounts(nobody)).failure is FeedFailure.UNREACHABLE
    plain_http = f"http://{USER}:{PASSWORD}@bridge.example/simplefin"
    for access in ("", "nonsense", "https://bridge.example/simplefin", plain_http):
        assert failing(lambda: feed.accounts(access)).failure is FeedFailure.REMOVED  # noqa: B023


def test_without_a_login_the_service_can_be_asked_whether_it_is_there(
    bridge: Bridge, feed: SimpleFinFeed
) -> None:
    assert "SimpleFIN answers" in feed.check()
    bridge.failures.append(Failure(200, body=b'{"welcome": true}'))
    assert failing(feed.check).failure is FeedFailure.SERVICE_DOWN


def test_the_provider_needs_no_settings(bridge: Bridge) -> None:
    provider = providers()["simplefin"]
    feed = provider.make({"simplefin_page_url": bridge.page_url}.get, OpenGate())

    assert provider.needed_settings({}.get) == ()
    assert provider.environment({}.get) is None
    start = feed.begin_link(user_id="home")
    assert (start.kind, start.page_url) == (provider.link_kind, bridge.page_url)
    feed.disconnect(bridge.access_url)
    assert bridge.asked == []

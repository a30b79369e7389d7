"""A bank is connected, brought up to date, repaired and let go of: by Plaid and by SimpleFIN.

Both services are local servers that speak the real protocols; the app's own clients talk to them.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.running import ask
from tests.browser.acts import becomes, go
from tests.browser.conftest import PHONE, OpenPage, settle, violations
from tests.browser.test_screens import overflow
from tests.fakes.plaid_server import PlaidServer
from tests.fakes.simplefin_server import Bridge, simplefin_server

BANK = "First Platypus Bank"
# A bank that is connected already is said by a 409, which a browser notes on its console.
ASKS_FIRST = r"409 \(Conflict\)"


@pytest.fixture
def plaid() -> Iterator[PlaidServer]:
    with PlaidServer() as server:
        yield server


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    with simplefin_server() as server:
        server.add_bank()
        server.add_account(name="Checking (1234)")
        today = dt.datetime.now(dt.UTC).date()
        for number in range(12):
            day = (today - dt.timedelta(days=number + 1)).isoformat()
            server.add_row(f"TRN-{number}", day, f"-{number + 4}.50", "GREEN GROCER MARKET")
        yield server


@pytest.mark.browser
def test_plaid_connects_syncs_repairs_and_lets_go(
    plaid: PlaidServer, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    give_keys(page, address, plaid)
    page.goto(f"{address}/connect")
    page.get_by_role("link", name="Continue with Plaid").click()
    choose_bank(page)
    expect(page.get_by_role("heading", name=f"Accounts at {BANK}")).to_be_visible()
    assert_fit_for_everybody(page)
    decide(page, "Plaid Saving", "Leave it out")
    page.get_by_role("button", name="Save and fetch").click()
    expect(page.get_by_text(f"{BANK} is connected")).to_be_visible()
    expect(page.get_by_text(re.compile("^102 new"))).to_be_visible()
    becomes(page, lambda: ask(address, "/api/stats")["total_transactions"], 102)
    page.get_by_role("main").get_by_role("link", name=re.compile("^Review ")).click()
    expect(page.get_by_role("heading", level=1, name="Review")).to_be_visible()

    fail_and_repair(page, plaid)
    disconnect(page, keep=False)
    becomes(page, lambda: ask(address, "/api/stats")["total_transactions"], 0)
    page.get_by_role("button", name="Undo").click()
    becomes(page, lambda: ask(address, "/api/stats")["total_transactions"], 102)
    becomes(page, lambda: len(plaid.bodies("/item/remove")), 1)


@pytest.mark.browser
def test_changing_ones_mind_in_plaids_window_connects_nothing(
    plaid: PlaidServer, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    give_keys(page, address, plaid)
    page.goto(f"{address}/connect/plaid")
    page.frame_locator("iframe[title='Plaid Link']").get_by_role("button", name="Leave").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was connected")
    assert_fit_for_everybody(page)
    assert ask(address, "/api/connections")["items"] == []

    # The page that lets Plaid in is left by a new document, with the strict policy.
    go(page, "Accounts")
    page.wait_for_function(
        "performance.getEntriesByType('navigation')[0].name.endsWith('/accounts')"
    )


@pytest.mark.browser
def test_the_way_back_from_a_banks_own_page_goes_on_with_the_same_login(
    plaid: PlaidServer, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    give_keys(page, address, plaid)
    page.goto(f"{address}/connect/plaid")
    page.locator("iframe[title='Plaid Link']").wait_for()
    page.goto(f"{address}/connect/plaid?oauth_state_id=0f3a")
    choose_bank(page)
    expect(page.get_by_role("heading", name=f"Accounts at {BANK}")).to_be_visible()
    assert len(plaid.bodies("/link/token/create")) == 1


@pytest.mark.browser
def test_a_bank_is_not_connected_twice_unasked(
    plaid: PlaidServer, address: str, open_page: OpenPage
) -> None:
    page = open_page(address, allowed=ASKS_FIRST)
    give_keys(page, address, plaid)
    for _ in range(2):
        page.goto(f"{address}/connect/plaid")
        choose_bank(page)
        page.get_by_role("heading", name=f"Accounts at {BANK}").or_(
            page.get_by_role("button", name="Take over")
        ).wait_for()
    assert_fit_for_everybody(page)
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("heading", name=f"Accounts at {BANK}")).to_be_visible()

    def live() -> int:
        found = ask(address, "/api/connections")["items"]
        return sum(connection["status"] != "disconnected" for connection in found)

    becomes(page, live, 1)
    becomes(page, lambda: len(plaid.bodies("/item/remove")), 1)


@pytest.mark.browser
def test_simplefin_goes_on_with_an_account_that_is_here(
    bridge: Bridge, address: str, open_page: OpenPage
) -> None:
    page = open_page(address, size=PHONE, theme="dark")
    own = page.request.post(
        f"{address}/api/accounts",
        data={"name": "Everyday 1234", "institution": "First Bank", "account_type": "checking"},
    ).json()
    page.request.post(f"{address}/api/settings", data={"simplefin_page_url": bridge.page_url})
    page.goto(f"{address}/connect")
    assert_fit_for_everybody(page)
    page.get_by_role("link", name="Continue with SimpleFIN").click()
    expect(page.get_by_role("link", name="Open SimpleFIN")).to_have_attribute(
        "href", bridge.page_url
    )
    page.get_by_label("Setup token").fill(bridge.setup_token())
    assert_fit_for_everybody(page)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_role("combobox", name="Checking (1234) is")).to_have_value(
        "Everyday 1234 · First Bank"
    )
    assert_fit_for_everybody(page)
    page.get_by_role("button", name="Save and fetch").click()
    expect(page.get_by_text(re.compile("^12 new"))).to_be_visible()
    rows = f"/api/transactions?account_id={own['id']}"
    becomes(page, lambda: len(ask(address, rows)["items"]), 12)

    page.get_by_role("main").get_by_role("link", name="Accounts", exact=True).click()
    expect(card(page)).to_contain_text("Everyday 1234")
    assert_fit_for_everybody(page)


@pytest.mark.browser
def test_a_login_at_simplefin_is_repaired_there(
    bridge: Bridge, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    page.request.post(f"{address}/api/settings", data={"simplefin_page_url": bridge.page_url})
    page.goto(f"{address}/connect/token/simplefin")
    page.get_by_label("Setup token").fill(bridge.setup_token())
    page.get_by_role("button", name="Connect").click()
    page.get_by_role("button", name="Save and fetch").click()
    expect(page.get_by_text(re.compile("^12 new"))).to_be_visible()

    bridge.errlist = [{"code": "con.auth", "msg": "Log in again.", "conn_id": "CON-1"}]
    go(page, "Accounts")
    card(page).get_by_role("button", name=re.compile("^Sync .* now")).click()
    card(page).get_by_role("link", name="Repair").click()
    expect(page.get_by_role("link", name="Open SimpleFIN")).to_be_visible()
    assert_fit_for_everybody(page)
    bridge.errlist = []
    page.get_by_role("button", name="Sync now").click()
    expect(card(page)).to_contain_text("Up to date.")


@pytest.mark.browser
def test_the_guide_ticks_what_is_done(
    plaid: PlaidServer, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}/connect/guide#plaid")
    keys = page.get_by_role("listitem").filter(has_text="Paste the keys")
    expect(keys).to_contain_text("Still needed: client id and sandbox secret.")
    assert_fit_for_everybody(page)
    give_keys(page, address, plaid)
    page.reload()
    expect(keys).to_contain_text("(done)")


def give_keys(page: Page, address: str, plaid: PlaidServer) -> None:
    assert page.request.post(f"{address}/api/settings", data=plaid.settings()).ok


def choose_bank(page: Page) -> None:
    """Log in in Plaid's window."""
    page.frame_locator("iframe[title='Plaid Link']").get_by_role("button", name=BANK).click()


def decide(page: Page, account: str, answer: str) -> None:
    page.get_by_role("combobox", name=f"{account} is").click()
    page.get_by_role("option", name=answer).click()


def card(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("^Connection to "))


def fail_and_repair(page: Page, plaid: PlaidServer) -> None:
    """The bank wants a new login: the card says so, and leads to Plaid's window and back."""
    plaid.bank.items[0].require_login()
    go(page, "Accounts")
    card(page).get_by_role("button", name=f"Sync {BANK} now").click()
    again = card(page).get_by_role("link", name="Repair")
    expect(again).to_be_visible()
    settle(page)
    assert violations(page) == []
    again.click()
    choose_bank(page)
    expect(page.get_by_role("heading", level=1, name="Accounts")).to_be_visible()
    expect(card(page).get_by_role("button", name=f"Sync {BANK} now")).to_be_enabled()
    expect(again).to_have_count(0)


def disconnect(page: Page, *, keep: bool) -> None:
    card(page).get_by_role("button", name="Actions for the connection").click()
    page.get_by_role("menuitem", name="Disconnect…").click()
    dialog = page.get_by_role("dialog", name=f"Disconnect {BANK}?")
    if not keep:
        dialog.get_by_role("radio", name="Delete its rows").check()
    dialog.get_by_role("button", name="Disconnect", exact=True).click()
    expect(card(page)).to_have_count(0)


def assert_fit_for_everybody(page: Page) -> None:
    """Nothing for axe to find in either theme, and no scrolling sideways."""
    settle(page)
    assert overflow(page) == 0, "the page scrolls sideways"
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", theme)
        assert violations(page) == []

"""A password is set; the app locks by itself, by hand and in every tab, and nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import answered, go
from tests.browser.conftest import PHONE, OpenPage, violations

PASSWORD = "four plain words"
# A browser says on its console when a request is refused, which is what this is about.
REFUSED = r"status of (401|422)"


def set_password(page: Page) -> None:
    go(page, "Settings")
    page.get_by_role("button", name="Set a password").click()
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password, again").fill(PASSWORD)
    page.get_by_role("button", name="Set password", exact=True).click()
    expect(page.get_by_role("button", name="Lock now")).to_have_count(2)


def lock_screen(page: Page) -> None:
    expect(page.get_by_role("dialog", name="Budget App is locked")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


def unlock(page: Page, password: str = PASSWORD) -> None:
    field = page.get_by_role("textbox", name="Password")
    expect(field).to_be_focused()
    field.fill(password)
    field.press("Enter")


@pytest.mark.browser
def test_the_app_locks_and_opens_where_it_was(address: str, open_page: OpenPage) -> None:
    page = open_page(address, allowed=REFUSED)
    set_password(page)
    other = page.context.new_page()
    other.goto(f"{address}/accounts")
    expect(other.get_by_role("heading", level=1, name="Accounts")).to_be_visible()
    page.bring_to_front()
    go(page, "Transactions")
    search = page.get_by_role("combobox").first
    search.fill("amount>12")

    page.get_by_role("button", name="Lock now").click()

    lock_screen(page)
    lock_screen(other)
    assert page.context.request.get(f"{address}/api/accounts").status == 401
    assert violations(page) == []
    unlock(page, "not the words")
    expect(page.get_by_text("That is not the password.")).to_be_visible()
    unlock(page)
    expect(page.get_by_role("dialog", name="Budget App is locked")).to_be_hidden()
    expect(search).to_have_value("amount>12")
    expect(other.get_by_role("dialog", name="Budget App is locked")).to_be_hidden()


@pytest.mark.browser
def test_a_save_that_meets_the_lock_goes_through_after_it(
    address: str, open_page: OpenPage
) -> None:
    """As when the app was started anew while a form stood open."""
    page = open_page(address, allowed=REFUSED)
    set_password(page)
    assert page.context.request.post(f"{address}/api/lock/lock").ok
    page.get_by_role("textbox", name="Confirmations needed").fill("7")
    page.get_by_role("button", name="Save", exact=True).click()

    lock_screen(page)
    with answered(page, "/api/settings$"):
        unlock(page)

    saved = page.context.request.get(f"{address}/api/settings").json()
    assert saved["auto_confirm_threshold"]["value"] == "7"


@pytest.mark.browser
def test_the_app_locks_when_nobody_uses_it(address: str, open_page: OpenPage) -> None:
    page = open_page(address, allowed=REFUSED)
    page.clock.install()
    set_password(page)
    page.wait_for_load_state("networkidle")
    assert page.context.request.post(f"{address}/api/lock/lock").ok  # as when the time is over

    page.clock.fast_forward(61_000)  # and the page, which nobody touches, asks

    lock_screen(page)
    unlock(page)
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lock_is_the_first_thing_that_is_seen(
    address: str, open_page: OpenPage, theme: str
) -> None:
    page = open_page(address, theme=theme, allowed=REFUSED)
    set_password(page)
    stranger = open_page(f"{address}/accounts", theme=theme, size=PHONE, allowed=REFUSED)

    lock_screen(stranger)
    assert violations(stranger) == []
    stranger.keyboard.press("Escape")
    stranger.keyboard.press("Control+k")
    unlock(stranger)
    expect(stranger.get_by_role("heading", level=1, name="Accounts")).to_be_visible()
    expect(stranger.get_by_placeholder("Find or do")).to_be_hidden()

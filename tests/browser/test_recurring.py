"""A price rise is found, looked into, dismissed, and brought back."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import answered, go
from tests.browser.conftest import OpenPage, settle

RISE = "rose from $168.40 to $181.10"


@pytest.mark.browser
def test_a_price_rise_is_found_dismissed_and_brought_back(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address, demo=True)
    go(page, "Recurring")
    alerts = page.get_by_role("region", name="Worth a look")
    expect(alerts).to_contain_text(RISE)

    # The charge with which it rose is named among the charges behind it.
    alerts.get_by_role("button", name="State Farm", exact=True).click()
    drawer = page.get_by_role("dialog", name="State Farm")
    expect(drawer.get_by_text("up from $168.40")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()

    with answered(page, "/api/recurring"):
        alerts.get_by_role("button", name="Dismiss: Price rise, State Farm").click()
    expect(alerts).not_to_contain_text(RISE)
    page.reload()
    expect(alerts).to_be_visible()
    expect(alerts).not_to_contain_text(RISE)

    # It can be taken back from the history as well.
    page.goto(f"{address}/history")
    settle(page)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Undid: Dismissed an alert on State Farm").first).to_be_visible()
    page.goto(f"{address}/recurring")
    expect(alerts).to_contain_text(RISE)


@pytest.mark.browser
def test_a_series_is_dismissed_for_ever_and_that_is_undone(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/recurring", demo=True)
    found = page.get_by_role("region", name="Found in your transactions")
    found.get_by_role("button", name="Actions for Netflix").click()
    page.get_by_role("menuitem", name="Dismiss for ever").click()
    expect(found.get_by_role("button", name="Netflix", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Undo").click()
    expect(found.get_by_role("button", name="Netflix", exact=True)).to_be_visible()

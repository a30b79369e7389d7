"""What left this computer: a bank is asked, read word for word, switched off, and asked in vain."""

import re

import pytest
from playwright.sync_api import expect

from scripts.running import ask
from tests.browser.acts import answered, becomes, go
from tests.browser.conftest import OpenPage, settle, violations
from tests.browser.test_connecting import bridge, card
from tests.browser.test_screens import overflow
from tests.fakes.simplefin_server import Bridge

__all__ = ["bridge"]


@pytest.mark.browser
def test_a_bank_that_was_switched_off_is_not_asked_and_the_list_says_so(
    bridge: Bridge, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    post = page.request.post
    post(f"{address}/api/settings", data={"simplefin_page_url": bridge.page_url})
    grant = {"provider": "simplefin", "grant": bridge.setup_token()}
    login = post(f"{address}/api/connections/link/finish", data=grant).json()
    choices = [{"id": one["id"], "choice": "new"} for one in login["accounts"]]
    post(f"{address}/api/connections/{login['id']}/accounts", data={"choices": choices})
    asked = len(bridge.asked)

    go(page, "What left this computer")
    entry = page.get_by_role("button", name=re.compile("SimpleFIN .* .simplefin.accounts"))
    expect(entry).to_have_count(asked)
    entry.first.click()
    expect(page.get_by_text("Answered, status 200")).to_be_visible()
    with answered(page, "/api/outbound/switches"):
        page.get_by_role("switch", name="Allow SimpleFIN").click(force=True)

    go(page, "Accounts")
    with answered(page, r"/api/connections/\d+/sync"):
        card(page).get_by_role("button", name=re.compile("^Sync .* now")).click()
    refusals = "/api/outbound?outcome=refused"
    becomes(page, lambda: len(ask(address, refusals)["items"]), 1)
    card(page).get_by_role("link", name="What may leave").click()
    refused = page.get_by_role("button", name=re.compile("not sent"))
    refused.click()
    told = page.get_by_role("main").get_by_text("You have switched off that SimpleFIN is asked.")
    expect(told).to_be_visible()
    expect(page.get_by_role("switch", name="Allow SimpleFIN")).not_to_be_checked()
    assert len(bridge.asked) == asked
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    settle(page)
    assert overflow(page) == 0

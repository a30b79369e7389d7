"""The stand-in for Link, in a real browser, on a page that knows nothing but its script."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from backend.integrations.plaid.feed import PlaidFeed
from scripts.browser import MISSING, SWITCHES, find_browser
from tests.fakes.plaid_server import Item, PlaidServer

PAGE = """
<script src="{script}"></script>
<script>
  window.told = [];
  const tell = (kind) => (...words) => told.push([kind, ...words]);
  window.link = Plaid.create({{
    token: "{token}", onSuccess: tell("success"), onExit: tell("exit"), onLoad: tell("load"),
  }});
</script>
"""


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    executable = find_browser()
    assert executable is not None, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser.new_page()
        browser.close()


def open_link(page: Page, feed: PlaidFeed, secret: str | None = None) -> Any:
    start = feed.begin_link(user_id="0f3a", secret=secret)
    page.goto(str(start.script_url).replace("link-initialize.js", "nothing"))
    page.set_content(PAGE.format(script=start.script_url, token=start.token))
    page.evaluate("link.open()")
    return page.frame_locator("iframe[title='Plaid Link']")


@pytest.mark.browser
def test_a_bank_that_is_chosen_gives_a_token_that_can_be_exchanged(
    plaid: PlaidServer, feed: PlaidFeed, browser_page: Page
) -> None:
    frame = open_link(browser_page, feed)
    frame.get_by_role("button", name="Tartan Bank").click()

    browser_page.wait_for_function("told.some(([kind]) => kind === 'success')")
    told = browser_page.evaluate("told.find(([kind]) => kind === 'success')")

    _, public_token, about = told
    assert about["institution"] == {"institution_id": "ins_109511", "name": "Tartan Bank"}
    assert [account["mask"] for account in about["accounts"]] == ["0000", "1111", "3333"]
    assert feed.finish_link(public_token).secret == plaid.bank.items[0].access_token
    assert browser_page.locator("iframe").count() == 0


@pytest.mark.browser
def test_a_repair_makes_the_login_answer_again(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, browser_page: Page
) -> None:
    item.require_login()
    frame = open_link(browser_page, feed, item.access_token)
    frame.get_by_role("button", name="First Platypus Bank").click()

    browser_page.wait_for_function("told.some(([kind]) => kind === 'success')")

    assert feed.accounts(item.access_token) == ()


@pytest.mark.browser
def test_leaving_tells_the_page_and_makes_nothing(
    plaid: PlaidServer, feed: PlaidFeed, browser_page: Page
) -> None:
    frame = open_link(browser_page, feed)
    frame.get_by_role("button", name="Leave").click()

    browser_page.wait_for_function("told.some(([kind]) => kind === 'exit')")

    assert plaid.bank.items == []

"""The command palette, and the keys that work everywhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, settle, violations


@pytest.fixture
def page(open_page: OpenPage, sample_address: str) -> Page:
    page = open_page(sample_address, demo=True)
    settle(page)
    return page


@pytest.mark.browser
def test_a_screen_is_reached_by_a_few_letters(page: Page) -> None:
    page.keyboard.press("Control+k")
    find = page.get_by_role("textbox", name="Find or do")
    expect(find).to_be_focused()
    assert violations(page) == []
    find.fill("spen")
    find.press("Enter")

    expect(page.get_by_role("heading", level=1, name="Spending")).to_be_visible()


@pytest.mark.browser
def test_words_that_name_no_screen_search_the_transactions(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name="Find or do").fill("market")
    page.get_by_text("Search transactions for “market”").click()

    expect(page.get_by_role("heading", level=1, name="Transactions")).to_be_visible()
    expect(page).to_have_url(re.compile("search=market"))


@pytest.mark.browser
def test_amounts_hide_and_show_by_a_key(page: Page) -> None:
    button = page.get_by_role("button", name="Hide amounts").first
    expect(button).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Shift+H")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+H")
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.browser
def test_the_theme_is_remembered(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name="Find or do").fill("dark theme")
    page.keyboard.press("Enter")
    root = page.locator("html")
    expect(root).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()

    expect(root).to_have_attribute("data-mantine-color-scheme", "dark")


@pytest.mark.browser
def test_the_keys_are_listed_and_lead_to_screens(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Undo the last change")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("a")

    expect(page.get_by_role("heading", level=1, name="Accounts")).to_be_visible()

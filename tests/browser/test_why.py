"""Review with why: what a suggestion rests on, what came before, and what a decision changes."""

import pytest
from playwright.sync_api import Page, expect

from scripts.running import ask
from tests.browser.acts import answered, becomes
from tests.browser.conftest import PHONE, OpenPage, violations

DEMO = "budgetapp_profile=demo"


def waiting(address: str) -> int:
    return int(ask(address, "/api/stats", cookie=DEMO)["pending_review"])


def open_why(page: Page) -> None:
    """Open the first suggestion's reasons, and see that they have come."""
    page.get_by_role("button", name="Why ").first.click()
    reasons = page.get_by_role("dialog", name="Why ")
    expect(reasons.get_by_text("What would change it")).to_be_visible()
    expect(reasons.get_by_text("Decided on")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_suggestion_says_why(address: str, open_page: OpenPage, theme: str) -> None:
    page = open_page(f"{address}/review", demo=True, theme=theme)
    open_why(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Why ").first).to_be_focused()

    before = waiting(address)
    current = page.locator("article[aria-current=true]")
    current.focus()
    with answered(page, r"/api/transactions/(bulk-review|\d+/review)"):
        page.keyboard.press("Enter")
    becomes(page, lambda: waiting(address) < before, expected=True)


@pytest.mark.browser
def test_why_fits_a_phone(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}/review", demo=True, size=PHONE)
    open_why(page)

    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0

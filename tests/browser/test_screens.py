"""Every screen of the sample household opens: at a desk and on a phone, light and dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage, settle, violations

SCREENS = {
    "/": "Home",
    "/review": "Review",
    "/transactions": "Transactions",
    "/transactions/deleted": "Deleted transactions",
    "/spending": "Spending",
    "/accounts": "Accounts",
    "/import": "Import",
    "/categories": "Categories & rules",
    "/rules": "Categories & rules",
    "/history": "History",
    "/settings": "Settings",
}
SIZES = {"desk": DESK, "phone": PHONE}


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_opens_for_everybody(
    open_page: OpenPage, sample_address: str, path: str, theme: str, size: str
) -> None:
    page = open_page(sample_address + path, theme=theme, size=SIZES[size], demo=True)
    settle(page)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert overflow(page) == 0, "the page scrolls sideways"
    assert violations(page) == []


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

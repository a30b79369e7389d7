"""Every screen of the sample household opens: at a desk and on a phone, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.running import running_app
from tests.browser.conftest import DESK, PHONE, OpenPage, settle, violations

SCREENS = {
    "/": "Home",
    "/review": "Review",
    "/transactions": "Transactions",
    "/transactions/deleted": "Deleted transactions",
    "/spending": "Spending",
    "/cash-flow": "Cash flow",
    "/cash-flow?by=flow": "Cash flow",
    "/budgets": "Budgets",
    "/goals": "Goals",
    "/recurring": "Recurring",
    "/recurring/months": "12 months",
    "/bills": "Calendar",
    "/insights": "Insights",
    "/insights?tab=adviser": "Insights",
    "/accounts": "Accounts",
    "/connect": "Connect a bank",
    "/connect/guide": "Setup guide",
    "/connect/token/simplefin": "Connect with SimpleFIN",
    "/import": "Import",
    "/categories": "Categories & rules",
    "/rules": "Categories & rules",
    "/merchants": "Merchants",
    "/accuracy": "Accuracy",
    "/history": "History",
    "/sync-history": "Bank sync",
    "/consistency": "Consistency",
    "/outbound": "What left this computer",
    "/settings": "Settings",
}
SIZES = {"desk": DESK, "phone": PHONE}


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_opens_for_everybody(
    open_page: OpenPage, sample_address: str, path: str, size: str
) -> None:
    page = open_page(sample_address + path, size=SIZES[size], demo=True)
    settle(page)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert overflow(page) == 0, "the page scrolls sideways"
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")  # as when the sun sets: nothing is loaded anew
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert violations(page) == []


@pytest.fixture(scope="module")
def fresh_address(tmp_path_factory: pytest.TempPathFactory, web: Path) -> Iterator[str]:
    """One app for all tests that only look at a household without a transaction."""
    with running_app(tmp_path_factory.mktemp("fresh") / "BudgetApp", web) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_without_data_says_what_to_do(
    open_page: OpenPage, fresh_address: str, path: str
) -> None:
    page = open_page(fresh_address + path, size=PHONE, theme="dark")
    settle(page)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert overflow(page) == 0, "the page scrolls sideways"
    assert violations(page) == []


@pytest.mark.browser
def test_an_address_of_nothing_leads_back(open_page: OpenPage, fresh_address: str) -> None:
    page = open_page(fresh_address + "/nowhere")
    settle(page)
    page.get_by_role("main").get_by_role("link").first.click()

    expect(page).to_have_url(f"{fresh_address}/")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

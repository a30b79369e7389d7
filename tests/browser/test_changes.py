"""Changes of the sample household: each is told, and each can be taken back."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from scripts.running import ask
from tests.browser.acts import becomes, choose_category, go
from tests.browser.conftest import OpenPage

DEMO = "budgetapp_profile=demo"


@pytest.fixture
def sample(address: str, open_page: OpenPage) -> Page:
    """A sample household that may be changed."""
    return open_page(address, demo=True)


def counts(address: str) -> dict[str, Any]:
    return dict(ask(address, "/api/stats", cookie=DEMO))


@pytest.mark.browser
def test_a_deleted_transaction_comes_back(sample: Page, address: str) -> None:
    before = counts(address)["total_transactions"]
    go(sample, "Transactions")
    row = sample.get_by_role("grid", name="Transactions").get_by_role("row").nth(1)
    row.click()
    sample.keyboard.press("Escape")
    sample.get_by_role("grid", name="Transactions").press("Delete")
    expect(sample.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    becomes(sample, lambda: counts(address)["total_transactions"], before - 1)

    sample.get_by_role("button", name="Undo", exact=True).click()

    becomes(sample, lambda: counts(address)["total_transactions"], before)


@pytest.mark.browser
def test_merged_categories_are_taken_apart_again_from_the_history(
    sample: Page, address: str
) -> None:
    def categories() -> dict[str, int]:
        rows = ask(address, "/api/categories", cookie=DEMO)
        return {row["short_desc"]: row["transaction_count"] for row in rows}

    before = categories()
    assert before["coffee"] > 0
    go(sample, "Categories & rules")
    sample.get_by_role("button", name="Actions for Coffee").click()
    sample.get_by_role("menuitem", name="Merge into…").click()
    dialog = sample.get_by_role("dialog")
    dialog.get_by_role("button", name="Merge into").click()
    choose_category(sample, "restaurant")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(sample.get_by_role("button", name="Actions for Coffee")).to_have_count(0)
    becomes(sample, lambda: "coffee" in categories(), False)
    merged = categories()
    assert merged["restaurant"] == before["restaurant"] + before["coffee"]

    go(sample, "History")
    sample.get_by_role("button", name="Undo: Merged").first.click()
    expect(sample.get_by_role("button", name="Redo: Merged").first).to_be_visible()

    becomes(sample, categories, before)


@pytest.mark.browser
def test_the_sample_household_is_entered_and_left(page: Page, address: str) -> None:
    page.get_by_role("button", name="Try with a sample household").click()
    expect(page.get_by_role("heading", level=1, name="Home")).to_be_visible()
    expect(page.get_by_text("Sample household.")).to_be_visible()
    go(page, "Accounts")
    expect(page.get_by_text("Joint Checking").first).to_be_visible()

    page.get_by_role("button", name="Back to my own").click()
    expect(page.get_by_text("Sample household.")).to_have_count(0)

    expect(page.get_by_text("Joint Checking")).to_have_count(0)
    assert ask(address, "/api/stats")["total_transactions"] == 0

"""Budgets: set one, see it overspent, drill to its rows, take it back. Goals: put money aside."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from scripts.running import ask
from tests.browser.acts import becomes, go
from tests.browser.conftest import OpenPage, settle

DEMO = "budgetapp_profile=demo"


@pytest.fixture
def sample(address: str, open_page: OpenPage) -> Page:
    """A sample household that may be changed."""
    return open_page(address, demo=True)


def coffee(address: str) -> dict[str, Any]:
    rows = ask(address, "/api/budgets", cookie=DEMO)
    return next(dict(row) for row in rows if row["category_short_desc"] == "coffee")


@pytest.mark.browser
def test_a_budget_is_set_seen_overspent_drilled_into_and_taken_back(
    sample: Page, address: str
) -> None:
    before = coffee(address)
    # The newest period with coffee to speak of: this month may have begun today.
    go(sample, "Budgets")
    sample.get_by_role("button", name="Previous period").click()
    table = sample.get_by_role("region", name="Budgets by category")
    table.get_by_role("button", name="Subcategories of Food").click()
    row = table.get_by_role("row").filter(has=sample.get_by_label("Budget for Coffee"))
    field = row.get_by_label("Budget for Coffee")
    was = field.input_value()

    field.click()
    field.fill("10")
    field.press("Enter")

    expect(row.get_by_text("Over", exact=True)).to_be_visible()
    expect(sample.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    spent = row.get_by_role("link", name="Transactions behind what was spent on Coffee")
    figure = spent.inner_text()
    spent.click()
    expect(sample.get_by_role("heading", level=1, name="Transactions")).to_be_visible()
    settle(sample)
    expect(sample.get_by_text(figure).first).to_be_visible()

    sample.go_back()
    expect(sample.get_by_role("heading", level=1, name="Budgets")).to_be_visible()
    sample.keyboard.press("u")
    table.get_by_role("button", name="Subcategories of Food").click()
    expect(field).to_have_value(was)
    becomes(sample, lambda: coffee(address), before)


@pytest.mark.browser
def test_money_put_aside_for_a_goal_can_be_taken_back(sample: Page, address: str) -> None:
    def saved() -> float:
        goals = ask(address, "/api/goals", cookie=DEMO)
        return float(next(goal["saved"] for goal in goals if goal["name"] == "New roof"))

    before = saved()
    go(sample, "Budgets")
    sample.get_by_role("navigation", name="Budgets").get_by_role("link", name="Goals").click()
    card = sample.get_by_role("article", name="New roof")
    card.get_by_role("button", name="Put money aside").click()
    dialog = sample.get_by_role("dialog")
    dialog.get_by_label("Amount").fill("125")
    dialog.get_by_role("button", name="Put aside", exact=True).click()
    becomes(sample, saved, before + 125)

    sample.keyboard.press("Escape")
    sample.get_by_role("button", name="Undo", exact=True).click()

    becomes(sample, saved, before)

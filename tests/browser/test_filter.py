"""Filtering in one box: completed, told where it is wrong, kept under a name, opened again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.running import ask
from tests.browser.acts import becomes, go
from tests.browser.conftest import PHONE, OpenPage, settle, violations

DEMO = "budgetapp_profile=demo"
REFUSED = "422"  # a filter that means nothing yet is asked about, too


@pytest.fixture
def sample(address: str, open_page: OpenPage) -> Page:
    """The transactions of a sample household that may be changed."""
    page = open_page(f"{address}/transactions", demo=True, allowed=REFUSED)
    settle(page)
    expect(page.get_by_role("grid", name="Transactions")).to_be_focused()  # the keys are there
    return page


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search transactions")


def count_of(page: Page) -> Locator:
    return page.get_by_label("Totals").locator("dd").first


def total(address: str, text: str) -> str:
    from urllib.parse import quote

    found = ask(address, f"/api/transactions/totals?filter={quote(text)}", cookie=DEMO)
    return f"{found['count']:,}"


@pytest.mark.browser
def test_a_filter_is_typed_with_completion_saved_and_opened_again(
    sample: Page, address: str
) -> None:
    box = box_of(sample)
    sample.keyboard.press("/")
    expect(box).to_be_focused()
    box.press_sequentially("catego")
    expect(sample.get_by_role("option", name="category:")).to_be_visible()
    assert violations(sample) == []
    box.press("Tab")
    expect(box).to_have_value("category:")
    box.press_sequentially("coff")
    expect(sample.get_by_role("option")).to_have_text([re.compile("Coffee")])
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("category:coffee ")
    box.press_sequentially("out>5")
    box.press("Enter")
    expect(sample).to_have_url(re.compile("filter=category%3Acoffee\\+out%3E5"))
    expect(count_of(sample)).to_have_text(total(address, "category:coffee out>5"))

    sample.get_by_role("button", name="Saved views").click()
    sample.get_by_role("menuitem", name="Save this filter…").click()
    sample.get_by_role("textbox", name="Name").fill("Dear coffee")
    sample.get_by_role("button", name="Save view").click()
    expect(sample).to_have_url(re.compile("view=Dear\\+coffee"))

    go(sample, "Home")
    sample.keyboard.press("Control+k")
    find = sample.get_by_role("textbox", name="Find or do")
    find.fill("dear cof")
    expect(sample.get_by_role("dialog").get_by_text("Dear coffee")).to_be_visible()
    find.press("Enter")
    expect(box).to_have_value("category:coffee out>5")
    expect(sample.get_by_role("button", name="View: Dear coffee")).to_be_visible()
    expect(count_of(sample)).to_have_text(total(address, "category:coffee out>5"))


@pytest.mark.browser
def test_what_is_wrong_is_underlined_and_put_right(sample: Page, address: str) -> None:
    box = box_of(sample)
    box.fill("catgory:food date:2025")
    box.press("Enter")

    alert = sample.get_by_role("alert").filter(has_text="There is no field “catgory”")
    expect(alert).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(sample.locator("[aria-hidden] [data-wrong]")).to_have_text("catgory")
    assert violations(sample) == []
    sample.get_by_role("button", name="Use category").click()

    expect(box).to_have_value("category:food date:2025")
    expect(alert).to_have_count(0)
    expect(count_of(sample)).to_have_text(total(address, "category:food date:2025"))


@pytest.mark.browser
def test_a_condition_is_put_together_and_views_are_looked_after(sample: Page, address: str) -> None:
    sample.get_by_role("button", name="Condition").click()
    form = sample.get_by_role("dialog", name="Condition")
    form.get_by_role("combobox", name="Field").click()
    sample.get_by_role("option", name="Account").click()
    form.get_by_role("combobox", name="Value").fill("joint c")
    sample.get_by_role("option", name="Joint Checking").click()
    form.get_by_role("button", name="Add to the filter").click()
    expect(box_of(sample)).to_have_value('account:"Joint Checking"')
    sample.get_by_role("button", name="Saved views").click()
    sample.get_by_role("menuitem", name="Save this filter…").click()
    sample.get_by_role("textbox", name="Name").fill("Joint")
    sample.get_by_role("button", name="Save view").click()

    sample.get_by_role("button", name="View: Joint").click()
    sample.get_by_role("menuitem", name="Manage views…").click()
    name = sample.get_by_role("textbox", name="Name of Joint")
    expect(name).to_be_visible()
    assert violations(sample) == []
    name.fill("Ours")
    name.press("Enter")
    becomes(
        sample,
        lambda: [view["name"] for view in ask(address, "/api/views", cookie=DEMO)],
        ["Ours"],
    )
    sample.get_by_role("button", name="Delete Ours").click()
    becomes(sample, lambda: ask(address, "/api/views", cookie=DEMO), [])


@pytest.mark.browser
def test_it_fits_a_phone(open_page: OpenPage, sample_address: str) -> None:
    page = open_page(
        f"{sample_address}/transactions?filter=category:food+amount%3E50",
        demo=True,
        size=PHONE,
        allowed=REFUSED,
    )
    settle(page)
    box = box_of(page)
    expect(box).to_have_value("category:food amount>50")
    box.click()
    box.press("End")
    box.press_sequentially(" acc")
    expect(page.get_by_role("option").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


@pytest.mark.browser
def test_typing_goes_on_while_rows_come_and_go(sample: Page, address: str) -> None:
    box = box_of(sample)
    box.fill("qzxqzx")
    expect(sample.get_by_text("Nothing matches")).to_be_visible()
    box.fill("")
    box.press_sequentially("coffee")

    expect(count_of(sample)).to_have_text(total(address, "coffee"))
    expect(sample.get_by_role("grid", name="Transactions")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("coffee")

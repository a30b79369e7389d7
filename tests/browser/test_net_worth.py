"""A gap between a bank's word and the transactions: seen, explained, mended, undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import answered
from tests.browser.conftest import PHONE, OpenPage, settle, violations


@pytest.fixture
def sample(address: str, open_page: OpenPage) -> Page:
    """The net worth of a sample household that may be changed."""
    page = open_page(f"{address}/net-worth", demo=True)
    settle(page)
    return page


@pytest.mark.browser
def test_a_gap_in_net_worth_is_explained_and_mended(sample: Page) -> None:
    changed = sample.get_by_role("region", name="What changed it")
    expect(changed).to_contain_text("Not explained")
    assert violations(sample) == []
    accounts = sample.get_by_role("region", name="Accounts")
    accounts.get_by_role("row", name=re.compile("Discover Card")).get_by_role(
        "link", name="1 gap to explain"
    ).click()
    drawer = sample.get_by_role("dialog", name="Discover Card")
    gap = drawer.get_by_role("region", name="Gaps")
    expect(gap).to_contain_text(re.compile(r"Stated .*, the transactions make .* apart\."))
    expect(gap).to_contain_text(re.compile(r"seem(s)? to be here twice: .*, just what is missing"))
    expect(drawer.get_by_role("region", name="Stated balances")).to_contain_text("Apart")
    assert violations(sample) == []

    gap.get_by_role("button", name=re.compile("^Delete")).click()

    expect(gap).to_have_count(0)
    expect(drawer.get_by_role("region", name="Stated balances")).to_contain_text("Agrees")
    sample.get_by_role("button", name="Undo").click()
    expect(gap).to_be_visible()


@pytest.mark.browser
def test_a_car_is_valued_and_counts(sample: Page) -> None:
    accounts = sample.get_by_role("region", name="Accounts")
    accounts.get_by_role("link", name="Subaru Outback").click()
    values = sample.get_by_role("dialog", name="Subaru Outback").get_by_role(
        "region", name="Stated balances"
    )
    values.get_by_role("button", name="Add a value").click()
    values.get_by_label("Worth").fill("9,999.50")
    with answered(sample, "/api/accounts/"):
        values.get_by_role("button", name="Add", exact=True).click()
    expect(values.get_by_role("listitem").first).to_contain_text("$9,999.50")
    sample.goto(sample.url.split("/accounts")[0] + "/net-worth")
    expect(accounts.get_by_role("row", name=re.compile("Subaru"))).to_contain_text("$9,999.50")
    expect(sample.get_by_role("region", name="What changed it")).to_contain_text("Revalued")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_net_worth_fits_a_phone(sample_address: str, open_page: OpenPage, scheme: str) -> None:
    page = open_page(f"{sample_address}/net-worth?range=90d", demo=True, size=PHONE, theme=scheme)
    settle(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert violations(page) == []

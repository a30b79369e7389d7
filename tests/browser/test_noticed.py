"""An insight is opened down to its rows, put aside, and taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import answered
from tests.browser.conftest import OpenPage, settle, violations
from tests.browser.test_screens import overflow

NOTICED = "/api/insights/noticed"


@pytest.mark.browser
def test_an_insight_is_drilled_to_its_rows_put_aside_and_taken_back(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    post = page.request.post
    account = page.request.get(f"{address}/api/accounts").json()[0]
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    for text, amount in (("OVERDRAFT", "35.00"), ("WIRE FEE", "15.00")):
        row = {"description": text, "amount": amount, "category": "bank_fee", "date": today}
        made = post(f"{address}/api/transactions", data={**row, "account_id": account["id"]})
        assert made.ok, made.text()

    page.reload()
    home = page.get_by_role("region", name="Noticed")
    expect(home.get_by_role("link", name="Bank Fee: $50.00")).to_be_visible()
    home.get_by_role("link", name="All 1").click()
    card = page.get_by_role("region", name="Out of the ordinary")
    heading = card.get_by_role("heading", name="Bank Fee: $50.00")
    expect(heading).to_be_visible()
    settle(page)
    assert violations(page) == []

    card.get_by_role("link", name="Show the transactions").click()
    expect(page.get_by_text("Wire Fee").or_(page.get_by_text("WIRE FEE")).first).to_be_visible()
    expect(page.get_by_text("$50.00").first).to_be_visible()

    page.go_back()
    with answered(page, f"{NOTICED}/dismiss"):
        card.get_by_role("button", name="Put aside: Bank Fee").click()
    expect(heading).to_have_count(0)
    page.get_by_role("button", name="Put aside (1)").click()
    expect(page.get_by_role("button", name="Bring back: Bank Fee")).to_be_visible()
    with answered(page, r"/api/operations/\d+/undo"):
        page.get_by_role("button", name="Undo").click()
    expect(heading).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    settle(page)
    assert overflow(page) == 0

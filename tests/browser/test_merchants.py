"""Two merchants that look alike become one, are found as one, and are two again by undo."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import answered
from tests.browser.conftest import OpenPage, settle


@pytest.mark.browser
def test_look_alikes_are_merged_renamed_and_brought_back(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/merchants?search=philz", demo=True)
    grid = page.get_by_role("grid", name="Merchants")
    expect(grid.get_by_role("row")).to_have_count(3)  # with the head

    # What a merge changes is said before it is made.
    page.get_by_role("button", name="1 pair alike").click()
    page.get_by_role("button", name="Merge Philz into Philz Coffee").click()
    merging = page.get_by_role("dialog", name="Merge into Philz Coffee")
    expect(merging.get_by_role("status")).to_contain_text("1 transaction of Philz will be of")
    with answered(page, "/api/merchants/merge$"):
        merging.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_role("dialog", name="Maybe the same merchant").get_by_role(
        "button", name="Close"
    ).click()
    expect(grid.get_by_role("row")).to_have_count(2)

    # It has a name of the owner's from then on, in the list of transactions as well.
    grid.get_by_text("Philz Coffee").click()
    panel = page.get_by_role("dialog", name="Merchant")
    panel.get_by_role("button", name="Rename Philz Coffee").click()
    with answered(page, "/api/merchants/name", "PUT"):
        page.keyboard.type("Corner coffee")
        page.keyboard.press("Enter")
    total = panel.get_by_role("link", name="in Transactions").inner_text().split(" ")[0]
    panel.get_by_role("link", name="in Transactions").click()
    expect(page.get_by_label("Totals")).to_contain_text(re.compile(rf"{total}\s*transactions"))
    expect(page.get_by_role("grid").get_by_text("Corner coffee").first).to_be_visible()

    # The last word first, undo makes the merchants two again.
    page.goto(f"{address}/history")
    settle(page)
    for summary in ("Renamed Philz Coffee to Corner coffee", "Merged Philz into Philz Coffee"):
        with answered(page, "/undo$"):
            page.get_by_role("button", name=f"Undo: {summary}").click()
        expect(page.get_by_text(f"Undid: {summary}").first).to_be_visible()
    page.goto(f"{address}/merchants?search=philz")
    expect(grid.get_by_role("row")).to_have_count(3)

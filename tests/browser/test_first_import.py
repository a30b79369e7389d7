"""The main job: a bank's file in, looked at, saved, reviewed, reported, and undone."""

import pytest
from playwright.sync_api import Page, expect

from scripts.running import ask
from tests.browser.acts import SAMPLES, becomes, choose_category, drop_file, go
from tests.browser.conftest import OpenPage

# What the owner types for lines that nothing is known about, and where that files them.
FILED = {"GAS STATION": "gas", "GREEN GROCER": "groceries", "ELECTRIC UTILITY": "electric"}
SPENT = 225.82
# That rows were reviewed since is said by a 409, which a browser notes on its console.
ASKS_FIRST = r"409 \(Conflict\)"


@pytest.mark.browser
def test_a_file_becomes_spending_and_can_be_undone(address: str, open_page: OpenPage) -> None:
    page = open_page(address, allowed=ASKS_FIRST)
    expect(page.get_by_role("heading", level=1, name="Welcome")).to_be_visible()
    add_an_account(page)
    look_at_the_file(page)
    save_it(page)
    waiting = ask(address, "/api/stats")["pending_review"]
    assert waiting >= len(FILED)

    review_from_the_keyboard(page, waiting)
    becomes(page, lambda: ask(address, "/api/stats")["confirmed"], 5)
    see_the_spending(page, address)

    undo_the_import(page)
    becomes(page, lambda: ask(address, "/api/stats")["total_transactions"], 0)


def add_an_account(page: Page) -> None:
    page.get_by_role("link", name="Add an account").click()
    form = page.get_by_role("dialog", name="New account")
    form.get_by_label("Name").fill("Everyday card")
    form.get_by_label("Bank or company").fill("Discover")
    form.get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name="Credit card").click()
    form.get_by_role("button", name="Add account").click()
    expect(page.get_by_text("Everyday card is added.")).to_be_visible()
    page.keyboard.press("Escape")


def look_at_the_file(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Home").click()
    zone = page.get_by_label("Bank files: drop here, or press Enter to choose")
    drop_file(page, zone, SAMPLES / "csv/discover_card.csv")
    expect(page.get_by_role("heading", level=1, name="Import")).to_be_visible()
    expect(page.get_by_role("heading", name="discover_card.csv")).to_be_visible()
    expect(page.get_by_text("CSV, Discover")).to_be_visible()
    expect(page.get_by_text("GREEN GROCER MARKET").first).to_be_visible()
    expect(page.get_by_text(f"${SPENT}")).to_be_visible()
    page.get_by_role("combobox", name="Into account").click()
    page.get_by_role("option", name="Everyday card").click()


def save_it(page: Page) -> None:
    page.get_by_role("button", name="Import 5 rows").click()
    result = page.get_by_role("status", name="Result of discover_card.csv")
    expect(result).to_contain_text("5 imported")


def review_from_the_keyboard(page: Page, waiting: int) -> None:
    """Decide line by line: accept what is suggested, else type a few letters of a category."""
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1, name="Review")).to_be_visible()
    for left in range(waiting, 0, -1):
        expect(page.get_by_role("status").get_by_text(f"{left} left")).to_be_visible()
        current = page.locator("article[aria-current=true]")
        expect(current).to_be_focused()
        words = current.inner_text().upper()
        letters = next((typed for line, typed in FILED.items() if line in words), None)
        if letters is None:
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("c")
            choose_category(page, letters)
    expect(page.get_by_text("All done")).to_be_visible()


def see_the_spending(page: Page, address: str) -> None:
    page.goto(f"{address}/spending?period=2024-01")
    expect(page.get_by_role("region", name="Summary")).to_contain_text(f"${SPENT}")
    for amount in ("$45.20", "$62.40", "$118.22"):
        expect(page.get_by_role("table").get_by_text(amount).first).to_be_visible()
    report = ask(address, "/api/reports/spending?month=2024-01")
    assert report["total"] == SPENT
    assert [(one["reason"], one["count"]) for one in report["left_out"]] == [("transfer", 1)]


def undo_the_import(page: Page) -> None:
    go(page, "Import")
    page.get_by_role("button", name="Undo the import of discover_card.csv").click()
    sure = page.get_by_role("dialog")
    expect(sure).to_contain_text("reviewed")
    sure.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("list", name="Past imports").get_by_text("Undone")).to_be_visible()

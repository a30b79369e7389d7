"""A year's cash flow: from the year to a category, to its rows, and the figures stay the same."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, settle

YEAR = "/cash-flow?year=2025"
SCHEME = "data-mantine-color-scheme"
PNG = b"\x89PNG\r\n\x1a\n"


def text(locator: Locator) -> str:
    return locator.inner_text().strip()


def expect_total(page: Page, name: str, figure: str) -> None:
    """Wait until that is one of the totals that stand over the list of transactions."""
    expect(page.get_by_role("heading", level=1, name="Transactions")).to_be_visible()
    term = page.get_by_label("Totals").locator("div", has=page.get_by_text(name, exact=True))
    expect(term.locator("dd")).to_have_text(figure)


@pytest.mark.browser
def test_from_a_year_to_the_rows_of_a_figure(open_page: OpenPage, sample_address: str) -> None:
    page = open_page(sample_address + YEAR, demo=True)
    settle(page)
    categories = page.get_by_role("region", name="By category")
    expect(categories.get_by_text("Groceries", exact=True)).to_have_count(0)
    categories.get_by_role("button", name="Subcategories of Food").click()
    page.get_by_role("button", name="Jun 2 – Jun 15").click()
    expect(categories.get_by_role("heading", name="By category, Jun 2 – Jun 15")).to_be_visible()

    figure = categories.get_by_role("row", name="Groceries").get_by_role("link").first
    groceries = text(figure)
    figure.click()

    assert groceries.startswith("$")
    expect_total(page, "Net", f"−{groceries}")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("column", "name", "sign"), [("Income", "Net", "+"), ("Expenses", "Net", "−")]
)
def test_a_spans_figures_lead_to_their_rows(
    open_page: OpenPage, sample_address: str, column: str, name: str, sign: str
) -> None:
    page = open_page(sample_address + YEAR, demo=True)
    settle(page)
    row = page.get_by_role("region", name="Period by period").get_by_role(
        "row", name="Jun 2 – Jun 15"
    )
    place = ["Income", "Expenses"].index(column)
    figure = text(row.get_by_role("link").nth(place))
    row.get_by_role("link").nth(place).click()
    expect_total(page, name, f"{sign}{figure}")


@pytest.mark.browser
def test_what_is_not_counted_is_listed(open_page: OpenPage, sample_address: str) -> None:
    page = open_page(sample_address + YEAR, demo=True)
    settle(page)
    left = page.get_by_role("region", name="Not counted").get_by_role("link", name="transfers")
    count = text(left).split()[0]
    left.click()
    expect_total(page, "transactions", count)


@pytest.mark.browser
def test_a_chart_is_read_by_keys_as_a_table_and_taken_along(
    open_page: OpenPage, sample_address: str, tmp_path: Path
) -> None:
    page = open_page(sample_address + YEAR, demo=True)
    settle(page)
    course = page.get_by_role("region", name="Course of the year")
    drawing = course.get_by_role("application")
    expect(drawing).to_have_accessible_name(re.compile("^2025 by 14 days: 27 values from Jan 1"))
    drawing.focus()
    page.keyboard.press("ArrowRight")
    expect(course.get_by_role("status")).to_contain_text("Jan 13 – Jan 26")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="By category, Jan 13 – Jan 26")).to_be_visible()

    course.get_by_role("button", name="save or print").click()
    with page.expect_download() as picture:
        page.get_by_role("menuitem", name="Save the picture as PNG").click()
    picture.value.save_as(tmp_path / "picture.png")
    assert picture.value.suggested_filename == "2025-by-14-days.png"
    content = (tmp_path / "picture.png").read_bytes()
    assert content.startswith(PNG)
    assert len(content) > 10_000

    course.get_by_role("button", name="save or print").click()
    with page.expect_download() as figures:
        page.get_by_role("menuitem", name="Save the figures as CSV").click()
    figures.value.save_as(tmp_path / "figures.csv")
    lines = (tmp_path / "figures.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Days,Income,Expenses,Left since January"
    assert len(lines) == 28

    course.get_by_role("button", name="show as a table").click()
    first = course.get_by_role("table").get_by_role("row").nth(1)
    shown = text(first).replace("$", "").replace(",", "").replace("−", "-").split("\t")
    assert shown == lines[1].split(",")


@pytest.mark.browser
def test_streams_lead_to_rows(open_page: OpenPage, sample_address: str) -> None:
    page = open_page(sample_address + "/cash-flow?by=flow&period=2025-06", demo=True)
    settle(page)
    food = page.get_by_role("group", name="Streams of June 2025").get_by_role("link", name="Food,")
    amount = (food.get_attribute("aria-label") or "").split(", ")[1]
    food.click()
    expect_total(page, "Net", f"−{amount}")


@pytest.mark.browser
def test_paper_is_white_at_night_too(open_page: OpenPage, sample_address: str) -> None:
    page = open_page(sample_address + YEAR, demo=True, theme="dark")
    settle(page)
    scheme = page.locator("html")
    expect(scheme).to_have_attribute(SCHEME, "dark")
    page.emulate_media(media="print")
    expect(scheme).to_have_attribute(SCHEME, "light")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(scheme).to_have_attribute(SCHEME, "dark")

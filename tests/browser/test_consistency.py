"""The books' standing: always in sight, red where something is wrong, mended and taken back."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import answered
from tests.browser.conftest import OpenPage, settle, violations

RULE = "What is marked as split has parts, and nothing else"
PLANT = (
    "UPDATE transactions SET has_splits = 1 WHERE id ="
    " (SELECT min(id) FROM transactions WHERE NOT has_splits)"
)


@pytest.fixture
def sample(address: str, open_page: OpenPage) -> Page:
    """A sample household that may be changed."""
    return open_page(f"{address}/consistency", demo=True)


@pytest.mark.browser
def test_a_planted_violation_is_shown_with_its_row_and_mended(sample: Page, tmp_path: Path) -> None:
    standing = sample.get_by_role("region", name="How the books stand")
    expect(standing).to_contain_text("3 balances differ")
    file = tmp_path / "BudgetApp" / "sample-household" / "budget.db"
    with closing(sqlite3.connect(file, timeout=30)) as connection, connection:
        connection.execute(PLANT)

    sample.get_by_role("button", name="Check everything now").click()
    rule = sample.get_by_role("region", name=RULE)
    expect(rule).to_contain_text("is marked as split and has no parts")
    # Sums are kept of parts, where a row is marked as split: the mark alone leaves the row out.
    expect(sample.get_by_role("region", name="Kept sums are what the rows come to")).to_be_visible()
    expect(standing).to_contain_text("2 problems found")
    badge = sample.get_by_role("navigation", name="Main").get_by_role("link", name="2 problems")
    expect(badge).to_be_visible()
    settle(sample)
    assert violations(sample) == []

    rule.get_by_role("link").first.click()
    expect(sample).to_have_url(re.compile(r"/transactions\?open=\d+"))
    expect(sample.get_by_role("dialog")).to_be_visible()
    sample.go_back()

    sample.get_by_role("button", name=f"Correct the marks: {RULE}").click()
    expect(sample.get_by_text("1 row mended.")).to_be_visible()
    expect(rule).to_be_hidden()
    expect(standing).to_contain_text("3 balances differ")

    with answered(sample, "/undo$"):
        sample.get_by_role("button", name="Undo", exact=True).click()
    sample.get_by_role("button", name="Check everything now").click()
    expect(rule).to_be_visible()

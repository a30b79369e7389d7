"""The adviser in a browser: a question, an answer whose figures lead to their rows, a mark, a delete."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, settle, violations
from tests.fakes.ai_http import Says
from tests.fakes.messages_server import MessagesServer, messages_server


@pytest.fixture(scope="module")
def provider() -> Iterator[MessagesServer]:
    with messages_server() as fake:
        fake.script = _answer
        yield fake


def _answer(body: dict[str, Any]) -> Says:
    """Word the month's spending as the facts tell it, and invent one number."""
    spent = re.search(
        r"^(F\d+): Spending, .* so far: about (\$[\d,]+)$", body["system"][1]["text"], re.MULTILINE
    )
    assert spent is not None
    return Says(f"You have spent about **{spent[2]}** [{spent[1]}], 4321 less than others.")


@pytest.fixture
def household(address: str, provider: MessagesServer, open_page: OpenPage) -> Page:
    """A new household with one purchase of this month, whose owner has agreed to ask an AI."""
    page = open_page(f"{address}/insights?tab=adviser")
    request = page.context.request
    settings = {
        "ai_provider": "anthropic",
        "anthropic_base_url": provider.url,
        "anthropic_api_key": provider.key,
    }
    assert request.post(f"{address}/api/settings", data=settings).ok
    terms = request.get(f"{address}/api/ai").json()["terms"]
    assert request.post(f"{address}/api/ai/consent", data=terms).ok
    account = {"name": "Checking", "institution": "Bank", "account_type": "checking"}
    made = request.post(f"{address}/api/accounts", data=account)
    assert made.ok, made.text()
    today = request.get(f"{address}/api/insights/snapshot").json()["today"]
    row = {
        "account_id": made.json()["id"],
        "date": today,
        "description": "CORNER MARKET",
        "amount": 86.2,
        "category": "groceries",
    }
    assert request.post(f"{address}/api/transactions", data=row).ok
    page.reload()
    return page


@pytest.mark.browser
def test_an_answer_leads_to_the_rows_behind_it(household: Page) -> None:
    page = household
    expect(page.get_by_role("button", name="Look at everything")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="What is sent").click()
    preview = page.get_by_role("dialog", name="What is sent")
    expect(preview).to_contain_text("F1: Today")
    expect(preview).not_to_contain_text("86.20")
    assert violations(page) == []
    page.keyboard.press("Escape")

    question = page.get_by_role("textbox", name="Your question")
    question.fill("What did I spend?")
    question.press("Enter")

    answer = page.get_by_role("article", name="Adviser")
    expect(answer).to_contain_text("One number here has no figure of yours behind it.")
    expect(answer.get_by_role("mark")).to_contain_text("4321")
    assert violations(page) == []
    page.reload()
    answer.get_by_role("button", name=re.compile("^Fact .*Spending")).click()
    fact = page.get_by_role("dialog", name=re.compile("Spending"))
    expect(fact).to_contain_text("$86.20")
    expect(fact).to_contain_text("The model was told: about $90")
    fact.get_by_role("link", name="Show the transactions").click()
    expect(page.get_by_role("heading", level=1, name="Transactions")).to_be_visible()
    expect(page.get_by_text("CORNER MARKET").first).to_be_visible()

    page.go_back()
    page.get_by_role("button", name="Actions for What did I spend?").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Actions for What did I spend?")).to_have_count(0)
    expect(page.get_by_role("button", name="Look at everything")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_insights_fit_a_phone_and_say_what_to_set(
    sample_address: str, open_page: OpenPage, scheme: str
) -> None:
    page = open_page(f"{sample_address}/insights?tab=adviser", demo=True, size=PHONE, theme=scheme)
    settle(page)
    expect(page.get_by_text("The adviser is not set up")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert violations(page) == []

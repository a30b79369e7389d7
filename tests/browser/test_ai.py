"""The AI is asked for the first time: what it would be told is read, and sent, and taken back."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.acts import answered, becomes
from tests.browser.conftest import OpenPage
from tests.fakes.messages_server import MessagesServer
from tests.services.ai.categorizing import answering

FILE = """Date,Description,Amount
2025-05-02,OQUIST BRELLIN INDN:MARTA ALVAREZ CO ID:12345,-12.40
2025-05-09,OQUIST BRELLIN INDN:MARTA ALVAREZ CO ID:12345,-13.10
2025-05-11,KWYND PLARTH 503-555-0142,-31.00
"""


@pytest.mark.browser
def test_the_first_questions_are_read_sent_and_taken_back(
    open_page: OpenPage, address: str, claude_server: MessagesServer
) -> None:
    claude_server.script = answering("home_supplies", reason="A hardware shop.")
    page = open_page(address)
    import_file(page, address)
    key = {"ai_provider": "anthropic", "anthropic_api_key": claude_server.key}
    wishes = {**key, "anthropic_base_url": claude_server.url, "owner_names": "Marta Alvarez"}
    assert page.request.post(f"{address}/api/settings", data=wishes).ok

    # What is told of each merchant is there to read, word for word, before anything is sent.
    page.goto(f"{address}/review")
    page.get_by_role("button", name="Ask the AI about 2 merchants").click()
    dialog = page.get_by_role("dialog", name="Ask the AI")
    told = dialog.get_by_role("region", name="What is told of each merchant")
    row = told.get_by_role("row").filter(has_text="OQUIST BRELLIN")
    expect(row.locator("mark").first).to_have_text("owner")
    dialog.get_by_text("Exactly as sent").click()
    raw = dialog.get_by_role("region", name="The requests, word for word")
    expect(raw).to_contain_text("KWYND PLARTH [phone]")
    expect(raw).not_to_contain_text("ALVAREZ")

    # Nothing can be sent before the owner has agreed.
    send = dialog.get_by_role("button", name="Send")
    expect(send).to_be_disabled()
    assert claude_server.asked == []
    dialog.get_by_role("checkbox", name="I agree").check()
    with answered(page, "/api/ai/categorize"):
        send.click()
    expect(page.get_by_text("The AI suggested categories for 3 transactions")).to_be_visible()
    group = page.get_by_text("Home Supplies").first
    expect(group).to_be_visible()
    [asked] = claude_server.asked
    assert "ALVAREZ" not in asked.raw
    assert "555-0142" not in asked.raw

    # Suggestions wait, and one undo takes all of them back.
    with answered(page, "/undo"):
        page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("No suggestion yet").first).to_be_visible()
    becomes(page, lambda: waiting(page, address), [None, None, None])


def import_file(page: Page, address: str) -> None:
    """A file with lines that nothing knows, imported behind the screens."""
    file: FilePayload = {"name": "may.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    staged = page.request.post(
        f"{address}/api/import/preview", multipart={"account_id": "1", "file": file}
    ).json()
    job = page.request.post(
        f"{address}/api/import/staged/{staged['staged_id']}/commit", data={}
    ).json()
    state = f"{address}/api/jobs/{job['job_id']}"
    becomes(page, lambda: page.request.get(state).json()["state"], "done")


def waiting(page: Page, address: str) -> list[str | None]:
    """What is suggested for each row that waits."""
    rows = page.request.get(f"{address}/api/transactions/pending").json()["items"]
    return [row["predicted_category"] for row in rows]

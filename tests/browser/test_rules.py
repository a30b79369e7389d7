"""A rule is written against the past, saved, applied to what is there, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import answered, choose_category
from tests.browser.conftest import PHONE, OpenPage, settle, violations

RULES = "/api/rules"


def counts(address: str, page: object, text: str) -> int:
    answer = page.context.request.get(  # type: ignore[attr-defined]
        f"{address}/api/transactions", params={"filter": text, "limit": 1}
    )
    return int(answer.json()["total"])


@pytest.mark.browser
def test_a_rule_is_tried_saved_applied_to_the_past_and_undone(
    address: str, open_page: OpenPage
) -> None:
    # A condition that can't be understood is answered by 422, which a browser notes.
    page = open_page(f"{address}/rules?kind=own", demo=True, allowed="422")
    tagged = "description:/^SQ \\*/ tag:stall"
    page.get_by_role("button", name="Write a rule").click()
    editor = page.get_by_role("dialog", name="New rule")

    # What a rule can't ask is said at its place; what it would have done shows while it is typed.
    editor.get_by_role("button", name="File under: none").click()
    choose_category(page, "Coffee")
    condition = editor.get_by_label("When a transaction is like this")
    condition.fill("description:/^SQ \\*/ category:coffee")
    condition.blur()
    expect(editor.get_by_role("alert").filter(has_text="can't ask for category")).to_be_visible()
    expect(editor.get_by_role("button", name="Save")).to_be_disabled()
    with answered(page, f"{RULES}/backtest"):
        condition.fill("description:/^SQ \\*/")
        condition.blur()
    tried = editor.get_by_role("region", name="Tried on the past")
    found = tried.get_by_role("status").filter(has_text=re.compile(r"Finds [\d,]+ transactions"))
    expect(found).to_be_visible()
    editor.get_by_role("button", name="And also").click()
    page.get_by_role("menuitem", name="Tag").click()
    with answered(page, f"{RULES}/backtest"):
        editor.get_by_label("Tag", exact=True).fill("stall")
        editor.get_by_label("Name").click()
    page.keyboard.type("Market stalls")
    assert violations(page) == []
    with answered(page, f"{RULES}$"):
        editor.get_by_role("button", name="Save").click()

    # The past is another question: how many it changes is said before.
    applying = page.get_by_role("dialog", name="Apply to the past")
    assert counts(address, page, tagged) == 0
    applying.get_by_role("radio", name="And all that you confirmed").check()
    apply = applying.get_by_role("button", name=re.compile(r"Apply to [\d,]+ transactions"))
    said = int(re.sub(r"\D", "", apply.inner_text()))
    with answered(page, f"{RULES}/\\d+/apply"):
        apply.click()
    expect(page.get_by_text(f"Applied the rule to {said:,} transactions")).to_be_visible()
    assert counts(address, page, tagged) > 0

    with answered(page, "/undo$"):
        page.get_by_role("button", name="Undo").click()
    assert counts(address, page, tagged) == 0
    expect(page.get_by_role("list", name="Your rules").get_by_text("Market stalls")).to_be_visible()


@pytest.mark.browser
def test_rules_on_a_phone_are_moved_by_buttons(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}/rules", demo=True, size=PHONE, theme="dark")
    for query in ("first thing", "second thing"):
        rule = {"query": query, "actions": [{"kind": "leave_out"}]}
        assert page.context.request.post(f"{address}{RULES}", data=rule).ok
    page.goto(f"{address}/rules?kind=own")
    settle(page)
    with answered(page, f"{RULES}/order", "PUT"):
        page.get_by_role("button", name="Move second thing up").click()
    rows = page.get_by_role("list", name="Your rules").get_by_role("listitem")
    expect(rows.first).to_contain_text("second thing")
    assert violations(page) == []

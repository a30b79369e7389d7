"""What a person does on a page, as far as it takes more than a click."""

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, Response, expect

SAMPLES = Path(__file__).parents[1] / "data/samples"
_MAKE_TRANSFER = """([name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name));
    return transfer;
}"""


def drop_file(page: Page, onto: Locator, file: Path) -> None:
    """Drag a file from the desktop onto a part of the page."""
    content = base64.b64encode(file.read_bytes()).decode()
    transfer = page.evaluate_handle(_MAKE_TRANSFER, [file.name, content])
    for event in ("dragenter", "dragover", "drop"):
        onto.dispatch_event(event, {"dataTransfer": transfer})


@contextmanager
def answered(page: Page, path: str, method: str = "POST") -> Iterator[None]:
    """Wait until the server has said yes to what is asked inside.

    What a page shows may be what was typed, or what it expects to come of it. Whoever then asks
    behind its back, or leaves it, has to know that the request went through.
    """

    def is_it(response: Response) -> bool:
        asked = response.request
        return asked.method == method and re.search(path, response.url) is not None and response.ok

    with page.expect_response(is_it):
        yield


def becomes(page: Page, read: Callable[[], object], expected: object) -> None:
    """Wait until what is read behind the screens is as expected: pages don't wait for the server."""
    for _ in range(100):
        found = read()
        if found == expected:
            return
        page.wait_for_timeout(100)
    assert found == expected


# Screens that are a tab of an entry of the sidebar.
TABS = {
    "Cash flow": "Reports",
    "Net worth": "Reports",
    "Goals": "Budgets",
    "History": "Settings",
    "What left this computer": "Settings",
}


def go(page: Page, screen: str) -> None:
    """Open a screen from the sidebar, by its tab where it is one."""
    entry = TABS.get(screen, screen)
    page.get_by_role("navigation", name="Main").get_by_role("link", name=entry).click()
    if entry != screen:
        page.get_by_role("navigation", name=entry).get_by_role("link", name=screen).click()
    expect(page.get_by_role("heading", level=1, name=screen)).to_be_visible()


def choose_category(page: Page, letters: str) -> None:
    """Take the best match in the category list that is open."""
    search = page.get_by_placeholder("Type to find")
    expect(search).to_be_focused()
    search.fill(letters)
    search.press("Enter")

"""Take the pictures of the README: every screen of the sample household, as it is now."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.browser import MISSING, SWITCHES, get_browser
from scripts.running import ROOT, running_app, web_app

TARGET = ROOT / "docs/screenshots"
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
STATEMENT = ROOT / "tests/data/samples/csv/chase_checking.csv"


@dataclass(frozen=True)
class Picture:
    """One picture: which screen, and how it is looked at; `prepare` does what goes before."""

    name: str
    path: str
    dark: bool = False
    size: str = "desk"
    prepare: Callable[[Page], None] | None = None


def choose_file(page: Page) -> None:
    """Choose a bank's file, and wait for its preview."""
    page.locator("input[type=file]").first.set_input_files(STATEMENT)
    page.get_by_role("button", name="Import").first.wait_for()


PICTURES = (
    Picture("home", "/"),
    Picture("home-phone", "/", size="phone"),
    Picture("review", "/review"),
    Picture("review-phone", "/review", size="phone"),
    Picture("transactions", "/transactions"),
    Picture("transactions-dark", "/transactions?search=market", dark=True),
    Picture("spending", "/spending"),
    Picture("spending-dark", "/spending", dark=True),
    Picture("accounts", "/accounts"),
    Picture("import", "/import", prepare=choose_file),
    Picture("categories", "/categories"),
    Picture("rules", "/rules"),
    Picture("history", "/history"),
    Picture("settings", "/settings"),
)


def main() -> int:
    """Take all pictures, or those that are named."""
    executable = get_browser()
    if executable is None:
        print(MISSING, file=sys.stderr)
        return 1
    wanted = [picture for picture in PICTURES if picture.name in (sys.argv[1:] or [picture.name])]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, web = Path(folder) / "BudgetApp", web_app(Path(folder) / "web")
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        with running_app(home, web) as address:
            for picture in wanted:
                _take(browser, address, picture)
        browser.close()
    return 0


def _take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport=PHONE if picture.size == "phone" else DESK,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="en-US",
    )
    context.request.post(f"{address}/api/demo")
    page = context.new_page()
    page.goto(address + picture.path)
    page.get_by_role("heading", level=1).wait_for()
    if picture.prepare:
        picture.prepare(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # charts measure themselves after the last answer
    page.screenshot(path=TARGET / f"{picture.name}.png")
    context.close()
    print(picture.name)


if __name__ == "__main__":
    sys.exit(main())

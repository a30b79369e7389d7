"""Take the pictures of the README: every screen of the sample household, as it is now."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, ViewportSize, expect, sync_playwright

from scripts.browser import MISSING, SWITCHES, get_browser
from scripts.running import ROOT, running_app, web_app

TARGET = ROOT / "docs/screenshots"
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
STATEMENT = ROOT / "tests/data/samples/csv/chase_checking.csv"


@dataclass(frozen=True)
class Picture:
    """One picture: which screen, and how it is looked at; `prepare` does what goes before.

    It is of the sample household, or of a new one: banks are no part of the sample.
    """

    name: str
    path: str
    dark: bool = False
    size: str = "desk"
    is_sample: bool = True
    prepare: Callable[[Page], None] | None = None


def choose_file(page: Page) -> None:
    """Choose a bank's file, and wait for its preview."""
    page.locator("input[type=file]").first.set_input_files(STATEMENT)
    page.get_by_role("combobox", name="Into account").click()
    page.get_by_role("option", name="Joint Checking").click()
    page.get_by_role("button", name="Import 5 rows").wait_for()


def do_something(page: Page) -> None:
    """Review, file, delete and merge, and take one of it back, so that there is a history."""
    origin = "/".join(page.url.split("/")[:3])
    ask = page.request
    queue = ask.get(f"{origin}/api/transactions/review-queue").json()["groups"]
    for group in queue[:4]:
        filed = [
            {"transaction_id": row["id"], "category_short_desc": group["predicted_category"]}
            for row in group["transactions"]
        ]
        ask.post(f"{origin}/api/transactions/bulk-review", data={"items": filed})
    rows = ask.get(f"{origin}/api/transactions?search=parking&limit=3").json()["items"]
    ids = {"transaction_ids": [row["id"] for row in rows]}
    deleted = ask.post(f"{origin}/api/transactions/bulk-delete", data=ids)
    ask.post(f"{origin}/api/operations/{deleted.headers['x-operation-id']}/undo")
    ask.post(f"{origin}/api/categories/boba/merge", data={"target_short_desc": "coffee"})
    ask.post(f"{origin}/api/categories", data={"display_name": "Bicycle", "parent": None})
    page.reload()
    page.get_by_role("heading", level=1).wait_for()


def ask_why(page: Page) -> None:
    """Open the reasons of the first suggestion."""
    page.get_by_role("button", name="Why ").first.click()
    page.get_by_text("What would change it").wait_for()


def connect_banks(page: Page) -> None:
    """Connect two made-up banks, of which one wants a new login."""
    from tests.fakes.plaid_server import PlaidServer

    origin = "/".join(page.url.split("/")[:3])
    ask = page.request
    with PlaidServer(environment="production") as plaid:
        keys = plaid.settings()
        keys["plaid_production_secret"] = keys.pop("plaid_secret")
        ask.post(f"{origin}/api/settings", data=keys)
        for bank, name in (("ins_109508", "First Platypus Bank"), ("ins_109511", "Tartan Bank")):
            token = plaid.bank.public_token(bank, ["transactions"])
            about = {"institution_id": bank, "institution_name": name}
            grant = {"provider": "plaid", "grant": token, **about}
            login = ask.post(f"{origin}/api/connections/link/finish", data=grant).json()
            choices = [{"id": each["id"], "choice": "new"} for each in login["accounts"]]
            path = f"{origin}/api/connections/{login['id']}"
            ask.post(f"{path}/accounts", data={"choices": choices})
            _sync(page, path)
        plaid.bank.items[-1].require_login()
        _sync(page, path)
    page.reload()
    page.get_by_role("link", name="Repair").wait_for()


def read_what_left(page: Page) -> None:
    """Connect two made-up banks, unless another picture did, and look at what they were asked."""
    start = page.url
    origin = "/".join(start.split("/")[:3])
    if not page.request.get(f"{origin}/api/connections").json()["items"]:
        page.goto(f"{origin}/accounts")
        connect_banks(page)
    page.goto(start)
    page.get_by_role("heading", name="Today").wait_for()


def _sync(page: Page, path: str) -> None:
    """Bring a login up to date; the stream of what happens ends when that does."""
    run = page.request.post(f"{path}/sync").json()["run_id"]
    origin = "/".join(page.url.split("/")[:3])
    page.request.get(f"{origin}/api/sync/runs/{run}/events")


PICTURES = (
    Picture("home", "/"),
    Picture("home-phone", "/", size="phone"),
    Picture("review", "/review"),
    Picture("review-phone", "/review", size="phone"),
    Picture("why", "/review", prepare=ask_why),
    Picture("transactions", "/transactions"),
    Picture("transactions-dark", "/transactions?search=market", dark=True),
    Picture("spending", "/spending"),
    Picture("spending-dark", "/spending", dark=True),
    Picture("cash-flow", "/cash-flow?by=month"),
    Picture("streams", "/cash-flow?by=flow&period=2026-10", dark=True),
    Picture("net-worth", "/net-worth"),
    Picture("net-worth-phone", "/net-worth", dark=True, size="phone"),
    Picture("recurring", "/recurring"),
    Picture("recurring-phone", "/recurring", dark=True, size="phone"),
    Picture("bills", "/bills", dark=True),
    Picture("consistency", "/consistency"),
    Picture("budgets", "/budgets"),
    Picture("budgets-phone", "/budgets", size="phone"),
    Picture("goals", "/goals"),
    Picture("accounts", "/accounts"),
    Picture("connect", "/connect", is_sample=False),
    Picture("connections", "/accounts", is_sample=False, prepare=connect_banks),
    Picture("import", "/import", prepare=choose_file),
    Picture("categories", "/categories"),
    Picture("rules", "/rules?kind=own&rule=new&query=merchant:amazon+out<50&for=amazon"),
    Picture("merchants", "/merchants"),
    Picture("accuracy", "/accuracy"),
    Picture("insights", "/insights"),
    Picture("outbound", "/outbound", is_sample=False, prepare=read_what_left),
    Picture("settings", "/settings"),
    Picture("history", "/history", prepare=do_something),  # last: it changes something
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


def _name_the_usual_folder(route: Route) -> None:
    """Show where data usually lie, and not the passing folder of the pictures."""
    status = route.fetch().json()
    route.fulfill(json={**status, "data_folder": "~/BudgetApp/sample-household"})


def _take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport=PHONE if picture.size == "phone" else DESK,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="en-US",
    )
    if picture.is_sample:
        context.request.post(f"{address}/api/demo")
    context.route("**/api/status", _name_the_usual_folder)
    page = context.new_page()
    page.goto(address + picture.path)
    page.get_by_role("heading", level=1).wait_for()
    if picture.prepare:
        picture.prepare(page)
    page.wait_for_load_state("networkidle")
    expect(page.locator("main .mantine-Skeleton-root")).to_have_count(0)
    page.wait_for_timeout(500)  # charts measure themselves after the last answer
    page.screenshot(path=TARGET / f"{picture.name}.png")
    context.close()
    print(picture.name)


if __name__ == "__main__":
    sys.exit(main())

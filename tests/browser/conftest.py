"""A browser, the running app, and a page that complains about every error on its console."""

import datetime as dt
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from backend.core.config import Config
from scripts.browser import MISSING, SWITCHES, find_browser
from scripts.running import ROOT, running_app, web_app
from tests.templates import new_sample_household

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 15_000
PICTURES = ROOT / "test-results"
_FAILED = pytest.StashKey[bool]()

OpenPage = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Remember whether the test failed, for the picture of its page."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    executable = find_browser()
    assert executable is not None, MISSING
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return web_app(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="package")
def today() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def address(tmp_path: Path, web: Path, today: dt.datetime) -> Iterator[str]:
    """A new household's app; the sample household, which takes seconds to make, is there."""
    new_sample_household(Config(data_folder=tmp_path / "BudgetApp"), today)
    with running_app(tmp_path / "BudgetApp", web) as address:
        yield address


@pytest.fixture(scope="package")
def sample_address(tmp_path_factory: pytest.TempPathFactory, web: Path) -> Iterator[str]:
    """One app for all tests that only look at the sample household, which it makes itself."""
    with running_app(tmp_path_factory.mktemp("sample") / "BudgetApp", web) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages; the test fails if one has an error on its console that is not `allowed`."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(
        url: str,
        *,
        theme: str = "light",
        size: dict[str, int] | None = None,
        demo: bool = False,
        allowed: str = "$^",
    ) -> Page:
        context = browser.new_context(
            viewport=size or DESK,  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            locale="en-US",
            has_touch=size == PHONE,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        if demo:
            origin = "/".join(url.split("/")[:3])
            assert context.request.post(f"{origin}/api/demo").ok
        page = context.new_page()

        def note(text: str) -> None:
            if not re.search(allowed, text):
                errors.append(text)

        page.on("console", lambda said: note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.goto(url)
        return page

    yield open_page
    if request.node.stash.get(_FAILED, False):
        _keep_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(address: str, open_page: OpenPage) -> Page:
    """A new household's first page, at a desk.

    The address comes before the page, here and wherever a test asks for both: what is made last
    is closed first, and a page that outlives its server complains.
    """
    return open_page(address)


def _keep_pictures(contexts: list[BrowserContext], name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        plain = re.sub(r"[^\w.-]+", "-", name)
        page.screenshot(path=PICTURES / f"{plain}-{number}.png", full_page=True)


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page at rest, with the elements that it is about."""
    come_to_rest(page)
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: "
        + " | ".join(" ".join(hit["html"].split())[:200] for hit in rule["nodes"][:3])
        for rule in found
    ]


def come_to_rest(page: Page) -> None:
    """Wait until no color or place is on its way to another: half-way contrast is nobody's."""
    page.evaluate(
        """async () => {
            const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
            const ends = () => document.getAnimations()
                .filter((motion) => motion.playState === "running"
                    && motion.effect.getComputedTiming().endTime !== Infinity);
            do {
                await frame();
                await frame();
                await Promise.allSettled(ends().map((motion) => motion.finished));
            } while (ends().length > 0);
        }"""
    )


def settle(page: Page) -> None:
    """Wait until nothing is being fetched and the charts are drawn."""
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

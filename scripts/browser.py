"""Finding a Chromium for the browser journeys, or getting one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
_INSTALLERS = (
    (
        "apt-get",
        "update -qq",
        "-o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends chromium fonts-dejavu-core",
    ),
    ("dnf", "", "install -y -q chromium"),
    ("pacman", "", "-S --noconfirm --needed chromium"),
    ("apk", "", "add --quiet chromium"),
)
_PLAYWRIGHT_SECONDS = 300
_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
MISSING = (
    "The browser journeys need Chrome or Chromium, and none could be found or installed. "
    "Install one (on Debian or Ubuntu: sudo apt install chromium) and try again."
)


def find_browser() -> Path | None:
    """Return an installed Chrome or Chromium, the machine's before Playwright's own."""
    for command in _COMMANDS:
        found = shutil.which(command)
        if found and _starts(found):
            return Path(found)
    for place in map(Path, _ELSEWHERE):
        if place.is_file():
            return place
    own = _playwrights_own()
    return own if own.is_file() and _starts(str(own)) else None


def get_browser() -> Path | None:
    """Return a browser, installed now if there was none; `None` when nothing helped."""
    return find_browser() or _by_playwright() or _by_the_system()


def _starts(command: str) -> bool:
    """Whether the browser starts: some are mere notes that a snap, or a library, is missing."""
    if os.name == "nt":
        return True  # there, asking for the version opens a window
    return subprocess.run([command, "--version"], capture_output=True, check=False).returncode == 0


def _playwrights_own() -> Path:
    """Ask Playwright, in a process of its own: a second one beside a running one is refused."""
    asked = subprocess.run(
        [sys.executable, "-c", _ASK_PLAYWRIGHT], capture_output=True, text=True, check=True
    )
    return Path(asked.stdout.strip())


def _by_playwright() -> Path | None:
    print("No Chrome or Chromium found: trying Playwright's installer", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    nowhere = subprocess.DEVNULL
    try:
        subprocess.run(
            command, check=False, timeout=_PLAYWRIGHT_SECONDS, stdout=nowhere, stderr=nowhere
        )
    except subprocess.TimeoutExpired:
        print(f"It did not end within {_PLAYWRIGHT_SECONDS} s", flush=True)
    return find_browser()


def _by_the_system() -> Path | None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for manager, refresh, install in _INSTALLERS:
        if shutil.which(manager) is None:
            continue
        print(f"Trying {manager}", flush=True)
        for arguments in filter(None, (refresh, install)):
            command = [*_as_root(), manager, *arguments.split()]
            subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)
        return find_browser()
    return None


def _as_root() -> list[str]:
    """Return what makes a command run with rights: nothing for root, else sudo, which never asks."""
    if os.name == "nt" or os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") else []

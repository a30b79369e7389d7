"""The app in a process of its own, with the web app as its sources are now."""

import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts import node

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "backend/web"
_START_SECONDS = 60
_PORTS = (20_000, 32_000)
_RUN = "from backend.cli import main; main()"


def free_port() -> int:
    """Return a port that nobody listens on, from a range that no system hands out by itself.

    Between looking and listening, one of those might go to anybody who connects anywhere.
    """
    while True:
        port = random.randrange(*_PORTS)  # noqa: S311 - not a secret
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def web_app(folder: Path) -> Path:
    """Return the built web app: the installed one if no source is newer, else one made now."""
    given = os.environ.get("BUDGET_APP_FRONTEND_DIR")
    if given:
        return Path(given)
    if _is_fresh(BUILT):
        return BUILT
    node.build(node.machine_npm() or node.wheel_npm(), FRONTEND, folder)
    return folder


def _is_fresh(built: Path) -> bool:
    index = built / "index.html"
    sources = [FRONTEND / "package.json", FRONTEND / "index.html"]
    sources += [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    newest = max(path.stat().st_mtime for path in sources)
    return index.is_file() and index.stat().st_mtime >= newest


@contextlib.contextmanager
def running_app(home: Path, web: Path) -> Iterator[str]:
    """Run `budgetapp serve` on the data folder `home`; yield its address."""
    port = free_port()
    environment = {
        **os.environ,
        "BUDGET_APP_HOME": str(home),
        "BUDGET_APP_FRONTEND_DIR": str(web),
        "PYTHONPATH": str(ROOT),
    }
    home.mkdir(parents=True, exist_ok=True)
    with (
        (home / "server.log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-c", _RUN, "serve", "--port", str(port)],
            cwd=home,
            env=environment,
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            address = f"http://localhost:{port}"
            _wait_until_up(process, address, home / "server.log")
            yield address
        finally:
            process.terminate()


def _wait_until_up(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            ask(address, "/health")
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The app did not start: {log.read_text()}") from None
            time.sleep(0.1)
        else:
            return


def ask(address: str, path: str, *, cookie: str = "") -> Any:
    """Return what the app answers, to check behind the screens."""
    request = urllib.request.Request(address + path, headers={"Cookie": cookie})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)

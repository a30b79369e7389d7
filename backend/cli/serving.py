"""Starting the web app from the command line."""

import os
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from dataclasses import replace

from backend.core.config import Config

_WAIT_SECONDS = 30.0
_LAST_SECONDS = 3


def serve(config: Config, *, host: str, port: int | None, open_browser: bool, demo: bool) -> None:
    """Run the web app until it is stopped.

    A port that is taken is an error, said before anything starts.
    """
    import uvicorn

    from backend.main import create_app

    chosen = port or config.port
    _check_free(host, chosen)
    _check_password(host)
    address = f"http://localhost:{chosen}"
    hosts = config.allowed_hosts if host in ("127.0.0.1", "::1") else (*config.allowed_hosts, host)
    app = create_app(replace(config, allowed_hosts=hosts))
    if open_browser:
        page = f"{address}/?demo=1" if demo else address
        threading.Thread(target=_open_when_up, args=(address, page), daemon=True).start()
    print(f"Budget App is at {address} (Ctrl+C stops it)")
    try:
        uvicorn.run(
            app,
            host=host,
            port=chosen,
            log_level="warning",
            access_log=False,
            # A page that watches a sync would keep the app from closing until its bank answers.
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
    except SystemExit:  # with a code of uvicorn's own; it has said why
        sys.exit(1)


def _check_password(host: str) -> None:
    """Refuse to let others in, where nothing would stop them."""
    from backend.cli.household import household
    from backend.services.in_force import SettingsInForce
    from backend.services.lock import PasswordNeededError

    if host in ("localhost", "::1") or host.startswith("127."):
        return
    with household() as profile:
        if SettingsInForce(profile.budget, profile.settings).now().password_hash is None:
            raise PasswordNeededError(host)


def _check_free(host: str, port: int) -> None:
    from backend.core.errors import ConflictError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConflictError(
                f"Port {port} is in use: Budget App may be running already at "
                f"http://localhost:{port}. Stop it, or choose another port with --port."
            ) from error


def _open_when_up(address: str, page: str) -> None:
    """Open the page once the app answers."""
    until = time.monotonic() + _WAIT_SECONDS
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({})).open  # a proxy is elsewhere
    while time.monotonic() < until:
        try:
            with ask(f"{address}/health", timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    webbrowser.open(page)

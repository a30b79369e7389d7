"""A local server that speaks Plaid's protocol, with a bank that changes and fails on demand.

    with PlaidServer() as plaid:
        item = plaid.bank.new_item()
        plaid.script("/transactions/sync", None, PlaidError("INTERNAL_SERVER_ERROR"))

By hand: `python -m tests.fakes.plaid_server --port 8090` prints the settings to give the app.
"""

import argparse
import itertools
import threading
from collections import defaultdict, deque
from contextlib import suppress
from typing import Any, Self

from tests.fakes.plaid import link_page
from tests.fakes.plaid.bank import INSTITUTIONS, Bank, Item
from tests.fakes.plaid.endpoints import Endpoints
from tests.fakes.plaid.faults import (
    Changed,
    Cut,
    Drop,
    Fault,
    Meanwhile,
    PlaidError,
    Raw,
    Slow,
    html,
)
from tests.fakes.plaid.handler import Call, PlaidHttp
from tests.fakes.plaid.rules import check_request

__all__ = [
    "Bank", "Changed", "Cut", "Drop", "Item", "Meanwhile", "PlaidError", "PlaidServer", "Raw",
    "Slow", "html",
]  # fmt: skip

CLIENT_ID = "client-of-the-tests"
SECRET = "secret-of-the-tests"


class PlaidServer:
    """Serves from when it is entered until it is left, on a free port of this computer."""

    def __init__(self, *, environment: str = "sandbox", port: int = 0) -> None:
        self.bank = Bank(environment)
        self.endpoints = Endpoints(self.bank)
        self.calls: list[Call] = []
        self._faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self.leaving = threading.Event()
        self._http = PlaidHttp(self, port)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Self:
        serve = self._http.serve_forever
        threading.Thread(target=serve, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leaving.set()
        self._http.shutdown()
        self._http.server_close()
        if self._http.mistakes:
            raise self._http.mistakes[0]

    def settings(self) -> dict[str, str]:
        """The app's settings that lead here."""
        return {
            "plaid_client_id": CLIENT_ID,
            "plaid_secret": SECRET,
            "plaid_env": self.bank.environment,
            "plaid_base_url": self.url,
            "plaid_link_js_url": self.url + link_page.SCRIPT_PATH,
        }

    def script(self, path: str, *faults: Fault | None) -> None:
        """What happens at the next calls of a path, one each; None is a call that goes well."""
        with self._lock:
            self._faults[path].extend(faults)

    def always(self, path: str, fault: Fault | None) -> None:
        """What happens at every call of a path from now on; None ends that."""
        with self._lock:
            self._always.pop(path, None)
            if fault is not None:
                self._always[path] = fault

    def bodies(self, path: str) -> list[dict[str, Any]]:
        """What was asked of a path so far."""
        return [call.body for call in self.calls if call.path == path]

    def next_request_id(self) -> str:
        return f"req{next(self._numbers):012d}"

    def next_fault(self, path: str) -> Fault | None:
        with self._lock:
            if self._faults[path]:
                return self._faults[path].popleft()
            return self._always.get(path)

    def answer(self, call: Call) -> dict[str, Any]:
        """Plaid's answer to a call, by its rules."""
        with self._lock:
            _check_keys(call)
            if call.path not in self.endpoints.by_path:
                raise PlaidError("NOT_FOUND", status=404)
            check_request(call.path, call.body)
            return self.endpoints.by_path[call.path](call.body)

    def finish_link(self, body: dict[str, Any]) -> dict[str, Any]:
        """What Link's own page asks for when the owner is through."""
        with self._lock:
            institution_id = body["institution_id"]
            token = self.bank.finish_link(body["link_token"], institution_id)
            item = self.bank.public_tokens[token]
            name = INSTITUTIONS[item.institution_id]
            told = link_page.metadata(item.institution_id, name, item.accounts)
            return {"public_token": token, "metadata": told}


def _check_keys(call: Call) -> None:
    given = (
        call.headers.get("plaid-client-id") or call.body.get("client_id"),
        call.headers.get("plaid-secret") or call.body.get("secret"),
    )
    if given != (CLIENT_ID, SECRET):
        message = "invalid client_id or secret provided"
        raise PlaidError("INVALID_API_KEYS", kind="INVALID_INPUT", message=message)
    if call.headers.get("content-type", "").split(";")[0] != "application/json":
        raise PlaidError("INVALID_HEADERS")


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--environment", choices=("sandbox", "production"), default="sandbox")
    chosen = parser.parse_args()
    with PlaidServer(environment=chosen.environment, port=chosen.port) as plaid:
        for key, value in plaid.settings().items():
            print(f"{key.upper()}={value}", flush=True)  # noqa: T201 - the purpose of a hand trial
        with suppress(KeyboardInterrupt):
            plaid.leaving.wait()


if __name__ == "__main__":
    main()

"""A local server that speaks Plaid's protocol, with a bank that changes and fails on demand.

    with PlaidServer() as plaid:
        item = plaid.bank.new_item()
        plaid.script("/transactions/sync", None, problem("INTERNAL_SERVER_ERROR", status=500))

By hand: `python -m tests.fakes.plaid_server --port 8090` prints the settings to give the app.
"""

import argparse
import itertools
import json
import sys
import threading
import time
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.plaid import link_page
from tests.fakes.plaid.bank import INSTITUTIONS, Bank, Item
from tests.fakes.plaid.endpoints import Endpoints
from tests.fakes.plaid.faults import (
    Changed,
    Cut,
    Drop,
    Fault,
    Meanwhile,
    PlaidProblem,
    Raw,
    Slow,
    as_json,
    html,
)
from tests.fakes.plaid.rules import check_request

__all__ = [
    "Bank", "Changed", "Cut", "Drop", "Item", "Meanwhile", "PlaidProblem", "PlaidServer", "Raw",
    "Slow", "html",
]  # fmt: skip

CLIENT_ID = "client-of-the-tests"
SECRET = "secret-of-the-tests"


@dataclass(frozen=True)
class Call:
    """A request that came in; `at` by a clock that only goes forward."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    at: float


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
        self._http = _Http(self, port)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> "PlaidServer":
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
                raise PlaidProblem("NOT_FOUND", status=404)
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
        raise PlaidProblem("INVALID_API_KEYS", kind="INVALID_INPUT", message=message)
    if call.headers.get("content-type", "").split(";")[0] != "application/json":
        raise PlaidProblem("INVALID_HEADERS")


class _Http(ThreadingHTTPServer):
    """The server; a mistake of the fake's own must fail the test, not look like a bad network."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, plaid: PlaidServer, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.plaid = plaid
        self.mistakes: list[BaseException] = []

    def handle_error(self, *_: object) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.mistakes.append(error)


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    server: _Http

    @property
    def plaid(self) -> PlaidServer:
        return self.server.plaid

    def log_message(self, *_: object) -> None:  # a test's output is its own
        pass

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == link_page.SCRIPT_PATH:
            self._send(200, link_page.script(self.plaid.url), {"Content-Type": "text/javascript"})
        elif path == link_page.FRAME_PATH:
            self._send(200, link_page.frame(INSTITUTIONS), {"Content-Type": "text/html"})
        else:
            self._send(404, b"{}")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        request_id = self.plaid.next_request_id()
        try:
            body = json.loads(self.rfile.read(length))
        except ValueError:
            problem = PlaidProblem("INVALID_BODY")
            self._send(problem.status, as_json(problem.body(request_id)))
            return
        if self.path == link_page.FINISH_PATH:
            self._finish_link(body, request_id)
            return
        headers = {key.lower(): value for key, value in self.headers.items()}
        call = Call(self.path, body, headers, time.monotonic())
        self.plaid.calls.append(call)
        self._answer(call, self.plaid.next_fault(call.path), request_id)

    def _finish_link(self, body: dict[str, Any], request_id: str) -> None:
        try:
            self._send(200, as_json(self.plaid.finish_link(body)))
        except PlaidProblem as problem:
            self._send(problem.status, as_json(problem.body(request_id)))

    def _answer(self, call: Call, fault: Fault | None, request_id: str) -> None:
        if isinstance(fault, Raw):
            self._send(fault.status, fault.body, dict(fault.headers))
        elif isinstance(fault, Drop) and not fault.is_done:
            self._drop()
        else:
            self._answer_from_bank(call, fault, request_id)

    def _answer_from_bank(self, call: Call, fault: Fault | None, request_id: str) -> None:
        if isinstance(fault, Slow):
            self.plaid.leaving.wait(fault.seconds)
        if isinstance(fault, Meanwhile):
            fault.happen()
        try:
            if isinstance(fault, PlaidProblem):
                raise fault
            answer = {**self.plaid.answer(call), "request_id": request_id}
        except PlaidProblem as problem:
            self._send(problem.status, as_json(problem.body(request_id)), problem.headers)
            return
        if isinstance(fault, Changed):
            answer = fault.change(answer)
        if isinstance(fault, Drop):
            self._drop()
        elif isinstance(fault, Cut):
            self._cut(as_json(answer), fault)
        else:
            self._send(200, as_json(answer))

    def _cut(self, data: bytes, fault: Cut) -> None:
        if fault.is_declared:
            self._send(200, data[: fault.at_byte])
            return
        self._send(200, data[: fault.at_byte], {"Content-Length": str(len(data))})
        self._drop()

    def _drop(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(2)

    def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        sent = {"Content-Type": "application/json", "Content-Length": str(len(data))}
        with suppress(OSError):  # whoever asked may have gone: it had a time limit
            self.send_response(status)
            for key, value in (sent | (headers or {})).items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--environment", choices=("sandbox", "production"), default="sandbox")
    chosen = parser.parse_args()
    with PlaidServer(environment=chosen.environment, port=chosen.port) as plaid:
        for key, value in plaid.settings().items():
            print(f"{key.upper()}={value}")  # noqa: T201 - the purpose of a hand trial
        with suppress(KeyboardInterrupt):
            plaid.leaving.wait()


if __name__ == "__main__":
    main()

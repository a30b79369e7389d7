"""The fake's HTTP: takes a call, lets the bank answer it, and damages the answer as told."""

import json
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.fakes.plaid import link_page
from tests.fakes.plaid.bank import INSTITUTIONS
from tests.fakes.plaid.faults import (
    Changed,
    Cut,
    Drop,
    Fault,
    Meanwhile,
    PlaidError,
    Raw,
    Slow,
    as_json,
)

if TYPE_CHECKING:
    from tests.fakes.plaid_server import PlaidServer


@dataclass(frozen=True)
class Call:
    """A request that came in; `at` by a clock that only goes forward."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    at: float


class PlaidHttp(ThreadingHTTPServer):
    """The server; a mistake of the fake's own must fail the test, not look like a bad network."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, plaid: "PlaidServer", port: int) -> None:
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
    disable_nagle_algorithm = True  # or each answer on a kept connection waits 40 ms

    server: PlaidHttp

    @property
    def plaid(self) -> "PlaidServer":
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
            problem = PlaidError("INVALID_BODY")
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
        except PlaidError as problem:
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
            if isinstance(fault, PlaidError):
                raise fault
            answer = {**self.plaid.answer(call), "request_id": request_id}
        except PlaidError as problem:
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

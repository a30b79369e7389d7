"""A server that speaks SimpleFIN as the Bridge does, with failures on demand."""

import base64
import datetime as dt
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

DAY = 86400
LONGEST_WINDOW = 90 * DAY
PASSWORD = "p4ss-never-shown-0123456789"
USER = "USER0123456789ABCDEF"


@dataclass(frozen=True)
class Failure:
    """What the next question gets in place of an answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False  # promises more than it sends
    hang_seconds: float = 0


@dataclass
class Bridge:
    """A SimpleFIN server's state: banks, accounts, rows; and what it was asked."""

    url: str = ""
    user: str = USER
    password: str = PASSWORD
    connections: list[dict[str, Any]] = field(default_factory=list)
    accounts: list[dict[str, Any]] = field(default_factory=list)
    errlist: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    silent_banks: set[str] = field(default_factory=set)  # accounts without any rows
    speaks: int = 2
    revoked: bool = False
    claims: list[str] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    _tokens: set[str] = field(default_factory=set)

    @property
    def access_url(self) -> str:
        return self.url.replace("://", f"://{self.user}:{self.password}@") + "/simplefin"

    @property
    def page_url(self) -> str:
        return f"{self.url}/simplefin/create"

    def setup_token(self, name: str = "DEMO") -> str:
        """Make a token, as the page does for the owner."""
        self._tokens.add(name)
        return base64.b64encode(f"{self.url}/simplefin/claim/{name}".encode()).decode()

    def claim(self, name: str) -> bool:
        self.claims.append(name)
        good = name in self._tokens
        self._tokens.discard(name)
        return good

    def add_bank(self, conn_id: str = "CON-1", name: str = "First Bank") -> str:
        self.connections.append({"conn_id": conn_id, "name": name, "org_name": name})
        return conn_id

    def add_account(
        self, account_id: str = "ACT-1", *, bank: str = "CON-1", name: str = "Checking (1234)",
        balance: str = "1000.00", **more: Any,
    ) -> dict[str, Any]:  # fmt: skip
        account = {
            "id": account_id, "name": name, "conn_id": bank, "currency": "USD",
            "balance": balance, "balance-date": moment("2025-06-15"), "transactions": [], **more,
        }  # fmt: skip
        self.accounts.append(account)
        return account

    def add_row(
        self, row_id: str, day: str, amount: str, description: str = "SHOP",
        *, account: int = 0, pending: bool = False, **more: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """Add a row; `amount` has the bank's sign: money out is negative."""
        when = moment(day)
        row = {"id": row_id, "posted": 0 if pending else when, "transacted_at": when}
        row |= {"amount": amount, "description": description} | more
        if pending:
            row["pending"] = True
        self.accounts[account]["transactions"].append(row)
        return row

    def post(self, old_id: str, new_id: str, day: str, *, account: int = 0, **more: Any) -> None:
        """Let a pending row become a posted one, with an id of its own and no link to the old."""
        rows = self.accounts[account]["transactions"]
        [pending] = [row for row in rows if row["id"] == old_id]
        rows.remove(pending)
        posted = {k: v for k, v in pending.items() if k != "pending"}
        rows.append({**posted, "id": new_id, "posted": moment(day), **more})

    def answer(self, query: dict[str, str]) -> dict[str, Any]:
        version = 2 if query.get("version") == "2" and self.speaks == 2 else 1
        start, end = int(query.get("start-date", 0)), int(query.get("end-date", 2**40))
        told = list(self.errlist)
        if "start-date" in query and end - start > LONGEST_WINDOW:
            start = end - LONGEST_WINDOW
            told.append({"code": "gen.api", "msg": "The range was capped at 90 days."})
        shown = [self._account(a, query, start, end, version) for a in self.accounts]
        if version == 1:
            texts = [entry["msg"] for entry in told]
            return {"errors": self.errors + texts, "accounts": shown}
        document = {"errlist": told, "connections": self.connections, "accounts": shown}
        return document | ({"errors": self.errors} if self.errors else {})

    def _account(
        self, account: dict[str, Any], query: dict[str, str], start: int, end: int, version: int
    ) -> dict[str, Any]:
        shown = {key: value for key, value in account.items() if key != "transactions"}
        if query.get("balances-only") != "1":
            shown["transactions"] = [
                row
                for row in account["transactions"]
                if account["conn_id"] not in self.silent_banks
                and (not isinstance(row, dict) or start <= _when(row) < end)
                and (query.get("pending") == "1" or not row.get("pending"))
            ]
        if version == 1:
            bank = shown.pop("conn_id")
            [name] = [c["org_name"] for c in self.connections if c["conn_id"] == bank]
            shown["org"] = {"name": name, "domain": "bank.example"}
        return shown


def moment(day: str) -> int:
    """Noon of a day, as the Bridge dates rows."""
    noon = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), dt.UTC)
    return int(noon.timestamp())


def _when(row: dict[str, Any]) -> int:
    return int(row.get("posted") or row.get("transacted_at") or 0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bridge: Bridge

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self._fails():
            return
        name = urlsplit(self.path).path.removeprefix("/simplefin/claim/")
        if self.bridge.claim(name):
            self._send(200, self.bridge.access_url.encode() + b"\n", "text/plain")
        else:
            self._send(403, b"Forbidden", "text/plain")

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/simplefin/accounts":
            self.bridge.asked.append(query)
        if self._fails():
            return
        if parts.path == "/simplefin/info":
            self._json({"versions": ["1.0", "2.0"]})
        elif parts.path != "/simplefin/accounts":
            self._send(404, b"{}")
        elif self.bridge.revoked or self.headers.get("Authorization") != self._wanted():
            self._send(403, b'{"errors": ["Forbidden"]}')
        else:
            self._json(self.bridge.answer(query))

    def _wanted(self) -> str:
        pair = f"{self.bridge.user}:{self.bridge.password}".encode()
        return f"Basic {base64.b64encode(pair).decode()}"

    def _fails(self) -> bool:
        failure = self.bridge.failures.pop(0) if self.bridge.failures else None
        if failure is None or failure == Failure():
            return False
        if failure.hang_seconds:
            threading.Event().wait(failure.hang_seconds)
        if failure.cut:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b'{"accounts": [')
        else:
            self._send(failure.status, failure.body, headers=failure.headers)
        self.close_connection = True
        return True

    def _json(self, document: Any) -> None:
        self._send(200, json.dumps(document).encode())

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that did not wait for the answer; tell of all else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def simplefin_server() -> Iterator[Bridge]:
    """Run a server on a free port of this computer."""
    bridge = Bridge()
    handler = type("Handler", (_Handler,), {"bridge": bridge})
    server = _Server(("127.0.0.1", 0), handler)
    bridge.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield bridge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

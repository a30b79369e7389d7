"""What the fake AI servers share: a scripted answer a question, over real HTTP."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Says:
    """An answer: thoughts, words, then calls of tools as (name, input).

    Attributes:
        cut_after: in a stream, how many pieces of text come before the line goes dead.
        is_cut_cleanly: whether the stream then ends as if all were well.
        error_after: in a stream, how many pieces of text come before an error event.
        pause_seconds: how long the server thinks before each piece.
    """

    text: str = ""
    tools: tuple[tuple[str, dict[str, Any]], ...] = ()
    thinks: str = ""
    stop_reason: str | None = None
    input_tokens: int = 100
    output_tokens: int = 20
    cache_read: int = 0
    cache_write: int = 0
    cut_after: int | None = None
    is_cut_cleanly: bool = False
    error_after: int | None = None
    pause_seconds: float = 0

    @classmethod
    def json(cls, answer: Any, **more: Any) -> "Says":
        return cls(json.dumps(answer), **more)

    @property
    def pieces(self) -> list[str]:
        """The text as it streams."""
        return [self.text[at : at + 7] for at in range(0, len(self.text), 7)]


@dataclass(frozen=True)
class Fails:
    """A failure, as the provider words it; `raw` goes out in the place of its JSON."""

    status: int
    kind: str = "api_error"
    message: str = "It failed."
    headers: dict[str, str] = field(default_factory=dict)
    details: dict[str, Any] | None = None
    raw: str | None = None
    content_type: str = "application/json"


Answer = Says | Fails
Script = Callable[[dict[str, Any]], Answer]


@dataclass
class Asked:
    """A question as it arrived."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    raw: str


@dataclass
class AiServer:
    """A fake AI server: what it says next, and what it was asked.

    `script` gives the answer to a question; what stands in `queue` comes first.
    """

    key: str = "sk-test-0123456789abcdef"
    models: tuple[str, ...] = ()
    script: Script = field(default=lambda _: Says("Hello."))
    queue: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    largest_bytes: int = 1_000_000
    url: str = ""

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [asked.body for asked in self.asked if asked.body]

    def respond(self, handler: "Handler", asked: Asked) -> None:
        """Answer a question, in the provider's way."""
        raise NotImplementedError

    def next_answer(self, body: dict[str, Any]) -> Answer:
        return self.queue.pop(0) if self.queue else self.script(body)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: AiServer

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self._respond(raw)

    def do_GET(self) -> None:
        self._respond("")

    def _respond(self, raw: str) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, json.loads(raw) if raw else {}, headers, raw)
        self.fake.asked.append(asked)
        self.fake.respond(self, asked)

    def send_json(
        self, document: Any, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        self.send_text(json.dumps(document), status, "application/json", headers)

    def send_text(
        self, text: str, status: int, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_events(self, events: Iterable[str], *, pause_seconds: float = 0) -> None:
        """Send server-sent events, as far as they go."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        for event in events:
            if event == DEAD:
                return
            if event == ENDED:
                break
            if pause_seconds:
                time.sleep(pause_seconds)
            data = event.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


DEAD, ENDED = "\0dead", "\0ended"  # the line goes dead; it ends as if all were well


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that did not wait for the answer; tell of all else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(fake: AiServer) -> Iterator[None]:
    """Run a fake on a free port of this computer."""
    handler = type("AiHandler", (Handler,), {"fake": fake})
    server = _Server(("127.0.0.1", 0), handler)
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

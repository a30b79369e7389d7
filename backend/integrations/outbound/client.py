"""The HTTP client behind `http_client`, apart because its library takes a moment to load."""

import time
from collections.abc import Iterator
from typing import Any

import httpx2

from backend.integrations.outbound.gate import Gate, Outgoing, Passage, Purpose
from backend.integrations.outbound.guard import open_door
from backend.integrations.outbound.http import LongestAnswer


class GatedClient(httpx2.Client):
    """The library's client, with the gate before each of its transports (proxies are some)."""

    def __init__(
        self,
        gate: Gate,
        purpose: Purpose,
        secrets: tuple[str, ...],
        longest: LongestAnswer | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._gate, self._purpose, self._secrets = gate, purpose, secrets
        self._longest = longest

    def _transport_for_url(self, url: httpx2.URL) -> httpx2.BaseTransport:
        inner = super()._transport_for_url(url)
        return GatedTransport(inner, self._gate, self._purpose, self._secrets, self._longest)


class GatedTransport(httpx2.BaseTransport):
    """Asks the gate, then another transport."""

    def __init__(
        self,
        inner: httpx2.BaseTransport,
        gate: Gate,
        purpose: Purpose,
        secrets: tuple[str, ...],
        longest: LongestAnswer | None = None,
    ) -> None:
        self._inner, self._gate, self._purpose, self._secrets = inner, gate, purpose, secrets
        self._longest = longest

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request that the gate lets out; its answer is counted while it is read."""
        body = request.read()
        passage = self._gate.begin(
            Outgoing(
                self._purpose,
                request.method,
                str(request.url),
                body,
                _request_size(request, body),
                self._secrets,
            )
        )
        try:
            with open_door():
                response = self._inner.handle_request(request)
        except BaseException as error:
            passage.failed(type(error).__name__)
            raise
        head = _head_size(response.headers)
        response.stream = _Counted(
            response.stream, passage, response.status_code, head, self._longest
        )
        return response


class _Counted(httpx2.SyncByteStream):
    """An answer's bytes as they come in, counted for the passage."""

    def __init__(
        self,
        inner: Any,
        passage: Passage,
        status: int,
        head_bytes: int,
        longest: LongestAnswer | None,
    ) -> None:
        self._inner, self._passage, self._status = inner, passage, status
        self._received, self._longest = head_bytes, longest
        self._begun = time.monotonic()

    def __iter__(self) -> Iterator[bytes]:
        try:
            for chunk in self._inner:
                self._received += len(chunk)
                self._refuse_what_never_ends()
                yield chunk
        except Exception as error:
            self._passage.failed(type(error).__name__, self._received)
            raise

    def _refuse_what_never_ends(self) -> None:
        if self._longest is None:
            return
        if self._received > self._longest.bytes:
            raise httpx2.ReadError("the answer is too long")
        if time.monotonic() - self._begun > self._longest.seconds:
            raise httpx2.ReadError("the answer takes too long")

    def close(self) -> None:
        """Close the connection; what was read by now is all that is read."""
        try:
            self._inner.close()
        finally:
            self._passage.answered(self._status, self._received)


def _head_size(headers: httpx2.Headers) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.raw)


def _request_size(request: httpx2.Request, body: bytes) -> int:
    """Return how many bytes a request has, before encryption: its first line, its head, its body."""
    first_line = len(f"{request.method}  HTTP/1.1\r\n") + len(request.url.raw_path)
    return first_line + _head_size(request.headers) + len("\r\n") + len(body)

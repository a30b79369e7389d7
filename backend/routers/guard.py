"""What every request passes: host and origin checks, size limit, security headers."""

import json
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FORM_OVERHEAD_BYTES = 64 * 1024
_JSON_LIMIT_BYTES = 4 * 1024 * 1024
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"x-dns-prefetch-control", b"off"),  # nobody is asked what a link's name means, unless clicked
]
_CONTENT_POLICY = (
    b"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    b" font-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'"
)

# The page of the API starts its script inside itself.
_DOCS_POLICY = _CONTENT_POLICY + b"; script-src 'self' 'unsafe-inline'"


class Guard:
    """Refuse what does not come from the app's own page or from a local program.

    A page elsewhere can make a browser send requests here; it can't set `Host` to ours, and the
    browser tells its `Origin`. Programs send no `Origin` and pass.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], origins: Iterable[str], upload_limit: int
    ) -> None:
        """Wrap `app`.

        Args:
            app: what answers when the request may pass.
            hosts: names that the app is reached by, without port.
            origins: further origins allowed in development.
            upload_limit: the largest body of an upload in bytes.
        """
        self.app = app
        self.hosts = {host.strip("[]").lower() for host in hosts}
        self.origins = set(origins)
        self.upload_limit = upload_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {key.lower(): value.decode("latin-1") for key, value in scope["headers"]}
        refusal = self._refusal(headers)
        if refusal is not None:
            await _refuse(send, *refusal)
            return
        limit = self._limit(headers)
        if _declared_length(headers) > limit:
            await _refuse(send, 413, _too_large(limit))
            return
        body = _Body(receive, limit)
        answer = _Answer(scope, send, body)
        await self.app(scope, body.receive, answer.send)

    def _refusal(self, headers: dict[bytes, str]) -> tuple[int, str] | None:
        host = headers.get(b"host", "")
        if _name(f"//{host}") not in self.hosts:
            return 403, "This address is not one that Budget App answers to."
        origin = headers.get(b"origin")
        if origin is not None and not self._is_own(origin, host):
            return 403, "Requests from other pages are refused."
        if headers.get(b"sec-fetch-site") == "cross-site" and (
            headers.get(b"sec-fetch-mode") != "navigate"
        ):
            return 403, "Requests from other pages are refused."
        return None

    def _is_own(self, origin: str, host: str) -> bool:
        if origin in self.origins:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()

    def _limit(self, headers: dict[bytes, str]) -> int:
        if headers.get(b"content-type", "").startswith("multipart/"):
            return self.upload_limit + _FORM_OVERHEAD_BYTES
        return _JSON_LIMIT_BYTES


class _Body:
    """The body of a request, which ends where it grows too large."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.limit = limit
        self.is_too_large = False
        self._receive = receive
        self._seen = 0

    async def receive(self) -> Message:
        """Pass the next piece on."""
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self.limit:
            # What reads it sees a client that went away, and stores nothing.
            self.is_too_large = True
            return {"type": "http.disconnect"}
        return message


class _Answer:
    """The answer of a request, with what every answer says besides."""

    def __init__(self, scope: Scope, send: Send, body: _Body) -> None:
        self._scope, self._send, self._body = scope, send, body
        self._is_refused = False

    async def send(self, message: Message) -> None:
        """Pass a piece of the answer on; what it says of a body that was cut off is not meant."""
        if message["type"] == "http.response.start":
            self._is_refused = self._body.is_too_large
            if self._is_refused:
                await _refuse(self._send, 413, _too_large(self._body.limit))
                return
            self._add_headers(message)
        if not self._is_refused:
            await self._send(message)

    def _add_headers(self, message: Message) -> None:
        headers = message.setdefault("headers", [])
        headers.extend(_HEADERS)
        path = self._scope["path"]
        # The page where the owner logs in at a bank brings its own.
        if not any(name == b"content-security-policy" for name, _ in headers):
            policy = _DOCS_POLICY if path == "/docs" else _CONTENT_POLICY
            headers.append((b"content-security-policy", policy))
        if path.startswith("/api"):
            headers.append((b"cache-control", b"no-store"))
        operation = self._scope.get("state", {}).get("operation_id")
        if operation is not None:
            headers.append((b"x-operation-id", str(operation).encode()))


def _name(url: str) -> str:
    if "@" in url:  # a browser never sends one; what stands before it is not our name
        return ""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _declared_length(headers: dict[bytes, str]) -> int:
    text = headers.get(b"content-length", "0")
    return int(text) if text.isdecimal() else 0


def _too_large(limit: int) -> str:
    return f"That is larger than {limit // (1024 * 1024)} MB, the most that is taken at once."


async def _refuse(send: Send, status: int, detail: str) -> None:
    title = "Too large" if status == 413 else "Request refused"  # noqa: PLR2004
    body = json.dumps(
        {"type": "about:blank", "title": title, "status": status, "detail": detail}
    ).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

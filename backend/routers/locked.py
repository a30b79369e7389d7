"""Nothing of the household is told to a browser that has not given the app's password."""

import ipaddress

from fastapi.concurrency import run_in_threadpool
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.context import AppContext
from backend.routers.problems import problem

SESSION_COOKIE = "budgetapp_session"
# Said by the page: how long nobody has touched it. Without it, a request is somebody at work.
IDLE_HEADER = b"x-idle-seconds"

_LONGEST_REST_SECONDS = 366 * 86400.0  # whatever is said beyond it, calendars have an end
_OPEN = {"/health", "/api/lock", "/api/lock/unlock"}
# Wherever one of these stands in a path, also behind a proxy's prefix. The rest is the web app.
_GUARDED = {"api", "docs", "redoc", "openapi.json"}
_LOCKED = "Budget App is locked. Enter the password to go on."
_FROM_ELSEWHERE = (
    "Budget App is reached from another computer, and has no password. Set one on the computer that "
    "it runs on, in Settings or with `budgetapp lock set`."
)


class Locked:
    """Ask for the password where one is set; without one, answer this computer alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        context: AppContext = scope["app"].state.context
        if context.in_force.is_stale:
            await run_in_threadpool(context.in_force.read_anew)
        if not context.lock.is_set:
            await self._without_password(scope, receive, send)
            return
        token = session_token(scope)
        if _is_open(scope):
            if _header(scope, IDLE_HEADER) and context.lock.admits(token):
                _note_use(context, scope, token)
            await self.app(scope, receive, send)
        elif not context.lock.admits(token):
            refusal = problem(401, "Locked", _LOCKED, locked=True)
            refusal.headers["www-authenticate"] = 'Session realm="Budget App"'
            await refusal(scope, receive, send)
        else:
            _note_use(context, scope, token)
            await self.app(scope, receive, _until_locked(context, token, send))

    async def _without_password(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_elsewhere(scope) and scope["path"] != "/health":
            await problem(403, "A password is missing", _FROM_ELSEWHERE)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def session_token(scope: Scope) -> str | None:
    """Return the token that a browser sent, None where it sent none."""
    # Leniently: whatever else runs at localhost leaves its cookies here too, also odd ones.
    return cookie_parser(_header(scope, b"cookie")).get(SESSION_COOKIE)


def _is_open(scope: Scope) -> bool:
    path: str = scope["path"].rstrip("/")
    is_read = scope["method"] in ("GET", "HEAD")
    return path in _OPEN or (is_read and _GUARDED.isdisjoint(path.split("/")))


def _note_use(context: AppContext, scope: Scope, token: str | None) -> None:
    """Note that somebody is at work; a page that waits for news by itself is nobody."""
    if b"text/event-stream" in _header(scope, b"accept").encode("latin-1"):
        return
    said = _header(scope, IDLE_HEADER)
    seconds_ago = float(said) if said.isdecimal() else 0.0
    context.lock.note_use(token, seconds_ago=min(seconds_ago, _LONGEST_REST_SECONDS))


def _until_locked(context: AppContext, token: str | None, send: Send) -> Send:
    """Return a `send` that ends a stream of news when its browser is locked."""
    is_stream, is_over = False, False

    async def guarded(message: Message) -> None:
        nonlocal is_stream, is_over
        if message["type"] == "http.response.start":
            headers = dict(message.get("headers", []))
            is_stream = headers.get(b"content-type", b"").startswith(b"text/event-stream")
        elif is_stream and not is_over and not context.lock.admits(token):
            is_over = True
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        if not is_over:
            await send(message)

    return guarded


def _is_elsewhere(scope: Scope) -> bool:
    """Say whether a request came from another computer, or to an address that others reach."""
    ends = (scope.get("client"), scope.get("server"))
    return any(end is not None and _is_of_a_network(end[0]) for end in ends)


def _is_of_a_network(host: str | None) -> bool:
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:  # a socket file, which only this computer has
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_loopback


def _header(scope: Scope, name: bytes) -> str:
    values = [value for key, value in scope["headers"] if key.lower() == name]
    return b"; ".join(values).decode("latin-1")

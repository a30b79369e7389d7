"""Addresses of the API mean the same with and without a slash at their end."""

from starlette.types import ASGIApp, Receive, Scope, Send


class TrailingSlash:
    """Drop the slash at the end of an API address before it is routed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            path = scope["path"].rstrip("/")
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)

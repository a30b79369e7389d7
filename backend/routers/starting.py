"""Why the app can't start, in a sentence instead of a traceback."""

import sys

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.plainly import sentence_of


class PlainStart:
    """Tell the server the sentence of an error that the owner can do something about.

    Such as a file that a newer version wrote, or a full disk; others keep their traceback.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        async def plainly(message: Message) -> None:
            error = sys.exception()  # the failure is told while it is handled
            if message["type"] == "lifespan.startup.failed" and error is not None:
                message = {**message, "message": sentence_of(error) or message["message"]}
            await send(message)

        await self.app(scope, receive, plainly)

"""Routes that are loaded when a request first asks for one of them, as what they need is heavy."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send


class RoutesOnDemand(BaseRoute):
    """Stands in an app's list of routes until its own are loaded; they then take its place."""

    def __init__(
        self,
        prefix: str,
        load: Callable[[], Iterable[BaseRoute]],
        *,
        also: re.Pattern[str] | None = None,
    ) -> None:
        """Keep a place.

        Args:
            prefix: what the paths of the routes begin with.
            load: imports them.
            also: further ones of theirs, each as `METHOD /path`, from the start.
        """
        self.prefix = prefix
        self.load = load
        self.also = also

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether a request is for one of the routes that stand here."""
        wanted = scope["type"] == "http" and self._is_here(scope["method"], scope["path"])
        return (Match.FULL if wanted else Match.NONE), {}

    def _is_here(self, method: str, path: str) -> bool:
        if f"{path}/".startswith(f"{self.prefix}/"):
            return True
        return self.also is not None and self.also.match(f"{method} {path}") is not None

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Load the routes, and route the request anew."""
        await self.settle(scope["app"])
        await scope["app"].router(scope, receive, send)

    async def settle(self, app: FastAPI) -> None:
        """Load the routes in a thread, so that nobody else waits, and let them stand here."""
        self.give_way(app, await run_in_threadpool(self.load))

    def give_way(self, app: FastAPI, routes: Iterable[BaseRoute]) -> None:
        """Put `routes` in this one's place, unless that is done."""
        every = app.router.routes
        if self in every:
            at = every.index(self)
            every[at : at + 1] = routes


class CompleteApp(FastAPI):
    """An app that describes all its routes, also those that nobody has asked for yet."""

    async def load_ahead(self) -> None:
        """Load what stands aside before anybody asks, as when the web page has just been sent."""
        for route in list(self.router.routes):
            if isinstance(route, RoutesOnDemand):
                await route.settle(self)

    def openapi(self) -> dict[str, Any]:
        """Return what the app answers to, as OpenAPI."""
        for route in list(self.router.routes):
            if isinstance(route, RoutesOnDemand):
                route.give_way(self, route.load())
        return super().openapi()

"""The app: opens the world, wires it, closes it. Importing this module does nothing else."""

import datetime as dt
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import BaseRoute

from backend import __version__
from backend.context import AppContext, make_profile, prepare_folder
from backend.core.config import Config, load_config
from backend.core.log import close_logging, configure_logging
from backend.core.turns import take_short_turns
from backend.integrations.outbound import guard_this_process
from backend.jobs.running import running_jobs
from backend.routers import (
    docs,
    frontend,
    guard,
    heads,
    lock,
    locked,
    on_demand,
    problems,
    slashes,
    starting,
    status,
)
from backend.services.startup import open_files

# Where else the routes around banks are; an account's own have always stood among accounts.
_BANKS_TOO = re.compile(
    r"[A-Z]+ /api/sync(/|$)|GET /api/accounts/sync-history$|POST /api/accounts/"
    r"(link/|sync-all$|[^/]+/(sync|balances|disconnect|reset-cursor)$)"
)
DEVELOPMENT_ORIGINS = ("http://localhost:3000", "http://localhost:5173")


def create_app(
    config: Config | None = None,
    *,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> FastAPI:
    """Return the app for `config`, or for the environment as it is now."""
    settled = config or load_config()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        take_short_turns()
        guard_this_process()
        prepare_folder(settled.data_folder)
        configure_logging(settled.logs)
        context = AppContext(config=settled, home=make_profile(settled, now=now), now=now)
        try:
            open_files(context.home.budget, settled, at=now())
            context.in_force.read_anew()
            app.state.context = context
            with running_jobs(context) as app.state.jobs:
                yield
        finally:
            context.close()
            close_logging()

    app = on_demand.CompleteApp(
        title="Budget App",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    # Not by include_router, which builds every route a second time at the first request.
    app.router.routes += [
        *status.router.routes,
        *lock.router.routes,
        on_demand.RoutesOnDemand("/api/import", _routes_of_import),
        on_demand.RoutesOnDemand("/api/connections", _routes_of_banks, also=_BANKS_TOO),
        on_demand.RoutesOnDemand("/api", _routes_of_features),
    ]
    docs.mount(app)
    frontend.mount(app, settled.frontend_dir, afterwards=app.load_ahead)
    app.add_middleware(slashes.TrailingSlash)
    app.add_middleware(heads.HeadLikeGet)
    app.add_middleware(locked.Locked)
    app.add_middleware(
        guard.Guard,
        hosts=settled.allowed_hosts,
        origins=DEVELOPMENT_ORIGINS if settled.development else (),
        upload_limit=settled.upload_limit_bytes,
    )
    app.add_middleware(starting.PlainStart)
    return app


def _routes_of_features() -> list[BaseRoute]:
    """Return the routes of all features; `backend/routers/api.py` is where they are listed."""
    from backend.routers import api

    return [route for router in api.ROUTERS for route in router.routes]


def _routes_of_banks() -> list[BaseRoute]:
    """Return the routes around bank connections, with what asks a bank and stores its answer."""
    from backend.routers import account_sync, connections, sync

    routers = (account_sync.router, connections.router, sync.router)
    return [route for router in routers for route in router.routes]


def _routes_of_import() -> list[BaseRoute]:
    """Return the routes around files, with what reads and stores tables: the page loads it ahead."""
    from backend.routers import imports, staging
    from backend.services.importing import importer  # noqa: F401
    from backend.services.importing.readers import table  # noqa: F401

    return [*imports.router.routes, *staging.router.routes]


def __getattr__(name: str) -> FastAPI:
    """Make `backend.main:app` when a server first asks for it, and not on import."""
    if name == "app":
        app = create_app()
        globals()["app"] = app
        return app
    raise AttributeError(name)

"""The app: opens the world, wires it, closes it. Importing this module does nothing else."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend import __version__
from backend.context import AppContext, make_profile, prepare_folder
from backend.core.config import Config, load_config
from backend.core.log import close_logging, configure_logging
from backend.core.turns import take_short_turns
from backend.routers import (
    accounts,
    categories,
    deleted,
    demo,
    docs,
    export,
    frontend,
    guard,
    imports,
    jobs,
    learning,
    operations,
    problems,
    quarantine,
    reports,
    review,
    rules,
    settings,
    slashes,
    staging,
    status,
    transactions,
    transfers,
)
from backend.services.startup import open_files

DEVELOPMENT_ORIGINS = ("http://localhost:3000", "http://localhost:5173")

ROUTERS = (
    accounts.router,
    categories.router,
    deleted.router,
    demo.router,
    export.router,
    imports.router,
    jobs.router,
    learning.router,
    operations.router,
    quarantine.router,
    reports.router,
    review.router,
    rules.router,
    settings.router,
    staging.router,
    status.router,
    transactions.router,
    transactions.stats_router,
    transfers.router,
)


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
        prepare_folder(settled.data_folder)
        configure_logging(settled.logs)
        context = AppContext(config=settled, home=make_profile(settled), now=now)
        try:
            open_files(context.home.budget, settled, at=now())
            app.state.context = context
            yield
        finally:
            context.close()
            close_logging()

    app = FastAPI(
        title="Budget App",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    docs.mount(app)
    frontend.mount(app, settled.frontend_dir)
    app.add_middleware(slashes.TrailingSlash)
    app.add_middleware(
        guard.Guard,
        hosts=settled.allowed_hosts,
        origins=DEVELOPMENT_ORIGINS if settled.development else (),
        upload_limit=settled.upload_limit_bytes,
    )
    return app


def __getattr__(name: str) -> FastAPI:
    """Make `backend.main:app` when a server first asks for it, and not on import."""
    if name == "app":
        app = create_app()
        globals()["app"] = app
        return app
    raise AttributeError(name)

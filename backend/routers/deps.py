"""What routes ask for: the app's context, a session, the moment.

What takes no time is `async`, though it waits for nothing: FastAPI runs it on the spot, while each
plain function costs a request a walk to a thread and back, as long as a small query.
"""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from backend.context import AppContext, Profile, open_demo

PROFILE_COOKIE = "budgetapp_profile"
DEMO = "demo"
LARGEST_ID = 2**63 - 1


async def get_context(request: Request) -> AppContext:
    """Return what the running app holds."""
    context: AppContext = request.app.state.context
    return context


Context = Annotated[AppContext, Depends(get_context)]


async def get_profile(request: Request, context: Context) -> Profile:
    """Return the household that this browser looks at.

    The sample one is opened where a start of the app has forgotten it: a page that shows made-up
    rows must never come to write among the real ones.
    """
    if request.cookies.get(PROFILE_COOKIE) == DEMO:
        if context.demo is not None:
            return context.demo
        return await run_in_threadpool(open_demo, context, at=context.now(), today=context.today())
    return context.home


ActiveProfile = Annotated[Profile, Depends(get_profile)]


async def read_session(profile: ActiveProfile) -> AsyncIterator[Session]:
    """Yield a session that can only read; it connects when the route, in its thread, first asks."""
    with profile.budget.read() as session:
        yield session


async def writers_turn(context: Context) -> AsyncIterator[None]:
    """Let requests that write wait for each other without a thread.

    Enough of them waiting in threads would take the last one from the request that they wait for.
    """
    async with context.writing:
        yield


WritersTurn = Annotated[None, Depends(writers_turn, scope="function")]


def write_session(request: Request, profile: ActiveProfile, _: WritersTurn) -> Iterator[Session]:
    """Yield the session of this request's one transaction; it commits before the answer goes.

    What was recorded for undo is named in the answer's `X-Operation-Id` header.
    """
    with profile.budget.write() as session:
        yield session
    request.state.operation_id = session.info.get("operation_id")


ReadSession = Annotated[Session, Depends(read_session, scope="function")]
WriteSession = Annotated[Session, Depends(write_session, scope="function")]


async def get_now(context: Context) -> dt.datetime:
    """Return the moment of the request."""
    return context.now()


async def get_today(context: Context) -> dt.date:
    """Return the owner's day."""
    return context.today()


Now = Annotated[dt.datetime, Depends(get_now)]
Today = Annotated[dt.date, Depends(get_today)]
RowId = Annotated[int, Path(ge=1, le=LARGEST_ID)]

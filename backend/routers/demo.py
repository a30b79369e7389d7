"""The sample household: its own files, chosen by a cookie of this browser."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from backend.context import open_demo
from backend.routers.deps import DEMO, PROFILE_COOKIE, Context, Now, Today

router = APIRouter(prefix="/api/demo", tags=["demo"])


class DemoState(BaseModel):
    """Whether this browser looks at the sample household from now on."""

    is_demo: bool


@router.post("")
def enter_demo(context: Context, response: Response, now: Now, today: Today) -> DemoState:
    """Show the sample household, made on first use; the real files are not touched."""
    open_demo(context, at=now, today=today)
    response.set_cookie(PROFILE_COOKIE, DEMO, httponly=True, samesite="strict", path="/")
    return DemoState(is_demo=True)


@router.post("/leave")
def leave_demo(response: Response) -> DemoState:
    """Go back to the household's own files."""
    response.delete_cookie(PROFILE_COOKIE, httponly=True, samesite="strict", path="/")
    return DemoState(is_demo=False)

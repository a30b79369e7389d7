"""The app lock: its state, unlocking, locking, its password."""

from fastapi import APIRouter, Request, Response

from backend.routers.deps import Context
from backend.routers.locked import SESSION_COOKIE, session_token
from backend.routers.problems import problems
from backend.schemas.lock import LockOut, PasswordIn, UnlockIn
from backend.services.lock import LockState

router = APIRouter(prefix="/api/lock", tags=["lock"])


@router.get("", response_model=LockOut)
async def get_lock(request: Request, context: Context) -> LockState:
    """Say whether there is a password, and whether this browser has to give it."""
    return context.lock.state(session_token(request.scope))


@router.post("/unlock", response_model=LockOut, responses=problems(409, 422))
async def unlock(
    wish: UnlockIn, request: Request, response: Response, context: Context
) -> LockState:
    """Give the password; a wrong one takes a moment."""
    token = await context.lock.unlock(wish.password)
    context.lock.lock(session_token(request.scope))
    _hand_over(token, request, response)
    return context.lock.state(token)


@router.post("/lock", response_model=LockOut)
async def lock_now(request: Request, response: Response, context: Context) -> LockState:
    """Lock this browser, all its tabs."""
    context.lock.lock(session_token(request.scope))
    _hand_over(None, request, response)
    return context.lock.state(None)


@router.post("/password", response_model=LockOut, responses=problems(409, 422))
async def change_password(
    wish: PasswordIn, request: Request, response: Response, context: Context
) -> LockState:
    """Set, change or remove the password; every other browser is locked."""
    token = await context.lock.change(current=wish.current, new=wish.new)
    _hand_over(token, request, response)
    return context.lock.state(token)


def _hand_over(token: str | None, request: Request, response: Response) -> None:
    """Give the browser its token, or take it away; it lasts until the browser is closed."""
    if token is None:
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict", path="/")
        return
    is_secure = request.url.scheme == "https"
    response.set_cookie(
        SESSION_COOKIE, token, httponly=True, samesite="strict", secure=is_secure, path="/"
    )

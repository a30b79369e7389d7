"""Saved views: filters by name."""

from fastapi import APIRouter, Response

from backend.routers.deps import Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.schemas.views import ViewEdit, ViewIn, ViewOrder, ViewOut
from backend.services import views

router = APIRouter(prefix="/api/views", tags=["views"])


@router.get("")
def list_views(session: ReadSession) -> list[ViewOut]:
    """List the saved views in the owner's order."""
    return [ViewOut.model_validate(view) for view in views.list_views(session)]


@router.post("", status_code=201, responses=problems(409, 422))
def add_view(session: WriteSession, wish: ViewIn, now: Now) -> ViewOut:
    """Save a filter under a name."""
    return ViewOut.model_validate(views.add_view(session, wish.name, wish.query, at=now))


@router.put("/order", responses=problems(422))
def order_views(session: WriteSession, wish: ViewOrder, now: Now) -> list[ViewOut]:
    """Put the saved views in another order."""
    return [ViewOut.model_validate(view) for view in views.order_views(session, wish.ids, at=now)]


@router.patch("/{view_id}", responses=problems(404, 409, 422))
def edit_view(session: WriteSession, view_id: RowId, wish: ViewEdit, now: Now) -> ViewOut:
    """Rename a view, or let it mean another filter."""
    changed = views.edit_view(session, view_id, name=wish.name, query=wish.query, at=now)
    return ViewOut.model_validate(changed)


@router.delete("/{view_id}", status_code=204, responses=problems(404))
def delete_view(session: WriteSession, view_id: RowId, now: Now) -> Response:
    """Delete a view; the transactions stay."""
    views.delete_view(session, view_id, at=now)
    return Response(status_code=204)

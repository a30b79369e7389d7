"""The taxonomy editor."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from backend.models import Category
from backend.routers.deps import Now, ReadSession, WriteSession
from backend.routers.problems import problems
from backend.schemas.categories import (
    CategoryEdit,
    CategoryIn,
    CategoryMerge,
    CategoryMove,
    CategoryNode,
    CategoryOut,
)
from backend.services import categories

router = APIRouter(prefix="/api/categories", tags=["categories"])


@router.get("")
def list_categories(session: ReadSession) -> list[CategoryOut]:
    """List every category, parents before their children."""
    return [CategoryOut.of(listed) for listed in categories.list_categories(session)]


@router.get("/tree")
def category_tree(session: ReadSession) -> list[CategoryNode]:
    """List the parents, each with its subcategories."""
    listed = [CategoryOut.of(item) for item in categories.list_categories(session)]
    return [
        CategoryNode(
            **parent.model_dump(),
            children=[child for child in listed if child.parent_id == parent.id],
        )
        for parent in listed
        if parent.parent_id is None
    ]


@router.post("", status_code=201, responses=problems(404, 409, 422))
def create_category(session: WriteSession, wish: CategoryIn, now: Now) -> CategoryOut:
    """Add a category."""
    made = categories.create_category(
        session, key=wish.short_desc, at=now, **wish.model_dump(exclude={"short_desc"})
    )
    return _out(session, made)


@router.patch("/{short_desc}", responses=problems(404, 422))
def edit_category(
    session: WriteSession, short_desc: str, wish: CategoryEdit, now: Now
) -> CategoryOut:
    """Change a category's name, color or flags."""
    return _out(session, categories.edit_category(session, short_desc, at=now, **wish.model_dump()))


@router.patch("/{short_desc}/move", responses=problems(404, 422))
def move_category(
    session: WriteSession, short_desc: str, wish: CategoryMove, now: Now
) -> CategoryOut:
    """Put a category under another parent, or at the top."""
    return _out(session, categories.move_category(session, short_desc, parent=wish.parent, at=now))


@router.post("/{short_desc}/merge", responses=problems(404, 422))
def merge_category(
    session: WriteSession, short_desc: str, wish: CategoryMerge, now: Now
) -> CategoryOut:
    """File everything of a category under another one, and remove it."""
    into = categories.merge_category(session, short_desc, target=wish.target_short_desc, at=now)
    return _out(session, into)


@router.delete("/{short_desc}", status_code=204, responses=problems(404, 409, 422))
def delete_category(
    session: WriteSession,
    short_desc: str,
    now: Now,
    move_to: Annotated[str | None, Query(description="takes over what is filed here")] = None,
) -> Response:
    """Delete a category; one in use needs `move_to`."""
    categories.delete_category(session, short_desc, move_to=move_to, at=now)
    return Response(status_code=204)


def _out(session: Session, category: Category) -> CategoryOut:
    return CategoryOut.of(categories.listed(session, category))

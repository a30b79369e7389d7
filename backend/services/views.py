"""Saved views: filters by name, in the owner's order."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotFoundError
from backend.models import Rule, SavedView
from backend.services import operations
from backend.services.filtering.catalog import read_catalog
from backend.services.filtering.errors import FilterError
from backend.services.filtering.grammar import parse
from backend.services.filtering.meaning import understand
from backend.services.filtering.renaming import renamed
from backend.services.filtering.writing import write


class ViewNotFoundError(NotFoundError):
    """There is no such view."""

    def __init__(self, view_id: int) -> None:
        super().__init__(f"There is no saved view {view_id}. It may have been deleted.")


class ViewNameTakenError(ConflictError):
    """Another view has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a view “{name}” already. Choose another name, or change it.")


class InvalidOrderError(InvalidInputError):
    """An order doesn't name each view once."""

    def __init__(self) -> None:
        super().__init__("The order has to name each saved view once.")


class EmptyViewError(InvalidInputError):
    """A view without a filter would be the whole list."""

    def __init__(self) -> None:
        super().__init__("There is no filter to save yet.")


def list_views(session: Session) -> list[SavedView]:
    """Return the views in the owner's order."""
    return list(session.scalars(select(SavedView).order_by(SavedView.position, SavedView.id)))


def get_view(session: Session, view_id: int) -> SavedView:
    """Return the view.

    Raises:
        ViewNotFoundError: there is none with that id.
    """
    view = session.get(SavedView, view_id)
    if view is None:
        raise ViewNotFoundError(view_id)
    return view


def add_view(session: Session, name: str, query: str, *, at: dt.datetime) -> SavedView:
    """Save a filter under a name, after the others.

    Raises:
        FilterError: the filter means nothing.
        EmptyViewError: it says nothing.
        ViewNameTakenError: the name is taken; capitals make no other name.
    """
    _check(session, query, at)
    _check_name(session, name)
    operations.begin(session, "view_add", f"Saved the view “{name}”", at=at)
    last = session.scalar(select(func.max(SavedView.position)))
    position = 0 if last is None else last + 1
    view = SavedView(name=name, query=query.strip(), position=position, created_at=at)
    session.add(view)
    session.flush()
    return view


def edit_view(
    session: Session,
    view_id: int,
    *,
    name: str | None = None,
    query: str | None = None,
    at: dt.datetime,
) -> SavedView:
    """Rename a view, or let it mean another filter; None leaves as it is.

    Raises:
        ViewNotFoundError: there is none with that id.
        FilterError: the filter means nothing.
        EmptyViewError: it says nothing.
        ViewNameTakenError: another view has the name.
    """
    view = get_view(session, view_id)
    if query is not None:
        _check(session, query, at)
    if name is not None:
        _check_name(session, name, but=view_id)
    renamed = name is not None and name != view.name
    summary = (
        f"Renamed the view “{view.name}” to “{name}”"
        if renamed
        else f"Changed the view “{view.name}”"
    )
    operations.begin(session, "view_edit", summary, at=at)
    view.name = view.name if name is None else name
    view.query = view.query if query is None else query.strip()
    session.flush()
    return view


def order_views(session: Session, ids: Sequence[int], *, at: dt.datetime) -> list[SavedView]:
    """Put the views in this order.

    Raises:
        InvalidOrderError: a view is missing, named twice, or not there.
    """
    views = {view.id: view for view in list_views(session)}
    if sorted(ids) != sorted(views):
        raise InvalidOrderError
    operations.begin(session, "view_edit", "Put the saved views in another order", at=at)
    for position, view_id in enumerate(ids):
        views[view_id].position = position
    session.flush()
    return list_views(session)


def delete_view(session: Session, view_id: int, *, at: dt.datetime) -> None:
    """Delete a view; the transactions that it showed stay.

    Raises:
        ViewNotFoundError: there is none with that id.
    """
    view = get_view(session, view_id)
    operations.begin(session, "view_delete", f"Deleted the view “{view.name}”", at=at)
    session.delete(view)
    session.flush()


def follow_rename(session: Session, field: str, before: str, after: str) -> None:
    """Let views and rules mean the same account or category as before it was renamed or merged.

    Call it inside the operation, once the change is made. Where something else has the old name,
    they mean that as well, and stay.
    """
    views = [*list_views(session), *session.scalars(select(Rule))]
    if before == after or not views:
        return
    session.flush()
    catalog = read_catalog(session)
    known = catalog.accounts if field == "account" else catalog.categories
    if any(before.casefold() == name.casefold() for one in known for name in one.names[:2]):
        return
    for view in views:
        view.query = _renamed(view.query, field, before, after)
    session.flush()


def _renamed(query: str, field: str, before: str, after: str) -> str:
    """Return the filter under the new name; as it was where it can't be read before or after."""
    try:
        node = parse(query)
        changed = None if node is None else renamed(node, field, before, after)
        if changed == node:
            return query
        written = write(changed)
        parse(written)
    except FilterError:
        return query
    return written


def _check(session: Session, query: str, at: dt.datetime) -> None:
    """Refuse a filter that means nothing now: any day serves to find that out."""
    if understand(session, query, today=at.date()) is None:
        raise EmptyViewError


def _check_name(session: Session, name: str, *, but: int | None = None) -> None:
    taken = {view.name.casefold() for view in list_views(session) if view.id != but}
    if name.casefold() in taken:
        raise ViewNameTakenError(name)

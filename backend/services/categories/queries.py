"""Reading the tree of categories."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import Category, Transaction


class CategoryNotFoundError(NotFoundError):
    """There is no category with that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no category “{key[:64]}”.")


@dataclass(frozen=True, slots=True)
class ListedCategory:
    """A category with its parent's key and how many transactions it holds."""

    category: Category
    parent: str | None
    transaction_count: int


def get_category(session: Session, key: str) -> Category:
    """Return the category with that key.

    Raises:
        CategoryNotFoundError: there is none.
    """
    category = session.scalar(select(Category).where(Category.short_desc == key))
    if category is None:
        raise CategoryNotFoundError(key)
    return category


def list_categories(session: Session) -> list[ListedCategory]:
    """Return every category, parents before their children, each level by name."""
    counts: dict[int | None, int] = dict(
        session.execute(
            select(Transaction.category_id, func.count()).group_by(Transaction.category_id)
        ).all()
    )
    categories = {c.id: c for c in session.scalars(select(Category))}

    def order(category: Category) -> tuple[str, int, str]:
        parent = categories.get(category.parent_id or 0)
        top = parent or category
        return (top.display_name.casefold(), parent is not None, category.display_name.casefold())

    return [
        ListedCategory(
            category,
            categories[category.parent_id].short_desc if category.parent_id else None,
            counts.get(category.id, 0),
        )
        for category in sorted(categories.values(), key=order)
    ]


def listed(session: Session, category: Category) -> ListedCategory:
    """Return one category as the list has it."""
    parent = session.get(Category, category.parent_id) if category.parent_id else None
    count = session.scalar(select(func.count()).where(Transaction.category_id == category.id))
    return ListedCategory(category, parent.short_desc if parent else None, count or 0)

"""Changing the tree of categories; it never gets a third level."""

import datetime as dt
import re
import unicodedata

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError
from backend.models import Category, Transaction
from backend.services import operations
from backend.services.categories.queries import get_category
from backend.services.categories.usage import CategoryUsage, move_usage, usage_of
from backend.services.views import follow_rename

_KEY = re.compile(r"[a-z0-9][a-z0-9_.+&-]{0,63}")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
DEFAULT_COLOR = "#8A94A6"


class InvalidCategoryError(InvalidInputError):
    """A category can't be as asked; the message says why."""


class CategoryExistsError(ConflictError):
    """The key is taken."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is a category “{key}” already.")


class CategoryInUseError(ConflictError):
    """Something is filed under the category, so it can't just go."""

    def __init__(self, category: Category, usage: "CategoryUsage") -> None:
        super().__init__(
            f"“{category.display_name}” is in use: {usage.sentence()}. "
            "Say which category these should move to.",
            counts=usage.counts(),
        )


def create_category(
    session: Session,
    *,
    display_name: str,
    key: str | None = None,
    parent: str | None = None,
    color: str | None = None,
    is_income: bool = False,
    is_recurring: bool = False,
    is_transfer: bool = False,
    at: dt.datetime,
) -> Category:
    """Add a category; without a key, one is made from the name.

    Raises:
        InvalidCategoryError: the name, key or color can't be, or the parent has a parent.
        CategoryExistsError: the key is taken.
        CategoryNotFoundError: there is no such parent.
    """
    name = _checked_name(display_name)
    short_desc = _checked_key(key) if key is not None else _key_from(name)
    if session.scalar(select(Category.id).where(Category.short_desc == short_desc)):
        raise CategoryExistsError(short_desc)
    above = _checked_parent(get_category(session, parent)) if parent else None
    operations.begin(session, "category_create", f"Added the category {name}", at=at)
    category = Category(
        short_desc=short_desc,
        display_name=name,
        parent_id=above.id if above else None,
        color=_checked_color(color) or (above.color if above else DEFAULT_COLOR),
        is_income=is_income or bool(above and above.is_income),
        is_recurring=is_recurring,
        is_transfer=is_transfer,
        created_at=at,
    )
    session.add(category)
    session.flush()
    return category


def edit_category(
    session: Session,
    key: str,
    *,
    display_name: str | None = None,
    color: str | None = None,
    is_income: bool | None = None,
    is_recurring: bool | None = None,
    is_transfer: bool | None = None,
    at: dt.datetime,
) -> Category:
    """Change what is given of a category; its key stays.

    Raises:
        CategoryNotFoundError: there is none with that key.
        InvalidCategoryError: the name or color can't be.
    """
    category = get_category(session, key)
    summary = f"Edited the category {category.display_name}"
    operations.begin(session, "category_edit", summary, at=at)
    if display_name is not None:
        before = category.display_name
        category.display_name = _checked_name(display_name)
        follow_rename(session, "category", before, category.display_name)
    if color is not None:
        category.color = _checked_color(color)
    for name, value in (
        ("is_income", is_income),
        ("is_recurring", is_recurring),
        ("is_transfer", is_transfer),
    ):
        if value is not None:
            setattr(category, name, value)
    session.flush()
    return category


def move_category(session: Session, key: str, *, parent: str | None, at: dt.datetime) -> Category:
    """Put a category under another parent, or at the top with None.

    Raises:
        CategoryNotFoundError: there is none with one of the keys.
        InvalidCategoryError: it would be its own parent, or a third level would arise.
    """
    category = get_category(session, key)
    above = _checked_parent(get_category(session, parent)) if parent else None
    if above is not None:
        if above.id == category.id:
            raise InvalidCategoryError("A category can't be its own parent.")
        if _child_count(session, category):
            raise InvalidCategoryError(
                f"“{category.display_name}” has subcategories, and there are only two levels. "
                "Move them first."
            )
    where = f"under {above.display_name}" if above else "to the top"
    summary = f"Moved the category {category.display_name} {where}"
    operations.begin(session, "category_move", summary, at=at)
    category.parent_id = above.id if above else None
    session.flush()
    return category


def merge_category(session: Session, key: str, *, target: str, at: dt.datetime) -> Category:
    """File everything of one category under `target`, then remove it.

    Raises:
        CategoryNotFoundError: there is none with one of the keys.
        InvalidCategoryError: both are the same, or subcategories would become a third level.
    """
    category, into = get_category(session, key), get_category(session, target)
    if category.id == into.id:
        raise InvalidCategoryError("A category can't be merged into itself.")
    if into.parent_id is not None and _child_count(session, category):
        raise InvalidCategoryError(
            f"“{category.display_name}” has subcategories and “{into.display_name}” is one. "
            "Merge it into a parent category, or move the subcategories first."
        )
    summary = f"Merged {category.display_name} into {into.display_name}"
    operations.begin(session, "category_merge", summary, at=at)
    move_usage(session, category, into)
    names = (category.display_name, category.short_desc)
    session.delete(category)
    for name in names:
        follow_rename(session, "category", name, into.short_desc)
    session.flush()
    return into


def delete_category(
    session: Session, key: str, *, move_to: str | None = None, at: dt.datetime
) -> None:
    """Remove a category; what is filed under it moves to `move_to`.

    Raises:
        CategoryNotFoundError: there is none with one of the keys.
        CategoryInUseError: something refers to it and `move_to` is not given.
        InvalidCategoryError: the move would make a third level.
    """
    if move_to is not None:
        merge_category(session, key, target=move_to, at=at)
        return
    category = get_category(session, key)
    usage = usage_of(session, category)
    if usage.any():
        raise CategoryInUseError(category, usage)
    summary = f"Deleted the category {category.display_name}"
    operations.begin(session, "category_delete", summary, at=at)
    session.execute(
        update(Transaction)
        .where(Transaction.predicted_category_id == category.id)
        .values(predicted_category_id=None)
    )
    session.delete(category)
    session.flush()


def _child_count(session: Session, category: Category) -> int:
    return session.scalar(select(func.count()).where(Category.parent_id == category.id)) or 0


def _checked_name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > 80:  # noqa: PLR2004
        raise InvalidCategoryError("A category needs a name of at most 80 characters.")
    return cleaned


def _checked_key(key: str) -> str:
    if _KEY.fullmatch(key) is None:
        raise InvalidCategoryError(
            "A category's key has small letters, digits and _ . + & -, and starts with a letter "
            f"or digit: “{key[:64]}” does not."
        )
    return key


def _key_from(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:64]
    if not key:
        raise InvalidCategoryError(
            f"No key can be made from “{name}”. Give one of small Latin letters and digits."
        )
    return key


def _checked_color(color: str | None) -> str | None:
    if color is not None and _COLOR.fullmatch(color) is None:
        raise InvalidCategoryError(f"“{color[:20]}” is no color: write it as #RRGGBB.")
    return color


def _checked_parent(parent: Category) -> Category:
    if parent.parent_id is not None:
        raise InvalidCategoryError(
            f"“{parent.display_name}” is a subcategory itself, and there are only two levels."
        )
    return parent

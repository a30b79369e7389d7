"""Categories: the tree of two levels, and moving what is filed when it changes."""

from backend.services.categories.editing import (
    CategoryExistsError,
    CategoryInUseError,
    InvalidCategoryError,
    create_category,
    delete_category,
    edit_category,
    merge_category,
    move_category,
)
from backend.services.categories.queries import (
    CategoryNotFoundError,
    ListedCategory,
    get_category,
    list_categories,
    listed,
)

__all__ = [
    "CategoryExistsError",
    "CategoryInUseError",
    "CategoryNotFoundError",
    "InvalidCategoryError",
    "ListedCategory",
    "create_category",
    "delete_category",
    "edit_category",
    "get_category",
    "list_categories",
    "listed",
    "merge_category",
    "move_category",
]

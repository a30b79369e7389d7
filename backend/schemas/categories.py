"""Categories as JSON."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from backend.services.categories import ListedCategory


class CategoryOut(BaseModel):
    """One category; `short_desc` is the key to name it by."""

    id: int
    short_desc: str
    display_name: str
    parent_id: int | None
    parent: str | None
    color: str | None
    is_income: bool
    is_recurring: bool
    is_transfer: bool
    transaction_count: int

    @classmethod
    def of(cls, listed: ListedCategory) -> Self:
        """Return the category as JSON."""
        category = listed.category
        return cls(
            id=category.id,
            short_desc=category.short_desc,
            display_name=category.display_name,
            parent_id=category.parent_id,
            parent=listed.parent,
            color=category.color,
            is_income=category.is_income,
            is_recurring=category.is_recurring,
            is_transfer=category.is_transfer,
            transaction_count=listed.transaction_count,
        )


class CategoryNode(CategoryOut):
    """A category with those below it."""

    children: list[CategoryOut]


class CategoryIn(BaseModel):
    """A new category; without `short_desc` a key is made from the name."""

    model_config = ConfigDict(extra="forbid")

    display_name: str
    short_desc: str | None = None
    parent: str | None = None
    color: str | None = None
    is_income: bool = False
    is_recurring: bool = False
    is_transfer: bool = False


class CategoryEdit(BaseModel):
    """What to change of a category."""

    model_config = ConfigDict(extra="forbid")

    display_name: str | None = None
    color: str | None = None
    is_income: bool | None = None
    is_recurring: bool | None = None
    is_transfer: bool | None = None


class CategoryMove(BaseModel):
    """The new parent's key; null moves it to the top."""

    parent: str | None


class CategoryMerge(BaseModel):
    """The category that takes everything over."""

    target_short_desc: str

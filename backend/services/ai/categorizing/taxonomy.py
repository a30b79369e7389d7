"""The household's categories as the AI is told them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Category
from backend.services.privacy import PLACEHOLDER, Redactor

OPEN = "-"  # the AI's answer where it can't tell


@dataclass(frozen=True, slots=True)
class Choice:
    """A category that may be an answer; `key` and `name` as they are told."""

    id: int
    key: str
    name: str
    parent: str | None
    is_income: bool
    is_transfer: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The categories that may be answered, those of one parent together."""

    choices: tuple[Choice, ...]

    def find(self, key: object) -> Choice | None:
        """Return the category with the key that was told; None where that is none."""
        return next((choice for choice in self.choices if choice.key == key), None)

    def key_of(self, category_id: int) -> str | None:
        """Return the key under which a category was told."""
        return next((choice.key for choice in self.choices if choice.id == category_id), None)

    def lines(self) -> Iterator[str]:
        """Yield a line for each category."""
        for choice in self.choices:
            parent = f" ({choice.parent})" if choice.parent else ""
            marks = [
                *(["income"] if choice.is_income else []),
                *(["moves money between own accounts"] if choice.is_transfer else []),
            ]
            mark = f" [{', '.join(marks)}]" if marks else ""
            yield f"{choice.key}: {choice.name}{parent}{mark}"


def load_taxonomy(session: Session, redactor: Redactor) -> Taxonomy:
    """Return the categories that have no subcategories, without names that are private."""
    rows = list(session.scalars(select(Category).order_by(Category.short_desc)))
    by_id = {row.id: row for row in rows}
    parents = {row.parent_id for row in rows}
    choices = [
        Choice(
            id=row.id,
            key=_told_key(row, number, redactor),
            name=redactor.prose(row.display_name),
            parent=redactor.prose(above.display_name) if above else None,
            is_income=row.is_income or bool(above and above.is_income),
            is_transfer=row.is_transfer or bool(above and above.is_transfer),
        )
        for number, row in enumerate(rows, 1)
        if row.id not in parents
        for above in [by_id.get(row.parent_id or 0)]
    ]
    return Taxonomy(tuple(sorted(choices, key=lambda choice: (choice.parent or "", choice.key))))


def _told_key(category: Category, number: int, redactor: Redactor) -> str:
    told = redactor.text(category.short_desc.replace("_", " "))
    return f"category_{number}" if PLACEHOLDER.search(told) else category.short_desc

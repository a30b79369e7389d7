"""The household's own names that a filter may use."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Account, Category, Tag
from backend.services.transactions.remembering import remembered


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with the names that it goes by; the first is the one to show and to write."""

    id: int
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class NamedCategory(Named):
    """A category with what it hands down to its subcategories."""

    parent_id: int | None
    is_income: bool
    is_transfer: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """Accounts (by name, then bank), categories (by name and key) and tags."""

    accounts: tuple[Named, ...]
    categories: tuple[NamedCategory, ...]
    tags: tuple[Named, ...]

    def family(self, ids: set[int]) -> set[int]:
        """Return the categories with these ids and their subcategories."""
        return ids | {one.id for one in self.categories if one.parent_id in ids}

    def flagged(self, flag: str) -> tuple[int, ...]:
        """Return the categories that are `is_income` or `is_transfer`, or whose parent is."""
        ids = {one.id for one in self.categories if getattr(one, flag)}
        return tuple(sorted(self.family(ids)))


def read_catalog(session: Session) -> Catalog:
    """Return the names as they are now."""
    return remembered(session, "names to filter by", lambda: _read(session))


def _read(session: Session) -> Catalog:
    accounts = session.execute(select(Account.id, Account.name, Account.institution))
    categories = session.execute(
        select(
            Category.id,
            Category.display_name,
            Category.short_desc,
            Category.parent_id,
            Category.is_income,
            Category.is_transfer,
        ).order_by(Category.id)
    )
    tags = session.execute(select(Tag.id, Tag.name).order_by(Tag.id))
    return Catalog(
        tuple(Named(id_, (name, bank or "")) for id_, name, bank in accounts),
        tuple(
            NamedCategory(id_, (name, key), parent, income, transfer)
            for id_, name, key, parent, income, transfer in categories
        ),
        tuple(Named(id_, (name,)) for id_, name in tags),
    )

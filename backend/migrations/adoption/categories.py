"""Adopt the categories: a tree of two levels, however deep or tangled it was."""

from collections.abc import Mapping

from backend.migrations.adoption import values as v
from backend.migrations.adoption.old_file import OldFile
from backend.migrations.adoption.shapes import Column, Row

# What these hold moves between own accounts: neither spent nor earned.
TRANSFER_KEYS = frozenset({"transfer", "credit_card_payment"})


def adopt_categories(old: OldFile) -> None:
    """Keep every category under its id, keys of any spelling included."""
    text = Column(v.text)
    flag = Column(v.flag, default=0)
    shape = {
        "id": Column(v.whole, needed=True),
        "short_desc": Column(v.text, needed=True),
        "display_name": text,
        "parent_id": Column(v.whole),
        "color": text,
        "is_income": flag,
        "is_recurring": flag,
        "created_at": Column(v.moment, default=old.moment),
    }
    parents = {row["id"]: row["parent_id"] for row in old.rows("categories")}

    def adjust(new: Row) -> None:
        if new["display_name"] is None:
            new["display_name"] = new["short_desc"]
        new["is_transfer"] = int(new["short_desc"] in TRANSFER_KEYS)
        _place(old, new, parents)

    old.carry("categories", shape, adjust)
    _free_orphans(old)


def root_of(category: int, parents: Mapping[int, int | None]) -> int:
    """Return the topmost category above `category`, itself where there is none.

    A parent that doesn't exist counts as none. In a ring, the one with the lowest id is on top.
    """
    path: list[int] = []
    here = category
    while here not in path:
        path.append(here)
        above = parents.get(here)
        if above is None or above not in parents:
            return here
        here = above
    return min(path[path.index(here) :])


def _place(old: OldFile, new: Row, parents: Mapping[int, int | None]) -> None:
    """Put a category right below the top, and say so where it was elsewhere."""
    root = root_of(new["id"], parents)
    place = None if root == new["id"] else root
    if place != new["parent_id"]:
        old.note(
            "categories",
            new["id"],
            {"parent_id": new["parent_id"]},
            f"“{new['display_name']}” stood at a third level, in a ring or under nothing: there "
            "are two levels, and it moved to the nearest place of those.",
        )
    new["parent_id"] = place


def _free_orphans(old: OldFile) -> None:
    """Let no category hang below one that could not be kept."""
    lost = "parent_id NOT IN (SELECT id FROM categories)"
    for category, parent in old.pairs(f"SELECT id, parent_id FROM categories WHERE {lost}"):
        old.note("categories", category, {"parent_id": parent}, "its parent could not be kept")
    old.values(f"UPDATE categories SET parent_id = NULL WHERE {lost} RETURNING id")

"""Editing many transactions at once: as many as the owner chose or a filter finds."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.services import operations
from backend.services.categories import get_category
from backend.services.categorization.telling import Learned
from backend.services.transactions.editing import left_out_summary
from backend.services.transactions.review import confirm_many
from backend.services.transactions.tags import add_tags, remove_tags

_CHOSEN = "id IN (SELECT value FROM json_each(:ids))"
_UNDER_ANOTHER = f"""
SELECT id FROM transactions
WHERE {_CHOSEN} AND NOT has_splits
  AND (category_id IS NOT :category OR status IS NOT 'confirmed')
ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChanges:
    """What to change on all of them; None leaves as it is, an empty text clears."""

    category: str | None = None
    merchant_name: str | None = None
    notes: str | None = None
    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = ()
    is_left_out: bool | None = None


@dataclass(frozen=True, slots=True)
class BulkEdited:
    """How many transactions changed, how many kept the categories of their parts, what it taught."""

    changed: int
    split_left: int
    learned: list[Learned]


def edit_many(
    session: Session, ids: Sequence[int], changes: BulkChanges, *, threshold: int, at: dt.datetime
) -> BulkEdited:
    """Change transactions as one operation; ids of none are passed over.

    A category confirms, as it is the owner's decision. Split transactions keep the categories of
    their parts.

    Raises:
        CategoryNotFoundError: there is no category with that key; nothing is changed then.
    """
    category_id = get_category(session, changes.category).id if changes.category else None
    bound = {"ids": json.dumps(list(ids))}
    present = list(session.scalars(text(f"SELECT id FROM transactions WHERE {_CHOSEN}"), bound))
    operations.begin(session, "transactions_edit", f"Edited {len(present):,} transactions", at=at)
    changed: set[int] = set()
    for column in ("merchant_name", "notes"):
        value = getattr(changes, column)
        if value is not None:
            changed |= _set_column(session, present, column, value or None)
    if changes.is_left_out is not None:
        changed |= _set_column(session, present, "is_left_out", int(changes.is_left_out))
    changed |= add_tags(session, present, changes.add_tags)
    changed |= remove_tags(session, present, changes.remove_tags)
    learned: list[Learned] = []
    split = 0
    if category_id is not None:
        wanted = {**bound, "category": category_id}
        filed = list(session.scalars(text(_UNDER_ANOTHER), wanted))
        split = _count_split(session, present)
        _note_edits(session, filed, "category_id")
        choices = dict.fromkeys(filed, category_id)
        learned = confirm_many(session, choices, threshold=threshold, at=at) if filed else []
        changed.update(filed)
    operations.describe(session, _summary(changes, len(changed)))
    return BulkEdited(len(changed), split, learned)


def _set_column(session: Session, ids: list[int], column: str, value: str | int | None) -> set[int]:
    """Set a column where it differs, and note that the owner did."""
    statement = f"SELECT id FROM transactions WHERE {_CHOSEN} AND {column} IS NOT :value"
    differing = list(session.scalars(text(statement), {"ids": json.dumps(ids), "value": value}))
    bound = {"ids": json.dumps(differing), "value": value}
    session.execute(text(f"UPDATE transactions SET {column} = :value WHERE {_CHOSEN}"), bound)
    _note_edits(session, differing, column)
    return set(differing)


def _note_edits(session: Session, ids: list[int], column: str) -> None:
    """Note that the owner changed the column of these rows, so that no feed changes it back."""
    session.execute(
        text(
            "UPDATE transactions SET owner_edits = coalesce(nullif(owner_edits, '') || ',', '')"
            f" || :name WHERE {_CHOSEN}"
            " AND instr(',' || coalesce(owner_edits, '') || ',', ',' || :name || ',') = 0"
        ),
        {"ids": json.dumps(ids), "name": column},
    )
    session.expire_all()


def _count_split(session: Session, ids: list[int]) -> int:
    statement = f"SELECT count(*) FROM transactions WHERE {_CHOSEN} AND has_splits"
    return session.scalar(text(statement), {"ids": json.dumps(ids)}) or 0


def _summary(changes: BulkChanges, count: int) -> str:
    what = "1 transaction" if count == 1 else f"{count:,} transactions"
    if changes.category:
        return f"Filed {what} under {changes.category}"
    if changes.add_tags and not changes.remove_tags:
        return f"Tagged {what} {', '.join(changes.add_tags)}"
    others = (changes.category, changes.merchant_name, changes.notes)
    if changes.is_left_out is not None and not any(
        (*others, changes.add_tags, changes.remove_tags)
    ):
        return left_out_summary(what, is_left_out=changes.is_left_out)
    return f"Edited {what}"

"""Tags: the owner's words on transactions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from backend.database import recorder
from backend.models import Tag, TransactionTag

_ADD = """
INSERT INTO transaction_tags (transaction_id, tag_id)
SELECT t.id, tags.id
FROM json_each(:tags) AS wanted
JOIN tags ON tags.id = wanted.value
CROSS JOIN json_each(:ids) AS chosen
JOIN transactions t ON t.id = chosen.value
WHERE NOT EXISTS (
    SELECT 1 FROM transaction_tags link WHERE link.transaction_id = t.id AND link.tag_id = tags.id)
ORDER BY wanted.key, chosen.key
RETURNING transaction_id
"""

_REMOVE = """
DELETE FROM transaction_tags
WHERE transaction_id IN (SELECT value FROM json_each(:ids))
  AND tag_id IN (SELECT value FROM json_each(:tags))
RETURNING transaction_id
"""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many transactions have it."""

    name: str
    count: int


def list_tags(session: Session) -> list[TagCount]:
    """Return the tags in use, by name."""
    statement = (
        select(Tag.name, func.count())
        .join(TransactionTag)
        .group_by(Tag.id)
        .order_by(Tag.name.collate("NOCASE"))
    )
    return [TagCount(name, count) for name, count in session.execute(statement)]


def set_tags(session: Session, transaction_id: int, names: Iterable[str]) -> None:
    """Give a transaction these tags and no other; call it inside an operation."""
    wanted = known_or_new(session, names)
    present = set(
        session.scalars(
            select(TransactionTag.tag_id).where(TransactionTag.transaction_id == transaction_id)
        )
    )
    _run(session, _REMOVE, [transaction_id], present.difference(wanted))
    _run(session, _ADD, [transaction_id], [tag for tag in wanted if tag not in present])


def add_tags(session: Session, ids: list[int], names: Iterable[str]) -> set[int]:
    """Add tags to transactions; return which got one that they did not have."""
    return _run(session, _ADD, ids, known_or_new(session, names))


def remove_tags(session: Session, ids: list[int], names: Iterable[str]) -> set[int]:
    """Take tags off transactions; return which had one."""
    found = [tag for name in names if (tag := _find(session, name)) is not None]
    return _run(session, _REMOVE, ids, found)


def _run(session: Session, statement: str, ids: list[int], tags: Iterable[int]) -> set[int]:
    bound = {"ids": json.dumps(ids), "tags": json.dumps(list(tags))}
    return set(session.scalars(text(statement), bound))


def known_or_new(session: Session, names: Iterable[str]) -> list[int]:
    """Return the tags' ids in order, without repeats; case makes no other tag."""
    ids: dict[int, None] = {}
    for name in names:
        tag_id = _find(session, name)
        if tag_id is None:
            # A word is no change to undo: undoing its first use must not take it from later ones.
            session.flush()
            with recorder.unrecorded(session):
                tag_id = session.scalars(insert(Tag).returning(Tag.id), {"name": name}).one()
        ids[tag_id] = None
    return list(ids)


def _find(session: Session, name: str) -> int | None:
    return session.scalar(select(Tag.id).where(Tag.name.collate("NOCASE") == name).limit(1))

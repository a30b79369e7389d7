"""What the local model learns from: the household's confirmed rows, read from the database."""

import datetime as dt
from collections.abc import Sequence
from itertools import dropwhile
from typing import Any, NamedTuple

from sqlalchemy import Row
from sqlalchemy.orm import Session

from backend.services.categorization.decisions import Decision

# Learning one takes a third of a millisecond: what was confirmed lately says most.
MOST_LESSONS = 2_000

_LESSONS = """
SELECT t.description, t.amount, t.date, t.account_id, t.merchant_key, c.short_desc
FROM transactions t JOIN categories c ON c.id = t.category_id
WHERE t.status = 'confirmed' AND t.transfer_id IS NULL AND NOT t.has_splits
ORDER BY t.date DESC, t.id DESC LIMIT ?
"""


class OpenLine(NamedTuple):
    """A line that rules and mappings left open or are unsure of; `before` is what they made of it."""

    description: str
    cents: int
    date: dt.date
    account_id: int | None
    before: Decision


class LessonRow(NamedTuple):
    """A confirmed row; positive `cents` left the account."""

    description: str
    cents: int
    date: dt.date
    account_id: int
    merchant_key: str | None
    category: str


class Household(NamedTuple):
    """All that the model of a household follows from; lessons are oldest first.

    `is_cut` tells that older rows than the lessons were confirmed too.
    """

    category_ids: dict[str, int]
    account_types: dict[int | None, str]
    lessons: tuple[LessonRow, ...]
    is_cut: bool = False

    @property
    def since(self) -> str | None:
        """The month with which the lessons begin, None where they are all that there is."""
        return f"{self.lessons[0].date:%Y-%m}" if self.is_cut else None


def read_household(session: Session) -> Household:
    """Return what the model learns from, as things stand.

    Of more rows than it looks at only whole months count, so that a few rows more mostly mean a
    few lessons more, and not others.
    """
    session.flush()
    connection = session.connection()
    ids = connection.exec_driver_sql("SELECT short_desc, id FROM categories ORDER BY id")
    types = connection.exec_driver_sql("SELECT id, account_type FROM accounts ORDER BY id")
    rows = connection.exec_driver_sql(_LESSONS, (MOST_LESSONS,)).all()
    return Household(
        {row[0]: row[1] for row in ids},
        {row[0]: row[1] for row in types},
        _lessons(rows),
        is_cut=len(rows) == MOST_LESSONS,
    )


def _lessons(rows: Sequence[Row[Any]]) -> tuple[LessonRow, ...]:
    lessons = [
        LessonRow(description, cents, dt.date.fromisoformat(date), account_id, merchant, category)
        for description, cents, date, account_id, merchant, category in reversed(rows)
    ]
    if len(lessons) < MOST_LESSONS:
        return tuple(lessons)
    oldest = lessons[0].date
    month = oldest.year, oldest.month
    whole = dropwhile(lambda one: (one.date.year, one.date.month) == month, lessons)
    return tuple(whole) or tuple(lessons)

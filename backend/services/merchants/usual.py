"""What a merchant's rows are usually filed under."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

_LATEST = 100  # so many of its rows tell

# The latest rows of each, by the index; all of them would take seconds where there are many.
_FILED = f"""
SELECT wanted.value, t.category_id, count(*)
FROM json_each(?) AS wanted CROSS JOIN transactions t ON t.id IN (
    SELECT id FROM transactions WHERE merchant_key = wanted.value
    ORDER BY date DESC LIMIT {_LATEST})
WHERE t.category_id IS NOT NULL AND NOT t.has_splits
GROUP BY wanted.value, t.category_id
"""
_CATEGORIES = """
SELECT c.id, c.short_desc, c.display_name, coalesce(c.color, p.color)
FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
"""


@dataclass(frozen=True, slots=True)
class CategoryLook:
    """A category as lists show it."""

    short_desc: str
    name: str
    color: str | None


@dataclass(frozen=True, slots=True)
class Usual:
    """The category of most of a merchant's latest filed rows, and of what share of them."""

    category_id: int
    share: float


def usual_categories(session: Session, keys: Iterable[str]) -> dict[str, Usual]:
    """Return what the merchants are usually filed under; those with nothing filed are left out."""
    counts: dict[str, list[tuple[int, int]]] = {}
    for key, category_id, count in session.connection().exec_driver_sql(
        _FILED, (json.dumps(list(keys)),)
    ):
        counts.setdefault(key, []).append((count, -category_id))
    found = {}
    for key, each in counts.items():
        most, negative_id = max(each)
        found[key] = Usual(-negative_id, most / sum(count for count, _ in each))
    return found


def category_looks(session: Session) -> dict[int, CategoryLook]:
    """Return how categories are shown, by id."""
    rows = session.connection().exec_driver_sql(_CATEGORIES)
    return {row_id: CategoryLook(*look) for row_id, *look in rows}

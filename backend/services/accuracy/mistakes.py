"""The mistakes as examples: predictions that the owner decided otherwise, the latest first."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.services.accuracy.outcomes import EARLIEST, KINDS, LATEST, STATE

_FROM = f"""
FROM transactions t JOIN kinds k ON k.id = t.decision_id
WHERE t.status = 'confirmed' AND t.category_id != t.predicted_category_id
  AND {STATE} = 'judged' AND t.date >= :start AND t.date < :end
  AND (:part IS NULL OR k.part = :part)
  AND (:category_id IS NULL OR t.category_id = :category_id)
  AND (NOT :only_filed OR k.is_auto)
"""
_COUNT = f"WITH {KINDS} SELECT count(*) {_FROM}"
_PAGE = f"""
WITH {KINDS}
SELECT t.id, t.date, t.description, t.merchant_name, t.amount, t.predicted_category_id,
       t.category_id, k.part, k.confidence / 10000.0, k.is_auto
{_FROM} ORDER BY t.date DESC, t.id DESC LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that the owner filed otherwise than was predicted; a positive amount left."""

    transaction_id: int
    date: dt.date
    description: str
    merchant_name: str | None
    amount: Decimal
    predicted_id: int
    chosen_id: int
    part: str
    confidence: float
    was_filed: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mistakes: of one part, of one category that was confirmed, only what was filed."""

    start: dt.date = EARLIEST
    end: dt.date = LATEST
    part: str | None = None
    category_id: int | None = None
    only_filed: bool = False


def list_mistakes(
    session: Session, wanted: Wanted, *, limit: int, offset: int = 0
) -> tuple[list[Mistake], int]:
    """Return a page of mistakes, and how many there are in all."""
    connection = session.connection()
    bound = {
        "start": wanted.start.isoformat(),
        "end": wanted.end.isoformat(),
        "part": wanted.part,
        "category_id": wanted.category_id,
        "only_filed": wanted.only_filed,
    }
    total = connection.exec_driver_sql(_COUNT, bound).scalar_one()
    rows = connection.exec_driver_sql(_PAGE, bound | {"limit": limit, "offset": offset})
    return [_mistake(*row) for row in rows], total


def _mistake(row_id: int, day: str, description: str, name: str | None, *rest: Any) -> Mistake:
    cents, predicted, chosen, part, confidence, was_filed = rest
    return Mistake(
        row_id,
        dt.date.fromisoformat(day),
        description,
        name,
        from_cents(cents),
        predicted,
        chosen,
        part,
        confidence,
        bool(was_filed),
    )

"""The same amount taken twice by one merchant within days, where it never did so before."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from backend.services.filtering.writing import as_value
from backend.services.insights.facts import rows
from backend.services.insights.noticed.insight import Asked, Insight, InsightKind, Weight

_RECENT = dt.timedelta(days=45)
_APART = dt.timedelta(days=2)
_PAST = dt.timedelta(days=730)
_LEAST_CENTS = 20_00
# Who takes the same amount again and again has a price, and may be visited twice.
_A_PRICE = 3

_EQUAL = """
WITH late AS MATERIALIZED (
    SELECT id, date, amount, merchant_key FROM transactions
    WHERE date > :since AND date <= :today AND amount >= :least AND merchant_key != ''
      AND status IN ('confirmed', 'auto_confirmed') AND transfer_id IS NULL AND NOT is_left_out
)
SELECT t.merchant_key, t.amount, t.id, t.date, t.account_id,
       coalesce(nullif(t.merchant_name, ''), t.description)
FROM (SELECT DISTINCT merchant_key, amount FROM late
      GROUP BY merchant_key, amount HAVING count(*) > 1) twice
JOIN transactions t ON t.merchant_key = twice.merchant_key AND t.amount = twice.amount
LEFT JOIN categories c ON c.id = t.category_id LEFT JOIN categories p ON p.id = c.parent_id
WHERE t.date > :past AND t.date <= :today AND t.status IN ('confirmed', 'auto_confirmed')
  AND t.transfer_id IS NULL AND NOT t.is_left_out
  AND NOT (coalesce(c.is_transfer, 0) OR coalesce(p.is_transfer, 0))
ORDER BY t.merchant_key, t.amount, t.date, t.id
"""


class _Charge(NamedTuple):
    id: int
    on: dt.date
    account_id: int
    name: str


def double_insights(session: Session, asked: Asked) -> Iterator[Insight]:
    """Yield equal charges of one merchant to one account that came within two days, lately."""
    bound = {
        "today": asked.today.isoformat(),
        "since": (asked.today - _RECENT).isoformat(),
        "past": (asked.today - _PAST).isoformat(),
        "least": _LEAST_CENTS,
    }
    equal: defaultdict[tuple[str, int], list[_Charge]] = defaultdict(list)
    for row in session.connection().exec_driver_sql(_EQUAL, bound):
        equal[row[0], row[1]].append(_charge(row))
    for (_, cents), charges in equal.items():
        if len(charges) <= _A_PRICE:
            yield from _twice(charges, cents, asked)


def _charge(row: Any) -> _Charge:
    return _Charge(row[2], dt.date.fromisoformat(row[3]), row[4], row[5])


def _twice(charges: Sequence[_Charge], cents: int, asked: Asked) -> Iterator[Insight]:
    for first, second in pairwise(charges):
        close = second.on - first.on <= _APART and second.on > asked.today - _RECENT
        if close and first.account_id == second.account_id:
            days = f"date:{first.on}..{second.on}"
            amount = f"{cents // 100}.{cents % 100:02d}"
            yield Insight(
                key=f"twice:{second.id}",
                kind=InsightKind.CHARGED_TWICE,
                weight=Weight.PRESSING,
                title=f"{second.name} charged {asked.money(cents)} twice",
                detail=f"{_days(first.on, second.on)}. If you bought once, ask for one back.",
                cents=cents,
                source=rows(f"merchant={as_value(second.name)} out={amount} {days}"),
                history=tuple((each.on.isoformat(), cents) for each in (first, second)),
            )


def _days(first: dt.date, second: dt.date) -> str:
    if first == second:
        return f"Both on {first:%B} {first.day}"
    return f"On {first:%B} {first.day}, and again on {second:%B} {second.day}"

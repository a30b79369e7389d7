"""Single charges far above what the same merchant usually takes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from backend.services.filtering.writing import quoted
from backend.services.insights.facts import rows
from backend.services.insights.noticed.insight import Asked, Insight, InsightKind, Weight
from backend.services.insights.noticed.usual import usual

_RECENT = dt.timedelta(days=45)
_PAST = dt.timedelta(days=730)
_FEWEST = 6
_FAR, _TIMES, _ABOVE_MOST = 6.0, 2.5, 1.8  # spreads above the usual, times it, times the most
_LEAST_CENTS = 75_00

_CHARGES = """
SELECT t.merchant_key, t.id, t.date, t.amount, coalesce(nullif(t.merchant_name, ''), t.description)
FROM transactions t
LEFT JOIN categories c ON c.id = t.category_id LEFT JOIN categories p ON p.id = c.parent_id
WHERE t.merchant_key IN (
        SELECT late.merchant_key FROM transactions late
        WHERE late.date > :since AND late.date <= :today AND late.amount >= :least
          AND late.merchant_key != '' AND NOT EXISTS (
            SELECT 1 FROM transactions before
            WHERE before.merchant_key = late.merchant_key
              AND before.date > :past AND before.date < late.date
              AND before.amount * :above_most > late.amount AND before.transfer_id IS NULL
              AND NOT before.is_left_out AND before.status IN ('confirmed', 'auto_confirmed')
          )
    )
  AND t.date > :past AND t.date <= :today AND t.amount > 0
  AND t.status IN ('confirmed', 'auto_confirmed') AND t.transfer_id IS NULL AND NOT t.is_left_out
  AND NOT (coalesce(c.is_transfer, 0) OR coalesce(p.is_transfer, 0))
ORDER BY t.merchant_key, t.date, t.id
"""


class _Charge(NamedTuple):
    id: int
    on: dt.date
    cents: int
    name: str


def charge_insights(session: Session, asked: Asked) -> Iterator[Insight]:
    """Yield what a merchant charged lately, where it is far above all that it charged before."""
    bound = {
        "today": asked.today.isoformat(),
        "since": (asked.today - _RECENT).isoformat(),
        "past": (asked.today - _PAST).isoformat(),
        "least": _LEAST_CENTS,
        "above_most": _ABOVE_MOST,
    }
    charges: defaultdict[str, list[_Charge]] = defaultdict(list)
    for row in session.connection().exec_driver_sql(_CHARGES, bound):
        charges[row[0]].append(_charge(row))
    for all_of_it in charges.values():
        yield from _unusual(all_of_it, asked)


def _charge(row: Any) -> _Charge:
    return _Charge(row[1], dt.date.fromisoformat(row[2]), row[3], row[4])


def _unusual(charges: list[_Charge], asked: Asked) -> Iterator[Insight]:
    for place, charge in enumerate(charges):
        before = [each.cents for each in charges[:place]]
        if charge.on <= asked.today - _RECENT or len(before) < _FEWEST:
            continue
        known = usual(before)
        far = known.exceeds(charge.cents, times=_FAR, above_most=_ABOVE_MOST)
        least = max(known.middle * _TIMES, known.middle + _LEAST_CENTS)
        if far and charge.cents >= least:
            shown = charges[max(0, place - 11) : place + 1]
            yield Insight(
                key=f"charge:{charge.id}",
                kind=InsightKind.UNUSUAL_CHARGE,
                weight=Weight.PRESSING,
                title=f"{charge.name} charged {asked.money(charge.cents)} on "
                f"{charge.on:%B} {charge.on.day}",
                detail=f"Usually it is {asked.money(known.middle)}; the most of "
                f"{len(before)} charges before was {asked.money(known.most)}.",
                cents=charge.cents - known.middle,
                source=rows(f"merchant={quoted(charge.name)} is:out"),
                history=tuple((each.on.isoformat(), each.cents) for each in shown),
            )

"""One merchant: month by month, by category, by account, and what files it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import from_cents
from backend.services.categorization.merchant_words import merchant_words
from backend.services.filtering.writing import quoted
from backend.services.merchants.figures import MerchantFigures
from backend.services.merchants.keys import MerchantNotFoundError, resolve
from backend.services.merchants.listing import ListedMerchant, listed

_OUT = "sum(CASE WHEN t.transfer_id IS NULL AND {0} > 0 THEN {0} ELSE 0 END)"
_IN = "sum(CASE WHEN t.transfer_id IS NULL AND {0} < 0 THEN -{0} ELSE 0 END)"
_SUMS = f"count(*), {_OUT.format('t.amount')}, {_IN.format('t.amount')}"
_PART = "coalesce(s.amount, t.amount)"

_FIGURES = f"""
SELECT t.merchant_key, {_SUMS}, min(t.date), max(t.date)
FROM transactions t WHERE t.merchant_key = ? GROUP BY t.merchant_key
"""
_MONTHS = f"""
SELECT substr(t.date, 1, 7), {_SUMS} FROM transactions t
WHERE t.merchant_key = ? AND t.date >= ? AND t.date < ? GROUP BY 1
"""
_ACCOUNTS = f"""
SELECT a.id, a.name, {_SUMS} FROM transactions t JOIN accounts a ON a.id = t.account_id
WHERE t.merchant_key = ? GROUP BY a.id ORDER BY 3 DESC, a.id
"""
# Of a split row the parts count, each under its own category.
_CATEGORIES = f"""
SELECT c.short_desc, c.display_name, coalesce(c.color, p.color), count(DISTINCT t.id),
       {_OUT.format(_PART)}, {_IN.format(_PART)}
FROM transactions t LEFT JOIN transaction_splits s ON t.has_splits AND s.transaction_id = t.id
LEFT JOIN categories c ON c.id = CASE WHEN s.id IS NULL THEN t.category_id ELSE s.category_id END
LEFT JOIN categories p ON p.id = c.parent_id
WHERE t.merchant_key = ? GROUP BY c.id ORDER BY 4 DESC, c.id
"""
# The one in the middle, of those in the direction that most of them have.
_TYPICAL = """
WITH own AS (SELECT amount FROM transactions WHERE merchant_key = :key AND transfer_id IS NULL
             AND amount != 0),
     way AS (SELECT sum(sign(amount)) >= 0 AS is_out FROM own)
SELECT abs(amount) FROM own, way WHERE (amount > 0) = is_out ORDER BY abs(amount)
LIMIT 1 OFFSET (SELECT (count(*) - 1) / 2 FROM own, way WHERE (amount > 0) = is_out)
"""
_FILED_BY = """
SELECT t.categorization_tier, t.decided_by_id, count(*),
       CASE t.categorization_tier
           WHEN 'merchant_map' THEN (SELECT m.merchant_pattern FROM merchant_mappings m
                                     WHERE m.id = t.decided_by_id)
           WHEN 'amount_rule' THEN (SELECT r.description_pattern FROM amount_rules r
                                    WHERE r.id = t.decided_by_id)
           WHEN 'rule' THEN (SELECT coalesce(r.name, r.query) FROM rules r
                             WHERE r.id = t.decided_by_id) END
FROM transactions t
WHERE t.merchant_key = ? AND t.categorization_tier IS NOT NULL
  AND t.categorization_tier != 'unmatched'
GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 10
"""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many rows, and what went out and came in, both positive."""

    count: int
    out: Decimal
    into: Decimal


@dataclass(frozen=True, slots=True)
class MerchantHistory:
    """A merchant and its past.

    Attributes:
        typical: the amount in the middle of its charges (or of its payments); None without any.
        months: the sums of each month asked for, oldest first; months without rows too.
        categories: (key, name, color, sums); key and name None for what is not filed.
        accounts: (id, name, sums).
        filed_by: (tier, id of the rule, its text if it is still there, rows).
        filter: text of the filter language that finds its rows, and no others.
    """

    merchant: ListedMerchant
    typical: Decimal | None
    months: list[tuple[Month, Sums]]
    categories: list[tuple[str | None, str | None, str | None, Sums]]
    accounts: list[tuple[int, str, Sums]]
    filed_by: list[tuple[str, int | None, str | None, int]]
    filter: str


def merchant_history(
    session: Session, key: str, *, today: dt.date, months: int = 24
) -> MerchantHistory:
    """Return a merchant's past, with `months` months up to today's.

    Raises:
        MerchantNotFoundError: there is no transaction of it.
    """
    main, said = resolve(session, key), merchant_words(session)
    figures = _asked(session, _FIGURES, main)
    if not figures:
        raise MerchantNotFoundError(key)
    found = [(MerchantFigures(*figures[0]), said.name_of(main))]
    typical = session.connection().exec_driver_sql(_TYPICAL, {"key": main}).scalar()
    return MerchantHistory(
        merchant=listed(session, found, said, today)[0],
        typical=None if typical is None else from_cents(typical),
        months=_months(session, main, Month.of(today), months),
        categories=[(*row[:3], _sums(row[3:])) for row in _asked(session, _CATEGORIES, main)],
        accounts=[(row[0], row[1], _sums(row[2:])) for row in _asked(session, _ACCOUNTS, main)],
        filed_by=[
            (tier, rule_id, words, count)
            for tier, rule_id, count, words in _asked(session, _FILED_BY, main)
        ],
        filter=f"merchant-key={quoted(main)}",
    )


def _months(session: Session, key: str, last: Month, count: int) -> list[tuple[Month, Sums]]:
    wanted = [last.plus(number) for number in range(1 - count, 1)]
    span = (wanted[0].first_day.isoformat(), last.end.isoformat())
    found = {row[0]: _sums(row[1:]) for row in _asked(session, _MONTHS, key, *span)}
    return [(month, found.get(str(month), _NOTHING)) for month in wanted]


def _asked(session: Session, query: str, *bound: str) -> list[Any]:
    return list(session.connection().exec_driver_sql(query, bound).all())


def _sums(row: Any) -> Sums:
    count, out, into = row
    return Sums(count, from_cents(out), from_cents(into))


_NOTHING = Sums(0, from_cents(0), from_cents(0))

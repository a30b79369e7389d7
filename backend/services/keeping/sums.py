"""Kept sums: what the rows of each month come to, by account, kind and category.

A report over years reads some hundreds of them instead of every row. They follow from the rows
and from nothing else: `differences` proves it, `rebuild` makes it so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import from_cents
from backend.services.keeping.touched import AccountMonth

# Lines as the reports count them: a confirmed split by its parts, all else as a whole.
_LINES = """
    SELECT substr(date, 1, 7) AS month, account_id,
           CASE WHEN status NOT IN ('confirmed', 'auto_confirmed') THEN 'waiting'
                WHEN transfer_id IS NOT NULL THEN 'paired'
                WHEN is_left_out THEN 'left_out' ELSE 'booked' END AS kind,
           coalesce(category_id, 0) AS category_id, amount, 1 AS counted
    FROM transactions
    WHERE NOT (has_splits AND status IN ('confirmed', 'auto_confirmed'))
      AND date >= :start AND date < :end {of_account}
    UNION ALL
    SELECT substr(t.date, 1, 7), t.account_id,
           CASE WHEN t.transfer_id IS NOT NULL THEN 'paired'
                WHEN t.is_left_out THEN 'left_out' ELSE 'booked' END,
           coalesce(s.category_id, 0), s.amount,
           row_number() OVER (PARTITION BY s.transaction_id, s.category_id) = 1
    FROM transaction_splits s JOIN transactions t ON t.id = s.transaction_id
    WHERE t.has_splits AND t.status IN ('confirmed', 'auto_confirmed')
      AND t.date >= :start AND t.date < :end {of_account}
"""

_SUMS = f"""
    SELECT month, account_id, kind, category_id,
           sum(amount), sum(max(amount, 0)), sum(counted)
    FROM ({_LINES})
    GROUP BY month, account_id, kind, category_id
"""
_OF_ALL = _SUMS.format(of_account="")

_INTO = "INSERT INTO monthly_sums (month, account_id, kind, category_id, amount, outflow, count)"
_STORE = text(_INTO + _OF_ALL)
_STORE_OF_ACCOUNT = text(_INTO + _SUMS.format(of_account="AND account_id = :account_id"))
_FORGET = text(
    "DELETE FROM monthly_sums WHERE account_id = :account_id AND month >= :first AND month <= :last"
)

_APART = text(f"""
WITH due (month, account_id, kind, category_id, amount, outflow, count) AS ({_OF_ALL}),
apart AS (
    SELECT * FROM (SELECT * FROM due EXCEPT SELECT * FROM monthly_sums)
    UNION
    SELECT * FROM (SELECT * FROM monthly_sums EXCEPT SELECT * FROM due)
)
SELECT apart.month, apart.account_id, coalesce(sum(due.amount), 0), coalesce(sum(k.amount), 0)
FROM (SELECT DISTINCT month, account_id, kind, category_id FROM apart) AS apart
LEFT JOIN due USING (month, account_id, kind, category_id)
LEFT JOIN monthly_sums k USING (month, account_id, kind, category_id)
GROUP BY 1, 2 ORDER BY 1, 2
""")

_ALWAYS = {"start": "0000-01-01", "end": "9999-12-32"}


@dataclass(frozen=True, slots=True)
class SumsApart:
    """A month of an account whose kept sums are not what its rows come to."""

    month: str
    account_id: int
    rows: Decimal
    kept: Decimal


def rebuild(session: Session, months: Collection[AccountMonth] | None = None) -> None:
    """Make the kept sums of `months`, each of an account, or all of them, what the rows say."""
    if months is None:
        session.execute(text("DELETE FROM monthly_sums"))
        session.execute(_STORE, _ALWAYS)
        return
    for account_id, first, last in _runs(months):
        session.execute(_FORGET, {"account_id": account_id, "first": first, "last": last})
        of_run = {"account_id": account_id, "start": f"{first}-01", "end": f"{last}-32"}
        session.execute(_STORE_OF_ACCOUNT, of_run)


def _runs(months: Collection[AccountMonth]) -> list[tuple[int, str, str]]:
    """Return the months of each account as runs of neighbours, first and last."""
    runs: list[tuple[int, str, str]] = []
    for account_id, month in sorted(months):
        if runs and runs[-1][0] == account_id and str(Month.parse(runs[-1][2]).plus(1)) == month:
            runs[-1] = (account_id, runs[-1][1], month)
        else:
            runs.append((account_id, month, month))
    return runs


def differences(session: Session) -> list[SumsApart]:
    """Return the months and accounts where the kept sums are not what the rows come to."""
    return [
        SumsApart(month, account_id, from_cents(rows), from_cents(kept))
        for month, account_id, rows, kept in session.execute(_APART, _ALWAYS)
    ]

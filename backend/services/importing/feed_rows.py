"""Which rows of a file did the bank's feed bring before, in its own words?"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from backend.services.importing.matching import span_of
from backend.services.importing.statement import StatementRow
from backend.services.importing.verdicts import Comparison, Place, Verdict
from backend.services.sync.likeness import Likeness
from backend.services.sync.matching import Arrived, Present, match

# A purchase's day and the day of its booking lie apart, and either may be stored as the day.
_WINDOW = dt.timedelta(days=13)
_HAS_FEED = "SELECT EXISTS (SELECT 1 FROM feed_transactions WHERE account_id = ?)"
# Those that came by file as well are found by how they came there.
_BY_FEED = """
SELECT t.id, t.date, t.posted_date, t.amount, t.description, t.merchant_name, 1
FROM transactions t
WHERE t.account_id = :account AND t.date >= :first AND t.date <= :last
  AND t.fingerprint IS NULL
  AND EXISTS (SELECT 1 FROM feed_transactions f WHERE f.transaction_id = t.id)
UNION ALL
SELECT d.original_id, d.date, NULL, d.amount, d.description, d.merchant_name, 0
FROM deleted_transactions d
WHERE d.account_id = :account AND d.date >= :first AND d.date <= :last
  AND d.fingerprint IS NULL AND d.reason = 'owner'
  AND EXISTS (SELECT 1 FROM feed_transactions f WHERE f.transaction_id = d.original_id)
"""


def settle_by_feed(
    session: Session, account_id: int, rows: Sequence[StatementRow], result: Comparison
) -> None:
    """Mark new rows that a feed brought before as duplicates.

    One to one, with equal cents, nearly the same day and words that name one merchant. What the
    owner deleted of a feed stays away.
    """
    connection = session.connection()
    if not connection.exec_driver_sql(_HAS_FEED, (account_id,)).scalar():
        return
    likeness = Likeness()
    present = [_present(row, likeness) for row in _by_feed(session, account_id, rows)]
    cents = {row.cents for row in present}
    arrived = [
        _arrived(index, row, likeness)
        for index, row in enumerate(rows)
        if row.cents in cents and result.verdicts[index] == Verdict.NEW
    ]
    for key, twin in match(arrived, present, likeness).sure.items():
        result.verdicts[int(key)] = Verdict.DUPLICATE
        result.twins[int(key)] = twin.id if twin.is_here else -int(Place.DELETED)


def _by_feed(session: Session, account_id: int, rows: Sequence[StatementRow]) -> Sequence[Any]:
    first, last = span_of(rows)
    bound = {
        "account": account_id,
        "first": (first - _WINDOW).isoformat(),
        "last": (last + _WINDOW).isoformat(),
    }
    return session.connection().exec_driver_sql(_BY_FEED, bound).all()


def _present(row: Any, likeness: Likeness) -> Present:
    row_id, day, posted, cents, description, merchant_name, is_here = row
    days = tuple(dt.date.fromisoformat(one).toordinal() for one in (day, posted) if one)
    names = likeness.keys(description, merchant_name)
    return Present(row_id, days, cents, names, is_here=bool(is_here))


def _arrived(index: int, row: StatementRow, likeness: Likeness) -> Arrived:
    days = (row.date.toordinal(), (row.posted_date or row.date).toordinal())
    return Arrived(f"{index:09d}", days, row.cents, likeness.keys(row.description))

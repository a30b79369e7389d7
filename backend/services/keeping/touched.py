"""What a write has touched so far: the months and merchants whose kept figures are behind."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.database import recorder

_SEEN = "keeping_seen"

# Where a changed row was and where it is now. An update names only the columns that changed, so
# the rest is read from the row as it is; a deleted row is whole in what was before.
_MOVED = """
WITH changed AS (
    SELECT table_name, row_id, coalesce(last_row_id, row_id) AS last_row_id, before
    FROM operation_changes
    WHERE operation_id = :operation AND id > :seen AND id <= :last
      AND table_name IN ('transactions', 'transaction_splits')
),
moved AS (
    SELECT t.date AS day, t.account_id, t.merchant_key, c.before IS NULL AS is_new
    FROM changed c JOIN transactions t ON t.id BETWEEN c.row_id AND c.last_row_id
    WHERE c.table_name = 'transactions'
    UNION ALL
    SELECT coalesce(json_extract(c.before, '$.date'), t.date),
           coalesce(json_extract(c.before, '$.account_id'), t.account_id),
           coalesce(json_extract(c.before, '$.merchant_key'), t.merchant_key), 0
    FROM changed c LEFT JOIN transactions t ON t.id = c.row_id
    WHERE c.table_name = 'transactions' AND c.before IS NOT NULL
    UNION ALL
    SELECT t.date, t.account_id, t.merchant_key, 0
    FROM changed c
    LEFT JOIN transaction_splits s ON s.id = c.row_id
    JOIN transactions t
      ON t.id IN (s.transaction_id, json_extract(c.before, '$.transaction_id'))
    WHERE c.table_name = 'transaction_splits'
)
"""
# Of a row that changed more than once, each day is paired with each account: where it was first is
# among them.
_MOVED_AGAIN = """
    SELECT json_extract(c.before, '$.date') AS day,
           json_extract(other.before, '$.account_id') AS account_id
    FROM operation_changes c JOIN operation_changes other
      ON other.table_name = c.table_name AND other.row_id = c.row_id
     AND other.operation_id = c.operation_id AND other.id <> c.id
    WHERE c.operation_id = :operation AND c.id <= :last AND other.id <= :last
      AND c.table_name = 'transactions'
"""
# Apart, as a large import has many times more of both together than of each.
_MONTHS = text(
    f"{_MOVED} SELECT account_id, substr(day, 1, 7) FROM moved"
    " WHERE day > '' AND account_id IS NOT NULL"
    f" UNION SELECT account_id, substr(day, 1, 7) FROM ({_MOVED_AGAIN})"
    " WHERE day > '' AND account_id IS NOT NULL"
)
# Of a row that changed, the merchant in every account: it may have been in another.
_MERCHANTS = text(
    _MOVED + "SELECT DISTINCT merchant_key, iif(is_new, account_id, NULL) FROM moved"
    " WHERE merchant_key > ''"
)

AccountMonth = tuple[int, str]
# A merchant in one account, or wherever it is (None).
MerchantIn = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Touched:
    """Months of accounts (id, `YYYY-MM`) and merchants with changed rows; None: all of them."""

    months: frozenset[AccountMonth] | None = frozenset()
    merchants: frozenset[MerchantIn] | None = frozenset()

    def __bool__(self) -> bool:
        return self.months is None or bool(self.months) or bool(self.merchants)


EVERYTHING = Touched(None, None)


def touched(session: Session) -> Touched:
    """Return what this write has touched since it was asked last."""
    if session.info.pop("changed_unrecorded", False):
        return EVERYTHING
    if "operation_id" not in session.info:
        return Touched()
    operation: int | None = session.info["operation_id"]
    if operation is None:
        return _unrecorded(session)
    seen: int = session.info.get(_SEEN, 0)
    last = session.execute(
        text("SELECT max(id) FROM operation_changes WHERE operation_id = :operation"),
        {"operation": operation},
    ).scalar()
    if last is None or last <= seen:
        return Touched()
    session.info[_SEEN] = last
    bound = {"operation": operation, "seen": seen, "last": last}
    months = session.execute(_MONTHS, bound)
    merchants = session.execute(_MERCHANTS, bound)
    return Touched(
        frozenset((account_id, month) for account_id, month in months),
        frozenset((merchant, account_id) for merchant, account_id in merchants),
    )


def note_own_changes(session: Session) -> None:
    """Leave out what keeping the figures itself has changed."""
    if session.info.get("operation_id", 0) is None:
        session.info[_SEEN] = recorder.total_changes(session)


def leave_out_earlier_changes(session: Session) -> None:
    """Look only at what comes now, in an operation that an earlier write began."""
    session.info[_SEEN] = session.execute(
        text("SELECT coalesce(max(id), 0) FROM operation_changes WHERE operation_id = :operation"),
        {"operation": session.info["operation_id"]},
    ).scalar_one()


def _unrecorded(session: Session) -> Touched:
    """Where nothing is recorded, any change at all may be anywhere."""
    if session.info.get(_SEEN, session.info["changes_before"]) == recorder.total_changes(session):
        return Touched()
    return EVERYTHING

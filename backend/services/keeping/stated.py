"""The newest stated balance of an account, which stands on the account as well."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.models import Account

_COLUMNS = ["stated_balance", "stated_balance_on"]

# Of the accounts whose statements this operation touched, the owner's word first on equal days.
_KEEP = text("""
WITH touched (account_id) AS (
    SELECT DISTINCT coalesce(s.account_id, json_extract(c.before, '$.account_id'))
    FROM operation_changes c LEFT JOIN stated_balances s ON s.id = c.row_id
    WHERE c.operation_id = :operation AND c.table_name = 'stated_balances'
),
newest AS (
    SELECT account_id, (
        SELECT s.id FROM stated_balances s WHERE s.account_id = touched.account_id
        ORDER BY s.date DESC, s.source = 'owner' DESC, s.id DESC LIMIT 1) AS id
    FROM touched
)
UPDATE accounts SET stated_balance = s.amount, stated_balance_on = s.date
FROM newest LEFT JOIN stated_balances s ON s.id = newest.id
WHERE accounts.id = newest.account_id
  AND (stated_balance IS NOT s.amount OR stated_balance_on IS NOT s.date)
RETURNING accounts.id
""")


def keep_newest(session: Session) -> None:
    """Let accounts show their newest statement, where this write touched any."""
    operation: int | None = session.info.get("operation_id")
    if operation is None:
        return
    for account_id in session.execute(_KEEP, {"operation": operation}).scalars().all():
        known = session.identity_map.get(session.identity_key(Account, account_id))
        if known is not None:
            session.refresh(known, _COLUMNS)

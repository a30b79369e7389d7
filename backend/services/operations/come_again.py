"""Rows that went with a bank's connection, and that a later sync brought again."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.models import Operation

# Later rows are new ones with ids of their own: nothing but day and amount tells that they are
# the same.
_BROUGHT = text("""
WITH made AS MATERIALIZED (
    SELECT c.operation_id, c.row_id AS first, coalesce(c.last_row_id, c.row_id) AS last
    FROM operations o JOIN operation_changes c ON c.operation_id = o.id
    WHERE o.id > :operation AND o.kind = 'bank_sync' AND o.undone_by_id IS NULL
        AND c.table_name = 'transactions' AND c.action = 'insert'
)
SELECT made.operation_id
FROM operation_changes gone
JOIN deleted_transactions d ON d.reason = 'connection'
    AND d.id BETWEEN gone.row_id AND coalesce(gone.last_row_id, gone.row_id)
JOIN accounts a
JOIN transactions t ON t.account_id = a.id AND t.date = d.date AND t.amount = d.amount
JOIN made ON t.id BETWEEN made.first AND made.last
WHERE gone.operation_id = :operation AND gone.table_name = 'deleted_transactions'
    AND gone.action = 'insert' AND EXISTS (SELECT 1 FROM made)
LIMIT 1
""")


def brought_again(session: Session, operation: Operation) -> Operation | None:
    """Return a sync that brought again what an operation deleted with its connection.

    Undone beside it, the operation would leave these rows twice.
    """
    session.flush()
    found = session.scalar(_BROUGHT, {"operation": operation.id})
    return None if found is None else session.get_one(Operation, found)

"""Deleting transactions: they move to the deleted log with everything that a restore needs.

What a row was is kept whole as JSON, and how it arrived beside it, so that the bank's file or
feed does not bring it back.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.models import Transaction
from backend.services import operations
from backend.services.transactions.presentation import TransactionNotFoundError, stamp

_DOOMED = "(SELECT value FROM json_each(:ids))"

_ROW = ", ".join(f"'{column.name}', t.{column.name}" for column in Transaction.__table__.columns)

_LOG = f"""
INSERT INTO deleted_transactions (
    original_id, account_id, account_name, date, description, merchant_name, amount,
    category_name, status, source, reason, plaid_transaction_id, external_id, fingerprint,
    occurrence, snapshot, deleted_at)
SELECT t.id, t.account_id, a.name, t.date, t.description, t.merchant_name, t.amount,
    c.display_name, t.status, t.source, :reason, t.plaid_transaction_id, t.external_id,
    t.fingerprint, t.occurrence,
    json_object(
        'row', json_object({_ROW}),
        'splits', (
            SELECT json_group_array(json_object(
                'category_id', s.category_id, 'amount', s.amount, 'notes', s.notes))
            FROM (SELECT * FROM transaction_splits WHERE transaction_id = t.id ORDER BY id) s),
        'tags', (
            SELECT json_group_array(name)
            FROM (SELECT tags.name FROM transaction_tags link JOIN tags ON tags.id = link.tag_id
                  WHERE link.transaction_id = t.id ORDER BY link.id)),
        'transfers', (
            SELECT json_group_array(json(pair)) FROM (
                SELECT json_array(out_transaction_id, in_transaction_id, status) AS pair
                FROM transfers WHERE out_transaction_id = t.id
                UNION ALL
                SELECT json_array(out_transaction_id, in_transaction_id, status)
                FROM transfers WHERE in_transaction_id = t.id))),
    :at
FROM json_each(:ids) AS doomed
JOIN transactions t ON t.id = doomed.value
LEFT JOIN accounts a ON a.id = t.account_id
LEFT JOIN categories c ON c.id = t.category_id
"""

# In this order: what refers to a row goes before the row.
_REMOVALS = (
    f"""UPDATE transactions SET transfer_id = NULL WHERE transfer_id IS NOT NULL AND id IN (
            SELECT in_transaction_id FROM transfers WHERE out_transaction_id IN {_DOOMED}
            UNION SELECT out_transaction_id FROM transfers WHERE in_transaction_id IN {_DOOMED})
        AND id NOT IN {_DOOMED}
        AND transfer_id IN (
            SELECT id FROM transfers WHERE out_transaction_id IN {_DOOMED}
            UNION SELECT id FROM transfers WHERE in_transaction_id IN {_DOOMED})""",
    f"DELETE FROM transfers WHERE out_transaction_id IN {_DOOMED}",
    f"DELETE FROM transfers WHERE in_transaction_id IN {_DOOMED}",
    f"DELETE FROM transaction_splits WHERE transaction_id IN {_DOOMED}",
    f"DELETE FROM transaction_tags WHERE transaction_id IN {_DOOMED}",
    f"DELETE FROM transactions WHERE id IN {_DOOMED}",
)


def delete_transactions(
    session: Session, ids: Iterable[int], *, reason: str = "owner", at: dt.datetime
) -> int:
    """Move transactions to the deleted log and return how many there were.

    Ids of none are passed over. A transfer that loses a leg is one no longer; what was learned
    from the rows stays learned.

    Args:
        session: a write session.
        ids: the transactions; naming one twice is the same as once.
        reason: why they go: owner, bank, duplicate, account, connection or import.
        at: the moment of it.
    """
    session.flush()
    wanted = {"ids": json.dumps(sorted(set(ids)))}
    doomed = list(
        session.scalars(text(f"SELECT id FROM transactions WHERE id IN {_DOOMED}"), wanted)
    )
    if not doomed:
        return 0
    operations.begin(session, "transactions_delete", _summary(session, doomed), at=at)
    bound: Mapping[str, Any] = {"ids": json.dumps(doomed)}
    session.execute(text(_LOG), {**bound, "reason": reason, "at": stamp(at)})
    for statement in _REMOVALS:
        session.execute(text(statement), bound)
    session.expire_all()
    return len(doomed)


def delete_transaction(session: Session, transaction_id: int, *, at: dt.datetime) -> None:
    """Move one transaction to the deleted log.

    Raises:
        TransactionNotFoundError: there is none with that id.
    """
    if not delete_transactions(session, [transaction_id], at=at):
        raise TransactionNotFoundError(transaction_id)


def _summary(session: Session, ids: list[int]) -> str:
    if len(ids) != 1:
        return f"Deleted {len(ids):,} transactions"
    row = session.get_one(Transaction, ids[0])
    return f"Deleted {row.merchant_name or row.description}"

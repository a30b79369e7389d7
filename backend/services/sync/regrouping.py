"""What hangs on a row's amount, when the bank changes it: its parts, and its pair."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.models import TransactionStatus
from backend.services.sync.merging import Values
from backend.services.sync.stored import Row

_DIFFERENCE = "The bank changed the amount"
_REST = """
SELECT id, amount FROM transaction_splits
WHERE transaction_id = :id AND category_id IS NULL AND notes = :notes
"""
_UNPAIR = """
UPDATE transactions SET transfer_id = NULL WHERE transfer_id IN (
    SELECT id FROM transfers
    WHERE status != 'refused' AND (out_transaction_id = :id OR in_transaction_id = :id))
"""
_FORGET_PAIRS = """
DELETE FROM transfers
WHERE status != 'refused' AND (out_transaction_id = :id OR in_transaction_id = :id)
"""


def follow_amount(session: Session, row: Row, cents: int) -> Values:
    """Let a row's parts and pair follow its new amount; return what else changes in the row.

    A split row keeps the owner's parts and gets one more, of the difference and without a
    category, so that the parts still add up; it goes back to review, where the owner says what
    the difference was for. A transfer has the same amount on both sides, so a pair is one no
    longer.
    """
    bound: dict[str, Any] = {"id": row.id}
    session.execute(text(_UNPAIR), bound)
    session.execute(text(_FORGET_PAIRS), bound)
    if not row.has_splits:
        return {}
    _add_difference(session, row, cents)
    return {"status": TransactionStatus.PENDING_REVIEW}


def _add_difference(session: Session, row: Row, cents: int) -> None:
    bound: dict[str, Any] = {"id": row.id, "notes": _DIFFERENCE}
    parts = session.execute(
        text("SELECT sum(amount) FROM transaction_splits WHERE transaction_id = :id"), bound
    ).scalar_one()
    difference = cents - (parts or 0)
    rest = session.execute(text(_REST), bound).first()
    if rest is not None and rest.amount + difference == 0:
        session.execute(text("DELETE FROM transaction_splits WHERE id = :id"), {"id": rest.id})
    elif rest is not None:
        session.execute(
            text("UPDATE transaction_splits SET amount = amount + :more WHERE id = :id"),
            {"more": difference, "id": rest.id},
        )
    elif difference:
        session.execute(
            text(
                "INSERT INTO transaction_splits (transaction_id, amount, notes)"
                " VALUES (:id, :more, :notes)"
            ),
            {**bound, "more": difference},
        )

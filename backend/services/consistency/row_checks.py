"""Transactions and what belongs to them: splits, states, arrivals, the deleted log."""

from typing import Any

from backend.services.consistency.findings import (
    Check,
    Repair,
    by_query,
    by_statements,
    dollars,
)

_PARTS = "(SELECT transaction_id, sum(amount) AS parts FROM transaction_splits GROUP BY 1)"
_KNOWN = "('pending_review', 'pending_save', 'confirmed', 'auto_confirmed')"


def _apart(whole: Any, parts: Any) -> str:
    return f"its parts come to {dollars(parts)}, the whole is {dollars(whole)}"


def _flagged(has_splits: int, whole: Any, parts: Any) -> str:
    if has_splits:
        return "is marked as split and has no parts"
    return f"has parts of {dollars(parts)} and is not marked as split ({dollars(whole)})"


SPLIT_SUMS = Check(
    "split_sums",
    "The parts of a split add up to the whole",
    "Reports count the parts instead of the whole: together they are the same money.",
    by_query(
        "SELECT 'transaction', t.id, t.amount, p.parts"
        f" FROM {_PARTS} p JOIN transactions t ON t.id = p.transaction_id"
        " WHERE p.parts IS NOT t.amount",
        _apart,
    ),
)

SPLIT_FLAGS = Check(
    "split_flags",
    "What is marked as split has parts, and nothing else",
    "The mark decides whether the parts or the whole are counted.",
    by_query(
        "SELECT 'transaction', t.id, t.has_splits, t.amount, NULL FROM transactions t"
        " WHERE t.has_splits AND NOT EXISTS"
        " (SELECT 1 FROM transaction_splits s WHERE s.transaction_id = t.id)"
        " UNION ALL SELECT 'transaction', t.id, t.has_splits, t.amount, p.parts"
        f" FROM {_PARTS} p JOIN transactions t ON t.id = p.transaction_id"
        " WHERE NOT t.has_splits",
        _flagged,
    ),
    Repair(
        "Correct the marks",
        "Corrected which transactions are marked as split",
        by_statements(
            "UPDATE transactions SET has_splits = 0 WHERE has_splits AND NOT EXISTS"
            " (SELECT 1 FROM transaction_splits s WHERE s.transaction_id = transactions.id)",
            "UPDATE transactions SET has_splits = 1 WHERE NOT has_splits AND id IN"
            f" (SELECT transaction_id FROM {_PARTS})"
            " AND amount = (SELECT sum(s.amount) FROM transaction_splits s"
            " WHERE s.transaction_id = transactions.id)",
        ),
    ),
)

STATUSES = Check(
    "statuses",
    "Every status is known",
    "A row waits, or it counts: no state in between hides it from both.",
    by_query(
        f"SELECT 'transaction', id, status FROM transactions WHERE status NOT IN {_KNOWN}"
        " UNION ALL SELECT 'transfer', id, status FROM transfers"
        " WHERE status NOT IN ('suggested', 'confirmed', 'refused')"
        " UNION ALL SELECT 'series', id, decision FROM recurring_series"
        " WHERE decision NOT IN ('confirmed', 'dismissed')",
        lambda status: f"its state is “{status}”",
    ),
    Repair(
        "Send them to review",
        "Sent transactions in an unknown state to review",
        by_statements(
            f"UPDATE transactions SET status = 'pending_review' WHERE status NOT IN {_KNOWN}"
        ),
    ),
)

ARRIVALS = Check(
    "arrivals",
    "Each arrival is counted once",
    "How a row came, and which of several equal ones it is, keeps a file from adding it again.",
    by_query(
        "SELECT 'transaction', id FROM transactions"
        " WHERE (fingerprint IS NULL) IS NOT (occurrence IS NULL) OR occurrence < 1",
        "it is not known which of several equal rows it is",
    ),
)

DELETED = Check(
    "deleted",
    "A transaction is not here and deleted at once",
    "What is deleted stays out of every sum, and can be restored only once.",
    by_query(
        "SELECT 'transaction', t.id FROM transactions t"
        " JOIN deleted_transactions d ON d.original_id = t.id",
        "is here and in the log of deleted ones",
    ),
    Repair(
        "Take them out of the log",
        "Took transactions that are here out of the log of deleted ones",
        by_statements(
            "DELETE FROM deleted_transactions WHERE EXISTS (SELECT 1 FROM transactions t"
            " WHERE t.id = deleted_transactions.original_id"
            " AND t.account_id IS deleted_transactions.account_id"
            " AND t.fingerprint IS deleted_transactions.fingerprint"
            " AND t.occurrence IS deleted_transactions.occurrence)"
        ),
    ),
)

ROW_CHECKS = (SPLIT_SUMS, SPLIT_FLAGS, STATUSES, ARRIVALS, DELETED)

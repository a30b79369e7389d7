"""Reading transactions: pages, single rows, totals."""

from backend.services.transactions.presentation import (
    TransactionNotFoundError,
    TransactionView,
    fetch_transaction,
    fetch_transactions,
)

__all__ = [
    "TransactionNotFoundError",
    "TransactionView",
    "fetch_transaction",
    "fetch_transactions",
]

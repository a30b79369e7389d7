"""Sessions, transactions and exact column types."""

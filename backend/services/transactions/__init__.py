"""Transactions: listing, review, editing, deletion."""

"""Transfers between own accounts: found, confirmed, refused."""

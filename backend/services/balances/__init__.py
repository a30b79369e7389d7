"""Balances: what was stated, what rows make of it, and where the two part."""

"""Measures the app through HTTP beside plain sqlite3 doing the same: `python -m bench`."""

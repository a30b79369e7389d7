"""Numbered forward steps of both database files."""

"""Merchants: what each came to, what the owner calls them, and which of them are one."""

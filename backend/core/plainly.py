"""Errors that nobody raised on purpose and that the owner can do something about, as a sentence."""

import sqlite3

from backend.core.errors import BudgetAppError


def sentence_of(error: BaseException) -> str | None:
    """Return what the owner reads of an error; None where only a traceback is of use."""
    if isinstance(error, BudgetAppError):
        return str(error)
    cause = getattr(error, "orig", None) or error  # SQLAlchemy's errors hold the database's
    if isinstance(cause, sqlite3.DatabaseError):
        return f"The database can't be used: {cause}. `budgetapp doctor` says more."
    if isinstance(cause, OSError) and cause.filename is not None:
        return f"{cause.filename} can't be used: {cause.strerror}."
    return None

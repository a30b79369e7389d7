"""Database files: sessions, transactions, exact column types, and the recorder behind undo."""

from backend.database.base import Base
from backend.database.database import Database

__all__ = ["Base", "Database"]

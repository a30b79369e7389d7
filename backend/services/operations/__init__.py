"""Operations: what was done, and how to undo it."""

from backend.services.operations.log import (
    OperationNotFoundError,
    begin,
    changes_of,
    describe,
    get_operation,
    list_operations,
    resume,
)
from backend.services.operations.naming import names_of
from backend.services.operations.undo import AlreadyUndoneError, UndoBlockedError, undo

__all__ = [
    "AlreadyUndoneError",
    "OperationNotFoundError",
    "UndoBlockedError",
    "begin",
    "changes_of",
    "describe",
    "get_operation",
    "list_operations",
    "names_of",
    "resume",
    "undo",
]

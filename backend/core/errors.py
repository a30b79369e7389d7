"""The families of errors that the app raises on purpose.

A feature subclasses one of them beside the code that raises it, with the sentence that the
owner will read. `routers/problems.py` alone maps families to HTTP statuses.
"""

from typing import Any


class BudgetAppError(Exception):
    """An error whose message is written for the owner.

    Attributes:
        extra: further members of the problem document, such as the counts behind a conflict.
    """

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.extra = extra


class NotFoundError(BudgetAppError):
    """What was asked for is not here."""


class ConflictError(BudgetAppError):
    """The request makes sense, but not in the present state."""


class InvalidInputError(BudgetAppError):
    """Something that was sent can't be taken as it is."""


class TooLargeError(InvalidInputError):
    """What was sent is larger than the app takes."""


class NotConfiguredError(BudgetAppError):
    """A feature needs a setting that is not there yet."""


class UpstreamError(BudgetAppError):
    """A service outside the app failed."""

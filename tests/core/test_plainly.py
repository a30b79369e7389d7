"""What the owner reads where no error was foreseen."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from backend.core.errors import ConflictError
from backend.core.plainly import sentence_of


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ConflictError("Not now."), "Not now."),
        (PermissionError(13, "Permission denied", "/x"), "/x can't be used: Permission denied."),
        (sqlite3.OperationalError("disk I/O error"), "can't be used: disk I/O error."),
        (OperationalError("SELECT 1", None, sqlite3.OperationalError("no room")), "used: no room."),
    ],
)
def test_what_the_owner_can_mend_is_a_sentence(error: Exception, sentence: str) -> None:
    assert sentence in (sentence_of(error) or "")


@pytest.mark.parametrize("error", [ValueError("x"), ConnectionResetError(104, "reset"), KeyError()])
def test_a_mistake_of_the_app_keeps_its_traceback(error: Exception) -> None:
    assert sentence_of(error) is None

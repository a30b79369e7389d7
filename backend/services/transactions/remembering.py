"""Answers kept for as long as the file stays the same, such as the count behind a list.

Scrolling through a search asks for its total with every page, though only the first time costs
anything. What is kept belongs to one database connection, and SQLite itself tells whether anybody
has changed the file since, in this process or another.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

_KEPT = 64
_SLOT = "remembered_answers"

T = TypeVar("T")


def remembered(session: Session, question: Hashable, answer: Callable[[], T]) -> T:
    """Return what `answer` returned for the same question on the same state of the file."""
    session.flush()
    connection = session.connection()
    version = (
        connection.exec_driver_sql("PRAGMA data_version").scalar(),
        getattr(connection.connection.dbapi_connection, "total_changes", None),
    )
    present, answers = connection.info.get(_SLOT, (None, None))
    if present != version or answers is None:
        answers = OrderedDict[Hashable, Any]()
        connection.info[_SLOT] = (version, answers)
    if question in answers:
        answers.move_to_end(question)
        kept: T = answers[question]
        return kept
    found = answer()
    answers[question] = found
    while len(answers) > _KEPT:
        answers.popitem(last=False)
    return found

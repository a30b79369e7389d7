"""Which column holds the date of a transaction, and which the day it was posted."""

import re
from collections.abc import Sequence
from typing import Final

from backend.services.importing.readers.content import Column
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.vocabulary import DATE_ROLES
from backend.services.importing.statement import UnreadableFileError

_WORTH: Final = {
    Role.DATE: 6.0,
    Role.POSTED: 4.0,
    Role.VALUE_DATE: 2.0,
    Role.OTHER_DATE: 0.0,
}
_WORTH_OF_UNKNOWN: Final = 3.0
_MOSTLY_FILLED: Final = 0.5
_TIME_OF_DAY: Final = re.compile(r"\d\d?:\d\d")


def choose_date_columns(columns: Sequence[Column]) -> tuple[int, int | None]:
    """Return the column of the transaction's date and that of its posting, if there are two.

    Raises:
        UnreadableFileError: no column holds dates.
    """
    fitting = [
        column
        for column in columns
        if column.holds_days or (column.is_empty and column.roles.keys() & DATE_ROLES)
    ]
    if not fitting:  # every date is broken: the header decides, the rows will say what is wrong
        fitting = [c for c in columns if c.roles.keys() & DATE_ROLES and not c.holds_money]
    if not fitting:
        raise UnreadableFileError(
            "No column with dates was found in this table, so it is no list of transactions."
        )
    ranked = sorted(fitting, key=lambda column: (-_worth(column), column.index))
    date = ranked[0]
    posted = next((other for other in ranked[1:] if _is_posting_of(date, other)), None)
    return date.index, posted.index if posted else None


def _worth(column: Column) -> float:
    worth = max(
        (_WORTH[role] for role in column.roles.keys() & DATE_ROLES), default=_WORTH_OF_UNKNOWN
    )
    if any(_TIME_OF_DAY.search(value) for value in column.values[:3]):
        worth -= 0.5  # "Timestamp" beside "Date"
    if not column.is_empty and column.fill < _MOSTLY_FILLED:
        worth -= 10  # a completed date that most rows lack
    return worth + max(column.roles.values(), default=0) / 10


def _is_posting_of(date: Column, other: Column) -> bool:
    if not other.header:
        return not date.header
    if Role.POSTED in other.roles:
        return Role.POSTED not in date.roles
    return Role.VALUE_DATE in other.roles and Role.DATE in date.roles

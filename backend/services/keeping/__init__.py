"""Figures that are kept because reading every row for them would take too long.

They are brought up to date once per write, before it commits, for what that write touched. So
whoever reads sees rows and figures of the same moment.
"""

from pathlib import Path

from sqlalchemy.orm import Session

from backend.database import Database
from backend.services.keeping import sums
from backend.services.keeping.stated import keep_newest
from backend.services.keeping.touched import note_own_changes, touched
from backend.services.recurring import kept as series


def budget_database(path: Path) -> Database:
    """Describe the budget file at `path`: its changes recorded, its figures kept."""
    return Database(path, records_changes=True, before_commit=bring_up_to_date)


def bring_up_to_date(session: Session) -> None:
    """Bring the kept figures up to what this session has changed so far; a reader's are."""
    session.flush()
    keep_newest(session)
    changed = touched(session)
    if changed:
        sums.rebuild(session, changed.months)
        series.rebuild(session, changed.merchants)
        note_own_changes(session)

"""Indexes around a large insert."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session


@contextmanager
def rebuilt_afterwards(session: Session, table: str) -> Iterator[None]:
    """Take the indexes of `table` away while rows go in, and build them anew at the end.

    Sorting all keys once is quicker than finding the place of each, where most rows are new. It
    is part of the session's transaction: a failure leaves the indexes as they were. Unique ones
    refuse at the end what they would have refused at once. Constraints of the table itself stay
    in force throughout.
    """
    found = session.execute(
        text(
            "SELECT name, sql FROM main.sqlite_schema"
            " WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL"
        ),
        {"table": table},
    ).all()
    for name, _ in found:
        session.execute(text(f"DROP INDEX main.{name}"))
    yield
    for _, statement in found:
        session.connection().exec_driver_sql(statement)

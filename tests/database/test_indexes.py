"""Indexes taken away for a large insert come back as they were, also when it fails."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.database import Database
from backend.database.indexes import rebuilt_afterwards
from backend.services import operations
from tests.builders import make_account, make_transaction
from tests.conftest import NOW


def indexes(database: Database) -> list[tuple[str, str]]:
    with database.read() as session:
        return [
            tuple(row)
            for row in session.execute(
                text("SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name")
            )
        ]


def write(database: Database, *, times: int) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(session)
        with rebuilt_afterwards(session, "transactions"):
            assert _plan(session).startswith("SCAN")
            for _ in range(times):
                make_transaction(session, account=account, fingerprint=1, occurrence=1)


def _plan(session: Session) -> str:
    statement = "EXPLAIN QUERY PLAN SELECT 1 FROM transactions WHERE date = '2025-01-01'"
    return str(session.execute(text(statement)).one()[3])


def test_they_are_the_same_afterwards(database: Database) -> None:
    before = indexes(database)
    write(database, times=1)
    assert indexes(database) == before
    with database.read() as session:
        assert "ix_transactions_date" in _plan(session)
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_a_row_that_is_there_twice_is_refused_whole(database: Database) -> None:
    before = indexes(database)
    with pytest.raises(IntegrityError):
        write(database, times=2)
    assert indexes(database) == before
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM transactions")).scalar() == 0

"""What a connection keeps does not outlive the transaction in which it was so."""

import pytest
from sqlalchemy.orm import Session

from backend.database import Database
from backend.models import Tag
from backend.services import operations
from backend.services.filtering.catalog import read_catalog
from tests.conftest import NOW


def tags(session: Session) -> list[str]:
    return [tag.name for tag in read_catalog(session).tags]


def test_what_was_found_in_a_write_that_failed_is_forgotten(database: Database) -> None:
    def fail() -> None:
        with database.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            session.add(Tag(name="never"))
            session.flush()
            assert tags(session) == ["never"]
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()

    with database.write() as session:
        assert tags(session) == []

"""What random writes of any kind begin with: a household of two accounts, one write at a time."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis.stateful import RuleBasedStateMachine, initialize
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Transaction
from backend.services import operations
from backend.services.keeping import budget_database
from tests.builders import make_account
from tests.conftest import NOW
from tests.templates import new_budget_file


class RandomWrites(RuleBasedStateMachine):
    """A household to write into; `done` has the operations so far, oldest first."""

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "budget.db"
        new_budget_file(path, NOW)
        self.database = budget_database(path)
        self.done: list[int] = []
        with self.database.write() as session:
            operations.begin(session, "test", "Accounts", at=NOW)
            make_account(session, "One")
            make_account(session, "Two")

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def write(self, change: Callable[[Session], None]) -> None:
        """Make `change` as one operation and one transaction, as the app does."""
        with self.database.write() as session:
            self.done.append(operations.begin(session, "test", "Test", at=NOW))
            change(session)


def pick(session: Session, place: int) -> Transaction | None:
    """Return some transaction, None where there is none."""
    rows = session.scalars(select(Transaction).order_by(Transaction.id)).all()
    return rows[place % len(rows)] if rows else None

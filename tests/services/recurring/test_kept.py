"""Kept series are those that the rows give, whatever was done to the rows."""

import datetime as dt

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.database import Database
from backend.models import Account, DetectedSeries, Transaction
from backend.services import operations
from backend.services.recurring import kept
from tests.builders import make_transaction
from tests.conftest import NOW
from tests.random_writes import RandomWrites, pick

merchants = st.sampled_from(["NETFLIX", "GYM", "GROVE"])
prices = st.sampled_from(["9.99", "12.99", "45.00"])
places = st.integers(0, 99)


def _series(session: Session) -> list[tuple[object, ...]]:
    rows = session.execute(text("SELECT * FROM detected_series ORDER BY key"))
    return [tuple(row) for row in rows]


class AnythingHappens(RandomWrites):
    """Random writes; after each, what is kept is what finding everything anew gives."""

    @rule(
        merchant=merchants,
        price=prices,
        day=st.integers(1, 28),
        months=st.integers(1, 8),
        account=st.integers(0, 1),
    )
    def charge(self, merchant: str, price: str, day: int, months: int, account: int) -> None:
        def change(session: Session) -> None:
            accounts = session.scalars(select(Account).order_by(Account.id)).all()
            for month in range(1, months + 1):
                make_transaction(
                    session,
                    account=accounts[account],
                    date=dt.date(2025, month, day).isoformat(),
                    amount=price,
                    description=merchant,
                )

        self.write(change)

    @rule(place=places, price=prices, merchant=merchants)
    def edit(self, place: int, price: str, merchant: str) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                row.amount, row.merchant_key = type(row.amount)(price), merchant

        self.write(change)

    @rule(place=places, paired=st.booleans(), name=st.sampled_from(["Netflix", None]))
    def pair(self, place: int, name: str | None, *, paired: bool) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                row.transfer_id, row.merchant_name = 1 if paired else None, name

        self.write(change)

    @rule(place=places, account=st.integers(0, 1), merchant=merchants)
    def move(self, place: int, account: int, merchant: str) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                ids = session.scalars(select(Account.id).order_by(Account.id)).all()
                row.account_id = ids[account]
                session.flush()
                row.merchant_key = merchant

        self.write(change)

    @rule(merchant=merchants)
    def remove(self, merchant: str) -> None:
        self.write(
            lambda session: (
                session.execute(delete(Transaction).where(Transaction.merchant_key == merchant))
                and None
            )
        )

    @rule(place=places)
    def undo(self, place: int) -> None:
        if self.done:
            try:
                with self.database.write() as session:
                    operation = self.done[-1 - place % len(self.done)]
                    undone = operations.undo(session, operation, at=NOW)
            except (ConflictError, operations.OperationNotFoundError):
                return
            self.done.append(undone)

    @invariant()
    def series_are_what_the_rows_give(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.read() as session:
            assert kept.differences(session) == []


TestAnythingHappens = AnythingHappens.TestCase
TestAnythingHappens.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)


def _netflix(session: Session, months: range, price: str = "15.49") -> None:
    for month in months:
        make_transaction(session, date=f"2025-{month:02d}-11", amount=price, description="NETFLIX")


def test_undo_and_redo_leave_the_same_series(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        _netflix(session, range(1, 5))
    with database.write() as session:
        first = _series(session)
        later = operations.begin(session, "test", "Test", at=NOW)
        _netflix(session, range(5, 7), "17.99")
    with database.write() as session:
        second = _series(session)
        undone = operations.undo(session, later, at=NOW)
    with database.write() as session:
        assert _series(session) == first != second
        operations.undo(session, undone, at=NOW)
    with database.read() as session:
        assert _series(session) == second
        assert kept.differences(session) == []


def test_waiting_rows_count_and_transfers_do_not(session: Session) -> None:
    for month in range(1, 5):
        make_transaction(
            session, date=f"2025-{month:02d}-11", description="GYM", status="pending_review"
        )
        make_transaction(
            session, date=f"2025-{month:02d}-20", description="SAVINGS PLAN", transfer_id=1
        )
    session.flush()
    kept.rebuild(session)
    assert session.scalars(select(DetectedSeries.merchant_key)).all() == ["GYM"]


def test_a_file_whose_series_another_version_found_is_gone_through(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        _netflix(session, range(1, 5))
    with database.write() as session:
        session.execute(text("DELETE FROM detected_series"))
        assert kept.differences(session) == ["NETFLIX"]
        kept.bring_up_to_version(session)
        assert kept.differences(session) == []
        session.execute(text("DELETE FROM detected_series"))
        kept.bring_up_to_version(session)
        assert _series(session) == []

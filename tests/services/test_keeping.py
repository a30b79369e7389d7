"""Kept sums are what the rows come to, whatever was done to them."""

import datetime as dt
import sqlite3
from collections import defaultdict
from contextlib import closing
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.errors import ConflictError
from backend.database import Database, recorder
from backend.models import (
    Account,
    Category,
    MonthlySum,
    Transaction,
    TransactionSplit,
    TransactionStatus,
)
from backend.services import operations
from backend.services.keeping import sums
from backend.services.reports.periods import Period
from backend.services.reports.spending import income_total, left_out, spending_by_category
from backend.services.reports.trend import monthly_trend
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW
from tests.random_writes import RandomWrites, pick

KEYS = ["coffee", "groceries", "side_income", "credit_card_payment"]
days = st.dates(dt.date(2024, 11, 20), dt.date(2025, 3, 10))
categories = st.sampled_from([*KEYS, None])
statuses = st.sampled_from(list(TransactionStatus))
cents = st.integers(-50_000, 50_000).filter(bool)
places = st.integers(0, 99)


class AnythingHappens(RandomWrites):
    """Random writes, each one transaction; after every one the kept sums are those of the rows."""

    @rule(day=days, cents=cents, category=categories, status=statuses, account=st.integers(0, 1))
    def add(
        self, day: dt.date, cents: int, category: str | None, status: str, account: int
    ) -> None:
        def change(session: Session) -> None:
            accounts = session.scalars(select(Account).order_by(Account.id)).all()
            make_transaction(
                session,
                account=accounts[account],
                date=day.isoformat(),
                amount=str(Decimal(cents) / 100),
                category=category,
                status=status,
            )

        self.write(change)

    @rule(place=places, day=days, category=categories, status=statuses)
    def edit(self, place: int, day: dt.date, category: str | None, status: str) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                row.date, row.status = day, status
                row.category_id = make_category(session, category).id if category else None

        self.write(change)

    @rule(place=places, account=st.integers(0, 1))
    def move(self, place: int, account: int) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                row.account_id = session.scalars(select(Account.id).order_by(Account.id)).all()[
                    account
                ]
                row.fingerprint = row.occurrence = None

        self.write(change)

    @rule(place=places, paired=st.booleans())
    def pair(self, place: int, paired: bool) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                row.transfer_id = 1 if paired else None

        self.write(change)

    @rule(place=places, first=categories, second=categories)
    def split(self, place: int, first: str | None, second: str | None) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is None or row.has_splits:
                return
            row.has_splits = True
            for category, amount in (
                (first, Decimal("0.01")),
                (second, row.amount - Decimal("0.01")),
            ):
                category_id = make_category(session, category).id if category else None
                session.add(
                    TransactionSplit(transaction_id=row.id, category_id=category_id, amount=amount)
                )

        self.write(change)

    @rule(place=places, category=categories)
    def file_a_part(self, place: int, category: str | None) -> None:
        def change(session: Session) -> None:
            parts = session.scalars(select(TransactionSplit).order_by(TransactionSplit.id)).all()
            if parts:
                part = parts[place % len(parts)]
                part.category_id = make_category(session, category).id if category else None

        self.write(change)

    @rule(place=places)
    def delete(self, place: int) -> None:
        def change(session: Session) -> None:
            row = pick(session, place)
            if row is not None:
                session.delete(row)

        self.write(change)

    @rule(back=st.integers(0, 5))
    def undo(self, back: int) -> None:
        if back >= len(self.done):
            return
        try:
            with self.database.write() as session:
                self.done.append(operations.undo(session, self.done[-1 - back], at=NOW))
        except (ConflictError, operations.OperationNotFoundError):
            return

    @rule(day=days, cents=cents)
    def change_unrecorded(self, day: dt.date, cents: int) -> None:
        with self.database.write() as session:
            recorder.open_operation(session, None)
            make_transaction(session, date=day.isoformat(), amount=str(Decimal(cents) / 100))

    @invariant()
    def kept_is_what_rows_come_to(self) -> None:
        with self.database.read() as session:
            assert sums.differences(session) == []

    @invariant()
    def reports_are_those_of_an_oracle(self) -> None:
        with self.database.read() as session:
            for period in (
                Period(dt.date(2024, 12, 1), dt.date(2025, 3, 1)),
                Period(dt.date(2024, 11, 25), dt.date(2025, 2, 14)),
                Period(dt.date(2025, 1, 5), dt.date(2025, 1, 20)),
            ):
                accounts = session.scalars(select(Account.id)).all()
                of_one = [spending_by_category(session, period, account_id=a) for a in accounts]
                spent = {
                    line.short_desc: (line.total, line.count)
                    for line in spending_by_category(session, period)
                }
                oracle = _oracle(session, period)
                assert spent == oracle["spending"]
                assert sum(line.total for lines in of_one for line in lines) == sum(
                    total for total, _ in spent.values()
                )
                assert income_total(session, period) == oracle["income"]
                assert {x.reason: x.total for x in left_out(session, period)} == oracle["left_out"]


TestAnythingHappens = AnythingHappens.TestCase
TestAnythingHappens.settings = settings(max_examples=25, stateful_step_count=15)


def _oracle(session: Session, period: Period) -> dict:
    """The reports of a period, added up row by row without any SQL of ours."""
    keys = {c.id: c.short_desc for c in session.scalars(select(Category))}
    spent: dict = defaultdict(lambda: (Decimal(0), set()))
    income, left = Decimal(0), defaultdict(Decimal)
    for row in session.scalars(select(Transaction)):
        if not period.start <= row.date < period.end:
            continue
        if row.status not in ("confirmed", "auto_confirmed"):
            left["waiting"] += max(row.amount, Decimal(0))
            continue
        parts = session.scalars(
            select(TransactionSplit).where(TransactionSplit.transaction_id == row.id)
        ).all()
        for line in parts if row.has_splits else [row]:
            key = keys.get(line.category_id)
            if row.transfer_id or key == "credit_card_payment":
                left["transfer"] += max(line.amount, Decimal(0))
            elif key == "side_income":
                income -= line.amount
            else:
                total, ids = spent[key]
                spent[key] = (total + line.amount, ids | {row.id})
    return {
        "spending": {key: (total, len(ids)) for key, (total, ids) in spent.items()},
        "income": income,
        "left_out": dict(left),
    }


def test_a_report_sees_what_its_own_session_changed(session: Session) -> None:
    january = Period.of_month(Month(2025, 1))
    row = make_transaction(session, category="coffee", date="2025-01-30", amount="4.10")
    assert [line.total for line in spending_by_category(session, january)] == [Decimal("4.10")]

    row.date = dt.date(2025, 2, 1)
    assert spending_by_category(session, january) == []
    [_, february] = monthly_trend(session, last=Month(2025, 2), months=2)
    assert february.spending == Decimal("4.10")


@pytest.mark.parametrize(
    "steps",
    [
        ("account_id = :other", "date = '2025-03-01'"),
        ("date = '2025-03-01'", "account_id = :other"),
        ("date = '2025-02-01'", "account_id = :other", "date = '2025-03-01'"),
        ("date = '2025-03-01'", None),
        ("account_id = :other", "date = '2025-03-01'", None),
    ],
)
def test_a_row_that_moves_more_than_once_in_one_write_leaves_nothing_behind(
    database: Database, steps: tuple[str | None, ...]
) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        row_id = make_transaction(session, date="2025-01-30", amount="4.10").id
        other = make_account(session, "Another one").id

    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for step in steps:
            change = f"UPDATE transactions SET {step}" if step else "DELETE FROM transactions"
            bound = {"id": row_id, "other": other}
            session.execute(text(f"{change} WHERE id = :id"), bound)

    with database.read() as session:
        assert sums.differences(session) == []


def test_what_another_program_changed_is_found_and_mended(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, date="2025-01-30", amount="4.10")
        make_transaction(session, date="2025-02-01", amount="1.00")
    with closing(sqlite3.connect(database.path)) as raw:
        raw.execute("UPDATE transactions SET amount = 999 WHERE date = '2025-01-30'")
        raw.commit()

    with database.write() as session:
        [apart] = sums.differences(session)
        assert (apart.month, apart.rows, apart.kept) == (
            "2025-01",
            Decimal("9.99"),
            Decimal("4.10"),
        )
        sums.rebuild(session)
        assert sums.differences(session) == []


def test_a_write_that_touches_no_row_leaves_the_sums_alone(database: Database) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, date="2025-01-30", amount="4.10")
    with closing(sqlite3.connect(database.path)) as raw:
        raw.execute("UPDATE monthly_sums SET amount = 1")
        raw.commit()
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_category(session, "brand_new")
    with database.read() as session:
        assert session.scalar(select(MonthlySum.amount)) == Decimal("0.01")

"""Whatever is done in review, undoing it gives back the very state before."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core.errors import BudgetAppError
from backend.database import Database, recorder
from backend.migrations.runner import upgrade
from backend.models import (
    Account,
    Category,
    MerchantAlias,
    MerchantMapping,
    RuleOrigin,
    Transaction,
    Transfer,
)
from backend.services import operations
from backend.services.categorization import answering, predicting
from backend.services.categorization.cascade import Rulebook, Rules
from backend.services.categorization.learning import LearnChoice
from backend.services.categorization.normalization import merchant_of
from backend.services.keeping import budget_database
from backend.services.merchants import merging, renaming
from backend.services.rules import amount_rules, mappings
from backend.services.transactions import deletion, review, staging
from backend.services.transfers import pairing
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

SHOPS = ("KORNBLUM BAKERY", "TST* KORNBLUM BAKERY", "VENMO PAYMENT ANNA", "HARDWARE HUT 12")
CATEGORIES = ("coffee", "gift", "groceries")

rows = st.integers(1, 12)
categories = st.sampled_from(CATEGORIES)
choices = st.sampled_from(LearnChoice)
merchants = st.sampled_from(sorted({merchant_of(shop) for shop in SHOPS}))
thresholds = st.integers(1, 3)


@pytest.fixture(scope="module")
def template() -> Iterator[bytes]:
    """A file with a few categories, two accounts and twelve rows that wait."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        upgrade(path, "budget")
        database = budget_database(path)
        with database.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            recorder.open_operation(session, None)
            _fill(session)
        database.checkpoint()
        database.close()
        yield path.read_bytes()


def _fill(session: Session) -> None:
    for key in (*CATEGORIES, "transfer"):
        make_category(session, key, is_transfer=key == "transfer")
    accounts = [make_account(session, name) for name in ("Checking", "Savings")]
    for number in range(12):
        shop = SHOPS[number % len(SHOPS)]
        make_transaction(
            session,
            description=shop,
            merchant_key=merchant_of(shop),
            amount=f"{'-' if number % 2 else ''}{number // 4 + 1}.00",
            account=accounts[number % 2],
            status="pending_review",
            possible_duplicate_of_id=1 if number == 9 else None,
        )


class Review(RuleBasedStateMachine):
    """Random decisions, each done, undone, compared and redone."""

    template = b""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "budget.db"
        path.write_bytes(self.template)
        self.database = budget_database(path)
        self.clock = NOW

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            self.folder.cleanup()

    def act(self, do: Callable[[Session, dt.datetime], Any]) -> None:
        """Do, undo, compare; then redo, so that the next step starts from something new."""
        self.clock += dt.timedelta(seconds=1)
        before, decided = dump(self.database), confirmed(self.database)
        operation = None
        try:
            with self.database.write() as session:
                do(session, self.clock)
            operation = session.info.get("operation_id")
        except BudgetAppError:
            assert dump(self.database) == before
        if operation is None:
            assert dump(self.database) == before
            return
        after = dump(self.database)
        undone = self.undo(operation)
        assert dump(self.database) == before
        assert confirmed(self.database) == decided
        self.undo(undone)
        assert dump(self.database) == after

    def undo(self, operation: int) -> int:
        with self.database.write() as session:
            return operations.undo(session, operation, at=self.clock)

    @rule(ids=st.sets(rows, min_size=1, max_size=4), key=categories, how=choices, n=thresholds)
    def confirm(self, ids: set[int], key: str, how: LearnChoice, n: int) -> None:
        def do(session: Session, at: dt.datetime) -> None:
            wanted = make_category(session, key).id
            review.confirm_many(session, dict.fromkeys(ids, wanted), threshold=n, choice=how, at=at)

        self.act(do)

    @rule(first=rows, second=rows, n=thresholds)
    def confirm_two_ways(self, first: int, second: int, n: int) -> None:
        def do(session: Session, at: dt.datetime) -> None:
            ids = [make_category(session, key).id for key in ("gift", "coffee")]
            picked = {first: ids[0], second: ids[1]}
            review.confirm_many(session, picked, threshold=n, at=at)

        self.act(do)

    @rule(ids=st.sets(rows, min_size=1, max_size=5), key=st.none() | categories)
    def stage(self, ids: set[int], key: str | None) -> None:
        def do(session: Session, at: dt.datetime) -> None:
            wanted = make_category(session, key).id if key else None
            staging.bulk_stage(session, ids, category_id=wanted, at=at)

        self.act(do)

    @rule(id_=rows)
    def kick_back(self, id_: int) -> None:
        self.act(lambda session, at: staging.kick_back(session, id_, at=at))

    @rule(n=thresholds, how=choices)
    def save_staged(self, n: int, how: LearnChoice) -> None:
        self.act(lambda session, at: staging.commit_staged(session, threshold=n, choice=how, at=at))

    @rule()
    def revert_all(self) -> None:
        self.act(lambda session, at: staging.revert_all(session, at=at))

    @rule(n=thresholds)
    def categorize(self, n: int) -> None:
        rules = Rules(Rulebook(), n)

        def run(session: Session, at: dt.datetime) -> None:
            predicting.batch_categorize(session, predicting.propose(session, rules), rules, at=at)

        self.act(run)

    @rule()
    def clear(self) -> None:
        self.act(lambda session, at: predicting.clear_predictions(session, at=at))

    @rule(how=choices, n=thresholds, which=st.integers(0, 3))
    def answer(self, how: LearnChoice, n: int, which: int) -> None:
        def do(session: Session, at: dt.datetime) -> None:
            found = session.scalars(select(MerchantMapping.id)).all()
            if which < len(found):
                answering.answer_learned(session, found[which], choice=how, threshold=n, at=at)

        self.act(do)

    @rule(shop=st.sampled_from(SHOPS), key=categories)
    def write_rule(self, shop: str, key: str) -> None:
        self.act(
            lambda session, at: mappings.create_mapping(
                session, merchant_pattern=shop, category=key, threshold=3, at=at
            )
        )

    @rule(which=st.integers(1, 4), key=st.none() | categories, on=st.none() | st.booleans())
    def edit_rule(self, which: int, key: str | None, on: bool | None) -> None:
        change = mappings.MappingChange(category=key, is_enabled=on)
        self.act(
            lambda session, at: mappings.edit_mapping(session, which, change, threshold=3, at=at)
        )

    @rule(which=st.integers(1, 4))
    def delete_rule(self, which: int) -> None:
        self.act(lambda session, at: mappings.delete_mapping(session, which, threshold=3, at=at))

    @rule(amount=st.integers(1, 3), key=categories)
    def write_amount_rule(self, amount: int, key: str) -> None:
        self.act(
            lambda session, at: amount_rules.create_amount_rule(
                session,
                description_pattern="KORNBLUM",
                amount=Decimal(amount),
                tolerance=Decimal(0),
                category=key,
                threshold=3,
                at=at,
            )
        )

    @rule(other=merchants, into=merchants, name=st.none() | st.just("Corner shop"), n=thresholds)
    def merge(self, other: str, into: str, name: str | None, n: int) -> None:
        self.act(
            lambda session, at: merging.merge(session, [other], into, name=name, threshold=n, at=at)
        )

    @rule(alias=merchants, n=thresholds)
    def unmerge(self, alias: str, n: int) -> None:
        self.act(lambda session, at: merging.unmerge(session, alias, threshold=n, at=at))

    @rule(key=merchants, name=st.none() | st.sampled_from(["Kornblum", "Hut"]))
    def rename(self, key: str, name: str | None) -> None:
        self.act(lambda session, at: renaming.rename(session, key, name, at=at))

    @rule(first=rows, second=rows)
    def pair(self, first: int, second: int) -> None:
        self.act(lambda session, at: pairing.pair(session, first, second, at=at))

    @rule(which=st.integers(1, 4), part=st.booleans())
    def end_pair(self, which: int, part: bool) -> None:
        end = pairing.unpair if part else pairing.refuse_transfer
        self.act(lambda session, at: end(session, which, at=at))

    @rule(is_same=st.booleans())
    def settle(self, is_same: bool) -> None:
        self.act(lambda session, at: review.settle_duplicate(session, 10, is_same=is_same, at=at))

    @rule(id_=rows)
    def delete(self, id_: int) -> None:
        self.act(lambda session, at: deletion.delete_transactions(session, [id_], at=at))

    @invariant()
    def what_is_stored_makes_sense(self) -> None:
        if hasattr(self, "database"):
            check(self.database)


def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every tracked table, row for row."""
    with database.read() as session:
        return {
            table: [
                tuple(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY id"))
            ]
            for table in recorder.TRACKED_TABLES
        }


def confirmed(database: Database) -> dict[int, int | None]:
    with database.read() as session:
        return dict(
            session.execute(
                select(Transaction.id, Transaction.category_id).where(
                    Transaction.status == "confirmed"
                )
            ).all()
        )


def check(database: Database) -> None:
    with database.read() as session:
        for row in session.scalars(select(Transaction)):
            assert (row.status == "pending_review") <= (row.category_id is None)
            assert row.status == "pending_review" or row.category_id is not None
        legs = {leg.id: leg.transfer_id for leg in session.scalars(select(Transaction))}
        for pair in session.scalars(select(Transfer)):
            paired = pair.status == "confirmed"
            for leg in (pair.out_transaction_id, pair.in_transaction_id):
                assert (legs[leg] == pair.id) == paired
        for mapping in session.scalars(select(MerchantMapping)):
            assert mapping.confidence >= 1
            assert mapping.origin in set(RuleOrigin)
        aliases = {row.alias: row.merchant_key for row in session.scalars(select(MerchantAlias))}
        assert aliases.keys().isdisjoint(aliases.values())
        keys = set(session.scalars(select(Transaction.merchant_key)))
        assert aliases.keys().isdisjoint(keys)
        assert session.scalars(select(Account)).all()
        assert session.scalars(select(Category)).all()


def test_undo_gives_back_the_state_before(template: bytes) -> None:
    Review.template = template
    machine = Review.TestCase
    machine.settings = settings(
        max_examples=15,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()

"""What a new household starts with."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.database import Database, recorder
from backend.migrations.adoption.defaults import SHIPPED_MAPPINGS, SHIPPED_RULES
from backend.migrations.runner import upgrade
from backend.models import Account, AmountRule, Category, MerchantMapping, Operation
from backend.services.keeping import budget_database
from backend.services.seed import load_defaults, shade
from backend.services.seeding import SeedReport, seed
from tests.data.legacy.build import build

AT = dt.datetime(2025, 6, 15, 12, tzinfo=dt.UTC)


@pytest.fixture
def new_file(tmp_path: Path) -> Iterator[Database]:
    upgrade(tmp_path / "budget.db", "budget", at=AT)
    database = budget_database(tmp_path / "budget.db")
    yield database
    database.close()


@pytest.fixture
def session(new_file: Database) -> Iterator[Session]:
    with new_file.write() as session:
        seed(session, AT)
        yield session


def test_a_new_file_gets_everything_once_and_unrecorded(new_file: Database) -> None:
    with new_file.write() as session:
        first = seed(session, AT)
    with new_file.write() as session:
        assert seed(session, AT) == SeedReport()

    assert (first.categories, first.accounts, first.rules) == (114, 4, 7)
    assert first.mappings > 300
    with new_file.read() as session:
        assert session.scalar(select(func.count(Operation.id))) == 0


def test_what_the_owner_deleted_stays_deleted(new_file: Database) -> None:
    with new_file.write() as session:
        seed(session, AT)
    with new_file.write() as session:
        recorder.open_operation(session, None)
        for row in [*session.scalars(select(Account)), *session.scalars(select(MerchantMapping))]:
            session.delete(row)

    with new_file.write() as session:
        assert seed(session, AT) == SeedReport()


def test_a_household_of_its_own_needs_no_accounts(new_file: Database) -> None:
    with new_file.write() as session:
        assert seed(session, AT, with_accounts=False).accounts == 0
        assert session.scalar(select(func.count(Account.id))) == 0


def test_an_adopted_file_is_left_alone(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    upgrade(path, "budget", at=AT)
    database = budget_database(path)

    with database.write() as session:
        assert seed(session, AT) == SeedReport()
    database.close()


def test_the_tree_has_two_levels_and_colors(session: Session) -> None:
    categories = {category.id: category for category in session.scalars(select(Category))}

    for category in categories.values():
        assert category.color is not None
        assert len(category.color) == 7
        if category.parent_id is not None:
            parent = categories[category.parent_id]
            assert parent.parent_id is None
            assert category.color != parent.color


def test_keys_are_what_a_path_can_hold() -> None:
    keys = [category.key for category in load_defaults().categories]

    assert len(set(keys)) == len(keys)
    assert all(key.replace("_", "").isalnum() and key == key.lower() for key in keys)


def test_flags(session: Session) -> None:
    by_key = {row.short_desc: row for row in session.scalars(select(Category))}

    assert {key for key, row in by_key.items() if row.is_transfer} == {
        "transfer",
        "credit_card_payment",
    }
    assert {key for key, row in by_key.items() if row.is_income} == {"income"}
    assert by_key["rent"].is_recurring
    assert by_key["mortgage"].is_recurring
    assert not by_key["groceries"].is_recurring
    assert by_key["vet"].parent_id == by_key["misc"].id


def test_ids_of_the_first_categories_and_accounts(session: Session) -> None:
    # Scripts of owners name them: what later versions added stands behind.
    keys = dict(session.execute(select(Category.id, Category.short_desc)).all())
    accounts = dict(session.execute(select(Account.id, Account.name)).all())

    assert (keys[1], keys[2], keys[95], keys[96]) == ("food", "groceries", "atm", "mortgage")
    assert accounts == {
        1: "Discover Card",
        2: "SoFi Checking",
        3: "SoFi Savings",
        4: "Wells Fargo Checking",
    }


def test_rules_and_mappings_are_shipped_some_certain_some_likely(session: Session) -> None:
    mappings = session.scalars(select(MerchantMapping)).all()
    rules = session.scalars(select(AmountRule)).all()

    assert (
        {mapping.origin for mapping in mappings} == {rule.origin for rule in rules} == {"shipped"}
    )
    times = {mapping.merchant_pattern: mapping.confidence for mapping in mappings}
    assert set(times.values()) == {2, 10}
    assert (times["SAFEWAY"], times["AUTOZONE"]) == (10, 2)
    assert (times["NETFLIX"], "NETFLIX.COM" in times) == (10, False)
    [hbo] = [rule for rule in rules if rule.short_desc == "hbo"]
    assert (hbo.amount, hbo.tolerance) == (Decimal("15.89"), Decimal("0.50"))


def test_what_was_shipped_before_is_shipped_still() -> None:
    # An adopted file tells by that list what its owner taught it.
    defaults = load_defaults()

    assert {**SHIPPED_MAPPINGS, **defaults.mappings} == defaults.mappings
    assert {
        (rule.pattern, int(rule.amount * 100), rule.category) for rule in defaults.rules
    } >= SHIPPED_RULES


def test_children_differ_from_their_neighbours() -> None:
    assert len({shade("#FF6B6B", place) for place in range(8)}) == 8

"""The compiled filter finds what the same words mean in plain Python, whatever they are."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.config import Config
from backend.migrations.runner import upgrade
from backend.models import Transaction, TransactionSplit
from backend.services import operations
from backend.services.filtering.conditions import Condition, about_parts
from backend.services.filtering.errors import FilterError
from backend.services.filtering.grammar import parse
from backend.services.filtering.meaning import understand
from backend.services.filtering.tree import Node
from backend.services.filtering.writing import write
from backend.services.keeping import budget_database
from backend.services.reports.periods import Period
from backend.services.reports.spending import spending_by_category
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.queries import matching_ids
from backend.services.transactions.totals import transaction_totals
from tests.conftest import NOW
from tests.services.filtering.filters import NONSENSE, TREES
from tests.services.filtering.household import Row, settle
from tests.services.filtering.oracle import TODAY, holds, matches


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, list[Row]]]:
    config = Config(data_folder=tmp_path_factory.mktemp("filters"))
    upgrade(config.budget_file, "budget")
    database = budget_database(config.budget_file)
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        rows = settle(session)
    with database.read() as session:
        yield session, rows
    database.close()


def found(session: Session, condition: Condition | None) -> set[int]:
    return set(matching_ids(session, TransactionFilter(condition=condition)))


@settings(max_examples=300)
@given(TREES)
def test_it_finds_the_rows_that_it_means(household: tuple[Session, list[Row]], tree: Node) -> None:
    session, rows = household
    try:
        condition = understand(session, write(tree), today=TODAY)
    except FilterError:
        return  # a name that is not there, a range that is turned

    assert found(session, condition) == {row.id for row in rows if matches(tree, row)}


@settings(max_examples=100)
@given(TREES)
def test_totals_add_the_parts_that_it_means(
    household: tuple[Session, list[Row]], tree: Node
) -> None:
    session, rows = household
    try:
        condition = understand(session, write(tree), today=TODAY)
    except FilterError:
        return
    totals = transaction_totals(session, TransactionFilter(condition=condition))
    is_about_parts = condition is not None and about_parts(condition)
    lines = lines_of(session, rows) if is_about_parts else wholes_of(session, rows)

    wanted = [amount for row, category, amount in lines if holds(tree, row, category)]
    assert totals.outflow == sum((one for one in wanted if one > 0), Decimal(0))
    assert totals.inflow == -sum((one for one in wanted if one < 0), Decimal(0))
    assert totals.count == sum(matches(tree, row) for row in rows)


def wholes_of(session: Session, rows: list[Row]) -> list[tuple[Row, str | None, Decimal]]:
    amounts = amounts_of(session)
    return [(row, None, amounts[row.id]) for row in rows]


def amounts_of(session: Session) -> dict[int, Decimal]:
    return dict(session.execute(select(Transaction.id, Transaction.amount)).all())


def lines_of(session: Session, rows: list[Row]) -> list[tuple[Row, str | None, Decimal]]:
    amounts = amounts_of(session)
    parts = session.execute(
        select(TransactionSplit.transaction_id, TransactionSplit.amount).order_by(
            TransactionSplit.id
        )
    )
    of_split: dict[int, list[Decimal]] = {}
    for id_, amount in parts:
        of_split.setdefault(id_, []).append(amount)
    return [
        (row, category, amount)
        for row in rows
        for category, amount in zip(
            row.categories, of_split.get(row.id, [amounts[row.id]]), strict=True
        )
    ]


@settings(max_examples=100)
@given(TREES)
def test_reports_count_the_lines_that_it_means(
    household: tuple[Session, list[Row]], tree: Node
) -> None:
    session, rows = household
    try:
        condition = understand(session, write(tree), today=TODAY)
    except FilterError:
        return
    years = Period(dt.date(2024, 1, 1), dt.date(2026, 1, 1))

    spent = spending_by_category(session, years, condition=condition)

    wanted: dict[str | None, Decimal] = {}
    for row, category, amount in lines_of(session, rows):
        counts = row.status in ("confirmed", "auto_confirmed") and not row.is_paired
        counts = counts and not row.is_left_out
        if counts and category not in ("salary", "between") and holds(tree, row, category):
            wanted[category] = wanted.get(category, Decimal(0)) + amount
    assert {line.short_desc: line.total for line in spent} == wanted


@given(NONSENSE)
def test_any_text_finds_something_or_is_refused(
    household: tuple[Session, list[Row]], text: str
) -> None:
    session, rows = household
    try:
        condition = understand(session, text, today=TODAY)
    except FilterError:
        return

    tree = parse(text)
    assert found(session, condition) <= {row.id for row in rows}
    assert found(session, condition) == found(
        session, understand(session, write(tree), today=TODAY)
    )


@pytest.mark.parametrize(
    "text",
    [
        "merchant:" + ",".join(["Éa"] * 60),
        " OR ".join(["Éa"] * 60),
        " OR ".join(["NOT Éa"] * 60),
        "note!=" + ",".join(["é"] * 60),
    ],
)
def test_as_much_as_a_filter_may_say_is_not_too_much_for_the_database(
    household: tuple[Session, list[Row]], text: str
) -> None:
    session, rows = household

    assert found(session, understand(session, text, today=TODAY)) <= {row.id for row in rows}

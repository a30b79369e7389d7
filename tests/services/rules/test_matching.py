"""Rules find in Python what the same words find in SQL, and divide to the cent."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend.core.config import Config
from backend.migrations.runner import upgrade
from backend.services import operations
from backend.services.filtering import conditions as c
from backend.services.filtering.catalog import read_catalog
from backend.services.filtering.errors import FilterError
from backend.services.filtering.tree import Node
from backend.services.filtering.writing import write
from backend.services.keeping import budget_database
from backend.services.rules.acting import StoredRow
from backend.services.rules.asking import count_conditions, read_condition
from backend.services.rules.deciding import RuleSet
from backend.services.rules.planning import rows_found
from backend.services.rules.ruling import Actions, OwnRule, SplitPart, divide
from backend.services.transactions.filters import TransactionFilter
from backend.services.transactions.queries import matching_ids
from tests.conftest import NOW
from tests.services.filtering.filters import TREES
from tests.services.filtering.household import settle

ALL = OwnRule(1, None, "", c.Every(()), Actions(category_id=1))


@pytest.fixture(scope="module")
def household(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Session, list[StoredRow]]]:
    config = Config(data_folder=tmp_path_factory.mktemp("rules"))
    upgrade(config.budget_file, "budget")
    database = budget_database(config.budget_file)
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        settle(session)
    with database.read() as session:
        yield session, rows_found(session, ALL)
    database.close()


@settings(max_examples=250)
@given(tree=TREES)
def test_a_rule_finds_what_its_filter_finds(
    household: tuple[Session, list[StoredRow]], tree: Node
) -> None:
    session, rows = household
    text = write(tree)
    try:
        condition = read_condition(text, read_catalog(session))
    except FilterError:
        assume(False)
    rules = RuleSet([OwnRule(1, None, text, condition, Actions(category_id=1))])

    found = {row.id for row in rows if rules.matching(row.facts)}

    assert found == set(matching_ids(session, TransactionFilter(condition=condition)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("category:food", "can't ask for category"),
        ("coffee status:filed", "can't ask for status"),
        ("NOT (a OR tag:trip)", "can't ask for tag"),
        ("is:split", "is:in and is:out"),
        ("has:note", "can't ask for has"),
        ("date:last-month", "last-month"),
        ("date>=2025-01..today", "range"),
        ("import:7", "can't ask for import"),
        ("  ", "which transactions"),
        ("description:/(/", "no regular expression"),
    ],
)
def test_what_a_rule_cant_ask_is_refused_in_its_field(
    household: tuple[Session, list[StoredRow]], text: str, says: str
) -> None:
    session, _ = household
    with pytest.raises(FilterError, match=says) as refused:
        read_condition(text, read_catalog(session))
    assert refused.value.extra["errors"][0]["field"] == "query"


def test_conditions_are_counted() -> None:
    assert count_conditions("costco amount:12.50 account:checking") == (3, True)
    assert count_conditions("a OR b") == (1, False)
    assert count_conditions("out:10..20") == (1, False)
    assert count_conditions("foo:") == (0, False)


PARTS = st.lists(
    st.one_of(
        st.integers(1, 6_000).map(lambda share: SplitPart(1, share=share)),
        st.integers(1, 5_000).map(lambda cents: SplitPart(1, cents=cents)),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: (*parts, SplitPart(2)))


@given(cents=st.integers(-1_000_000, 1_000_000), parts=PARTS)
def test_parts_add_up_to_the_cent(cents: int, parts: tuple[SplitPart, ...]) -> None:
    found = divide(cents, parts)

    if found is not None:
        assert sum(found) == cents
        assert all(each * cents > 0 for each in found)
        for part, each in zip(parts, found, strict=True):
            if part.cents is not None:
                assert abs(each) == part.cents
            if part.share is not None:
                assert abs(abs(each) * 10_000 - abs(cents) * part.share) <= 5_000
    else:
        wanted = [
            part.cents or (abs(cents) * (part.share or 0) + 5_000) // 10_000 for part in parts
        ]
        assert cents == 0 or sum(wanted) >= abs(cents) or 0 in wanted[:-1]


def test_shares_that_are_the_whole_leave_the_last_cent_to_the_last() -> None:
    thirds = (SplitPart(1, share=3334), SplitPart(2, share=3333), SplitPart(3, share=3333))
    assert divide(1000, thirds) == [333, 333, 334]
    assert divide(-1000, thirds) == [-333, -333, -334]
    assert divide(1, thirds) is None

"""A sync is written in parts, so that others get in between; how many there are changes nothing."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, select

from backend.models import Operation
from tests.services.sync.books import books
from tests.services.sync.conftest import Bank, row

ROWS = [row(f"t{n}", f"{n + 1}.25", f"2025-06-{n + 1:02}") for n in range(8)]


def commits(bank: Bank, at_once: int) -> int:
    """Sync all rows, so many at once; return how many transactions it took."""
    bank.syncer = replace(bank.syncer, at_once=at_once)
    seen: list[Any] = []
    event.listen(bank.database._writer, "commit", seen.append)
    outcome = bank.sync(*ROWS)
    assert (outcome.added, outcome.modified) == (8, 0)
    return len(seen)


# One begins the run; what ends it has a transaction of its own after a part that is full.
@pytest.mark.parametrize(
    ("at_once", "expected"), [(16, 2), (9, 3), (8, 3), (7, 3), (4, 4), (3, 5), (1, 10)]
)
def test_the_end_comes_with_a_small_part_or_by_itself(
    bank: Bank, at_once: int, expected: int
) -> None:
    assert commits(bank, at_once) == expected


@pytest.mark.parametrize("at_once", [1, 4, 8])
def test_all_parts_are_one_operation_and_again_adds_nothing(bank: Bank, at_once: int) -> None:
    commits(bank, at_once)
    before = books(bank.database)["rows"]
    with bank.database.read() as session:
        (synced,) = session.scalars(select(Operation).where(Operation.kind == "bank_sync"))
    assert len(before) == len(ROWS)
    assert synced.change_count >= len(ROWS)
    assert bank.login().state is not None

    bank.sync(*ROWS)

    assert books(bank.database)["rows"] == before

"""Balances that files state: kept by day, taken back with their import, in any order the same."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.core.config import Config
from backend.core.money import from_cents
from backend.core.secrets import SecretBox
from backend.database import Database
from backend.models import Account, StatedBalance
from backend.services import operations
from backend.services.balances.history import Step, balance_history
from backend.services.importing.balance_proof import prove_balance
from backend.services.importing.history import undo_import
from backend.services.importing.importer import Importer
from backend.services.importing.staging import StagingArea
from backend.services.importing.stated import stated_balances
from backend.services.importing.statement import StatedBalance as Told
from backend.services.importing.statement import Statement, StatementRow
from backend.services.importing.storing import Stored
from backend.services.keeping import budget_database
from backend.services.settings import SettingsStore
from tests.builders import make_account
from tests.conftest import NOW
from tests.templates import new_budget_file

Bring = Callable[..., Stored]
TODAY = dt.date(2025, 6, 15)
HEAD = "Date,Description,Amount,Balance\n"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(
    number: int, on: str, cents: int, balance: int | None = None, **more: object
) -> StatementRow:
    return StatementRow(number, day(on), cents, "X", balance_cents=balance, **more)  # type: ignore[arg-type]


def stated(statement: Statement, kind: str | None = "checking") -> dict[str, int]:
    proof = prove_balance(statement, account_type=kind)
    found = stated_balances(statement, proof, account_type=kind)
    return {on.isoformat(): cents for on, cents in sorted(found.items())}


def test_running_balances_give_each_month_its_last_and_what_was_there_before() -> None:
    rows = [
        row(1, "2025-01-05", 100, 900),
        row(2, "2025-01-20", 100, 800),
        row(3, "2025-01-20", 50, 750),
        row(4, "2025-02-03", -250, 1000),
    ]
    expected = {"2025-01-04": 1000, "2025-01-20": 750, "2025-02-03": 1000}
    assert stated(Statement(rows=rows)) == expected
    assert stated(Statement(rows=rows[::-1])) == expected


def test_a_balance_counts_only_where_a_whole_day_lies_before_it() -> None:
    # The bank's order follows the day of booking; the card was used in January.
    rows = [
        row(1, "2025-01-30", 100, 900, posted_date=day("2025-01-30")),
        row(2, "2025-02-02", 100, 800, posted_date=day("2025-02-02")),
        row(3, "2025-01-31", 50, 750, posted_date=day("2025-02-03")),
    ]
    assert stated(Statement(rows=rows)) == {
        "2025-01-29": 1000,
        "2025-01-30": 900,
        "2025-02-02": 750,
    }


def test_running_balances_that_do_not_chain_state_nothing() -> None:
    rows = [row(1, "2025-01-05", 100, 900), row(2, "2025-01-20", 100, 17)]
    assert stated(Statement(rows=rows)) == {}


def test_a_closing_balance_in_so_many_words_counts_even_where_rows_are_missing() -> None:
    rows = [row(1, "2025-01-05", 100)]
    closing = Told(day("2025-01-31"), 500)
    assert stated(Statement(rows=rows, closing=closing)) == {"2025-01-31": 500}
    opening = Told(day("2025-01-01"), 900)
    broken = Statement(rows=rows, opening=opening, closing=closing)
    assert stated(broken) == {"2025-01-31": 500}


def test_what_a_card_states_as_owed_is_below_zero() -> None:
    rows = [row(1, "2025-01-05", 100), row(2, "2025-01-06", 250)]
    told = Statement(
        rows=rows, opening=Told(day("2025-01-01"), -400), closing=Told(day("2025-01-31"), 750)
    )
    assert stated(told, "credit") == {"2025-01-04": -400, "2025-01-31": -750}


def kept(database: Database) -> list[tuple[str, int]]:
    with database.read() as session:
        found = session.execute(
            select(StatedBalance.date, StatedBalance.amount).order_by(StatedBalance.date)
        )
        return [(on.isoformat(), int(amount * 100)) for on, amount in found]


def shown(database: Database, account_id: int) -> tuple[str | None, int | None]:
    with database.read() as session:
        account = session.get_one(Account, account_id)
        on, amount = account.stated_balance_on, account.stated_balance
        return on and on.isoformat(), None if amount is None else int(amount * 100)


@pytest.mark.parametrize("by_operation", [True, False])
def test_an_import_taken_back_takes_its_balances_and_only_its_own(
    bring: Bring, database: Database, account: int, by_operation: bool
) -> None:
    first = bring((HEAD + "2025-01-05,A,-1.00,99.00\n2025-01-06,B,-2.00,97.00\n").encode())
    second = bring((HEAD + "2025-01-06,B,-2.00,97.00\n2025-02-06,C,-2.00,95.00\n").encode())
    assert kept(database) == [
        ("2025-01-04", 10000), ("2025-01-05", 9900), ("2025-01-06", 9700), ("2025-01-06", 9700),
        ("2025-02-06", 9500),
    ]  # fmt: skip
    assert shown(database, account) == ("2025-02-06", 9500)

    def take_back(stored: Stored) -> None:
        with database.write() as session:
            if by_operation:
                operations.undo(session, stored.operation_id or 0, at=NOW)
            else:
                undo_import(session, stored.imports[0].import_id, confirmed=True, at=NOW)

    take_back(first)
    assert kept(database) == [("2025-01-05", 9900), ("2025-01-06", 9700), ("2025-02-06", 9500)]
    take_back(second)
    assert kept(database) == []
    assert shown(database, account) == (None, None)


pieces = st.lists(st.integers(1, 39), min_size=1, max_size=3, unique=True)
amounts = st.lists(st.integers(-9_000, 9_000).filter(bool), min_size=40, max_size=40)


def files(cents: Sequence[int], cuts: Sequence[int], start: int) -> list[bytes]:
    """A ledger of two rows every three days, cut between days into files with running balances."""
    lines, balance = [], start
    for number, amount in enumerate(cents):
        balance -= amount
        on = dt.date(2025, 2, 1) + dt.timedelta(days=number // 2 * 3)
        money = (from_cents(-amount), from_cents(balance))
        lines.append(f"{on.isoformat()},ROW {number},{money[0]},{money[1]}\n")
    edges = [0, *sorted({cut // 2 * 2 for cut in cuts} - {0}), len(lines)]
    parts = [lines[one:two] for one, two in pairwise(edges)]
    return [(HEAD + "".join(part)).encode() for part in parts if len(part) > 1]


@settings(max_examples=12)
@given(cents=amounts, cuts=pieces, start=st.integers(-50_000, 90_000), chance=st.randoms())
def test_files_in_any_order_make_one_history(
    tmp_path_factory: pytest.TempPathFactory,
    cents: list[int],
    cuts: list[int],
    start: int,
    chance: random.Random,
) -> None:
    parts = files(cents, cuts, start)
    shuffled = list(parts)
    chance.shuffle(shuffled)
    folder = tmp_path_factory.mktemp("order")
    one, two = (brought(folder / str(n), some) for n, some in enumerate((parts, shuffled)))
    assert one == two
    gaps, balances = one
    assert gaps == []
    assert balances[-1] == from_cents(
        start - sum(cents[: sum(part.count(b"ROW") for part in parts)])
    )


def brought(folder: Path, parts: Sequence[bytes]) -> tuple[list[object], list[object]]:
    """Import the files in this order; return the gaps and the balances of the account."""
    folder.mkdir()
    path = folder / "budget.db"
    new_budget_file(path, NOW)
    database = budget_database(path)
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account_id = make_account(session, "Everyday").id
    importer = Importer(
        database,
        SettingsStore(environment={}, box=SecretBox(folder / "key")),
        StagingArea(Config(data_folder=folder).staging),
    )
    for number, part in enumerate(parts):
        importer.import_now(part, f"{number}.csv", account_id=account_id, at=NOW)
    with database.read() as session:
        found = balance_history(session, account_id, today=TODAY, by=Step.DAY)
    database.close()
    return list(found.gaps), [point.balance for point in found.points]

"""Balances around a statement: known before it, stated after it."""

import datetime as dt
from collections.abc import Callable

import pytest

from backend.database import Database
from backend.services import operations
from backend.services.importing.balances import closing_of, known_opening
from backend.services.importing.importer import Importer
from backend.services.importing.preview import Request
from backend.services.importing.statement import StatedBalance, Statement, StatementRow
from backend.services.importing.storing import Stored
from backend.services.importing.wishes import TypedClosing, Wishes
from tests.conftest import NOW
from tests.services.importing.conftest import csv_file

Bring = Callable[..., Stored]


def ledger(*steps: tuple[int, int], sign: int = 1) -> list[StatementRow]:
    """Rows of (cents out, balance after), one a day."""
    return [
        StatementRow(
            row=number,
            date=dt.date(2025, 1, number),
            cents=cents,
            description="X",
            balance_cents=sign * balance,
        )
        for number, (cents, balance) in enumerate(steps, start=1)
    ]


STEPS = ((100, 900), (50, 850), (-25, 875))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("newest_first", [False, True])
def test_the_last_running_balance_closes_in_any_order_and_sign(
    sign: int, newest_first: bool
) -> None:
    rows = ledger(*STEPS, sign=sign)

    closing = closing_of(Statement(rows=rows[::-1] if newest_first else rows))

    assert closing == StatedBalance(dt.date(2025, 1, 3), 875)


def test_a_stated_closing_balance_goes_before_running_ones() -> None:
    stated = StatedBalance(dt.date(2025, 2, 1), 7)

    assert closing_of(Statement(rows=ledger(*STEPS), closing=stated)) == stated


def test_a_closing_balance_without_a_day_is_of_the_last_row() -> None:
    statement = Statement(rows=ledger(*STEPS), closing=StatedBalance(None, 7))

    assert closing_of(statement) == StatedBalance(dt.date(2025, 1, 3), 7)


def test_no_balances_no_closing() -> None:
    assert closing_of(Statement(rows=[StatementRow(1, dt.date(2025, 1, 1), 5, "X")])) is None


def opening(database: Database, account: int, day: str) -> StatedBalance | None:
    with database.read() as session:
        return known_opening(session, account, dt.date.fromisoformat(day))


def test_nothing_is_known_of_a_new_account(database: Database, account: int) -> None:
    assert opening(database, account, "2025-01-01") is None


def test_an_opening_balance_less_what_moved(database: Database, account: int, bring: Bring) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Opening", at=NOW)
        session.connection().exec_driver_sql(
            "UPDATE accounts SET opening_balance = 10000, opening_balance_on = '2025-01-01'"
            " WHERE id = ?",
            (account,),
        )
    bring(csv_file([("2025-01-01", "A", "-1.00"), ("2025-01-05", "B", "-2.00")]))

    assert opening(database, account, "2025-01-05") == StatedBalance(dt.date(2025, 1, 4), 9900)
    assert opening(database, account, "2025-01-06") == StatedBalance(dt.date(2025, 1, 5), 9700)


def test_the_closing_balance_of_the_last_import_proves_the_next(
    importer: Importer, account: int, bring: Bring
) -> None:
    head = b"Date,Description,Amount,Balance\n"
    bring(head + b"2025-01-05,A,-1.00,99.00\n2025-01-06,B,-2.00,97.00\n")
    typed = Wishes(typed={0: TypedClosing(StatedBalance(None, 9500))})
    following = csv_file([("2025-01-07", "C", "-2.00")])

    [part] = importer.preview(Request(following, "x.csv", account, typed)).parts

    assert part.proof.status == "proven"

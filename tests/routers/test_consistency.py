"""The badge over HTTP: what it says, when it looks again, what it mends."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.background import TaskRunner
from backend.database import Database
from backend.services import operations
from backend.services.consistency.watching import Watch
from tests.builders import make_transaction
from tests.conftest import NOW

PATH = "/api/consistency"


def _wait(client: TestClient, context: AppContext) -> dict[str, Any]:
    """Return what is said once the check under way has ended."""
    context.tasks.wait()
    answer: dict[str, Any] = client.get(PATH).json()
    return answer


@pytest.fixture
def books(context: AppContext) -> Path:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, category="coffee")
    return context.home.budget.path


def _plant(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def test_the_first_question_begins_a_check(client: TestClient, context: AppContext) -> None:
    first = client.get(PATH).json()
    assert (first["state"], first["is_checking"], first["checked_at"]) == ("unknown", True, None)

    said = _wait(client, context)

    assert (said["state"], said["is_current"], said["broken"]) == ("sound", True, 0)
    assert {check["count"] for check in said["checks"]} == {0}


def test_a_violation_turns_it_red_and_a_repair_green_again(
    client: TestClient, context: AppContext, books: Path
) -> None:
    client.get(PATH)
    assert _wait(client, context)["state"] == "sound"
    _plant(books, "UPDATE monthly_sums SET amount = amount + 1")
    assert client.get(PATH).json()["is_current"] is False

    client.post(f"{PATH}/check")
    said = _wait(client, context)
    assert (said["state"], said["broken"], said["thorough"]) == ("broken", 2, True)
    check, balances = [check for check in said["checks"] if check["count"]]
    assert (check["key"], balances["key"]) == ("kept_sums", "balances")
    assert (check["repair"], check["repair_is_final"]) == ("Sum up anew", True)
    [finding] = check["findings"]
    assert finding["link"].endswith("&period=2025-06")

    mended = client.post(f"{PATH}/repair", json={"check": "kept_sums"})
    assert (mended.json()["repaired"], mended.json()["check"]["count"]) == (1, 0)
    assert "X-Operation-Id" not in mended.headers
    client.get(PATH)
    assert _wait(client, context)["state"] == "sound"


def test_a_repair_of_rows_can_be_undone(
    client: TestClient, context: AppContext, books: Path
) -> None:
    _plant(books, "UPDATE transactions SET has_splits = 1")

    answer = client.post(f"{PATH}/repair", json={"check": "split_flags"})
    undone = client.post(f"/api/operations/{answer.headers['X-Operation-Id']}/undo")

    assert undone.status_code == 200
    client.get(PATH)
    said = _wait(client, context)
    # With the mark but no parts, no sum that is kept of parts has the row.
    assert {check["key"] for check in said["checks"] if check["count"]} == {
        "split_flags",
        "balances",
    }


def test_what_differs_from_a_bank_is_no_breach(
    client: TestClient, context: AppContext, books: Path
) -> None:
    _plant(books, "UPDATE accounts SET opening_balance = 0, opening_balance_on = '2025-01-01'")
    _plant(
        books,
        "INSERT INTO stated_balances (account_id, date, amount, source, created_at)"
        " SELECT account_id, '2025-12-31', 500, 'file', '' FROM transactions",
    )
    client.get(PATH)
    said = _wait(client, context)
    assert (said["state"], said["broken"]) == ("differs", 0)
    assert said["differing"] >= 1


def test_problems(client: TestClient) -> None:
    assert client.post(f"{PATH}/repair", json={"check": "nonsense"}).status_code == 404
    assert client.post(f"{PATH}/repair", json={"check": "kept_sums"}).status_code == 409
    assert client.post(f"{PATH}/repair", json={}).status_code == 422


def test_the_next_check_waits_after_the_last(database: Database) -> None:
    """It rests for twenty times as long as a check took, and at least fifteen seconds."""
    tasks, watch, moment = TaskRunner(), Watch(database), [NOW]

    def look() -> bool:
        standing = watch.look(tasks, lambda: moment[0])
        tasks.wait()
        return standing.task is not None

    assert look()
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session)

    assert not look()
    moment[0] += dt.timedelta(seconds=14)
    assert not look()
    moment[0] += dt.timedelta(minutes=5)
    assert look()
    assert not look(), "nothing has changed since"

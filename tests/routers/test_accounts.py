"""Accounts over HTTP: balances side by side, and deleting without losing anything."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext
from backend.models import Account
from backend.services import operations
from tests.builders import make_transaction
from tests.conftest import NOW

NEW = {"name": "Joint", "institution": "chase", "account_type": "checking"}


@pytest.fixture
def joint(client: TestClient) -> int:
    wish = {**NEW, "opening_balance": 1000, "opening_balance_on": "2025-01-01"}
    return client.post("/api/accounts", json=wish).json()["id"]


def add_rows(context: AppContext, account_id: int, rows: list[tuple[str, str]]) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = session.get_one(Account, account_id)
        for date, amount in rows:
            make_transaction(session, account=account, date=date, amount=amount)


def dump(context: AppContext) -> dict[str, list[Any]]:
    tables = ("accounts", "transactions", "deleted_transactions", "imports")
    with context.home.budget.read() as session:
        return {
            table: [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))]
            for table in tables
        }


def test_a_new_account_stands_in_the_list(client: TestClient) -> None:
    made = client.post("/api/accounts", json=NEW)
    assert made.status_code == 201
    assert made.json() in client.get("/api/accounts").json()
    assert made.json()["currency"] == "USD"
    assert made.json()["balance_computed"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 81},
        {"account_type": "piggy_bank"},
        {"currency": "dollars"},
        {"opening_balance": "NaN"},
        {"opening_balance": 1.005},
        {"opening_balance_on": "2025-02-30"},
        {"opening_balance": 1, "opening_balance_on": "0001-01-01"},
        {"opening_balance": 1, "opening_balance_on": "9999-12-31"},
        {"surprise": 1},
    ],
)
def test_an_account_that_can_not_be_is_refused(
    client: TestClient, joint: int, change: dict[str, Any]
) -> None:
    before = client.get("/api/accounts").json()
    assert client.post("/api/accounts", json={**NEW, **change}).status_code == 422
    assert client.patch(f"/api/accounts/{joint}", json=change).status_code == 422
    assert client.get("/api/accounts").json() == before


def test_rows_of_days_to_come_are_in_no_balance_yet(
    client: TestClient, context: AppContext, joint: int
) -> None:
    add_rows(context, joint, [("2025-06-15", "100"), ("2025-06-16", "7")])  # today is the 15th

    shown = client.get(f"/api/accounts/{joint}").json()
    worth = client.get("/api/reports/net-worth").json()

    assert shown["balance_computed"] == 900
    assert [account["balance"] for account in worth["accounts"]] == [900]


def test_stated_and_computed_balance_stand_side_by_side(
    client: TestClient, context: AppContext, joint: int
) -> None:
    add_rows(
        context, joint, [("2025-01-01", "100.10"), ("2025-03-05", "-0.20"), ("2024-12-31", "7")]
    )
    shown = client.get(f"/api/accounts/{joint}").json()
    assert shown["balance_computed"] == 900.10
    assert shown["months_covered"] == ["2024-12", "2025-01", "2025-03"]
    assert shown["months_missing"] == ["2025-02"]
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        session.execute(
            text(
                "UPDATE accounts SET stated_balance = 89900, stated_balance_on = '2025-01-31'"
                " WHERE id = :id"
            ),
            {"id": joint},
        )
    shown = client.get(f"/api/accounts/{joint}").json()
    assert (shown["balance_stated"], shown["balance_difference"]) == (899.00, -0.90)


def test_archived_accounts_can_be_left_out_and_come_back(client: TestClient, joint: int) -> None:
    assert client.patch(f"/api/accounts/{joint}", json={"is_archived": True}).json()["is_archived"]
    active = client.get("/api/accounts", params={"archived": False}).json()
    assert joint not in [account["id"] for account in active]
    [archived] = client.get("/api/accounts", params={"archived": True}).json()
    assert archived["id"] == joint
    back = client.patch(f"/api/accounts/{joint}", json={"is_archived": False})
    assert not back.json()["is_archived"]


def test_an_account_with_rows_is_deleted_only_on_a_yes_and_undone_whole(
    client: TestClient, context: AppContext, joint: int
) -> None:
    add_rows(context, joint, [("2025-01-01", "1"), ("2025-01-02", "2")])
    before = dump(context)
    refused = client.delete(f"/api/accounts/{joint}")
    assert (refused.status_code, refused.json()["transactions"]) == (409, 2)
    assert dump(context) == before
    deleted = client.delete(f"/api/accounts/{joint}", params={"confirm": True})
    assert deleted.json() == {"deleted_transactions": 2}
    assert client.get(f"/api/accounts/{joint}").status_code == 404
    assert client.get("/api/transactions/deleted").json()["total"] == 2
    undone = client.post(f"/api/operations/{deleted.headers['x-operation-id']}/undo")
    assert undone.status_code == 200
    assert dump(context) == before


def test_an_account_that_is_not_there(client: TestClient) -> None:
    for method in ("get", "patch", "delete"):
        kwargs = {"json": {"name": "X"}} if method == "patch" else {}
        assert getattr(client, method)("/api/accounts/999", **kwargs).status_code == 404
    assert client.get(f"/api/accounts/{10**20}").status_code == 422

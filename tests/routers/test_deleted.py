from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete

from backend.context import AppContext
from backend.database import recorder
from backend.models import Account
from backend.schemas.deleted import DeletedList
from tests.builders import make_account, make_transaction

Json = dict[str, Any]


@pytest.fixture
def rows(client: TestClient, context: AppContext) -> list[Json]:
    with context.home.budget.write() as session:
        recorder.open_operation(session, None)
        account = make_account(session, "Card")
        for status in ("pending_review", "confirmed", "confirmed"):
            make_transaction(session, account=account, status=status, description=status)
    return list(client.get("/api/transactions").json()["items"])


def log(client: TestClient, query: str = "") -> Json:
    answer = client.get(f"/api/transactions/deleted{query}")
    assert answer.status_code == 200, answer.text
    DeletedList.model_validate(answer.json())
    return dict(answer.json())


def test_a_deleted_row_can_be_seen_and_restored(client: TestClient, rows: list[Json]) -> None:
    waiting = rows[-1]
    gone = client.delete(f"/api/transactions/{waiting['id']}")
    assert gone.json() == {"deleted": 1}
    [entry] = log(client)["items"]
    assert (entry["original_id"], entry["status"], entry["can_restore"]) == (
        waiting["id"],
        "pending_review",
        True,
    )
    assert (entry["account_name"], entry["reason"]) == ("Card", "owner")

    back = client.post(f"/api/transactions/restore/{entry['id']}")

    assert back.json() == {**waiting, "notice": None}
    assert log(client)["items"] == []
    again = client.post(f"/api/transactions/restore/{entry['id']}")
    assert again.status_code == 404


def test_deleting_can_be_undone(client: TestClient, rows: list[Json]) -> None:
    gone = client.post(
        "/api/transactions/bulk-delete", json={"transaction_ids": [row["id"] for row in rows]}
    )
    assert gone.json() == {"deleted": 3}

    undone = client.post(f"/api/operations/{gone.headers['X-Operation-Id']}/undo")

    assert undone.status_code == 200
    assert client.get("/api/transactions").json()["items"] == rows
    assert log(client)["total"] == 0


def test_bulk_delete_wants_ids(client: TestClient) -> None:
    for ids in ([], [0], ["x"], [2**70]):
        answer = client.post("/api/transactions/bulk-delete", json={"transaction_ids": ids})
        assert answer.status_code == 422


def test_the_log_is_paged(client: TestClient, rows: list[Json]) -> None:
    client.post(
        "/api/transactions/bulk-delete", json={"transaction_ids": [row["id"] for row in rows]}
    )

    first = log(client, "?limit=2")
    second = log(client, f"?limit=2&cursor={first['next_cursor']}")

    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (2, 1, None)
    assert log(client, "?search=pending")["total"] == 1
    assert client.get("/api/transactions/deleted?limit=-1").status_code == 422


def test_many_come_back_at_once(client: TestClient, rows: list[Json]) -> None:
    client.post(
        "/api/transactions/bulk-delete", json={"transaction_ids": [row["id"] for row in rows]}
    )
    ids = [entry["id"] for entry in log(client)["items"]]

    back = client.post("/api/transactions/bulk-restore", json={"deleted_ids": [*ids, 999]})

    assert (back.json()["restored"], len(back.json()["failed"])) == (3, 1)
    assert client.get("/api/transactions").json()["items"] == rows
    assert client.post("/api/transactions/bulk-restore", json={}).status_code == 422


def test_a_row_whose_account_is_gone_stays_in_the_log(
    client: TestClient, context: AppContext, rows: list[Json]
) -> None:
    ids = [row["id"] for row in rows]
    client.post("/api/transactions/bulk-delete", json={"transaction_ids": ids})
    with context.home.budget.write() as session:
        recorder.open_operation(session, None)
        session.execute(delete(Account).where(Account.id == rows[0]["account_id"]))
    entry = log(client)["items"][0]

    answer = client.post(f"/api/transactions/restore/{entry['id']}")

    assert answer.status_code == 409
    assert "“Card” is gone" in answer.json()["detail"]
    assert not entry["can_restore"]


def test_purging_is_for_good_but_for_undo(client: TestClient, rows: list[Json]) -> None:
    ids = [row["id"] for row in rows]
    client.post("/api/transactions/bulk-delete", json={"transaction_ids": ids})
    entry = log(client)["items"][0]

    assert client.delete(f"/api/transactions/deleted/{entry['id']}").json() == {"purged": 1}
    assert client.delete(f"/api/transactions/deleted/{entry['id']}").status_code == 404
    emptied = client.delete("/api/transactions/deleted")
    assert emptied.json() == {"purged": 2}
    assert log(client)["total"] == 0

    client.post(f"/api/operations/{emptied.headers['X-Operation-Id']}/undo")
    assert log(client)["total"] == 2

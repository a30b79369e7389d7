"""Savings goals over HTTP: made, changed, finished, refused, deleted, undone."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

WISH = {"name": "Japan", "target_amount": 1200, "target_date": "2025-11-30"}


def make(client: TestClient, **values: Any) -> Any:
    answer = client.post("/api/goals", json={**WISH, **values})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_goal_is_made_filled_finished_and_deleted(client: TestClient) -> None:
    made = make(client, saved_already=100)
    assert (made["saved"], made["left"], made["monthly_share"]) == (100, 1100, 183.34)
    path = f"/api/goals/{made['id']}"
    filled = client.post(f"{path}/contributions", json={"amount": 50, "date": "2025-06-10"}).json()
    assert (filled["saved"], len(filled["contributions"])) == (150, 2)
    given = f"/api/goals/contributions/{filled['contributions'][0]['id']}"
    assert client.patch(given, json={"amount": 60.5}).json()["saved"] in (60.5 + 50, 100 + 60.5)
    assert client.delete(given).status_code == 200
    edited = client.patch(path, json={"name": "Kyoto", "target_date": None}).json()
    assert (edited["name"], edited["target_date"], edited["status"]) == ("Kyoto", None, "open")
    assert client.patch(path, json={"is_finished": True}).json()["status"] == "finished"
    assert client.patch(path, json={"is_finished": False}).json()["status"] == "open"

    deleted = client.delete(path)

    assert deleted.status_code == 204
    assert client.get("/api/goals").json() == []
    client.post(f"/api/operations/{deleted.headers['x-operation-id']}/undo")
    [back] = client.get("/api/goals").json()
    assert (back["name"], len(back["contributions"])) == ("Kyoto", 1)


@pytest.mark.parametrize(
    "wish",
    [
        {"name": " "},
        {"name": ""},
        {"target_amount": 0},
        {"target_amount": -5},
        {"target_amount": 1e12},
        {"target_amount": "NaN"},
        {"target_date": "0000-01-01"},
        {"target_date": "9999-12-31"},
        {"starting_amount": -1},
        {"color": "red"},
        {"account_id": 0},
        {"account_id": 1, "saved_already": 5},
    ],
)
def test_a_goal_that_can_not_be_is_refused(client: TestClient, wish: dict[str, Any]) -> None:
    assert client.post("/api/goals", json={**WISH, **wish}).status_code == 422
    assert client.get("/api/goals").json() == []


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.post("/api/goals", json={**WISH, "account_id": 99}).status_code == 404
    assert client.patch("/api/goals/9", json={"name": "x"}).status_code == 404
    assert client.delete("/api/goals/9").status_code == 404
    gift = {"amount": 5, "date": "2025-06-10"}
    assert client.post("/api/goals/9/contributions", json=gift).status_code == 404
    assert client.patch("/api/goals/contributions/9", json={"amount": 5}).status_code == 404
    assert client.delete("/api/goals/contributions/9").status_code == 404


def test_what_is_put_aside_makes_sense(client: TestClient) -> None:
    path = f"/api/goals/{make(client)['id']}/contributions"
    for wrong in ({"amount": 0}, {"amount": -1}, {"amount": "NaN"}, {"date": "never"}):
        gift = {"amount": 5, "date": "2025-06-10", **wrong}
        assert client.post(path, json=gift).status_code == 422, wrong
    assert client.get("/api/goals").json()[0]["contributions"] == []


def test_money_put_aside_by_hand_does_not_count_beside_an_account(client: TestClient) -> None:
    made = make(client, saved_already=100)
    answer = client.patch(f"/api/goals/{made['id']}", json={"account_id": 1})
    assert answer.status_code == 422
    assert "counts twice" in answer.json()["detail"]

"""The history over HTTP."""

from fastapi.testclient import TestClient


def test_a_change_is_called_by_what_it_changed(client: TestClient) -> None:
    client.post("/api/categories", json={"display_name": "Bees", "parent": "food"})
    client.patch("/api/categories/bees", json={"display_name": "Beekeeping"})
    edited, added = client.get("/api/operations").json()["items"][:2]

    [insert] = client.get(f"/api/operations/{added['id']}").json()["changes"]
    assert (insert["action"], insert["name"]) == ("insert", "Bees")
    [update] = client.get(f"/api/operations/{edited['id']}").json()["changes"]
    assert (update["name"], update["before"], update["after"]) == (
        "Beekeeping",
        {"display_name": "Bees"},
        {"display_name": "Beekeeping"},
    )


def test_undo_says_which_later_change_stands_in_the_way(client: TestClient) -> None:
    client.post("/api/categories", json={"display_name": "Bees"})
    client.patch("/api/categories/bees", json={"display_name": "Beekeeping"})
    edited, added = client.get("/api/operations").json()["items"][:2]

    refused = client.post(f"/api/operations/{added['id']}/undo")
    assert refused.status_code == 409
    assert refused.json()["blocked_by"]["id"] == edited["id"]
    assert client.post(f"/api/operations/{edited['id']}/undo").status_code == 200
    assert client.post(f"/api/operations/{added['id']}/undo").status_code == 200
    assert client.get("/api/operations/999999").status_code == 404


def test_the_history_of_one_transaction_leaves_out_what_others_went_through(
    client: TestClient,
) -> None:
    account = client.get("/api/accounts").json()[0]["id"]
    entry = {"account_id": account, "date": "2026-01-05", "amount": 4.5, "description": "Tea"}
    first = client.post("/api/transactions", json=entry).json()["id"]
    second = client.post("/api/transactions", json=entry | {"amount": 5}).json()["id"]
    client.patch(f"/api/transactions/{first}", json={"notes": "green"})
    client.patch(f"/api/transactions/{second}", json={"notes": "black"})

    listed = client.get(f"/api/operations?transaction_id={first}").json()["items"]
    assert [item["summary"] for item in listed] == ["Edited Tea", "Added Tea"]

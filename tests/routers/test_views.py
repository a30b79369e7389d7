"""Saved views over HTTP: kept, renamed, put in order, deleted, and all of it undone."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient


def save(client: TestClient, name: str, query: str = "amount>100") -> Any:
    answer = client.post("/api/views", json={"name": name, "query": query})
    assert answer.status_code == 201, answer.text
    return answer


def names(client: TestClient) -> list[str]:
    return [view["name"] for view in client.get("/api/views").json()]


def undo(client: TestClient, answer: Any) -> None:
    operation = answer.headers["x-operation-id"]
    assert client.post(f"/api/operations/{operation}/undo").status_code == 200


def test_a_view_is_saved_and_taken_back(client: TestClient) -> None:
    answer = save(client, "  Large ones ", " amount>100 ")

    assert answer.json() == {
        "id": 1,
        "name": "Large ones",
        "query": "amount>100",
        "position": 0,
        "created_at": "2025-06-15T12:00:00Z",
    }
    undo(client, answer)
    assert names(client) == []


def test_a_view_is_renamed_and_means_something_else(client: TestClient) -> None:
    view = save(client, "Large").json()

    renamed = client.patch(f"/api/views/{view['id']}", json={"name": "LARGE"})
    changed = client.patch(f"/api/views/{view['id']}", json={"query": "amount>500"})

    assert renamed.json()["name"] == "LARGE"
    assert (changed.json()["name"], changed.json()["query"]) == ("LARGE", "amount>500")
    undo(client, changed)
    assert client.get("/api/views").json()[0]["query"] == "amount>100"
    history = client.get("/api/operations").json()["items"]
    assert history[2]["summary"] == "Renamed the view “Large” to “LARGE”"


def test_views_are_put_in_another_order(client: TestClient) -> None:
    ids = [save(client, name).json()["id"] for name in ("One", "Two", "Three")]

    answer = client.put("/api/views/order", json={"ids": [ids[2], ids[0], ids[1]]})

    assert [view["name"] for view in answer.json()] == ["Three", "One", "Two"]
    assert names(client) == ["Three", "One", "Two"]
    undo(client, answer)
    assert names(client) == ["One", "Two", "Three"]


def test_a_view_is_deleted_and_comes_back(client: TestClient) -> None:
    view = save(client, "Large").json()

    answer = client.delete(f"/api/views/{view['id']}")

    assert answer.status_code == 204
    assert names(client) == []
    undo(client, answer)
    assert client.get("/api/views").json() == [view]


@pytest.mark.parametrize("name", ["Large", "large", " LARGE "])
def test_a_name_is_given_once(client: TestClient, name: str) -> None:
    save(client, "Large")
    other = save(client, "Other").json()

    again = client.post("/api/views", json={"name": name, "query": "amount>1"})
    renamed = client.patch(f"/api/views/{other['id']}", json={"name": name})

    assert (again.status_code, renamed.status_code) == (409, 409)
    assert "already" in again.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "query": "a"},
        {"name": "x" * 61, "query": "a"},
        {"name": "a\nb", "query": "a"},
        {"name": "Nothing", "query": " "},
        {"name": "Wrong", "query": "catgory:food"},
        {"name": "Wrong", "query": "category:no-such-thing"},
        {"name": "Half \ud800", "query": "a"},
        {"name": "Half", "query": "\ud800"},
        {"name": "No query"},
        {"name": "More", "query": "a", "more": 1},
    ],
)
def test_what_is_no_view_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    content = json.dumps(body)
    answer = client.post(
        "/api/views", content=content, headers={"content-type": "application/json"}
    )

    assert answer.status_code == 422, answer.text
    assert names(client) == []


def test_an_order_names_each_view_once(client: TestClient) -> None:
    ids = [save(client, name).json()["id"] for name in ("One", "Two")]

    for wrong in ([], ids[:1], [*ids, 99], [ids[0], ids[0]]):
        assert client.put("/api/views/order", json={"ids": wrong}).status_code == 422
    assert client.patch(f"/api/views/{ids[0]}", json={}).status_code == 422


def test_a_view_that_is_not_there(client: TestClient) -> None:
    assert client.patch("/api/views/9", json={"name": "x"}).status_code == 404
    assert client.delete("/api/views/9").status_code == 404


def test_a_view_follows_what_it_names(client: TestClient) -> None:
    account = client.post(
        "/api/accounts",
        json={"name": "Travel card", "institution": "bank", "account_type": "checking"},
    ).json()
    query = 'account="Travel card" (category:Coffee OR category~coff) -category:coffee'
    view = save(client, "Trips", query).json()

    def shown() -> str:
        return str(client.get("/api/views").json()[0]["query"])

    renamed = client.patch(f"/api/accounts/{account['id']}", json={"name": "Card 2"})
    assert shown().startswith('account="Card 2" (category:Coffee')
    undo(client, renamed)
    assert shown() == query
    client.patch("/api/categories/coffee", json={"display_name": "Hot drinks"})
    # The key is still that name in other letters, and finds it as before.
    assert shown() == query
    client.post("/api/categories/coffee/merge", json={"target_short_desc": "boba"})
    assert shown() == ('account="Travel card" (category:boba OR category~coff) NOT category:boba')
    assert client.get("/api/transactions", params={"filter": "category:boba"}).status_code == 200
    assert view["id"] == 1


def test_a_name_too_long_for_a_view_leaves_it_as_it_is(client: TestClient) -> None:
    account = client.post(
        "/api/accounts",
        json={"name": "Card", "institution": "bank", "account_type": "checking"},
    ).json()
    query = " OR ".join(["account=Card"] * 60)
    save(client, "Card", query)

    renamed = client.patch(f"/api/accounts/{account['id']}", json={"name": "Card " + "9" * 60})

    assert renamed.status_code == 200
    assert client.get("/api/views").json()[0]["query"] == query
    assert client.patch(f"/api/accounts/{account['id']}", json={"name": "B"}).status_code == 200

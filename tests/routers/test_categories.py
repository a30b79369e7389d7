"""The taxonomy editor over HTTP; every change is undoable."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext
from backend.services import operations
from tests.builders import make_category, make_transaction
from tests.conftest import NOW


def dump(context: AppContext) -> dict[str, list[Any]]:
    tables = ("categories", "transactions", "merchant_mappings", "amount_rules", "budgets")
    with context.home.budget.read() as session:
        return {
            table: [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))]
            for table in tables
        }


@pytest.fixture
def coffee(context: AppContext) -> int:
    """A transaction filed under coffee."""
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        return make_transaction(session, category="coffee").id


def by_key(client: TestClient, key: str) -> dict[str, Any]:
    return next(c for c in client.get("/api/categories").json() if c["short_desc"] == key)


def test_a_trailing_slash_answers_too(client: TestClient) -> None:
    assert client.get("/api/categories/").json() == client.get("/api/categories").json()


def test_the_tree_has_every_category_once(client: TestClient) -> None:
    flat = client.get("/api/categories").json()
    tree = client.get("/api/categories/tree").json()
    in_tree = [c["short_desc"] for p in tree for c in [p, *p["children"]]]
    assert sorted(in_tree) == sorted(c["short_desc"] for c in flat)


def test_a_category_is_created_with_its_parents_color_and_sign(client: TestClient) -> None:
    made = client.post("/api/categories", json={"display_name": "Tips", "parent": "income"})
    assert made.status_code == 201
    assert made.json()["short_desc"] == "tips"
    assert made.json()["is_income"]
    assert made.json()["color"] == by_key(client, "income")["color"]
    assert int(made.headers["x-operation-id"]) > 0


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"display_name": ""}, 422),
        ({"display_name": "X", "short_desc": ""}, 422),
        ({"display_name": "X", "short_desc": "a/b"}, 422),
        ({"display_name": "X", "color": "red"}, 422),
        ({"display_name": "X", "parent": "coffee"}, 422),
        ({"display_name": "X", "parent": "nope"}, 404),
        ({"display_name": "X", "short_desc": "coffee"}, 409),
        ({"display_name": "X", "surprise": 1}, 422),
        ({}, 422),
    ],
)
def test_a_category_that_can_not_be_is_refused_in_words(
    client: TestClient, wish: dict[str, Any], status: int
) -> None:
    before = client.get("/api/categories").json()
    answer = client.post("/api/categories", json=wish)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 10
    assert client.get("/api/categories").json() == before


def test_a_parent_can_not_become_a_third_level(client: TestClient) -> None:
    answer = client.patch("/api/categories/food/move", json={"parent": "misc"})
    assert answer.status_code == 422
    assert client.patch("/api/categories/food/move", json={"parent": "food"}).status_code == 422
    moved = client.patch("/api/categories/coffee/move", json={"parent": "misc"})
    assert moved.json()["parent"] == "misc"
    moved = client.patch("/api/categories/coffee/move", json={"parent": None})
    assert moved.json()["parent_id"] is None


def test_a_category_in_use_goes_only_with_a_place_to_move_to(
    client: TestClient, context: AppContext, coffee: int
) -> None:
    refused = client.delete("/api/categories/coffee")
    assert refused.status_code == 409
    assert refused.json()["counts"]["transactions"] == 1
    assert refused.json()["counts"]["mappings"] > 0
    before = dump(context)
    deleted = client.delete("/api/categories/coffee", params={"move_to": "groceries"})
    assert deleted.status_code == 204
    assert by_key(client, "groceries")["transaction_count"] == 1
    operation = deleted.headers["x-operation-id"]
    assert client.post(f"/api/operations/{operation}/undo").status_code == 200
    assert dump(context) == before


def test_merging_adds_budgets_up_and_is_undone_whole(
    client: TestClient, context: AppContext, coffee: int
) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for key, amount in (("coffee", 1000), ("boba", 500)):
            session.execute(
                text(
                    "INSERT INTO budgets (category_id, month, amount, created_at)"
                    " VALUES (:c, '2025-06', :a, '2025-06-01 00:00:00.000000')"
                ),
                {"c": make_category(session, key).id, "a": amount},
            )
    before = dump(context)
    merged = client.post("/api/categories/coffee/merge", json={"target_short_desc": "boba"})
    assert merged.status_code == 200
    [budget] = dump(context)["budgets"]
    assert 1500 in budget
    client.post(f"/api/operations/{merged.headers['x-operation-id']}/undo")
    assert dump(context) == before


def test_merging_into_itself_or_nowhere_is_refused(client: TestClient) -> None:
    for target, status in (("coffee", 422), ("nope", 404)):
        answer = client.post("/api/categories/coffee/merge", json={"target_short_desc": target})
        assert answer.status_code == status


def test_an_edit_changes_only_what_is_given(client: TestClient) -> None:
    before = by_key(client, "coffee")
    edited = client.patch("/api/categories/coffee", json={"is_recurring": True}).json()
    assert edited == {**before, "is_recurring": True}
    assert client.patch("/api/categories/nope", json={}).status_code == 404

"""Merchants over HTTP: listed, looked into, named, merged and parted; undo brings all back."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from backend.services.categorization.normalization import merchant_of
from tests.builders import make_transaction
from tests.conftest import NOW

URL = "/api/merchants"
MAIN, OTHER = "PÂTISSERIE A/B & CO", "KORNBLUM BAKERY"
KEY = merchant_of(MAIN)


@pytest.fixture(autouse=True)
def shops(client: TestClient, context: AppContext) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for description, amount in ((MAIN, "4.10"), (MAIN, "5.00"), (OTHER, "2.00")):
            key = merchant_of(description)
            make_transaction(
                session,
                description=description,
                amount=amount,
                merchant_key=key,
                merchant_name=key.title(),
                category="coffee",
            )


def detail(client: TestClient, key: str) -> Any:
    answer = client.get(f"{URL}/detail", params={"key": key})
    assert answer.status_code == 200
    return answer.json()


def undo(client: TestClient, answer: Any) -> None:
    operation = answer.headers["X-Operation-Id"]
    assert client.post(f"/api/operations/{operation}/undo").status_code == 200


def test_merchants_are_listed_and_looked_into(client: TestClient) -> None:
    page = client.get(URL, params={"order": "count", "limit": 1}).json()
    assert (page["total"], page["outflow"], page["inflow"]) == (2, 11.1, 0)
    [first] = page["items"]
    assert (first["key"], first["count"], first["outflow"]) == (KEY, 2, 9.1)
    assert first["category"]["short_desc"] == "coffee"
    assert first["share"] == 1

    one = detail(client, KEY)
    assert one["months"][-1] == {"month": "2025-06", "count": 2, "outflow": 9.1, "inflow": 0}
    assert len(one["months"]) == 24
    listed = client.get("/api/transactions", params={"filter": one["filter"]}).json()
    assert {row["merchant_key"] for row in listed["items"]} == {KEY}
    assert listed["total"] == 2


def test_merchants_become_one_and_undo_makes_them_two(client: TestClient) -> None:
    before = [detail(client, key) for key in (KEY, OTHER)]
    wish = {"keys": [OTHER], "into": KEY, "name": "Our bakery"}
    preview = client.post(f"{URL}/merge/preview", json=wish).json()
    assert (preview["rows"], preview["name"], preview["others"]) == (1, "Our bakery", [OTHER])
    assert [detail(client, key) for key in (KEY, OTHER)] == before

    merged = client.post(f"{URL}/merge", json=wish)

    assert merged.status_code == 200
    assert merged.json() == detail(client, OTHER) == detail(client, KEY)
    assert (merged.json()["name"], merged.json()["aliases"]) == ("Our bakery", [OTHER])
    assert merged.json()["count"] == 3
    undo(client, merged)
    assert [detail(client, key) for key in (KEY, OTHER)] == before


def test_a_spelling_parts_again(client: TestClient) -> None:
    client.post(f"{URL}/merge", json={"keys": [OTHER], "into": KEY})
    parted = client.post(f"{URL}/part", json={"alias": OTHER})
    assert parted.json() == {"rows": 1}
    assert detail(client, OTHER)["count"] == 1
    undo(client, parted)
    assert detail(client, OTHER)["key"] == KEY
    assert client.post(f"{URL}/part", json={"alias": "NONE"}).status_code == 404


def test_a_merchant_is_renamed_and_called_as_before(client: TestClient) -> None:
    named = client.put(f"{URL}/name", json={"key": KEY, "name": " Buns "})
    assert (named.json()["name"], named.json()["is_named"]) == ("Buns", True)
    listed = client.get("/api/transactions", params={"filter": "merchant=buns"}).json()
    assert listed["total"] == 2
    undo(client, named)
    assert detail(client, KEY)["is_named"] is False
    assert client.get("/api/transactions?filter=merchant=buns").json()["total"] == 0


def test_what_resembles_is_told_until_the_owner_says_no(
    client: TestClient, context: AppContext
) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        key = f"{OTHER} SHOP"
        make_transaction(session, description=key, merchant_key=key, category="coffee")
    [pair] = client.get(f"{URL}/resembling").json()
    assert {pair["into"]["key"], pair["other"]["key"]} == {OTHER, key}

    body = {"first": OTHER, "second": key}
    answer = client.post(f"{URL}/resembling/dismiss", json=body)
    assert answer.status_code == 204
    assert client.get(f"{URL}/resembling").json() == []
    undo(client, answer)
    assert client.get(f"{URL}/resembling").json() == [pair]
    same = client.post(f"{URL}/resembling/dismiss", json={"first": OTHER, "second": OTHER})
    assert same.status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("merge", {"keys": [OTHER], "into": "NOBODY"}, 404),
        ("merge", {"keys": ["NOBODY"], "into": OTHER}, 404),
        ("merge", {"keys": [OTHER], "into": OTHER}, 422),
        ("merge", {"keys": [], "into": OTHER}, 422),
        ("merge/preview", {"keys": [OTHER], "into": OTHER}, 422),
    ],
)
def test_what_can_not_be_merged_is_said(
    client: TestClient, path: str, body: dict[str, Any], status: int
) -> None:
    answer = client.post(f"{URL}/{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_merchant_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get(f"{URL}/detail", params={"key": "NOBODY"}).status_code == 404
    assert client.put(f"{URL}/name", json={"key": "NOBODY", "name": "x"}).status_code == 404
    assert client.put(f"{URL}/name", json={"key": KEY, "name": " "}).status_code == 422
    assert client.get(URL, params={"order": "luck"}).status_code == 422

import datetime as dt
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.database import recorder
from backend.schemas.transactions import EditedTransactionOut, TransactionList, TransactionOut
from tests.builders import make_transaction

Json = dict[str, Any]


@pytest.fixture
def account_id(client: TestClient) -> int:
    made = client.post(
        "/api/accounts", json={"name": "Wallet", "institution": "none", "account_type": "cash"}
    )
    return int(made.json()["id"])


@pytest.fixture
def lunch(client: TestClient, account_id: int) -> Json:
    return add(client, account_id, description="Lunch", amount=12.5, category="work_lunch")


def add(client: TestClient, account_id: int, **values: Any) -> Json:
    wish = {
        "account_id": account_id,
        "date": "2025-06-01",
        "amount": 1,
        "description": "Thing",
        **values,
    }
    answer = client.post("/api/transactions", json=wish)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def undo(client: TestClient, operation_id: str) -> None:
    answer = client.post(f"/api/operations/{operation_id}/undo")
    assert answer.status_code == 200, answer.text


def test_a_page_can_be_had_without_its_total(client: TestClient, account_id: int) -> None:
    for number in range(3):
        add(client, account_id, description=f"Lunch {number}")
    wish: dict[str, str | int] = {"search": "lunch", "sort": "amount", "limit": 2}

    counted = client.get("/api/transactions", params=wish).json()
    uncounted = client.get("/api/transactions", params={**wish, "count": "false"}).json()

    assert counted["total"] == 3
    assert uncounted == {**counted, "total": None}


def test_a_new_transaction_is_listed_added_up_and_counted(client: TestClient, lunch: Json) -> None:
    page = client.get("/api/transactions", params={"search": "lunch"})

    TransactionList.model_validate(page.json())
    assert page.json() == {"items": [lunch], "total": 1, "next_cursor": None}
    assert client.get(f"/api/transactions/{lunch['id']}").json() == lunch
    assert client.get("/api/transactions/totals").json() == {
        "count": 1,
        "outflow": 12.5,
        "inflow": 0.0,
        "net": 12.5,
    }
    assert client.get("/api/stats").json() == {
        "total_transactions": 1,
        "pending_review": 0,
        "pending_save": 0,
        "confirmed": 1,
    }


def test_what_was_typed_in_can_be_undone(client: TestClient, account_id: int) -> None:
    answer = client.post(
        "/api/transactions",
        json={
            "account_id": account_id,
            "date": "2025-06-01",
            "amount": "-3.10",
            "description": "x",
        },
    )
    TransactionOut.model_validate(answer.json())
    assert answer.json()["amount"] == -3.1

    undo(client, answer.headers["X-Operation-Id"])

    assert client.get("/api/transactions").json()["total"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "limit=-1",
        "limit=0",
        "limit=501",
        "offset=-5",
        "offset=99999999999999999999",
        "account_id=100000000000000000000",
        "account_id=0",
        "start_date=0000-01-01",
        "start_date=0001-01-01",
        "end_date=2025-02-30",
        "status=nonsense",
        "sort=nonsense",
        "order=up",
        "min_amount=nan",
        "max_amount=1e999",
        "min_amount=inf",
        "min_amount=0.001",
        "cursor=nonsense",
        "search=" + "x" * 201,
        "exclude_transfers=perhaps",
    ],
)
def test_a_filter_that_means_nothing_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/transactions?{query}")

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_odd_filters_find_nothing_and_break_nothing(client: TestClient, lunch: Json) -> None:
    for query in (
        {"category": "no/such"},
        {"tag": "x"},
        {"search": "%"},
        {"search": "\x00"},
        {"search": "'; DROP TABLE transactions"},
        {"search": "999999999999999999999999"},
        {"start_date": "2200-12-31", "end_date": "1900-01-01"},
        {"end_date": "1900-01-01"},
        {"min_amount": "9999999999.99", "max_amount": "-9999999999.99"},
        {"offset": str(2**62)},
        {"parent_category_id": str(2**63 - 1)},
    ):
        answer = client.get("/api/transactions", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.json()["items"] == []
    assert lunch["id"]


def test_status_may_be_repeated(client: TestClient, lunch: Json) -> None:
    answer = client.get("/api/transactions?status=pending_review&status=confirmed")

    assert [row["id"] for row in answer.json()["items"]] == [lunch["id"]]
    assert client.get("/api/transactions?status=pending_review").json()["total"] == 0


def test_pages_hang_together(client: TestClient, account_id: int) -> None:
    for number in range(5):
        add(client, account_id, description=f"N{number}", date=f"2025-06-0{1 + number // 2}")

    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/transactions?limit=2{cursor and f'&cursor={cursor}'}").json()
        assert page["total"] == 5
        seen += [row["description"] for row in page["items"]]
        cursor = page["next_cursor"]

    assert seen == ["N4", "N3", "N2", "N1", "N0"]


@pytest.mark.parametrize("path", ["999", "100000000000000000000", "0"])
def test_a_transaction_that_is_not_there(client: TestClient, path: str) -> None:
    expected = 404 if path == "999" else 422
    for method, body in (("GET", None), ("PATCH", {"notes": "x"}), ("DELETE", None)):
        answer = client.request(method, f"/api/transactions/{path}", json=body)
        assert answer.status_code == expected
        assert answer.headers["content-type"] == "application/problem+json"
    assert client.put(f"/api/transactions/{path}/splits", json={"splits": []}).status_code == (
        expected
    )


def test_an_edit_answers_what_it_taught_and_can_be_undone(
    client: TestClient, account_id: int
) -> None:
    row = add(client, account_id, description="LLAMA GROOMERS INC")

    answer = client.patch(
        f"/api/transactions/{row['id']}",
        json={"category": "pet", "notes": "Dolly", "tags": ["animals"], "date": "2025-06-02"},
    )

    out = EditedTransactionOut.model_validate(answer.json())
    assert (out.category, out.status, out.notes) == ("pet", "confirmed", "Dolly")
    assert (out.tags, out.date) == (["animals"], dt.date(2025, 6, 2))
    assert out.learned is not None
    assert out.learned.category == "pet"
    undo(client, answer.headers["X-Operation-Id"])
    assert client.get(f"/api/transactions/{row['id']}").json() == row


@pytest.mark.parametrize(
    "wish",
    [
        {"amount": None},
        {"amount": "NaN"},
        {"amount": 1e300},
        {"amount": "1.005"},
        {"date": "2025-13-01"},
        {"date": "0000-01-01"},
        {"date": None},
        {"tags": None},
        {"tags": [""]},
        {"status": "auto_confirmed"},
        {"category": "pet", "status": "pending_review"},
        {"description": "the bank's words"},
        {"notes": "\ud800"},
    ],
)
def test_an_edit_that_can_t_be_is_refused_whole(
    client: TestClient, lunch: Json, wish: Json
) -> None:
    import json

    answer = client.patch(
        f"/api/transactions/{lunch['id']}",
        content=json.dumps({"merchant_name": "Changed", **wish}),
        headers={"content-type": "application/json"},
    )

    assert answer.status_code == 422
    assert client.get(f"/api/transactions/{lunch['id']}").json() == lunch


def test_an_edit_with_an_unknown_category_changes_nothing(client: TestClient, lunch: Json) -> None:
    answer = client.patch(
        f"/api/transactions/{lunch['id']}", json={"notes": "x", "category": "nonsense"}
    )

    assert answer.status_code == 404
    assert client.get(f"/api/transactions/{lunch['id']}").json() == lunch


def test_adding_to_what_is_not_there(client: TestClient, account_id: int) -> None:
    wish = {"account_id": 999, "date": "2025-06-01", "amount": 1, "description": "x"}

    assert client.post("/api/transactions", json=wish).status_code == 404
    wish["account_id"] = account_id
    assert client.post("/api/transactions", json={**wish, "category": "no"}).status_code == 404
    assert client.post("/api/transactions", json={**wish, "description": " "}).status_code == 422
    client.patch(f"/api/accounts/{account_id}", json={"is_archived": True})
    assert client.post("/api/transactions", json=wish).status_code == 409


def test_splits_over_http(client: TestClient, lunch: Json) -> None:
    path = f"/api/transactions/{lunch['id']}/splits"
    parts = [{"category": "restaurant", "amount": 10.1}, {"category": None, "amount": 2.4}]

    answer = client.put(path, json={"splits": parts})

    assert [part["amount"] for part in answer.json()["splits"]] == [10.1, 2.4]
    too_little = client.put(path, json={"splits": parts[:1]})
    assert too_little.status_code == 422
    assert "2.40 is missing" in too_little.json()["detail"]
    edited = client.patch(f"/api/transactions/{lunch['id']}", json={"category": "pet"})
    assert edited.status_code == 409
    assert client.put(path, json={"splits": []}).json()["splits"] == []


def test_bulk_edit_by_ids_and_by_filter(client: TestClient, account_id: int) -> None:
    ids = [add(client, account_id, description=f"ROW {n}", category="gift")["id"] for n in range(3)]

    by_ids = client.post(
        "/api/transactions/bulk-edit",
        json={"transaction_ids": ids[:2], "set": {"add_tags": ["x"], "notes": "n"}},
    )
    by_filter = client.post(
        "/api/transactions/bulk-edit",
        json={"filter": {"search": "row", "category": "gift"}, "set": {"category": "donation"}},
    )

    assert by_ids.json()["changed"] == 2
    assert by_filter.json()["changed"] == 3
    assert client.get("/api/tags").json() == [{"name": "x", "count": 2}]
    undo(client, by_filter.headers["X-Operation-Id"])
    undo(client, by_ids.headers["X-Operation-Id"])
    rows = client.get("/api/transactions").json()["items"]
    assert {(row["category"], row["notes"], tuple(row["tags"])) for row in rows} == {
        ("gift", None, ())
    }


@pytest.mark.parametrize(
    "wish",
    [
        {"set": {"notes": "x"}},
        {"transaction_ids": [1], "filter": {}, "set": {"notes": "x"}},
        {"transaction_ids": [1], "set": {}},
        {"transaction_ids": [0], "set": {"notes": "x"}},
        {"transaction_ids": [1], "set": {"amount": 1}},
    ],
)
def test_a_bulk_edit_says_which_rows_and_what(client: TestClient, wish: Json) -> None:
    assert client.post("/api/transactions/bulk-edit", json=wish).status_code == 422


def test_a_bulk_edit_with_an_unknown_category(client: TestClient, lunch: Json) -> None:
    wish = {"transaction_ids": [lunch["id"]], "set": {"category": "no", "notes": "x"}}

    assert client.post("/api/transactions/bulk-edit", json=wish).status_code == 404
    assert client.get(f"/api/transactions/{lunch['id']}").json() == lunch


def test_duplicates_are_shown_first_and_deleted_when_asked(
    client: TestClient, context: AppContext
) -> None:
    with context.home.budget.write() as session:
        recorder.open_operation(session, None)
        by_file = make_transaction(session)
        typed = make_transaction(session, source="manual", fingerprint=None, occurrence=None)
        ids = [by_file.id, typed.id]

    shown = client.post("/api/transactions/deduplicate")
    assert shown.json()["groups"][0]["duplicate_ids"] == ids[1:]
    assert (shown.json()["dry_run"], shown.json()["deleted"]) == (True, 0)
    assert client.get("/api/transactions").json()["total"] == 2

    done = client.post("/api/transactions/deduplicate?dry_run=false")
    assert (done.json()["duplicates"], done.json()["deleted"]) == (1, 1)
    undo(client, done.headers["X-Operation-Id"])
    assert client.get("/api/transactions").json()["total"] == 2

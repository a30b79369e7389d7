"""Review over HTTP: the queue, decisions, staging, what they teach, and the way back."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext
from backend.services import operations
from backend.services.categorization.normalization import merchant_of
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

TRACKED = ("transactions", "merchant_mappings", "learning_events", "learning_exclusions")


@pytest.fixture
def add(context: AppContext) -> Any:
    """Store a transaction that waits for review, behind the API; return its id."""

    def add(description: str = "SQ *BLUE BOTTLE", **values: Any) -> int:
        with context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            predicted = values.pop("predicted", None)
            if predicted:
                values["predicted_category_id"] = make_category(session, predicted).id
                values.setdefault("prediction_confidence", 0.5)
            values = {
                "status": "pending_review",
                "merchant_key": merchant_of(description),
                **values,
            }
            return make_transaction(session, description=description, **values).id

    return add


@pytest.fixture
def dump(context: AppContext) -> Any:
    def dump() -> dict[str, list[tuple[Any, ...]]]:
        with context.home.budget.read() as session:
            return {
                table: [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))]
                for table in TRACKED
            }

    return dump


@pytest.fixture
def undoes(client: TestClient, dump: Any) -> Iterator[Any]:
    """Check that what a request did is undone by the operation that it names."""

    def check(path: str, body: Any = None) -> Any:
        before = dump()
        answer = client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        assert dump() != before
        operation = answer.headers["X-Operation-Id"]
        undone = client.post(f"/api/operations/{operation}/undo")
        assert undone.status_code == 200, undone.text
        assert dump() == before
        redone = client.post(f"/api/operations/{undone.json()['operation_id']}/undo")
        assert redone.status_code == 200, redone.text
        return answer.json()

    return check


def status_of(client: TestClient, transaction_id: int) -> str:
    return client.get(f"/api/transactions/{transaction_id}").json()["status"]


def test_a_reviewed_transaction_is_confirmed_and_teaches(undoes: Any, add: Any) -> None:
    answer = undoes(f"/api/transactions/{add()}/review", {"category_short_desc": "coffee"})

    assert answer["transaction"]["status"] == "confirmed"
    assert answer["transaction"]["category"] == "coffee"
    learned = answer["learned"]
    assert learned["merchant_pattern"] == "BLUE BOTTLE"
    assert (learned["category"], learned["times"], learned["threshold"]) == ("coffee", 1, 3)
    assert learned["sentence"] == (
        "I will suggest Coffee for Blue Bottle from now on, "
        "and file it by myself when you confirm it 2 more times"
    )


def test_the_queue_has_suggestions_first_and_rows_newest_first(
    client: TestClient, add: Any
) -> None:
    for day in ("2025-06-01", "2025-06-03", "2025-06-02"):
        add("HARDWARE HUT", date=day, amount="10.00")
    add("SQ *BLUE BOTTLE", predicted="coffee")

    queue = client.get("/api/transactions/review-queue").json()

    assert (queue["total"], queue["staged"], queue["group_count"]) == (4, 0, 2)
    assert [group["merchant_key"] for group in queue["groups"]] == ["BLUE BOTTLE", "HARDWARE HUT"]
    hardware = queue["groups"][1]
    assert (hardware["count"], hardware["amount_total"]) == (3, 30.0)
    assert [row["date"] for row in hardware["transactions"]] == [
        "2025-06-03",
        "2025-06-02",
        "2025-06-01",
    ]

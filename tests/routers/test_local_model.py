"""The local model over HTTP: what nobody knows is suggested with a reason, and always asked."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from backend.services.categorization.normalization import merchant_of
from tests.builders import make_transaction
from tests.conftest import NOW

SALON = "SQ *KORNBLUM NAIL SPA OAKLAND CA"
LOOK = "/api/transactions/batch-categorize"


@pytest.fixture
def add(context: AppContext) -> Callable[..., int]:
    """Store a transaction that waits for review; return its id."""

    def add(description: str = SALON, **values: Any) -> int:
        with context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            values = {"status": "pending_review", "amount": "45.00", **values}
            key = merchant_of(description)
            row = make_transaction(session, description=description, merchant_key=key, **values)
            return row.id

    return add


def row(client: TestClient, id_: int) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/transactions/{id_}").json()
    return found


def test_what_no_rule_knows_is_suggested_and_waits(
    client: TestClient, add: Callable[..., int]
) -> None:
    salon, nothing = add(), add("ZXQV 77")

    answer = client.post(LOOK).json()

    assert answer == {"categorized": 1, "auto_confirmed": 0, "unmatched": 1}
    found = row(client, salon)
    assert (found["predicted_category"], found["categorization_tier"], found["status"]) == (
        "personal_care",
        "local_model",
        "pending_review",
    )
    assert 0.5 <= found["prediction_confidence"] < 1
    assert row(client, nothing)["predicted_category"] is None


def test_it_says_why(client: TestClient, add: Callable[..., int]) -> None:
    salon = add()
    client.post(LOOK)

    why = client.get(f"/api/transactions/{salon}/why").json()

    share = f"{why['confidence']:.0%}"
    assert why["sentence"] == (
        f"Its words sound like Personal Care. Going by that, this computer is {share} sure."
    )
    assert why["tier"] == "local_model"


def test_once_confirmed_the_merchant_is_known_by_its_mapping(
    client: TestClient, add: Callable[..., int]
) -> None:
    first, second = add(), add(amount="50.00")
    client.post(LOOK)

    client.post(f"/api/transactions/{first}/review", json={"category_short_desc": "gift"})

    found = row(client, second)
    assert (found["predicted_category"], found["categorization_tier"]) == ("gift", "merchant_map")


def test_a_new_rule_about_others_leaves_a_suggestion(
    client: TestClient, add: Callable[..., int]
) -> None:
    salon = add()
    client.post(LOOK)

    client.post(
        "/api/rules/amounts",
        json={"description_pattern": "ZXQV", "amount": 7.5, "tolerance": 0, "category": "gift"},
    )

    assert row(client, salon)["categorization_tier"] == "local_model"


def test_suggestions_are_undone(client: TestClient, add: Callable[..., int]) -> None:
    salon = add()
    operation = client.post(LOOK).headers["X-Operation-Id"]

    client.post(f"/api/operations/{operation}/undo")

    assert row(client, salon)["predicted_category"] is None

"""What was noticed, over HTTP: read, put aside, brought back, undone."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from tests.builders import make_transaction
from tests.conftest import NOW

PATH = "/api/insights/noticed"


@pytest.fixture
def fees(client: TestClient, context: AppContext) -> TestClient:
    """A household that was charged two fees."""
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, date="2025-06-03", amount="35.00", category="bank_fee")
        make_transaction(session, date="2025-06-04", amount="9.10", category="interest_charge")
    return client


def keys(client: TestClient, of: str = "items") -> list[str]:
    return [each["key"] for each in client.get(PATH).json()[of]]


def test_what_stands_out_comes_with_its_figures_and_the_way_to_its_rows(fees: TestClient) -> None:
    first: dict[str, Any] = fees.get(PATH).json()["items"][0]
    assert first["key"] == "fees:bank_fee:2025-06"
    assert first["amount"] == 35.0
    assert first["history"][-1] == {"label": "2025-06", "amount": 35.0}
    assert first["source"]["address"].startswith("/transactions?filter=")
    few = fees.get(PATH, params={"limit": 1}).json()
    assert (len(few["items"]), few["more"]) == (1, 1)


def test_one_is_put_aside_undone_and_brought_back(fees: TestClient) -> None:
    key, other = keys(fees)
    answer = fees.post(f"{PATH}/dismiss", json={"key": key})
    assert answer.status_code == 204
    assert (keys(fees), keys(fees, "dismissed")) == ([other], [key])
    assert (
        fees.post(f"{PATH}/dismiss", json={"key": key}).status_code == 204
    )  # once more is the same

    operation = answer.headers["x-operation-id"]
    assert fees.post(f"/api/operations/{operation}/undo").status_code == 200
    assert (keys(fees), keys(fees, "dismissed")) == ([key, other], [])

    fees.post(f"{PATH}/dismiss", json={"key": key})
    assert fees.post(f"{PATH}/restore", json={"key": key}).status_code == 204
    assert keys(fees) == [key, other]


def test_the_next_event_of_its_kind_is_told_again(fees: TestClient, context: AppContext) -> None:
    key, _ = keys(fees)
    fees.post(f"{PATH}/dismiss", json={"key": key})
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, date="2025-06-05", amount="-35.00", category="bank_fee")
        make_transaction(session, date="2025-05-05", amount="20.00", category="bank_fee")
    assert "fees:bank_fee:2025-05" in keys(fees)


@pytest.mark.parametrize("act", ["dismiss", "restore"])
def test_what_does_not_hold_is_not_there(client: TestClient, act: str) -> None:
    assert client.post(f"{PATH}/{act}", json={"key": "fees:bank_fee:1999-01"}).status_code == 404
    assert client.post(f"{PATH}/{act}", json={"key": ""}).status_code == 422


@pytest.mark.parametrize("limit", ["0", "201", "many"])
def test_a_limit_has_bounds(client: TestClient, limit: str) -> None:
    assert client.get(PATH, params={"limit": limit}).status_code == 422

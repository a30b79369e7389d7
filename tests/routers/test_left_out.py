"""What the owner leaves out of reports: it counts in none of them, and in every balance."""

from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from backend.services.keeping.sums import differences
from tests.builders import make_transaction
from tests.conftest import NOW

JUNE = {"start_date": "2025-06-01", "end_date": "2025-06-30"}


@pytest.fixture
def rows(context: AppContext) -> list[int]:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        return [
            make_transaction(
                session, amount=amount, category=category, date="2025-06-02", description=category
            ).id
            for amount, category in (
                ("10.00", "coffee"),
                ("7.00", "groceries"),
                ("-100.00", "payroll"),
                ("33.00", "transfer"),
            )
        ]


def figures(client: TestClient) -> dict[str, Any]:
    """Return what each report says of June, spending first."""
    spending = client.get("/api/reports/spending", params=JUNE).json()
    flow = client.get("/api/transactions/cash-flow", params={"year": 2025}).json()
    worth = client.get("/api/reports/net-worth").json()
    months = client.get("/api/transactions/monthly-trend", params={"months": 1}).json()
    return {
        "spending": (spending["total"], flow["expenses"], months[-1]["spending"]),
        "income": (spending["income"], flow["income"], months[-1]["income"]),
        "left_out": [one for one in spending["left_out"] if one["reason"] == "left_out"],
        "flow_left_out": [one for one in flow["left_out"] if one["reason"] == "left_out"],
        "net_worth": [point["net"] for point in worth["points"]],
        "counted": client.get(
            "/api/transactions/totals", params={"filter": "is:counted is:spending"}
        ).json()["outflow"],
    }


def test_it_counts_in_no_report_and_in_every_balance(
    client: TestClient, context: AppContext, rows: list[int]
) -> None:
    before = figures(client)

    edited = client.patch(f"/api/transactions/{rows[1]}", json={"is_left_out": True})
    assert edited.json()["is_left_out"] is True
    bulk = {"transaction_ids": rows[2:], "set": {"is_left_out": True}}
    changed = client.post("/api/transactions/bulk-edit", json=bulk)
    assert changed.json()["changed"] == 2

    after = figures(client)
    assert after["spending"] == (10, 10, 10)
    assert after["income"] == (0, 0, 0)
    assert after["counted"] == 10
    # The transfer would not count anyway.
    assert after["left_out"] == [{"reason": "left_out", "count": 2, "total": 7}]
    assert after["flow_left_out"] == after["left_out"]
    assert after["net_worth"] == before["net_worth"]
    with context.home.budget.read() as session:
        assert differences(session) == []
    words = client.get(f"/api/operations/{changed.headers['X-Operation-Id']}").json()["summary"]
    assert words == "Left 2 transactions out of reports"
    found = client.get("/api/transactions", params={"filter": "is:left-out -is:transfer"}).json()
    assert {row["id"] for row in found["items"]} == set(rows[1:3])
    sheet = client.get("/api/export/transactions", params={"filter": "is:left-out"}).text
    assert sheet.count(",yes") == 3

    for answer in (changed, edited):
        client.post(f"/api/operations/{answer.headers['X-Operation-Id']}/undo")
    assert figures(client) == before


def test_net_worth_says_what_was_left_out_of_the_reports(
    client: TestClient, rows: list[int]
) -> None:
    client.patch(f"/api/transactions/{rows[1]}", json={"is_left_out": True})
    change = client.get("/api/reports/net-worth").json()["months"][-1]
    parts = ("saved", "moved", "waiting", "left_out", "valuations", "unexplained", "began")
    assert change["left_out"] == -7
    assert sum(Decimal(str(change[part])) for part in parts) == Decimal(str(change["total"]))


def test_it_can_be_said_of_one_without_saying_nothing(client: TestClient, rows: list[int]) -> None:
    answer = client.patch(f"/api/transactions/{rows[0]}", json={"is_left_out": None})
    assert answer.status_code == 422

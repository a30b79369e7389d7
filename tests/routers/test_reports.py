"""The spending report over HTTP."""

from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from tests.builders import make_transaction
from tests.conftest import NOW


def fill(context: AppContext) -> None:
    """Coffee on the 10th and 20th of May, and on the 10th of June; today is the 15th of June."""
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for number, (day, amount) in enumerate(
            [("2025-05-10", "4.00"), ("2025-05-20", "5.00"), ("2025-06-10", "6.10")]
        ):
            make_transaction(
                session, category="coffee", date=day, amount=amount, description=f"C{number}"
            )


def test_a_month_under_way_is_compared_with_the_same_days(
    client: TestClient, context: AppContext
) -> None:
    fill(context)
    whole = client.get("/api/reports/spending?month=2025-06").json()
    assert (whole["total"], whole["previous_total"], whole["change"]) == (6.1, 9.0, -2.9)
    assert whole["previous_end_date"] == "2025-05-31"

    so_far = client.get("/api/reports/spending?month=2025-06&to_date=true").json()
    assert (so_far["previous_total"], so_far["change"]) == (4.0, 2.1)
    assert so_far["previous_end_date"] == "2025-05-15"
    [food] = so_far["parents"]
    assert [(node["short_desc"], node["change"]) for node in food["children"]] == [("coffee", 2.1)]


def test_a_month_that_is_over_is_compared_with_a_whole_one(
    client: TestClient, context: AppContext
) -> None:
    fill(context)
    may = client.get("/api/reports/spending?month=2025-05&to_date=true").json()
    assert (may["previous_start_date"], may["previous_end_date"]) == ("2025-04-01", "2025-04-30")
    alone = client.get("/api/reports/spending?month=2025-05&compare=none").json()
    assert (alone["total"], alone["previous_total"], alone["change"]) == (9.0, None, None)


def test_half_a_range_is_refused(client: TestClient) -> None:
    answer = client.get("/api/reports/spending?start_date=2025-06-01")
    assert answer.status_code == 422
    assert "both" in answer.json()["detail"]

"""Reports over HTTP: the same question has the same cents, and bad questions are refused."""

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from tests.builders import make_transaction
from tests.conftest import NOW


@pytest.fixture
def filled(client: TestClient, context: AppContext) -> TestClient:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, category="coffee", amount="0.10", date="2025-06-01")
        make_transaction(session, category="coffee", amount="0.20", date="2025-06-30")
        make_transaction(session, category="rent", amount="1500", date="2025-05-31")
        make_transaction(session, category="payroll", amount="-2000", date="2025-06-15")
        make_transaction(session, amount="5", date="2025-06-02", status="pending_review")
    return client


def test_the_same_question_in_three_places_gives_the_same_cents(filled: TestClient) -> None:
    by_month = filled.get("/api/transactions/spending-by-category?month=2025-06").json()
    by_days = filled.get(
        "/api/transactions/spending-by-category?start_date=2025-06-01&end_date=2025-06-30"
    ).json()
    report = filled.get("/api/reports/spending?month=2025-06").json()
    [trend] = filled.get("/api/transactions/monthly-trend?months=1").json()
    assert by_month == by_days
    assert sum(row["total"] for row in by_month) == report["total"] == trend["spending"] == 0.30
    assert report["income"] == trend["income"] == 2000
    assert report["previous_total"] == 1500
    assert report["left_out"] == [{"reason": "waiting", "count": 1, "total": 5.0}]
    assert (report["start_date"], report["end_date"]) == ("2025-06-01", "2025-06-30")


def test_the_trend_of_one_category(filled: TestClient) -> None:
    months = filled.get("/api/transactions/monthly-trend?months=2&category=housing").json()
    assert [month["spending"] for month in months] == [1500, 0]


def test_years_and_home(filled: TestClient) -> None:
    assert filled.get("/api/transactions/years").json() == [
        {"year": 2025, "count": 5, "pending": 1}
    ]
    home = filled.get("/api/reports/home").json()
    assert (home["spending"], home["last_month_spending"]) == (0.30, 1500)
    assert home["previous_month_to_date_spending"] == 0
    assert home["attention"][0]["kind"] == "review"


@pytest.mark.parametrize(
    "question",
    [
        "spending-by-category?month=banana",
        "spending-by-category?month=2025-13",
        "spending-by-category?month=0000-01",
        "spending-by-category?month=9999-12",
        "spending-by-category?start_date=2025-06-01",
        "spending-by-category?start_date=2025-06-30&end_date=2025-06-01",
        "spending-by-category?start_date=9999-12-31&end_date=9999-12-31",
        "monthly-trend?months=0",
        "monthly-trend?months=-1",
        "monthly-trend?last=2025",
        "monthly-trend?months=240&last=0001-01",
        "monthly-trend?last=9999-12",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(client: TestClient, question: str) -> None:
    answer = client.get(f"/api/transactions/{question}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_the_trend_of_a_category_that_is_not_there(client: TestClient) -> None:
    assert client.get("/api/transactions/monthly-trend?category=nope").status_code == 404


def test_status_tells_a_first_run(client: TestClient, filled: TestClient) -> None:
    status = filled.get("/api/status").json()
    assert (status["first_run"], status["has_transactions"], status["is_demo"]) == (
        False,
        True,
        False,
    )

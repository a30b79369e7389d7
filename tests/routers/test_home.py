"""Home over HTTP: the month against the last one, day by day, and what waits."""

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from backend.services.demo.generator import generate_household
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

PATH = "/api/reports/home"


def test_the_month_of_the_sample_household_equals_its_answer_key(
    client: TestClient, sample_files: None
) -> None:
    client.post("/api/demo")
    answers = generate_household(last_day=NOW.date()).answers.as_loaded
    home = client.get(PATH).json()

    now, before = answers.month("2025-06"), answers.month("2025-05")
    assert home["month"] == "2025-06"
    assert round(home["spending"] * 100) == now.spending_cents
    assert round(home["income"] * 100) == now.income_cents
    assert round(home["last_month_spending"] * 100) == before.spending_cents
    assert (len(home["course"]["now"]), len(home["course"]["before"])) == (15, 31)
    assert home["course"]["now"][-1] == home["spending"]
    assert home["course"]["before"][-1] == home["last_month_spending"]
    assert home["course"]["before"][14] == home["previous_month_to_date_spending"]
    assert home["budgets"]["budget_count"] > 0
    assert {item["kind"] for item in home["attention"]} >= {"review", "balance"}
    worth = client.get("/api/reports/net-worth").json()
    assert home["net_worth"]["net"] == home["net_worth"]["spark"][-1] == worth["points"][-1]["net"]
    due = client.get("/api/recurring/upcoming").json()
    assert home["upcoming"]["total_out"] == due["total_out"]
    assert [bill["key"] for bill in home["upcoming"]["first"]] == [
        bill["key"] for bill in due["items"] if not bill["is_income"]
    ][:5]
    alerts = client.get("/api/recurring/alerts").json()
    assert home["alert_count"] == len(alerts)
    happened = [each["id"] for each in alerts if each["kind"] == "price_rise"]
    assert [each["id"] for each in home["alerts"]][: len(happened)] == happened[:5]


def test_the_course_leaves_out_what_reports_leave_out(
    client: TestClient, context: AppContext
) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(session)
        make_category(session, "coffee")
        for day, amount, category, status in (
            ("2025-05-31", "7.00", "coffee", "confirmed"),
            ("2025-06-02", "4.00", "coffee", "confirmed"),
            ("2025-06-03", "-1.50", "coffee", "confirmed"),
            ("2025-06-03", "-900.00", "payroll", "confirmed"),
            ("2025-06-04", "50.00", "transfer", "confirmed"),
            ("2025-06-05", "60.00", None, "pending_review"),
        ):
            make_transaction(
                session, account=account, date=day, amount=amount, category=category, status=status
            )
    course = client.get(PATH).json()["course"]
    assert course["now"][:4] == [0, 4, 2.5, 2.5]
    assert course["now"][-1] == 2.5
    assert course["before"] == [0] * 30 + [7]


def test_a_month_without_budgets_has_none(client: TestClient) -> None:
    home = client.get(PATH).json()
    assert (home["budgets"], home["spending"], home["attention"]) == (None, 0, [])


@pytest.mark.parametrize(("archived", "expected"), [(None, ["stale_account"]), (NOW, [])])
def test_an_account_gone_quiet_is_pointed_out_until_it_is_archived(
    client: TestClient, context: AppContext, archived: object, expected: list[str]
) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(session, "Old Card", archived_at=archived)
        make_transaction(session, account=account, category="coffee", date="2025-05-10")
    assert [item["kind"] for item in client.get(PATH).json()["attention"]] == expected

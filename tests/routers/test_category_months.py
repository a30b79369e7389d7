"""Category by month over HTTP: every cell equals the sample household's answer key."""

from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.calendar import Month
from backend.services import operations
from backend.services.demo.generator import generate_household
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW

PATH = "/api/reports/category-months"


def test_every_cell_equals_the_answer_key(client: TestClient, sample_files: None) -> None:
    client.post("/api/demo")
    answers = generate_household(last_day=NOW.date()).answers.as_loaded
    months = sorted({month for month, _ in answers.spending})

    report = client.get(PATH, params={"first": months[0], "last": months[-1]}).json()

    cells = {
        (month, line["short_desc"], line["is_income"]): round(amount * 100)
        for line in report["categories"]
        for month, amount in zip(report["months"], line["amounts"], strict=True)
        if amount
    }
    expected = {(month, key, False): cents for (month, key), cents in answers.spending.items()}
    expected |= {(month, key, True): cents for (month, key), cents in answers.income.items()}
    assert cells == {cell: cents for cell, cents in expected.items() if cents}
    for line in report["categories"]:
        assert round(line["total"] * 100) == sum(round(a * 100) for a in line["amounts"])


def test_one_account_and_quiet_months(client: TestClient, context: AppContext) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account, other = make_account(session), make_account(session, "Other")
        make_category(session, "coffee")
        make_transaction(session, account=account, category="coffee", date="2025-01-31")
        make_transaction(session, account=other, category="coffee", date="2025-03-01")
        make_transaction(session, account=account, date="2025-03-01", amount="2.00")
        make_transaction(session, account=account, date="2025-03-01", status="pending_review")
        wanted = account.id

    report = client.get(PATH, params={"first": "2025-01", "account_id": wanted}).json()

    assert report["months"] == [str(Month(2025, n)) for n in range(1, 7)]
    found = {line["short_desc"]: (line["amounts"], line["count"]) for line in report["categories"]}
    assert found == {"coffee": ([1, 0, 0, 0, 0, 0], 1), None: ([0, 0, 2, 0, 0, 0], 1)}


def test_problems(client: TestClient) -> None:
    for query in ("", "?first=2025-13", "?first=2025-02&last=2025-01", "?first=1950-01"):
        assert client.get(f"{PATH}{query}").status_code == 422, query

"""Cash flow over HTTP, and the sample household's answer key."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.money import from_cents
from backend.schemas.cash_flow import CashFlowOut, MoneyFlowOut
from backend.services import operations
from backend.services.demo.generator import SampleHousehold, generate_household
from tests.builders import make_transaction
from tests.conftest import NOW

Node = dict[str, Any]


def exact(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal("0.01"))


@pytest.fixture(scope="module")
def household() -> SampleHousehold:
    return generate_household(last_day=dt.date(2025, 6, 15))


@pytest.fixture
def demo(client: TestClient, sample_files: None) -> TestClient:
    client.post("/api/demo")
    return client


def test_every_month_equals_the_answer_key(demo: TestClient, household: SampleHousehold) -> None:
    answers = household.answers.as_loaded
    for year in (2023, 2024, 2025):
        report = demo.get(f"/api/transactions/cash-flow?year={year}&by=month").json()
        left = Decimal(0)
        for number, period in enumerate(report["periods"], start=1):
            due = answers.month(f"{year}-{number:02d}")
            left += from_cents(due.net_cents)
            assert exact(period["income"]) == from_cents(due.income_cents)
            assert exact(period["expenses"]) == from_cents(due.spending_cents)
            assert exact(period["cumulative"]) == left
        spent = {
            (f"{year}-{number:02d}", child["short_desc"]): round(amount * 100)
            for top in report["expense_categories"]
            for child in top["children"]
            for number, amount in enumerate(child["series"], start=1)
        }
        due_spent = {at: cents for at, cents in answers.spending.items() if at[0][:4] == str(year)}
        assert {at: cents for at, cents in spent.items() if cents} == {
            at: cents for at, cents in due_spent.items() if cents
        }


def test_fortnights_and_months_come_to_the_same_year(demo: TestClient) -> None:
    fortnights, months = (
        demo.get(f"/api/transactions/cash-flow?year=2024&by={by}").json()
        for by in ("fortnight", "month")
    )
    assert len(fortnights["periods"]) == 27
    for name in ("income", "expenses", "net", "left_out", "start_date", "end_date"):
        assert fortnights[name] == months[name]
    for name in ("income_categories", "expense_categories"):
        assert [totals(node) for node in fortnights[name]] == [totals(n) for n in months[name]]


def totals(node: Node) -> tuple[Any, ...]:
    return (
        node["short_desc"],
        node["total"],
        node["count"],
        [totals(child) for child in node["children"]],
    )


def test_the_answers_have_the_shape_that_openapi_tells(demo: TestClient) -> None:
    report = demo.get("/api/transactions/cash-flow?year=2024").json()
    flow = demo.get("/api/reports/money-flow?month=2024-05").json()
    assert CashFlowOut.model_validate(report).model_dump(mode="json") == report
    assert MoneyFlowOut.model_validate(flow).model_dump(mode="json") == flow
    assert flow["nodes"]
    assert flow["links"]


def test_streams_are_those_of_cash_flow(demo: TestClient) -> None:
    months = demo.get("/api/transactions/cash-flow?year=2024&by=month").json()["periods"]
    may = demo.get("/api/reports/money-flow?month=2024-05").json()
    for name in ("income", "expenses", "net", "start_date", "end_date"):
        assert may[name] == months[4][name]
    spending = demo.get("/api/reports/spending?month=2024-05").json()
    assert may["left_out"] == spending["left_out"] != []
    spring = "/api/reports/money-flow?start_date=2024-04-01&end_date=2024-06-30"
    expenses = sum(exact(month["expenses"]) for month in months[3:6])
    assert exact(demo.get(spring).json()["expenses"]) == expenses


def test_this_year_by_fortnights_without_any_words(client: TestClient) -> None:
    report = client.get("/api/transactions/cash-flow").json()
    assert (report["year"], report["by"], report["net"]) == (2025, "fortnight", 0)
    assert (report["start_date"], report["end_date"]) == ("2025-01-01", "2025-12-31")


def test_income_names_its_parent(demo: TestClient) -> None:
    nodes = demo.get("/api/reports/money-flow?month=2024-05").json()["nodes"]
    parents = {node["short_desc"]: node["parent"] for node in nodes if node["place"] == "income"}
    assert parents["payroll"] == "income"


def test_one_account(client: TestClient, context: AppContext) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        row = make_transaction(session, category="coffee", amount="6.10", date="2025-02-28")
        account_id = row.account_id
    for path in (
        "/api/transactions/cash-flow?year=2025",
        "/api/reports/money-flow?start_date=2025-02-01&end_date=2025-02-28",
    ):
        assert client.get(f"{path}&account_id={account_id}").json()["expenses"] == 6.1
        assert client.get(f"{path}&account_id={account_id + 100}").json()["expenses"] == 0


@pytest.mark.parametrize(
    "query", ["year=0", "year=2201", "year=x", "by=week", "account_id=0", "year=99999999999999999"]
)
def test_what_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/transactions/cash-flow?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_streams_need_a_period_that_is_one(client: TestClient) -> None:
    for query in ("month=2025-13", "start_date=2025-01-01", "month=0001-01"):
        assert client.get(f"/api/reports/money-flow?{query}").status_code == 422


def totals_of(demo: TestClient, period: Node, words: str) -> Node:
    """What the transactions behind a figure add up to, as the list of them says."""
    query = {
        "start_date": period["start_date"],
        "end_date": period["end_date"],
        "filter": words,
    }
    answer = demo.get("/api/transactions/totals", params=query)
    assert answer.status_code == 200, answer.json()
    found: Node = answer.json()
    return found


@pytest.mark.parametrize("by", ["fortnight", "month"])
def test_each_figure_leads_to_rows_that_add_up_to_it(demo: TestClient, by: str) -> None:
    report = demo.get(f"/api/transactions/cash-flow?year=2025&by={by}").json()
    checked = 0
    for number, period in enumerate(report["periods"]):
        if not period["count"]:
            continue
        income = totals_of(demo, period, "is:income is:counted")
        expenses = totals_of(demo, period, "is:spending is:counted")
        assert exact(-income["net"]) == exact(period["income"])
        assert exact(expenses["net"]) == exact(period["expenses"])
        assert exact(-totals_of(demo, period, "is:counted")["net"]) == exact(period["net"])
        for node in report["expense_categories"][number::5]:
            words = f"is:spending is:counted category:{node['short_desc'] or 'none'}"
            found = totals_of(demo, period, words)
            assert exact(found["net"]) == exact(node["series"][number])
            checked += 1
    assert checked > 10
    for left in report["left_out"]:
        words = {"transfer": "is:transfer status:filed", "waiting": "is:waiting"}[left["reason"]]
        found = totals_of(demo, report, words)
        assert (found["count"], found["outflow"]) == (left["count"], left["total"])


def test_a_parents_own_rows_are_those_of_none_of_its_subcategories(
    client: TestClient, context: AppContext
) -> None:
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for key, amount in (("food", "1.00"), ("coffee", "2.00"), ("groceries", "4.00")):
            make_transaction(
                session, category=key, amount=amount, date="2025-02-03", description=key
            )
    report = client.get("/api/transactions/cash-flow?year=2025").json()
    [food] = report["expense_categories"]
    own = next(child for child in food["children"] if child["short_desc"] == "food")
    others = " ".join(
        f"-category:{c['short_desc']}" for c in food["children"] if c["short_desc"] != "food"
    )
    words = f"is:spending is:counted category:food {others}"
    assert totals_of(client, report, words)["net"] == own["total"] == 1

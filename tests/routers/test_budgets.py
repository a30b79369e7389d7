"""Budgets over HTTP: set, edited, refused, removed, undone; the sample household's to the cent."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.core.money import from_cents
from backend.services.demo.generator import generate_household
from tests.cases.conftest import Household
from tests.cases.conftest import home as home  # noqa: PLC0414 - a fixture

MONTH = "2025-06"


def put(home: Household, key: str, amount: float, month: str = MONTH) -> Any:
    wish = {"category_short_desc": key, "month": month, "amount": amount}
    return home.do("POST", "/api/budgets", wish)


def listed(home: Household, month: str = MONTH) -> dict[str, float]:
    rows = home.ask("/api/budgets", month=month)
    return {row["category_short_desc"]: row["amount"] for row in rows}


def undo(home: Household, answer: Any) -> None:
    home.do("POST", f"/api/operations/{answer.headers['x-operation-id']}/undo")


def test_a_budget_is_set_edited_and_removed(home: Household) -> None:
    home.type_in("MARKET", 120.5, category="groceries")
    made = put(home, "food", 400)
    assert (made["spent"], made["remaining"], made["percent_used"]) == (120.5, 279.5, 30.12)
    assert put(home, "food", 500)["id"] == made["id"]
    edited = home.do("PATCH", f"/api/budgets/{made['id']}", {"amount": 450})
    assert (edited["amount"], edited["category_short_desc"]) == (450, "food")

    removed = home.client.delete(f"/api/budgets/{made['id']}")

    assert removed.status_code == 204
    assert listed(home) == {}
    undo(home, removed)
    assert listed(home) == {"food": 450}
    home.client.delete("/api/budgets", params={"category_short_desc": "food", "month": MONTH})
    assert listed(home) == {}


@pytest.mark.parametrize(
    "wish",
    [
        {"month": "banana"},
        {"month": "2025-13"},
        {"month": "2025-06-15"},
        {"amount": -1},
        {"amount": 1e300},
        {"amount": "NaN"},
        {"amount": "Infinity"},
        {"amount": 10.001},
        {"amount": "much"},
        {"amount": None},
        {"category_short_desc": "payroll"},
        {"category_short_desc": ""},
    ],
)
def test_what_can_not_be_is_refused_and_leaves_nothing(
    home: Household, wish: dict[str, Any]
) -> None:
    body = {"category_short_desc": "food", "month": MONTH, "amount": 100, **wish}

    answer = home.client.post("/api/budgets", json=body)

    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert listed(home) == {}
    assert home.ask("/api/operations")["items"] == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(home: Household, number: str) -> None:
    body = f'{{"category_short_desc": "food", "month": "2025-06", "amount": {number}}}'
    answer = home.client.post(
        "/api/budgets", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert listed(home) == {}


def test_what_is_not_there_is_said(home: Household) -> None:
    client = home.client
    assert client.delete("/api/budgets/7").status_code == 404
    assert client.patch("/api/budgets/7", json={"amount": 1}).status_code == 404
    gone = client.delete("/api/budgets", params={"category_short_desc": "food", "month": MONTH})
    assert (gone.status_code, gone.json()["detail"]) == (404, "Food has no budget in June 2025.")
    wish = {"category_short_desc": "nothing", "month": MONTH, "amount": 1}
    assert client.post("/api/budgets", json=wish).status_code == 404
    assert client.get("/api/budgets", params={"month": "banana"}).status_code == 422
    assert client.get("/api/reports/budgets", params={"month": "banana"}).status_code == 422
    rollover = {"mode": "both", "since": MONTH}
    assert client.put("/api/budgets/rollovers/nothing", json=rollover).status_code == 404
    assert client.put("/api/budgets/rollovers/payroll", json=rollover).status_code == 422


def test_several_are_set_at_once_or_not_at_all_and_undone_together(home: Household) -> None:
    put(home, "coffee", 20)
    items = [("coffee", 30), ("groceries", 400), ("rent", 1500)]
    body = {
        "month": MONTH,
        "items": [{"category_short_desc": key, "amount": amount} for key, amount in items],
    }
    answer = home.client.post("/api/budgets/bulk", json=body)
    assert answer.json() == {"changed": 3}
    assert listed(home) == {"coffee": 30, "groceries": 400, "rent": 1500}

    undo(home, answer)

    assert listed(home) == {"coffee": 20}
    body["items"].append({"category_short_desc": "payroll", "amount": 1})  # type: ignore[attr-defined]
    assert home.client.post("/api/budgets/bulk", json=body).status_code == 422
    assert listed(home) == {"coffee": 20}


def test_a_proposal_changes_nothing(home: Household) -> None:
    put(home, "coffee", 20, "2025-05")
    found = home.ask("/api/budgets/proposal", month=MONTH, source="last")
    assert found["basis"] == "as in May 2025"
    assert [(i["category_short_desc"], i["present"], i["amount"]) for i in found["items"]] == [
        ("coffee", None, 20)
    ]
    assert listed(home) == {}
    wrong = home.client.get("/api/budgets/proposal", params={"source": "guess"})
    assert wrong.status_code == 422


def test_what_is_left_is_carried_over_and_that_is_undone(home: Household) -> None:
    for month in ("2025-05", MONTH):
        put(home, "travel", 100, month)
    answer = home.client.put(
        "/api/budgets/rollovers/travel", json={"mode": "surplus", "since": "2025-05"}
    )
    [line] = home.ask("/api/budgets", month=MONTH)
    assert (line["carried_over"], line["available"], line["rollover"]) == (100, 200, "surplus")

    undo(home, answer)

    [line] = home.ask("/api/budgets", month=MONTH)
    assert (line["carried_over"], line["rollover"]) == (0, None)


def test_two_weeks_from_a_payday_keep_the_months_that_were_set(home: Household) -> None:
    put(home, "coffee", 20)
    home.do("POST", "/api/settings", {"budget_period": "biweekly:2025-06-06"})
    report = home.ask("/api/reports/budgets")
    assert report["period"]["key"] == "2025-06-06"
    assert (report["previous"], report["next"]) == ("2025-05-23", "2025-06-20")
    assert report["budget_count"] == 0
    put(home, "coffee", 9.23, "2025-06-06")
    assert listed(home, "2025-06-10") == {"coffee": 9.23}
    refused = home.client.post("/api/settings", json={"budget_period": "month:31"})
    assert refused.status_code == 422

    home.do("POST", "/api/settings", {"budget_period": None})

    assert listed(home) == {"coffee": 20}


def test_a_merged_category_takes_its_budgets_and_what_is_carried_along(home: Household) -> None:
    put(home, "boba", 10)
    put(home, "coffee", 30)
    home.client.put("/api/budgets/rollovers/boba", json={"mode": "surplus", "since": MONTH})

    home.do("POST", "/api/categories/boba/merge", {"target_short_desc": "coffee"})

    [line] = home.ask("/api/budgets", month=MONTH)
    assert (line["category_short_desc"], line["amount"], line["rollover"]) == ("coffee", 40, "surplus")  # fmt: skip


def test_the_sample_households_budgets_equal_its_answer_key(
    client: TestClient, sample_files: None
) -> None:
    client.post("/api/demo")
    household = generate_household(last_day=dt.date(2025, 6, 15))
    spending = household.answers.as_loaded.spending
    months = sorted({budget.month for budget in household.budgets})
    assert len(months) == 6
    for month in months:
        rows = client.get("/api/budgets", params={"month": month}).json()
        found = {row["category_short_desc"]: row for row in rows}
        expected = {b.category: b.cents for b in household.budgets if b.month == month}
        assert {key: round(row["amount"] * 100) for key, row in found.items()} == expected
        parents = {c["short_desc"]: c["parent"] for c in client.get("/api/categories").json()}
        for key, row in found.items():
            cents = sum(
                cents
                for (of, filed), cents in spending.items()
                if of == month
                and filed is not None
                and (filed == key or (parents[filed] == key and filed not in expected))
            )
            assert Decimal(str(row["spent"])) == from_cents(cents), (month, key)
        report = client.get("/api/reports/budgets", params={"month": month}).json()
        total = household.answers.as_loaded.month(month).spending_cents
        assert Decimal(str(report["spent_total"])) == from_cents(total)


def test_each_figure_is_what_its_rows_come_to(client: TestClient, sample_files: None) -> None:
    """The screen leads to the rows by these filters (features/budgets/standing.ts)."""
    client.post("/api/demo")
    client.post("/api/budgets", json={"category_short_desc": "food", "month": MONTH, "amount": 50})
    days = {"start_date": "2025-06-01", "end_date": "2025-06-30", "exclude_transfers": "true"}
    counted = {**days, "status": ["confirmed", "auto_confirmed"]}

    def net(words: str) -> float:
        answer = client.get("/api/transactions/totals", params={**counted, "filter": words})
        return float(answer.json()["net"])

    report = client.get("/api/reports/budgets", params={"month": MONTH}).json()
    checked = 0
    for family in report["families"]:
        key = family["category_short_desc"]
        if key is None:
            continue
        elsewhere = [c["category_short_desc"] for c in family["children"] if not c["covered_by"]]
        rest = " ".join([f"category:{key}", *(f"-category:{child}" for child in elsewhere)])
        assert abs(net(rest)) == abs(family["own"]["spent"]), rest
        own = [line for line in family["children"] if line["is_own"]]
        if own and not family["own"]["is_own"]:
            words = " OR ".join(f"category:{line['category_short_desc']}" for line in own)
            assert abs(net(words)) == family["spent"]
        assert abs(net(f"category:{key}")) == abs(family["spent_total"])
        checked += 1
    assert checked >= 8

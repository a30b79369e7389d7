"""The sample household lies in a folder of its own, and its reports equal its answer key."""

import datetime as dt
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from backend.core.calendar import Month
from backend.core.config import Config
from backend.core.money import from_cents
from backend.main import create_app
from backend.services.demo.generator import SampleHousehold, generate_household
from tests.conftest import NOW


@pytest.fixture(scope="module")
def household() -> SampleHousehold:
    return generate_household(last_day=dt.date(2025, 6, 15))


@pytest.fixture
def demo(client: TestClient, sample_files: None) -> TestClient:
    assert client.post("/api/demo").json() == {"is_demo": True}
    return client


def test_it_never_touches_the_real_files(client: TestClient, config: Config) -> None:
    before = client.get("/api/accounts").json()
    client.post("/api/demo")
    assert len(client.get("/api/accounts").json()) == 8
    client.post("/api/demo/leave")
    assert client.get("/api/accounts").json() == before
    assert (config.data_folder / "sample-household" / "budget.db").is_file()


def test_a_browser_that_looks_at_it_goes_on_doing_so_after_a_restart(config: Config) -> None:
    with TestClient(create_app(config, now=lambda: NOW), base_url="http://localhost") as first:
        first.post("/api/demo")
        cookies = dict(first.cookies)
    app = create_app(config, now=lambda: NOW)
    with TestClient(app, base_url="http://localhost", cookies=cookies) as second:
        assert second.get("/api/status").json()["is_demo"] is True
        assert len(second.get("/api/accounts").json()) == 8


def test_spending_of_every_month_equals_the_answer_key(
    demo: TestClient, household: SampleHousehold
) -> None:
    answers = household.answers.as_loaded
    checked = 0
    for month in sorted({month for month, _ in answers.spending}):
        rows = demo.get("/api/transactions/spending-by-category", params={"month": month}).json()
        found = {row["short_desc"]: round(row["total"] * 100) for row in rows}
        expected = {key: cents for (of, key), cents in answers.spending.items() if of == month}
        assert {k: v for k, v in found.items() if v} == {k: v for k, v in expected.items() if v}
        checked += 1
    assert checked >= 36


def test_the_trend_equals_the_answer_key(demo: TestClient, household: SampleHousehold) -> None:
    months = demo.get("/api/transactions/monthly-trend", params={"months": 36}).json()
    for row in months:
        totals = household.answers.as_loaded.month(row["month"])
        assert Decimal(str(row["income"])) == from_cents(totals.income_cents)
        assert Decimal(str(row["spending"])) == from_cents(totals.spending_cents)


def test_balances_equal_the_answer_key(demo: TestClient, household: SampleHousehold) -> None:
    by_name = {account.name: account.key for account in household.accounts}
    own = {thing.name: thing.valuations[-1].cents for thing in household.possessions}
    for account in demo.get("/api/accounts").json():
        if account["name"] in own:
            assert Decimal(str(account["balance_stated"])) == from_cents(own[account["name"]])
            continue
        key = by_name[account["name"]]
        assert Decimal(str(account["balance_computed"])) == from_cents(
            household.answers.balances[key]
        )
        planted = household.answers.bank_balances[key] - household.answers.balances[key]
        assert Decimal(str(account["balance_difference"])) == from_cents(planted)


def test_home_names_what_waits(demo: TestClient) -> None:
    home = demo.get("/api/reports/home").json()
    assert home["month"] == str(Month(2025, 6))
    kinds = {item["kind"] for item in home["attention"]}
    assert {"review", "balance"} <= kinds

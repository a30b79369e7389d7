"""Net worth over HTTP, and of the sample household against its answer key."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.services.demo.generator import SampleHousehold, generate_household

TODAY = dt.date(2025, 6, 15)


def cents(amount: float) -> int:
    return round(amount * 100)


@pytest.fixture(scope="module")
def household() -> SampleHousehold:
    return generate_household(last_day=TODAY)


@pytest.fixture
def demo(client: TestClient, sample_files: None) -> TestClient:
    client.post("/api/demo")
    return client


def test_a_new_household_has_none(client: TestClient) -> None:
    found = client.get("/api/reports/net-worth").json()
    assert (found["points"], found["spans"], found["today"]) == ([], [], "2025-06-15")


@pytest.mark.parametrize("asked", [{"by": "week"}, {"months": 0}, {"months": 9999}])
def test_what_can_not_be_asked(client: TestClient, asked: dict[str, Any]) -> None:
    assert client.get("/api/reports/net-worth", params=asked).status_code == 422


def test_month_ends_equal_the_answer_key(demo: TestClient, household: SampleHousehold) -> None:
    answers = household.answers
    keys = {account.name: account.key for account in household.accounts}
    found = demo.get("/api/reports/net-worth", params={"months": 1200}).json()
    days = [point["date"] for point in found["points"]]
    sums: Counter[str] = Counter()
    things = {thing.name: thing.valuations for thing in household.possessions}
    for account in found["accounts"]:
        if account["name"] in things:
            assert (account["basis"], account["gaps"]) == ("valued", 0)
            for day, balance in zip(days, account["balances"], strict=True):
                known = [
                    one.cents for one in things[account["name"]] if one.date.isoformat() <= day
                ]
                assert cents(balance or 0) == (known[-1] if known else 0)
                sums[day] += cents(balance or 0)
            continue
        key = keys[account["name"]]
        for day, balance in zip(days[:-1], account["balances"], strict=False):
            if (key, day[:7]) in answers.month_end_balances:
                assert cents(balance) == answers.month_end_balances[key, day[:7]]
                sums[day] += cents(balance)
        # The bank has not booked what was planted twice: its word goes on the last day.
        assert cents(account["balance"]) == answers.bank_balances[key]
        assert account["gaps"] == (answers.bank_balances[key] != answers.balances[key])
    for point in found["points"][1:-1]:
        assert sums[point["date"]] == cents(point["net"])
    owned = sum(values[-1].cents for values in things.values())
    assert cents(found["points"][-1]["net"]) == sum(answers.bank_balances.values()) + owned


def test_saved_equals_the_answer_key_and_changes_add_up(
    demo: TestClient, household: SampleHousehold
) -> None:
    found = demo.get("/api/reports/net-worth", params={"months": 36}).json()
    nets = {point["date"]: cents(point["net"]) for point in found["points"]}
    checked = 0
    for change in found["months"]:
        totals = household.answers.as_loaded.month(change["until"][:7])
        assert cents(change["income"]) == totals.income_cents
        assert cents(change["spending"]) == totals.spending_cents
        parts = ("saved", "moved", "waiting", "valuations", "unexplained", "began")
        assert sum(cents(change[part]) for part in parts) == cents(change["total"])
        if change["since"] in nets:
            assert nets[change["until"]] - nets[change["since"]] == cents(change["total"])
            checked += 1
    assert checked >= 35


def test_planted_duplicates_are_the_likely_rows_and_deleting_them_mends_the_gap(
    demo: TestClient, household: SampleHousehold
) -> None:
    planted = Counter(
        (row.date.isoformat(), row.cents)
        for pair in household.answers.duplicates
        for row in household.transactions
        if row.key == pair.second_key
    )
    likely: Counter[tuple[str, int]] = Counter()
    for account in demo.get("/api/accounts").json():
        url = f"/api/accounts/{account['id']}"
        for gap in demo.get(f"{url}/balances").json()["gaps"]:
            reason = demo.get(f"{url}/gaps/{gap['key']}").json()["reasons"][0]
            assert (reason["kind"], reason["closes"]) == ("counted_twice", True)
            likely.update((row["date"], cents(row["amount"])) for row in reason["rows"])
            ids = [row["transaction_id"] for row in reason["rows"]]
            demo.post("/api/transactions/bulk-delete", json={"transaction_ids": ids})
            assert demo.get(f"{url}/balances").json()["gaps"] == []
            shown = demo.get(url).json()
            assert (shown["balance_difference"], shown["balance_gaps"]) == (0, 0)
    assert likely == planted
    assert len(household.answers.duplicates) == sum(likely.values()) == 12


def test_by_day_ends_like_by_month(demo: TestClient) -> None:
    monthly = demo.get("/api/reports/net-worth").json()
    daily = demo.get("/api/reports/net-worth", params={"by": "day"}).json()
    by_date = {point["date"]: point for point in daily["points"]}
    assert len(by_date) == 91
    shared = [point for point in monthly["points"] if point["date"] in by_date]
    assert shared == [by_date[point["date"]] for point in shared]
    assert len(shared) >= 3

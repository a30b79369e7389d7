"""Recurring series over HTTP, on the sample household and its answer key."""

import datetime as dt
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, select

from backend.context import AppContext
from backend.core.money import from_cents
from backend.models import Account, Transaction
from backend.services import operations
from backend.services.demo.answers import SeriesState, Trait
from backend.services.demo.generator import SampleHousehold, generate_household
from tests.builders import make_account, make_transaction
from tests.conftest import NOW


@pytest.fixture(scope="module")
def household() -> SampleHousehold:
    return generate_household(last_day=dt.date(2025, 6, 15))


@pytest.fixture
def demo(client: TestClient, sample_files: None) -> TestClient:
    client.post("/api/demo")
    return client


@pytest.fixture
def streaming(client: TestClient, context: AppContext) -> TestClient:
    """Netflix for half a year, dearer since May."""
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        card = make_account(session, "Card", account_type="credit")
        for month in range(1, 7):
            price = "15.49" if month < 5 else "17.99"
            make_transaction(
                session, date=f"2025-{month:02d}-11", amount=price, account=card,
                description="NETFLIX", merchant_name="Netflix", category="netflix",
            )  # fmt: skip
    return client


def _series(client: TestClient, name: str = "Netflix") -> dict[str, Any]:
    [found] = [
        each for each in client.get("/api/recurring").json()["items"] if each["name"] == name
    ]
    return found  # type: ignore[no-any-return]


def _undo(client: TestClient, answer: Any) -> None:
    operation = answer.headers["x-operation-id"]
    assert client.post(f"/api/operations/{operation}/undo").status_code == 200


def test_the_sample_households_series_are_found(
    demo: TestClient, household: SampleHousehold
) -> None:
    items = demo.get("/api/recurring").json()["items"]
    found = {(each["name"], each["category"]): each for each in items}
    told = [each for each in household.answers.recurring if each.merchant != "Costco membership"]
    assert len({(each.merchant, each.category) for each in told}) == len(told) - 1  # Google One
    for answer in told:
        if Trait.TWO_PLANS in answer.traits:
            continue
        series = found[answer.merchant, answer.category]
        assert series["cadence"] == answer.cadence
        assert (series["status"] == "ended") is (answer.state is SeriesState.ENDED)
        assert series["varies"] is answer.varies
        assert series["count"] == len(answer.charges)
        if answer.next_cents is not None:
            assert series["amount"] == float(from_cents(answer.next_cents))
        if answer.trial is not None:
            assert series["trial"]["amount"] == float(from_cents(answer.trial.cents))
    merchants = {each["name"] for each in items}
    assert merchants.isdisjoint(household.answers.decoys)


def test_the_sample_households_alerts_are_those_planted(demo: TestClient) -> None:
    alerts = demo.get("/api/recurring/alerts").json()
    assert {(alert["kind"], alert["series_name"]) for alert in alerts} == {
        ("forgotten", "Calmwell"),
        ("same_service", "Apple"),
        ("two_plans", "Google One"),
        ("price_rise", "Lemonade"),
        ("price_rise", "State Farm"),
    }
    assert demo.get("/api/recurring").json()["alerts"] == alerts


def test_a_price_rise_is_told_dismissed_and_told_again_when_that_is_undone(
    streaming: TestClient,
) -> None:
    [alert] = streaming.get("/api/recurring/alerts").json()
    assert alert["kind"] == "price_rise"
    assert (alert["before"], alert["after"], alert["yearly"]) == (15.49, 17.99, 30.0)
    path = f"/api/recurring/{alert['series_key']}/alerts/{alert['id']}/dismiss"
    answer = streaming.post(path)
    assert answer.status_code == 200
    assert answer.json()["status"] == "suggested"
    assert streaming.get("/api/recurring/alerts").json() == []
    _undo(streaming, answer)
    assert streaming.get("/api/recurring/alerts").json() == [alert]


def test_a_dismissed_alert_does_not_come_back_and_others_are_unknown(
    streaming: TestClient,
) -> None:
    key = _series(streaming)["key"]
    answer = streaming.post(f"/api/recurring/{key}/alerts/price_rise:1999-01-01/dismiss")
    assert answer.status_code == 404


def test_confirm_and_undo(streaming: TestClient) -> None:
    before = _series(streaming)
    answer = streaming.post(f"/api/recurring/{before['key']}/confirm")
    assert answer.json()["status"] == "confirmed"
    assert _series(streaming)["status"] == "confirmed"
    _undo(streaming, answer)
    assert _series(streaming) == before


def test_many_are_confirmed_as_one_operation(demo: TestClient) -> None:
    items = demo.get("/api/recurring").json()["items"]
    keys = [each["key"] for each in items]
    answer = demo.post("/api/recurring/confirm", json={"keys": [*keys, "123456789"]})
    suggested = sum(each["status"] == "suggested" for each in items)
    assert answer.json() == {"confirmed": suggested}
    kinds = {alert["kind"] for alert in demo.get("/api/recurring/alerts").json()}
    assert "forgotten" not in kinds  # who confirms a subscription knows of it
    _undo(demo, answer)
    assert demo.get("/api/recurring").json()["items"] == items
    assert demo.post("/api/recurring/confirm", json={"keys": []}).status_code == 422


def test_one_series_has_all_of_its_past(streaming: TestClient) -> None:
    series = streaming.get(f"/api/recurring/{_series(streaming)['key']}").json()
    assert [charge["amount"] for charge in series["charges"]] == [15.49] * 4 + [17.99] * 2
    assert series["recent"] == [charge["amount"] for charge in series["charges"]]
    assert series["missed"] == []


def test_dismiss_is_for_ever_until_taken_back(streaming: TestClient) -> None:
    key = _series(streaming)["key"]
    assert streaming.post(f"/api/recurring/{key}/dismiss").json()["status"] == "dismissed"
    assert streaming.get("/api/recurring/upcoming").json()["items"] == []
    assert streaming.get("/api/recurring").json()["totals"]["running"] == 0
    assert streaming.delete(f"/api/recurring/{key}").status_code == 204
    assert _series(streaming)["status"] == "suggested"
    assert streaming.delete(f"/api/recurring/{key}").status_code == 409


def test_what_the_owner_set_wins_and_null_goes_back(streaming: TestClient) -> None:
    key = _series(streaming)["key"]
    answer = streaming.patch(
        f"/api/recurring/{key}",
        json={"name": "Films", "amount": 20, "next_on": "2025-07-20", "category": "hulu"},
    ).json()
    assert (answer["name"], answer["amount"], answer["next_on"]) == ("Films", 20, "2025-07-20")
    assert (answer["category"], answer["status"], answer["yearly"]) == ("hulu", "confirmed", 240)
    back = {"name": None, "amount": None, "next_on": None, "category": None}
    answer = streaming.patch(f"/api/recurring/{key}", json=back).json()
    assert (answer["name"], answer["amount"], answer["next_on"]) == (
        "Netflix", 17.99, "2025-07-11",
    )  # fmt: skip
    assert answer["category"] == "netflix"


def test_an_unknown_category_or_a_bad_amount_is_refused(streaming: TestClient) -> None:
    path = f"/api/recurring/{_series(streaming)['key']}"
    assert streaming.patch(path, json={"category": "nope"}).status_code == 404
    assert streaming.patch(path, json={"amount": "1.001"}).status_code == 422
    assert streaming.patch(path, json={"amount": 0}).status_code == 422
    assert streaming.patch(path, json={"name": "  "}).status_code == 422
    assert streaming.patch(path, json={"cadence": "hourly"}).status_code == 422


@pytest.mark.parametrize("key", ["999999", "own-9"])
def test_a_series_that_is_not_here(client: TestClient, key: str) -> None:
    path = f"/api/recurring/{key}"
    assert client.get(path).status_code == 404
    assert client.patch(path, json={"name": "X"}).status_code == 404
    assert client.post(f"{path}/confirm").status_code == 404
    assert client.post(f"{path}/dismiss").status_code == 404
    assert client.delete(path).status_code == 404
    assert client.get("/api/recurring/nonsense").status_code == 422


def test_a_series_by_hand_is_due_and_becomes_the_one_that_rows_show(
    client: TestClient, context: AppContext
) -> None:
    wish = {"name": "Gym", "amount": 45, "cadence": "monthly", "next_on": "2025-06-20"}
    answer = client.post("/api/recurring", json=wish)
    assert answer.status_code == 201
    assert answer.json()["is_by_hand"] is True
    [bill] = client.get("/api/recurring/upcoming?days=30").json()["items"]
    assert (bill["on"], bill["amount"], bill["state"]) == ("2025-06-20", 45, "due")
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        for month in (3, 4, 5):
            make_transaction(
                session, date=f"2025-{month:02d}-20", amount="45.00", description="GYM"
            )
    series = _series(client, "Gym")
    assert (series["status"], series["is_by_hand"], series["count"]) == ("confirmed", False, 3)


def test_a_series_by_hand_needs_an_amount_and_an_account_that_is_here(client: TestClient) -> None:
    wish = {"name": "Gym", "amount": 45, "cadence": "monthly", "next_on": "2025-06-20"}
    assert client.post("/api/recurring", json={**wish, "amount": 0}).status_code == 422
    assert client.post("/api/recurring", json={**wish, "name": "  "}).status_code == 422
    assert client.post("/api/recurring", json={**wish, "account_id": 99999}).status_code == 404
    assert client.post("/api/recurring", json={**wish, "next_on": "3000-01-01"}).status_code == 422


def test_a_series_by_hand_keeps_what_makes_it_one(client: TestClient) -> None:
    wish = {"name": "Gym", "amount": 45, "cadence": "monthly", "next_on": "2025-06-20"}
    made = client.post("/api/recurring", json=wish).json()
    for field in wish:
        answer = client.patch(f"/api/recurring/{made['key']}", json={field: None})
        assert answer.status_code == 422
    assert client.get(f"/api/recurring/{made['key']}").json() == made


def test_the_owners_word_stays_with_its_series(streaming: TestClient, context: AppContext) -> None:
    """Later and earlier charges, a new price, and the first row gone: it is still the same."""
    key = _series(streaming)["key"]
    streaming.patch(f"/api/recurring/{key}", json={"name": "Films"})
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        session.execute(delete(Transaction).where(Transaction.id == int(key)))
        owner = session.scalars(select(Account).where(Account.name == "Card")).one()
        for month in (10, 11, 12):
            make_transaction(
                session, date=f"2024-{month:02d}-11", amount="13.99", account=owner,
                description="NETFLIX",
            )  # fmt: skip
    series = _series(streaming, "Films")
    assert series["key"] != key
    assert series["status"] == "confirmed"
    assert series["first_on"] == "2024-10-11"


def test_the_calendar_shows_what_came_and_what_is_due(streaming: TestClient) -> None:
    june = streaming.get("/api/recurring/calendar?month=2025-06").json()
    [paid] = june["items"]
    assert (paid["state"], paid["on"], paid["amount"]) == ("paid", "2025-06-11", 17.99)
    assert paid["transaction_id"]
    july = streaming.get("/api/recurring/calendar?month=2025-07").json()
    assert [(bill["state"], bill["on"]) for bill in july["items"]] == [("due", "2025-07-11")]
    assert (july["total_out"], july["total_in"]) == (17.99, 0)
    assert streaming.get("/api/recurring/calendar?month=July").status_code == 422


def test_upcoming_of_the_sample_household_adds_up(
    demo: TestClient, household: SampleHousehold
) -> None:
    answer = demo.get("/api/recurring/upcoming?days=30").json()
    last = dt.date(2025, 6, 15)
    due = {
        (each.merchant, each.next_date.isoformat())
        for each in household.answers.recurring
        if each.next_date and last <= each.next_date < last + dt.timedelta(days=30)
    }
    assert due <= {(bill["name"], bill["on"]) for bill in answer["items"]}
    out = sum(round(bill["amount"] * 100) for bill in answer["items"] if bill["amount"] > 0)
    assert round(answer["total_out"] * 100) == out
    assert demo.get("/api/recurring/upcoming?days=0").status_code == 422


def test_the_grid_equals_the_answer_key(demo: TestClient, household: SampleHousehold) -> None:
    answers = household.answers.as_loaded.spending
    grid = demo.get("/api/transactions/recurring-monitor?year=2024").json()
    assert grid["months"] == [f"2024-{month:02d}" for month in range(1, 13)]
    spending = [each for each in grid["items"] if not each["is_income"]]
    assert {"rent", "netflix", "gym", "electric"} <= {each["category"] for each in spending}
    for each in spending:
        for cell in each["months"]:
            expected = answers.get((cell["month"], each["category"]), 0)
            assert round(cell["total"] * 100) == expected
    assert round(grid["total"] * 100) == sum(round(each["total"] * 100) for each in spending)
    for index, total in enumerate(grid["totals"]):
        assert round(total * 100) == sum(
            round(each["months"][index]["total"] * 100) for each in spending
        )


def test_the_grid_shows_new_prices_and_missed_months(
    demo: TestClient, household: SampleHousehold
) -> None:
    marked: dict[str, tuple[set[str], dict[str, float]]] = {}
    for year in (2023, 2024, 2025):
        grid = demo.get(f"/api/transactions/recurring-monitor?year={year}").json()
        for each in grid["items"]:
            missed, changed = marked.setdefault(each["category"], (set(), {}))
            missed |= {cell["month"] for cell in each["months"] if cell["state"] == "missed"}
            changed |= {c["month"]: c["before"] for c in each["months"] if c["before"] is not None}
    by_category = {each.category: each for each in household.answers.recurring}
    gym, netflix = by_category["gym"], by_category["netflix"]
    assert marked["gym"][0] == {day.isoformat()[:7] for day in gym.missed}
    assert marked["netflix"][1] == {
        change.on.isoformat()[:7]: float(from_cents(change.old_cents))
        for change in netflix.price_changes
    }


def test_a_year_out_of_reach_is_refused(client: TestClient) -> None:
    assert client.get("/api/transactions/recurring-monitor?year=1").status_code == 422
    assert client.get("/api/transactions/recurring-monitor").json()["items"] == []

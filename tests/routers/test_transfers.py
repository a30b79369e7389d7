"""Transfers over HTTP: paired, confirmed, refused for ever, taken apart."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from backend.context import AppContext
from backend.models import Account, Transaction, Transfer
from backend.services import operations
from tests.builders import make_account, make_transaction
from tests.conftest import NOW


class Household:
    """Two legs in two accounts, and what may be suggested about them."""

    def __init__(self, context: AppContext) -> None:
        self.context = context

    def leg(self, amount: str, account: str = "Checking", **values: Any) -> int:
        with self.context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            kind = values.pop("account_type", "checking")
            owner = session.scalar(select(Account).where(Account.name == account))
            owner = owner or make_account(session, account, account_type=kind)
            values = {"status": "pending_review", **values}
            return make_transaction(session, amount=amount, account=owner, **values).id

    def suggest(self, out: int, into: int) -> int:
        with self.context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            transfer = Transfer(
                out_transaction_id=out, in_transaction_id=into, status="suggested", created_at=NOW
            )
            session.add(transfer)
            session.flush()
            return transfer.id

    def row(self, id_: int) -> Transaction:
        with self.context.home.budget.read() as session:
            return session.get_one(Transaction, id_)

    def dump(self) -> list[Any]:
        with self.context.home.budget.read() as session:
            return [
                [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))]
                for table in ("transactions", "transfers", "learning_events")
            ]


@pytest.fixture
def household(context: AppContext) -> Household:
    return Household(context)


def test_confirming_a_suggestion_settles_both_legs_and_is_undone(
    client: TestClient, household: Household
) -> None:
    out = household.leg("500.00", date="2025-06-01")
    into = household.leg("-500.00", "Savings", date="2025-06-03")
    id_ = household.suggest(out, into)
    [listed] = client.get("/api/transfers?status=suggested").json()["items"]
    assert (listed["id"], listed["out"]["id"], listed["in"]["id"]) == (id_, out, into)
    assert listed["days_apart"] == 2
    before = household.dump()

    answer = client.post(f"/api/transfers/{id_}/confirm")

    assert answer.json()["status"] == "confirmed"
    for leg in (answer.json()["out"], answer.json()["in"]):
        assert (leg["status"], leg["category"]) == ("confirmed", "transfer")
    assert {household.row(leg).transfer_id for leg in (out, into)} == {id_}
    assert client.post(f"/api/transfers/{id_}/confirm").status_code == 200  # nothing new
    undo = client.post(f"/api/operations/{answer.headers['X-Operation-Id']}/undo")
    assert undo.status_code == 200
    assert household.dump() == before


def test_a_card_makes_it_a_card_payment_and_the_owners_category_stays(
    client: TestClient, household: Household
) -> None:
    out = household.leg("80.00")
    into = household.leg("-80.00", "Card", account_type="credit", category="gift")
    made = client.post("/api/transfers", json={"transaction_ids": [into, out]})
    assert made.status_code == 201
    body = made.json()
    assert (body["out"]["id"], body["out"]["category"]) == (out, "credit_card_payment")
    assert (body["in"]["id"], body["in"]["category"]) == (into, "gift")


def test_pairing_by_hand_drops_other_suggestions(client: TestClient, household: Household) -> None:
    out = household.leg("80.00")
    wrong, right = household.leg("-80.00", "Savings"), household.leg("-80.00", "Other")
    household.suggest(out, wrong)
    client.post("/api/transfers", json={"transaction_ids": [out, right]})
    pairs = client.get("/api/transfers").json()["items"]
    assert [(pair["status"], pair["in"]["id"]) for pair in pairs] == [("confirmed", right)]


def test_a_refused_pair_stays_refused_but_may_be_paired_by_hand(
    client: TestClient, household: Household
) -> None:
    out, into = household.leg("80.00"), household.leg("-80.00", "Savings")
    id_ = household.suggest(out, into)
    assert client.post(f"/api/transfers/{id_}/refuse").json()["status"] == "refused"
    assert client.post(f"/api/transfers/{id_}/confirm").status_code == 409
    assert client.get(f"/api/transactions/{out}").json()["transfer"] is None
    assert client.get("/api/transfers?status=suggested").json()["total"] == 0
    again = client.post("/api/transfers", json={"transaction_ids": [out, into]}).json()
    assert (again["id"], again["status"]) == (id_, "confirmed")


def test_taking_apart_puts_back_into_review_what_only_the_pairing_filed(
    client: TestClient, household: Household
) -> None:
    out, into = household.leg("80.00"), household.leg("-80.00", "Savings", category="gift")
    id_ = client.post("/api/transfers", json={"transaction_ids": [out, into]}).json()["id"]

    assert client.delete(f"/api/transfers/{id_}").status_code == 204

    assert client.get("/api/transfers").json()["items"] == []
    left, kept = household.row(out), household.row(into)
    assert (left.status, left.category_id, left.transfer_id) == ("pending_review", None, None)
    assert (kept.status, kept.transfer_id) == ("confirmed", None)
    assert kept.category_id is not None


def test_deleting_a_leg_dissolves_the_pair(client: TestClient, household: Household) -> None:
    out, into = household.leg("80.00"), household.leg("-80.00", "Savings")
    client.post("/api/transfers", json={"transaction_ids": [out, into]})
    client.delete(f"/api/transactions/{out}")
    assert client.get("/api/transfers").json()["items"] == []
    assert household.row(into).transfer_id is None


@pytest.mark.parametrize(
    ("other", "account", "status", "words"),
    [
        ("-80.01", "Savings", 409, "don't cancel"),
        ("80.00", "Savings", 409, "don't cancel"),
        ("-80.00", "Checking", 409, "one account"),
    ],
)
def test_what_is_no_transfer_is_refused_in_words(
    client: TestClient, household: Household, *, other: str, account: str, status: int, words: str
) -> None:
    ids = [household.leg("80.00"), household.leg(other, account)]
    before = household.dump()
    answer = client.post("/api/transfers", json={"transaction_ids": ids})
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert household.dump() == before


def test_a_leg_is_in_one_pair_only(client: TestClient, household: Household) -> None:
    out, into = household.leg("80.00"), household.leg("-80.00", "Savings")
    other = household.leg("-80.00", "Other")
    client.post("/api/transfers", json={"transaction_ids": [out, into]})
    answer = client.post("/api/transfers", json={"transaction_ids": [out, other]})
    assert answer.status_code == 409
    assert "paired already" in answer.json()["detail"]


def test_problems(client: TestClient, household: Household) -> None:
    out = household.leg("80.00")
    for ids, status in (([out, out], 422), ([out], 422), ([out, 999], 404), ([out, -1], 422)):
        answer = client.post("/api/transfers", json={"transaction_ids": ids})
        assert answer.status_code == status
    assert client.post("/api/transfers/999/confirm").status_code == 404
    assert client.post("/api/transfers/999/refuse").status_code == 404
    assert client.delete("/api/transfers/999").status_code == 404
    assert client.get("/api/transfers?status=perhaps").status_code == 422
    assert client.get("/api/transfers?limit=0").status_code == 422

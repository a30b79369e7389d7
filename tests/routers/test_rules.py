"""Rules over HTTP: written, edited, deleted, previewed; and what they do to what waits."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.services import operations
from backend.services.categorization.normalization import merchant_of
from tests.builders import make_transaction
from tests.conftest import NOW

MAPPINGS, AMOUNTS = "/api/rules/mappings", "/api/rules/amounts"


@pytest.fixture
def add(context: AppContext) -> Any:
    def add(description: str, **values: Any) -> int:
        with context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            values = {"status": "pending_review", **values}
            key = merchant_of(description)
            return make_transaction(session, description=description, merchant_key=key, **values).id

    return add


def undo(client: TestClient, operation: str) -> None:
    assert client.post(f"/api/operations/{operation}/undo").status_code == 200


def predicted(client: TestClient, id_: int) -> str | None:
    found: str | None = client.get(f"/api/transactions/{id_}").json()["predicted_category"]
    return found


def test_a_rule_of_the_owner_beats_what_ships_and_is_undone(client: TestClient, add: Any) -> None:
    waiting = add("STARBUCKS STORE 04512")
    client.post("/api/transactions/clear-predictions")

    made = client.post(MAPPINGS, json={"merchant_pattern": "starbucks store", "category": "gift"})

    assert made.status_code == 201
    rule = made.json()
    assert (rule["merchant_pattern"], rule["origin"], rule["category"]) == (
        "STARBUCKS STORE",
        "own",
        "gift",
    )
    assert predicted(client, waiting) == "gift"
    assert client.get(f"/api/transactions/{waiting}").json()["status"] == "pending_review"
    [listed] = client.get(f"{MAPPINGS}?search=bucks st").json()["items"]
    assert (listed["id"], listed["hits"]) == (rule["id"], 1)

    undo(client, made.headers["X-Operation-Id"])
    assert client.get(f"{MAPPINGS}?origin=own").json()["items"] == []
    assert predicted(client, waiting) is None


def test_editing_what_was_learned_makes_it_the_owners(client: TestClient, add: Any) -> None:
    for category in ("coffee", "gift"):
        path = f"/api/transactions/{add('KORNBLUM BAKERY')}/review"
        client.post(path, json={"category_short_desc": category})
    [rule] = client.get(f"{MAPPINGS}?origin=learned").json()["items"]
    assert (rule["is_ambiguous"], rule["confidence"]) == (True, 1)

    path = f"{MAPPINGS}/{rule['id']}"
    switched = client.patch(path, json={"is_enabled": False}).json()
    assert (switched["is_enabled"], switched["origin"]) == (False, "learned")
    edited = client.patch(path, json={"category": "coffee", "is_enabled": True})
    assert (edited.json()["origin"], edited.json()["is_ambiguous"]) == ("own", False)
    undo(client, edited.headers["X-Operation-Id"])
    [rule] = client.get(f"{MAPPINGS}?origin=learned&category=gift").json()["items"]
    assert rule["is_ambiguous"]


def test_deleting_a_mapping_forgets_its_lessons_and_comes_back_whole(
    client: TestClient, add: Any
) -> None:
    id_ = add("KORNBLUM BAKERY")
    path = f"/api/transactions/{id_}/review"
    learned = client.post(path, json={"category_short_desc": "coffee"}).json()["learned"]
    waiting = add("KORNBLUM BAKERY", amount="2.00")
    client.post("/api/transactions/batch-categorize")
    assert predicted(client, waiting) == "coffee"

    gone = client.delete(f"{MAPPINGS}/{learned['mapping_id']}")

    assert gone.status_code == 204
    assert predicted(client, waiting) is None
    assert client.get(f"/api/transactions/{id_}").json()["category"] == "coffee"
    undo(client, gone.headers["X-Operation-Id"])
    assert predicted(client, waiting) == "coffee"
    # Its lesson is back too: the same row teaches nothing twice.
    again = client.post(path, json={"category_short_desc": "coffee"}).json()
    assert again["learned"] is None


def test_an_amount_rule_tells_two_subscriptions_apart(client: TestClient, add: Any) -> None:
    music, storage = (add("APPLE.COM/BILL", amount=amount) for amount in ("77.59", "88.99"))
    rule = {"description_pattern": "apple.com/bill", "amount": 77.5, "tolerance": 0.1}
    made = client.post(AMOUNTS, json={**rule, "category": "gift", "notes": "family"})
    assert made.status_code == 201
    body = made.json()
    assert (body["amount"], body["tolerance"], body["origin"]) == (77.5, 0.1, "own")
    assert (predicted(client, music), predicted(client, storage)) == ("gift", None)
    [listed] = client.get(f"{AMOUNTS}?search=family").json()["items"]
    assert listed["hits"] == 1

    path = f"{AMOUNTS}/{body['id']}"
    edited = client.patch(path, json={"amount": 88.99, "tolerance": 0, "notes": None}).json()
    assert (edited["amount"], edited["notes"], edited["hits"]) == (88.99, None, 1)
    assert (predicted(client, music), predicted(client, storage)) == (None, "gift")
    assert client.delete(path).status_code == 204
    assert predicted(client, storage) is None


def test_searching_finds_the_characters_themselves(client: TestClient) -> None:
    for wildcard in ("%", "_", "\\"):
        found = client.get(MAPPINGS, params={"search": wildcard, "limit": 500}).json()["items"]
        assert all(wildcard in rule["merchant_pattern"] + rule["category_name"] for rule in found)
    page = client.get(f"{MAPPINGS}?limit=2&offset=1").json()
    everything = client.get(f"{MAPPINGS}?limit=500").json()
    assert page["items"] == everything["items"][1:3]
    assert page["total"] == everything["total"] >= len(everything["items"])


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"pattern": "shell"}, {"SHELL OIL 12", "sq *shell"}),
        ({"pattern": "SHELL OIL"}, {"SHELL OIL 12"}),
        ({"pattern": "shell", "amount": "5.00"}, {"SHELL OIL 12"}),
        (
            {"pattern": "shell", "amount": "5.50", "tolerance": "0.50"},
            {"SHELL OIL 12", "sq *shell"},
        ),
        ({"pattern": "oreilly"}, {"O'REILLY AUTO 4"}),
        ({"pattern": "café"}, {"CAFÉ CENTRAL"}),
        ({"pattern": "^shellfish|oreilly", "is_regex": "true"}, {"SHELLFISH BAR"}),
    ],
)
def test_a_preview_finds_what_the_rule_would(
    client: TestClient, add: Any, query: dict[str, str], wanted: set[str]
) -> None:
    add("SHELL OIL 12", amount="5.00")
    add("sq *shell", amount="6.00")
    add("SHELLFISH BAR", amount="5.00")
    add("O'REILLY AUTO 4")
    add("CAFÉ CENTRAL")
    preview = client.get("/api/rules/preview", params=query).json()
    assert {row["description"] for row in preview["examples"]} == wanted
    assert preview["matches"] == len(wanted)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", MAPPINGS, {"merchant_pattern": "STARBUCKS", "category": "gift"}, 409),
        ("POST", MAPPINGS, {"merchant_pattern": "***", "category": "gift"}, 422),
        ("POST", MAPPINGS, {"merchant_pattern": "", "category": "gift"}, 422),
        ("POST", MAPPINGS, {"merchant_pattern": "(", "category": "gift", "is_regex": True}, 422),
        (
            "POST",
            MAPPINGS,
            {"merchant_pattern": "SHOP|", "category": "gift", "is_regex": True},
            422,
        ),
        ("POST", MAPPINGS, {"merchant_pattern": "NEW", "category": "nothing"}, 404),
        ("PATCH", f"{MAPPINGS}/1", {"merchant_pattern": "***"}, 422),
        ("PATCH", f"{MAPPINGS}/1", {"category": None}, 422),
        ("PATCH", f"{MAPPINGS}/1", {"confidence": 0}, 422),
        ("PATCH", f"{MAPPINGS}/99999", {"is_enabled": True}, 404),
        ("DELETE", f"{MAPPINGS}/99999", None, 404),
        ("DELETE", f"{AMOUNTS}/99999", None, 404),
        ("PATCH", f"{AMOUNTS}/99999", {"is_enabled": True}, 404),
        ("PATCH", f"{AMOUNTS}/1", {"tolerance": -1}, 422),
        ("POST", AMOUNTS, {"description_pattern": "X", "amount": "NaN", "category": "gift"}, 422),
        ("POST", AMOUNTS, {"description_pattern": "X", "amount": 1.001, "category": "gift"}, 422),
        ("POST", AMOUNTS, {"description_pattern": "?", "amount": 1, "category": "gift"}, 422),
        ("POST", AMOUNTS, {"description_pattern": "X", "amount": 1, "category": "nothing"}, 404),
        ("GET", f"{MAPPINGS}?limit=-1", None, 422),
        ("GET", f"{AMOUNTS}?offset=-5", None, 422),
        ("GET", "/api/rules/preview?pattern=", None, 422),
        ("GET", "/api/rules/preview?pattern=%28&is_regex=true", None, 422),
        ("GET", "/api/rules/preview?pattern=%2A", None, 422),
    ],
)
def test_what_can_not_be_is_refused_in_words(
    client: TestClient, method: str, path: str, body: Any, status: int
) -> None:
    before = client.get(f"{MAPPINGS}?limit=500").json()
    answer = client.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]
    assert client.get(f"{MAPPINGS}?limit=500").json() == before


def test_a_taken_pattern_names_the_rule_that_has_it(client: TestClient) -> None:
    body = {"merchant_pattern": "starbucks", "category": "gift"}
    answer = client.post(MAPPINGS, json=body).json()
    assert answer["detail"].startswith("STARBUCKS is filed under Coffee already")
    assert answer["mapping_id"]

    rule = {"description_pattern": "X SHOP", "amount": 1, "category": "gift"}
    client.post(AMOUNTS, json=rule)
    other = client.post(AMOUNTS, json={**rule, "tolerance": 1}).json()
    assert client.post(AMOUNTS, json=rule).status_code == 409
    taken = client.patch(f"{AMOUNTS}/{other['id']}", json={"tolerance": 0})
    assert taken.status_code == 409
    assert "X SHOP at 1.00 ± 0.00" in taken.json()["detail"]


def test_all_that_files_says_how_often_it_was_right(client: TestClient, add: Any) -> None:
    rows = [add(f"ZORBLAX HUT {number}") for number in range(3)]
    add("ZORBLAX HUT 9")  # waits, and says nothing of the rule
    made = client.post(
        MAPPINGS, json={"merchant_pattern": "zorblax hut", "category": "gift"}
    ).json()
    for id_, category in zip(rows, ("gift", "gift", "coffee"), strict=True):
        answer = client.patch(f"/api/transactions/{id_}", json={"category": category})
        assert answer.status_code == 200, answer.text

    [filer] = client.get("/api/rules/everything?search=zorblax").json()["items"]

    assert (filer["kind"], filer["id"]) == ("merchant_map", made["id"])
    assert (filer["hits"], filer["settled"], filer["right"]) == (4, 3, 2)


def test_one_mapping_or_amount_rule_is_read_by_its_number(client: TestClient) -> None:
    for path, body in (
        (MAPPINGS, {"merchant_pattern": "zorblax", "category": "gift"}),
        (AMOUNTS, {"description_pattern": "X SHOP", "amount": 1, "category": "gift"}),
    ):
        made = client.post(path, json=body).json()
        assert client.get(f"{path}/{made['id']}").json() == made
        assert client.get(f"{path}/999999").status_code == 404

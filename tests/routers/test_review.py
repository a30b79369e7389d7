"""Review over HTTP: the queue, decisions, staging, what they teach, and the way back."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext
from backend.services import operations
from backend.services.categorization.normalization import merchant_of
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

TRACKED = ("transactions", "merchant_mappings", "learning_events", "learning_exclusions")


@pytest.fixture
def add(context: AppContext) -> Any:
    """Store a transaction that waits for review, behind the API; return its id."""

    def add(description: str = "SQ *KORNBLUM BAKERY", **values: Any) -> int:
        with context.home.budget.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            predicted = values.pop("predicted", None)
            if predicted:
                values["predicted_category_id"] = make_category(session, predicted).id
                values.setdefault("prediction_confidence", 0.5)
            values = {
                "status": "pending_review",
                "merchant_key": merchant_of(description),
                **values,
            }
            return make_transaction(session, description=description, **values).id

    return add


@pytest.fixture
def dump(context: AppContext) -> Any:
    def dump() -> dict[str, list[tuple[Any, ...]]]:
        with context.home.budget.read() as session:
            return {
                table: [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))]
                for table in TRACKED
            }

    return dump


@pytest.fixture
def undoes(client: TestClient, dump: Any) -> Iterator[Any]:
    """Check that what a request did is undone by the operation that it names."""

    def check(path: str, body: Any = None) -> Any:
        before = dump()
        answer = client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        assert dump() != before
        operation = answer.headers["X-Operation-Id"]
        undone = client.post(f"/api/operations/{operation}/undo")
        assert undone.status_code == 200, undone.text
        assert dump() == before
        redone = client.post(f"/api/operations/{undone.json()['operation_id']}/undo")
        assert redone.status_code == 200, redone.text
        return answer.json()

    return check


def status_of(client: TestClient, transaction_id: int) -> str:
    return client.get(f"/api/transactions/{transaction_id}").json()["status"]


def test_a_reviewed_transaction_is_confirmed_and_teaches(undoes: Any, add: Any) -> None:
    answer = undoes(f"/api/transactions/{add()}/review", {"category_short_desc": "coffee"})

    assert answer["transaction"]["status"] == "confirmed"
    assert answer["transaction"]["category"] == "coffee"
    learned = answer["learned"]
    assert learned["merchant_pattern"] == "KORNBLUM BAKERY"
    assert (learned["category"], learned["times"], learned["threshold"]) == ("coffee", 1, 3)
    assert learned["sentence"] == (
        "I will suggest Coffee for Kornblum Bakery from now on, "
        "and file it by myself when you confirm it 2 more times"
    )


def test_the_queue_has_suggestions_first_and_rows_newest_first(
    client: TestClient, add: Any
) -> None:
    for day in ("2025-06-01", "2025-06-03", "2025-06-02"):
        add("HARDWARE HUT", date=day, amount="10.00")
    add("SQ *KORNBLUM BAKERY", predicted="coffee")

    queue = client.get("/api/transactions/review-queue").json()

    assert (queue["total"], queue["staged"], queue["group_count"]) == (4, 0, 2)
    assert [group["merchant_key"] for group in queue["groups"]] == [
        "KORNBLUM BAKERY",
        "HARDWARE HUT",
    ]
    hardware = queue["groups"][1]
    assert (hardware["count"], hardware["amount_total"]) == (3, 30.0)
    assert [row["date"] for row in hardware["transactions"]] == [
        "2025-06-03",
        "2025-06-02",
        "2025-06-01",
    ]


def test_a_merchant_with_two_suggestions_is_two_groups(client: TestClient, add: Any) -> None:
    add(predicted="coffee")
    add(predicted="gift")
    queue = client.get("/api/transactions/review-queue?limit_groups=1").json()
    assert (queue["total"], queue["group_count"], len(queue["groups"])) == (2, 2, 1)
    keys = {group["key"] for group in client.get("/api/transactions/review-queue").json()["groups"]}
    assert keys == {"KORNBLUM BAKERY|coffee", "KORNBLUM BAKERY|gift"}


def test_a_group_gives_its_newest_rows_and_counts_the_rest(client: TestClient, add: Any) -> None:
    ids = [add(amount=f"{number}.00") for number in range(1, 54)]
    [group] = client.get("/api/transactions/review-queue").json()["groups"]
    assert group["count"] == 53
    assert [row["id"] for row in group["transactions"]] == ids[:2:-1]


def test_pending_staged_and_their_count(client: TestClient, add: Any) -> None:
    first, second = add(), add(amount="2.00")
    client.post(f"/api/transactions/{second}/stage", json={"category_short_desc": "coffee"})
    [pending] = client.get("/api/transactions/pending").json()["items"]
    [staged] = client.get("/api/transactions/staged").json()["items"]
    assert (pending["id"], staged["id"]) == (first, second)
    assert client.get("/api/transactions/pending-count").json() == {"count": 1, "staged": 1}
    queue = client.get("/api/transactions/review-queue").json()
    assert (queue["total"], queue["staged"]) == (1, 1)


def test_several_are_confirmed_as_one_operation(client: TestClient, undoes: Any, add: Any) -> None:
    ids = [add(amount=f"{number}.00") for number in range(1, 13)]
    body = {"items": [{"transaction_id": id_, "category_short_desc": "coffee"} for id_ in ids]}

    answer = undoes("/api/transactions/bulk-review", body)

    assert answer["confirmed"] == 12
    [learned] = answer["learned"]
    assert learned["times"] == 12
    assert learned["sentence"] == "I will file Kornblum Bakery under Coffee from now on"
    summaries = [item["summary"] for item in client.get("/api/operations").json()["items"]]
    assert "Confirmed 12 transactions as Coffee" in summaries


def test_staging_a_suggestion_saving_and_kicking_back(
    client: TestClient, undoes: Any, add: Any
) -> None:
    first, second = add(predicted="coffee"), add("HARDWARE HUT")
    staged = undoes(f"/api/transactions/{first}/stage", {})
    assert (staged["status"], staged["category"]) == ("pending_save", "coffee")
    undoes(f"/api/transactions/{second}/stage", {"category_short_desc": "gift"})

    back = undoes(f"/api/transactions/{second}/kick-back")
    assert (back["status"], back["category"], back["predicted_category"]) == (
        "pending_review",
        None,
        "gift",
    )
    assert back["prediction_confidence"] == 1.0
    told = client.get(f"/api/transactions/{second}/why").json()["sentence"]
    assert told == "You had staged this category before."
    saved = undoes("/api/transactions/staged/commit")
    assert saved["confirmed"] == 1
    assert saved["learned"][0]["category"] == "coffee"
    assert status_of(client, first) == "confirmed"
    assert client.post("/api/transactions/staged/commit").json() == {"confirmed": 0, "learned": []}


def test_staging_in_bulk_says_what_it_skipped(client: TestClient, undoes: Any, add: Any) -> None:
    known, unknown = add(predicted="coffee"), add("HARDWARE HUT")
    done = add("DONE ALREADY", status="confirmed")
    body = {"transaction_ids": [known, unknown, done, 999], "action": "confirm"}
    answer = undoes("/api/transactions/bulk-stage", body)
    assert answer["staged"] == 1
    assert [skipped["id"] for skipped in answer["skipped"]] == [unknown, done, 999]
    assert answer["skipped"][1]["reason"] == f"Transaction {done} is confirmed already."

    change = {"transaction_ids": [unknown], "action": "change", "category_short_desc": "gift"}
    assert undoes("/api/transactions/bulk-stage", change)["staged"] == 1
    assert undoes("/api/transactions/staged/revert-all") == {"reverted": 2}
    assert client.get("/api/transactions/pending-count").json() == {"count": 2, "staged": 0}


def test_only_the_named_staged_rows_are_saved(client: TestClient, add: Any) -> None:
    ids = [add(predicted="coffee", amount=f"{number}.00") for number in (1, 2)]
    client.post("/api/transactions/bulk-stage", json={"transaction_ids": ids, "action": "confirm"})
    body = {"transaction_ids": ids[:1], "learn": "once"}
    answer = client.post("/api/transactions/staged/commit", json=body).json()
    assert answer == {"confirmed": 1, "learned": []}
    assert [status_of(client, id_) for id_ in ids] == ["confirmed", "pending_save"]


def test_looking_for_categories_touches_only_what_has_none(
    client: TestClient, undoes: Any, add: Any
) -> None:
    sure, unknown = add("STARBUCKS STORE 1"), add("ZXQV 77")
    suggested = add("STARBUCKS STORE 2", predicted="gift")
    twin = add("STARBUCKS STORE 3", possible_duplicate_of_id=sure)
    decided = add("STARBUCKS STORE 4", status="confirmed", category="gift")

    answer = undoes("/api/transactions/batch-categorize")

    assert answer == {"categorized": 2, "auto_confirmed": 1, "unmatched": 1}
    statuses = [status_of(client, id_) for id_ in (sure, unknown, suggested, twin, decided)]
    assert statuses == [
        "auto_confirmed",
        "pending_review",
        "pending_review",
        "pending_review",
        "confirmed",
    ]
    row = client.get(f"/api/transactions/{unknown}").json()
    assert (row["categorization_tier"], row["predicted_category"]) == ("unmatched", None)
    assert client.get(f"/api/transactions/{decided}").json()["category"] == "gift"


def test_forgetting_suggestions_leaves_decisions(client: TestClient, undoes: Any, add: Any) -> None:
    waiting = add(predicted="coffee")
    done = add(predicted="coffee", status="confirmed", category="coffee")
    assert undoes("/api/transactions/clear-predictions") == {"cleared": 1}
    assert client.get(f"/api/transactions/{waiting}").json()["predicted_category"] is None
    assert client.get(f"/api/transactions/{done}").json()["predicted_category"] == "coffee"


def test_settling_a_possible_duplicate(client: TestClient, undoes: Any, add: Any) -> None:
    kept = add(status="confirmed", category="coffee")
    same = add(amount="2.00", possible_duplicate_of_id=kept)
    different = add(amount="3.00", possible_duplicate_of_id=kept)
    pairs = client.get("/api/transactions/possible-duplicates").json()
    assert pairs["total"] == 2
    assert {pair["other"]["id"] for pair in pairs["items"]} == {kept}

    undoes(f"/api/transactions/{same}/duplicate", {"decision": "same"})
    undoes(f"/api/transactions/{different}/duplicate", {"decision": "different"})

    assert client.get(f"/api/transactions/{same}").status_code == 404
    assert client.get(f"/api/transactions/{kept}").json()["category"] == "coffee"
    row = client.get(f"/api/transactions/{different}").json()
    assert row["possible_duplicate_of_id"] is None
    again = client.post(f"/api/transactions/{different}/duplicate", json={"decision": "same"})
    assert again.status_code == 409


def test_the_last_one_left_is_no_duplicate(client: TestClient, add: Any) -> None:
    kept = add(status="confirmed", category="coffee")
    twin = add(amount="2.00", possible_duplicate_of_id=kept)
    client.delete(f"/api/transactions/{kept}")
    assert client.get("/api/transactions/possible-duplicates").json()["total"] == 0
    path = f"/api/transactions/{twin}/duplicate"
    assert client.post(path, json={"decision": "same"}).status_code == 409
    assert client.post(path, json={"decision": "different"}).status_code == 200
    assert status_of(client, twin) == "pending_review"


def test_the_answer_to_something_learned(client: TestClient, undoes: Any, add: Any) -> None:
    answer = client.post(
        f"/api/transactions/{add()}/review", json={"category_short_desc": "coffee"}
    ).json()
    mapping = answer["learned"]["mapping_id"]
    path = f"/api/learning/{mapping}"
    assert client.post(path, json={"choice": "keep"}).json() == {"ok": True}
    body = {"choice": "never", "transaction_ids": [answer["transaction"]["id"]]}
    assert undoes(path, body) == {"ok": True}
    assert client.post(path, json={"choice": "once"}).status_code == 404
    again = client.post(
        f"/api/transactions/{add()}/review", json={"category_short_desc": "coffee"}
    ).json()
    assert again["learned"] is None


def test_why_tells_the_story(client: TestClient, add: Any) -> None:
    def sentence(id_: int) -> str:
        told: str = client.get(f"/api/transactions/{id_}/why").json()["sentence"]
        return told

    for number in range(2):
        body = {"category_short_desc": "coffee"}
        client.post(f"/api/transactions/{add(amount=f'{number + 2}.00')}/review", json=body)
    waiting, unknown = add(), add("ZXQV 77")
    client.post("/api/transactions/batch-categorize")

    told = client.get(f"/api/transactions/{waiting}/why").json()
    assert told["sentence"] == (
        "Merchant KORNBLUM BAKERY was filed under Coffee 2 times "
        "(from 3 times on it is filed by itself)."
    )
    assert (told["tier"], told["times"], told["threshold"]) == ("merchant_map", 2, 3)
    assert (told["pattern"], told["origin"]) == ("KORNBLUM BAKERY", "learned")
    assert told["confidence"] == pytest.approx(0.6667)
    assert told["history"]["confirmed_as"] == [
        {"category": "coffee", "category_name": "Coffee", "count": 2}
    ]
    assert sentence(unknown).startswith("No rule and no known merchant matched. The best guess is")
    assert told["held"] == "It was not confirmed often enough yet to be filed by itself."
    assert told["record"] is None
    assert told["changes"] == [
        "Confirm it once more, and it is filed by itself from then on.",
        "A rule of your own would win.",
    ]

    client.post(f"/api/transactions/{waiting}/review", json={"category_short_desc": "gift"})
    assert sentence(waiting) == (
        "You chose Gift. Coffee was suggested: "
        "Merchant KORNBLUM BAKERY was filed under Coffee then; now it is Gift."
    )
    client.delete(f"/api/rules/mappings/{told['mapping_id']}")
    told = client.get(f"/api/transactions/{waiting}/why").json()
    assert told["sentence"] == (
        "You chose Gift. Coffee was suggested: A merchant rule decided this that was deleted "
        "since. It matched “KORNBLUM BAKERY”."
    )
    assert told["pattern"] is None


def test_why_leads_to_the_rows_of_the_merchant_whatever_they_are_called(
    client: TestClient, add: Any
) -> None:
    for name in ("The Blue Door", None):
        add("BLUE DOOR", merchant_name=name, status="confirmed", category="coffee")
    asked = add("BLUE DOOR", merchant_name="Blue Door")

    why = client.get(f"/api/transactions/{asked}/why").json()

    assert why["history"]["confirmed_as"][0]["count"] == 2
    found = client.get("/api/transactions/totals", params={"filter": why["rows"]}).json()
    assert found["count"] == 2


def test_why_names_the_amount_rule(client: TestClient, add: Any) -> None:
    rule = {"description_pattern": "APPLE.COM/BILL", "amount": 77.59, "tolerance": 0.5}
    client.post("/api/rules/amounts", json={**rule, "category": "coffee"})
    bill = add("APPLE.COM/BILL 866-712-7753 CA", amount="77.99")
    client.post("/api/transactions/batch-categorize")
    told = client.get(f"/api/transactions/{bill}/why").json()
    assert told["sentence"] == "Amount rule APPLE.COM/BILL at $77.59 ± 0.50."
    assert (told["tier"], told["confidence"]) == ("amount_rule", 1.0)
    assert told["rule_id"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("999/review", {"category_short_desc": "coffee"}, 404),
        ("{id}/review", {"category_short_desc": "nothing"}, 404),
        ("{id}/review", {}, 422),
        ("{id}/review", {"category_short_desc": "coffee", "learn": "perhaps"}, 422),
        ("0/review", {"category_short_desc": "coffee"}, 422),
        ("99999999999999999999/review", {"category_short_desc": "coffee"}, 422),
        ("{id}/stage", {}, 409),
        ("{id}/kick-back", None, 409),
        ("999/kick-back", None, 404),
        ("{id}/duplicate", {"decision": "same"}, 409),
        ("{id}/duplicate", {"decision": "maybe"}, 422),
        ("bulk-review", {"items": []}, 422),
        ("bulk-review", {"items": [{"transaction_id": 999, "category_short_desc": "x"}]}, 404),
        ("bulk-stage", {"transaction_ids": [1], "action": "change"}, 422),
        ("bulk-stage", {"transaction_ids": [1], "action": "explode"}, 422),
    ],
)
def test_what_can_not_be_is_refused_and_changes_nothing(
    client: TestClient, add: Any, dump: Any, *, path: str, body: Any, status: int
) -> None:
    id_ = add()
    before = dump()
    answer = client.post(f"/api/transactions/{path.format(id=id_)}", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert dump() == before


def test_a_confirmed_row_is_not_staged_and_confirming_it_again_is_nothing_new(
    client: TestClient, add: Any, dump: Any
) -> None:
    id_ = add()
    path = f"/api/transactions/{id_}/review"
    client.post(path, json={"category_short_desc": "coffee"})
    before = dump()
    again = client.post(path, json={"category_short_desc": "coffee"})
    assert (again.status_code, again.json()["learned"]) == (200, None)
    assert "X-Operation-Id" not in again.headers
    stage = client.post(f"/api/transactions/{id_}/stage", json={"category_short_desc": "gift"})
    assert stage.status_code == 409
    assert dump() == before


@pytest.mark.parametrize("query", ["limit_groups=0", "limit_groups=-1", "limit_groups=x"])
def test_a_queue_without_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/transactions/review-queue?{query}").status_code == 422


def test_why_of_nothing_is_not_found(client: TestClient) -> None:
    assert client.get("/api/transactions/7/why").status_code == 404

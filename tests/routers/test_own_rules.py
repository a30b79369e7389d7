"""The owner's rules over HTTP: written, tried on the past, and at work where rows arrive."""

import random
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.models import TransactionSplit
from backend.services import operations
from backend.services.categorization.normalization import merchant_of
from backend.services.consistency.examining import examine
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

RULES = "/api/rules"
SOFI = 2


def rule(query: str, *actions: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {"query": query, "actions": list(actions), **values}


def files(category: str) -> dict[str, Any]:
    return {"kind": "category", "category": category}


def part(category: str, **values: Any) -> dict[str, Any]:
    return {"kind": "split", "category": category, **values}


def added(client: TestClient, *args: Any, **values: Any) -> Any:
    answer = client.post(RULES, json=rule(*args, **values))
    assert answer.status_code == 201, answer.text
    return answer.json()


def typed(client: TestClient, description: str, amount: float = 12.5, **values: Any) -> Any:
    body = {"account_id": SOFI, "date": "2025-06-01", "amount": amount, "description": description}
    answer = client.post("/api/transactions", json=body | values)
    assert answer.status_code == 201, answer.text
    return answer.json()


def imported(client: TestClient, *lines: str) -> Any:
    data = "Date,Description,Amount\n" + "".join(f"{line}\n" for line in lines)
    answer = client.post(
        "/api/import/file", files={"file": ("x.csv", data)}, data={"account_id": SOFI}
    )
    assert answer.status_code == 200, answer.text
    return answer


def transactions(client: TestClient) -> dict[str, Any]:
    items = client.get("/api/transactions", params={"limit": 500}).json()["items"]
    return {item["description"]: item for item in items}


def test_a_rule_is_written_edited_ordered_and_deleted(client: TestClient) -> None:
    first = added(client, "costco amount:12.50", files("groceries"), name="Costco")
    second = added(client, "description:/^SQ \\*/", {"kind": "tag", "value": "Square"})

    assert (first["specificity"], first["has_exact_amount"], first["problem"]) == (3, True, None)
    assert second["actions"][0]["value"] == "Square"
    ordered = client.put(f"{RULES}/order", json={"ids": [second["id"], first["id"]]}).json()
    assert [each["id"] for each in ordered["items"]] == [second["id"], first["id"]]
    edited = client.patch(f"{RULES}/{first['id']}", json={"name": None, "is_enabled": False})
    assert edited.json()["name"] is None
    assert edited.json()["actions"] == first["actions"]
    gone = client.delete(f"{RULES}/{first['id']}")
    assert gone.status_code == 204
    assert client.get(f"{RULES}/{first['id']}").status_code == 404

    client.post(f"/api/operations/{gone.headers['X-Operation-Id']}/undo")
    back = client.get(f"{RULES}/{first['id']}").json()
    assert back["actions"] == first["actions"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (rule("category:food", files("groceries")), "query"),
        (rule("costco", files("nothing_such")), "actions.0.category"),
        (rule("costco"), "actions"),
        (rule("costco", files("groceries"), files("coffee")), "actions"),
        (rule("costco", files("groceries"), {"kind": "transfer"}), "actions"),
        (rule("costco", {"kind": "note"}), "actions.0.value"),
        (rule("costco", {"kind": "transfer", "category": "groceries"}), "actions.0.category"),
        (rule("costco", part("groceries")), "actions"),
        (rule("costco", part("groceries", share=60), part("coffee", share=30)), "actions"),
        (rule("costco", part("groceries", share=60), part("coffee", share=50)), "actions"),
        (rule("costco", part("groceries", amount=5), part("coffee", share=50)), "actions"),
        (
            rule("costco", part("groceries"), part("coffee", share=5), files_by_itself=False),
            "files_by_itself",
        ),
    ],
)
def test_what_a_rule_cant_be_is_said_at_its_field(
    client: TestClient, sent: dict[str, Any], field: str
) -> None:
    for answer in (
        client.post(RULES, json=sent),
        client.post(f"{RULES}/backtest", json={"rule": sent}),
    ):
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == field
    assert client.get(RULES).json()["items"] == []


def test_the_first_rule_that_files_wins_and_the_rest_adds_up(client: TestClient) -> None:
    tag = {"kind": "tag", "value": "Weekly"}
    first = added(client, "costco out>=100", files("home_supplies"), tag)
    added(
        client,
        "costco",
        files("groceries"),
        {"kind": "tag", "value": "Costco"},
        {"kind": "merchant", "value": "Costco Wholesale"},
        {"kind": "note", "value": "By rule"},
    )

    large, small = typed(client, "COSTCO WHSE 0042", 150), typed(client, "COSTCO WHSE 0042", 20)

    assert (large["category"], sorted(large["tags"])) == ("home_supplies", ["Costco", "Weekly"])
    assert (small["category"], small["tags"], small["notes"]) == (
        "groceries",
        ["Costco"],
        "By rule",
    )
    assert {large["merchant_name"], small["merchant_name"]} == {"Costco Wholesale"}
    assert large["categorization_tier"] == "rule"
    assert large["status"] == "auto_confirmed"
    assert client.get(RULES).json()["items"][0]["hits"] == 1
    mine = typed(client, "COSTCO WHSE 0042", 20, merchant_name="My shop", notes="Mine")
    assert (mine["merchant_name"], mine["notes"]) == ("My shop", "Mine")
    chosen = typed(client, "COSTCO WHSE 0042", 150, category="gift")
    assert chosen["category"] == "gift"
    everything = client.get(f"{RULES}/everything").json()
    assert [everything["items"][0][name] for name in ("kind", "id")] == ["rule", first["id"]]
    assert everything["total"] > 100


def assert_sound(context: AppContext) -> None:
    with context.home.budget.read() as session:
        assert [each.check.key for each in examine(session) if each.count] == []


def test_a_file_is_filed_split_and_left_out_as_its_preview_says_and_undone(
    client: TestClient, context: AppContext
) -> None:
    added(client, "landlord", part("rent", amount=1000), part("utilities"))
    added(client, "reimbursed", {"kind": "leave_out"}, files("travel"))
    added(client, "maybe", files("gift"), files_by_itself=False)
    lines = (
        "2025-06-01,LANDLORD LLC,-1250.55",
        "2025-06-02,LANDLORD LLC SMALL,-900.00",
        "2025-06-03,REIMBURSED TRIP,-80.00",
        "2025-06-04,MAYBE A PRESENT,-30.00",
    )
    staged = client.post(
        "/api/import/preview",
        files={"file": ("x.csv", "Date,Description,Amount\n" + "\n".join(lines))},
        data={"account_id": SOFI},
    ).json()
    told = client.get(f"/api/import/staged/{staged['staged_id']}/rows").json()["items"]

    stored = imported(client, *lines)

    found = transactions(client)
    rent = found["LANDLORD LLC"]
    assert [(each["category"], each["amount"]) for each in rent["splits"]] == [
        ("rent", 1000),
        ("utilities", 250.55),
    ]
    assert rent["status"] == "auto_confirmed"
    small = found["LANDLORD LLC SMALL"]
    assert (small["status"], small["splits"]) == ("pending_review", [])
    assert found["MAYBE A PRESENT"]["status"] == "pending_review"
    assert found["MAYBE A PRESENT"]["predicted_category"] == "gift"
    listed = client.get("/api/transactions", params={"filter": "is:left-out"}).json()["items"]
    assert [each["description"] for each in listed] == ["REIMBURSED TRIP"]
    assert {row["description"]: row["predicted_category"] for row in told} == {
        description: row["predicted_category"] for description, row in found.items()
    }
    client.post(f"/api/operations/{stored.headers['X-Operation-Id']}/undo")
    assert transactions(client) == {}
    assert_sound(context)


def test_what_waits_is_predicted_anew_and_the_past_only_on_request(client: TestClient) -> None:
    imported(client, "2025-06-01,ZXQV ONE,-5.00", "2025-06-02,ZXQV TWO,-6.00")
    made = added(client, "zxqv", files("gift"), {"kind": "tag", "value": "Odd"})
    assert {row["predicted_category"] for row in transactions(client).values()} == {"gift"}
    assert {row["status"] for row in transactions(client).values()} == {"pending_review"}

    dry = client.post(f"{RULES}/{made['id']}/apply", json={"what": "waiting", "dry_run": True})
    assert dry.json()["changed"] == 2
    assert "X-Operation-Id" not in dry.headers
    done = client.post(f"{RULES}/{made['id']}/apply", json={"what": "waiting"})
    assert done.json() == dry.json()

    rows = transactions(client).values()
    assert {(row["status"], row["category"]) for row in rows} == {("auto_confirmed", "gift")}
    assert {tuple(row["tags"]) for row in rows} == {("Odd",)}
    again = client.post(f"{RULES}/{made['id']}/apply", json={"what": "all"})
    assert again.json()["changed"] == 0
    client.post(f"/api/operations/{done.headers['X-Operation-Id']}/undo")
    assert {row["status"] for row in transactions(client).values()} == {"pending_review"}


def test_a_rule_follows_its_account_and_moves_with_its_category(client: TestClient) -> None:
    account = client.get("/api/accounts").json()[1]
    made = added(client, f'zxqv account:"{account["name"]}"', files("gift"))

    client.patch(f"/api/accounts/{account['id']}", json={"name": "Our money"})
    assert "Our money" in client.get(f"{RULES}/{made['id']}").json()["query"]
    refused = client.delete("/api/categories/gift")
    assert refused.status_code == 409
    assert "1 own rule" in refused.json()["detail"]
    client.post("/api/categories/gift/merge", json={"target_short_desc": "travel"})
    moved = client.get(f"{RULES}/{made['id']}").json()
    assert moved["actions"][0]["category"] == "travel"


def dump(config: Config) -> dict[int, tuple[Any, ...]]:
    """Return all that rules can change of each row."""
    with closing(sqlite3.connect(config.budget_file)) as connection:
        rows = connection.execute(
            "SELECT id, status, category_id, predicted_category_id, merchant_name, notes,"
            " is_left_out, has_splits, categorization_tier, decided_by_id,"
            " (SELECT group_concat(category_id || ':' || amount) FROM transaction_splits"
            "  WHERE transaction_id = t.id),"
            " (SELECT group_concat(tag_id) FROM transaction_tags WHERE transaction_id = t.id)"
            " FROM transactions t"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def settle(context: AppContext, seed: int) -> None:
    """Store two hundred rows of every standing."""
    chance = random.Random(seed)
    names = ["COSTCO WHSE", "COSTCO GAS", "BLUE DOOR CAFE", "ZXQV", "LANDLORD"]
    statuses = ["pending_review", "pending_save", "confirmed", "auto_confirmed"]
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        keys = [make_category(session, key) for key in ("groceries", "coffee", "gift")]
        for number in range(200):
            text = chance.choice(names)
            status = chance.choice(statuses)
            category = chance.choice(keys) if status != "pending_review" else None
            row = make_transaction(
                session,
                description=f"{text} {number}",
                merchant_key=merchant_of(text),
                merchant_name=chance.choice([None, "Shop", text.title()]),
                amount=f"{chance.randint(-3000, 20000) / 100:.2f}",
                date=f"202{chance.randint(3, 5)}-0{chance.randint(1, 9)}-11",
                status=status,
                category=category,
                predicted_category_id=category and category.id,
                categorization_tier=chance.choice(["merchant_map", "unmatched", None]),
                decided_by_id=chance.choice([None, 1, 2]),
                owner_edits=chance.choice([None, None, "category_id", "merchant_name,notes"]),
                notes=chance.choice([None, "kept"]),
                possible_duplicate_of_id=chance.choice([None] * 9 + [1]),
            )
            if status == "confirmed" and chance.random() < 0.1 and row.amount > 5:
                row.has_splits = True
                session.flush()
                for key, amount in zip(keys[:2], (row.amount - 1, 1), strict=True):
                    session.add(
                        TransactionSplit(transaction_id=row.id, category_id=key.id, amount=amount)
                    )


DRAFTS = [
    rule("costco", files("groceries")),
    rule("costco out>=50", files("gift"), {"kind": "merchant", "value": "Costco"}),
    rule("cafe OR zxqv", part("coffee", share=30), part("gift"), {"kind": "leave_out"}),
    rule("description:/^(LAND|ZX)/", files("coffee"), files_by_itself=False),
    rule("is:out date:2024", {"kind": "tag", "value": "Year"}, {"kind": "note", "value": "n"}),
    rule("landlord", {"kind": "transfer"}),
]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft["query"])
def test_a_backtest_says_what_applying_does(
    client: TestClient, context: AppContext, config: Config, draft: dict[str, Any]
) -> None:
    added(client, "gas", files("gift"), {"kind": "note", "value": "first"})
    settle(context, seed=7)

    told = client.post(f"{RULES}/backtest", json={"rule": draft, "limit": 200}).json()
    made = client.post(RULES, json=draft).json()
    before = dump(config)
    applied = client.post(f"{RULES}/{made['id']}/apply", json={"what": "all"})
    done = applied.json()
    after = dump(config)

    columns = [
        "status", "category_id", "predicted_category_id", "merchant_name", "notes", "is_left_out",
        "has_splits", "tier", "decided_by", "splits", "tags",
    ]  # fmt: skip
    changed = {
        id_: {name for name, was, now in zip(columns, before[id_], row, strict=True) if was != now}
        for id_, row in after.items()
    }
    assert done["changed"] == sum(map(bool, changed.values()))
    for kind, column in (
        ("merchant", "merchant_name"),
        ("note", "notes"),
        ("leave_out", "is_left_out"),
        ("split", "has_splits"),
        ("tag", "tags"),
    ):
        assert told["counts"][kind] == sum(column in names for names in changed.values()), kind
    filed = [
        id_
        for id_, names in changed.items()
        if names & {"status", "category_id", "decided_by", "splits"}
        and after[id_][0] == "auto_confirmed"
    ]
    assert told["waiting"] + told["refiled"] == len(filed)
    assert told["waiting"] == sum(before[id_][0] == "pending_review" for id_ in filed)
    confirmed = [id_ for id_ in before if before[id_][0] == "confirmed"]
    for id_ in confirmed:
        assert before[id_][:2] == after[id_][:2]
    query = f"({draft['query']}) status:by-you"
    found = client.get(
        "/api/transactions", params={"filter": query, "limit": 500, "with_total": True}
    ).json()["items"]
    judged = [row for row in found if "GAS" not in row["description"]]
    if any(each["kind"] in ("category", "transfer", "split") for each in draft["actions"]):
        assert told["agreements"] + told["contradictions"] == len(judged)
        assert len(told["contradicting"]) == told["contradictions"]
        assert sum(each["count"] for each in told["by_category"]) == told["contradictions"]
        filed_under = draft["actions"][0].get("category", "transfer")
        if draft["actions"][0]["kind"] != "split":
            alike = [row for row in judged if row["category"] == filed_under and not row["splits"]]
            assert told["agreements"] == len(alike)
    assert told["found"] == sum(year["count"] for year in told["years"])
    assert_sound(context)
    if done["changed"]:
        client.post(f"/api/operations/{applied.headers['X-Operation-Id']}/undo")
    assert dump(config) == before


def test_what_a_split_does_not_fit_waits_for_that_reason_when_applied_too(
    client: TestClient,
) -> None:
    imported(client, "2025-06-01,ZXQV LARGE,-50.00", "2025-06-02,ZXQV SMALL,-4.00")
    made = added(client, "zxqv", part("gift", amount=5), part("coffee"))
    client.post("/api/transactions/clear-predictions")

    client.post(f"{RULES}/{made['id']}/apply", json={"what": "waiting"})

    rows = transactions(client)
    assert rows["ZXQV LARGE"]["status"] == "auto_confirmed"
    small = rows["ZXQV SMALL"]
    assert (small["status"], small["predicted_category"]) == ("pending_review", "coffee")
    why = client.get(f"/api/transactions/{small['id']}/why").json()
    assert (why["is_auto"], why["held"]) == (False, "The parts of your rule don’t fit this amount.")


def test_suggesting_again_splits_what_a_rule_files(client: TestClient) -> None:
    imported(client, "2025-06-01,ZXQV ONE,-5.00")
    added(client, "zxqv", part("gift", share=50), part("coffee"))
    client.post("/api/transactions/clear-predictions")

    done = client.post("/api/transactions/batch-categorize")

    assert done.status_code == 200, done.text
    [row] = transactions(client).values()
    assert [each["amount"] for each in row["splits"]] == [2.5, 2.5]
    assert row["status"] == "auto_confirmed"


def test_confirming_what_a_rule_suggests_teaches_nothing_of_the_merchant(
    client: TestClient,
) -> None:
    added(client, "zxqv in>=0 OR zxqv out>100", files("gift"), files_by_itself=False)
    imported(client, "2025-06-01,ZXQV,-500.00")
    [row] = transactions(client).values()

    done = client.patch(f"/api/transactions/{row['id']}", json={"category": "gift"})

    assert (done.json()["status"], done.json()["learned"]) == ("confirmed", None)
    assert client.get("/api/rules/mappings?search=zxqv").json()["items"] == []

"""The filter language over HTTP: lists, totals, reports, exports, completion, and what is refused."""

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from backend.context import AppContext
from backend.models import Tag, TransactionSplit, TransactionTag
from backend.services import operations
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW
from tests.services.filtering.filters import NONSENSE


@pytest.fixture
def household(client: TestClient, context: AppContext) -> None:
    """Coffee in May and June, a split, a salary, a transfer, one row to review."""
    with context.home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        checking = make_account(session, "Joint Checking", institution="First Bank")
        card = make_account(session, "Card", institution="Other Bank")
        make_transaction(
            session,
            account=checking,
            amount="4.50",
            date="2025-06-02",
            description="BLUE BOTTLE",
            merchant_name="Blue Bottle",
            category="coffee",
        )
        make_transaction(
            session,
            account=card,
            amount="5.50",
            date="2025-05-02",
            description="=CAFE",
            category="coffee",
            notes="with Ann",
        )
        split = make_transaction(
            session,
            account=card,
            amount="100.00",
            date="2025-06-03",
            description="MARKET",
            has_splits=True,
        )
        for key, amount in (("groceries", 80), ("coffee", 20)):
            session.add(
                TransactionSplit(
                    transaction_id=split.id,
                    category_id=make_category(session, key).id,
                    amount=amount,
                )
            )
        make_transaction(
            session,
            account=checking,
            amount="-3000.00",
            date="2025-06-01",
            description="PAYROLL",
            category="income",
        )
        make_transaction(
            session,
            account=card,
            amount="7.00",
            date="2025-06-04",
            description="NEW SHOP",
            status="pending_review",
        )
        tag = Tag(name="trip")
        session.add(tag)
        session.flush()
        session.add(TransactionTag(transaction_id=split.id, tag_id=tag.id))


def found(client: TestClient, text: str, **more: Any) -> list[str]:
    answer = client.get("/api/transactions", params={"filter": text, **more})
    assert answer.status_code == 200, answer.text
    return [row["description"] for row in answer.json()["items"]]


@pytest.mark.usefixtures("household")
@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("category:coffee", ["MARKET", "BLUE BOTTLE", "=CAFE"]),
        ("category:coffee -has:split", ["BLUE BOTTLE", "=CAFE"]),
        ("category:food date:this-month", ["MARKET", "BLUE BOTTLE"]),
        ("amount>=100", ["MARKET", "PAYROLL"]),
        ("in>=100", ["PAYROLL"]),
        ("out:5..10", ["NEW SHOP", "=CAFE"]),
        ("account:bank -account:card", ["BLUE BOTTLE", "PAYROLL"]),
        ('account="joint checking"', ["BLUE BOTTLE", "PAYROLL"]),
        ("tag:trip OR note:ann", ["MARKET", "=CAFE"]),
        ("status:review", ["NEW SHOP"]),
        ("is:income", ["PAYROLL"]),
        ("category:none", ["NEW SHOP"]),
        ("blue", ["BLUE BOTTLE"]),
        ("merchant=market", ["MARKET"]),
        ("date:2025-05", ["=CAFE"]),
    ],
)
def test_a_filter_finds(client: TestClient, text: str, rows: list[str]) -> None:
    assert found(client, text) == rows
    total = client.get("/api/transactions/totals", params={"filter": text}).json()
    assert total["count"] == len(rows)


@pytest.mark.usefixtures("household")
def test_it_goes_with_the_other_parameters(client: TestClient) -> None:
    assert found(client, "category:coffee", start_date="2025-06-01", sort="amount") == [
        "MARKET",
        "BLUE BOTTLE",
    ]
    assert found(client, "blue", search="bottle") == ["BLUE BOTTLE"]
    assert found(client, "blue", search="shop") == []


@pytest.mark.usefixtures("household")
def test_totals_reports_and_exports_add_only_the_parts_that_match(client: TestClient) -> None:
    asked = {"filter": "category:coffee -account:checking"}
    june = {"month": "2025-06"}
    totals = client.get("/api/transactions/totals", params=asked).json()
    spending = client.get("/api/reports/spending", params=asked | june).json()
    lines = client.get("/api/transactions/spending-by-category", params=asked | june).json()
    trend = client.get("/api/transactions/monthly-trend", params=asked | {"months": 2}).json()
    answer = client.get("/api/export/transactions", params=asked)
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    assert (totals["count"], totals["net"]) == (2, 25.5)
    assert (spending["total"], spending["previous_total"], spending["income"]) == (20, 5.5, 0)
    assert [(line["short_desc"], line["total"]) for line in lines] == [("coffee", 20)]
    assert [month["spending"] for month in trend] == [5.5, 20]
    assert [(row["Description"], row["Out"]) for row in rows] == [
        ("MARKET", "20.00"),
        ("'=CAFE", "5.50"),  # no formula in a spreadsheet
    ]
    assert 'filename="transactions-2025-06-15.csv"' in answer.headers["content-disposition"]


@pytest.mark.usefixtures("household")
def test_many_rows_are_changed_by_a_filter(client: TestClient) -> None:
    answer = client.post(
        "/api/transactions/bulk-edit",
        json={"filter": {"filter": "status:review"}, "set": {"notes": "seen"}},
    )

    assert answer.json()["changed"] == 1
    assert found(client, "note:seen") == ["NEW SHOP"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/transactions",
        "/api/transactions/totals",
        "/api/reports/spending",
        "/api/transactions/spending-by-category",
        "/api/transactions/monthly-trend",
        "/api/export/transactions",
    ],
)
def test_what_is_wrong_is_told_at_its_place(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"filter": "a catgory:food"})

    assert answer.status_code == 422
    problem = answer.json()
    assert problem["detail"] == "There is no field “catgory”. Did you mean “category:”?"
    assert problem["place"] == {"start": 2, "end": 9}
    assert problem["suggestion"] == "category"
    assert "amount" in problem["expected"]
    assert problem["errors"] == [{"field": "filter", "message": problem["detail"]}]


@pytest.mark.usefixtures("household")
@pytest.mark.parametrize(
    ("text", "detail", "suggestion"),
    [
        ("category:cofee", "There is no category “cofee”. Did you mean Coffee?", "Coffee"),
        ("account:joynt", "There is no account “joynt”.", None),
        (
            'account="Joint Cheking"',
            "There is no account “Joint Cheking”. Did you mean Joint Checking?",
            '"Joint Checking"',
        ),
        ("date:last-mnth", "“last-mnth” is no date. Did you mean last-month?", "last-month"),
        (
            "amount:1,000",
            "One amount at a time. Write 1000 without a comma, or two conditions with OR between them.",
            "1000",
        ),
        (
            "amount:-5",
            "An amount has no sign here: write out:… for money out, in:… for money in.",
            "5",
        ),
        ("amount:50..10", "This range ends before it begins.", None),
        ("status:reveiw", "There is no status “reveiw”. Did you mean review?", "review"),
        ("has:nots", "There is no has:nots. Did you mean has:note?", "note"),
    ],
)
def test_a_value_that_means_nothing_is_told(
    client: TestClient, text: str, detail: str, suggestion: str | None
) -> None:
    problem = client.get("/api/filter/check", params={"text": text}).json()

    assert (problem["detail"], problem["suggestion"]) == (detail, suggestion)


def test_a_filter_is_written_the_shortest_way(client: TestClient) -> None:
    answer = client.get("/api/filter/check", params={"text": "cat:food  AND -has:splits (a)"})

    assert answer.json() == {
        "text": "category:food NOT has:splits a",
        "parts": ["category:food", "NOT has:splits", "a"],
    }


def completed(client: TestClient, text: str, cursor: int | None = None) -> list[str]:
    """Return the whole texts that the completions make of a text."""
    asked = {"text": text} | ({} if cursor is None else {"cursor": cursor})
    answer = client.get("/api/filter/complete", params=asked)
    assert answer.status_code == 200
    found = answer.json()
    return [text[: found["start"]] + one["text"] + text[found["end"] :] for one in found["items"]]


@pytest.mark.usefixtures("household")
@pytest.mark.parametrize(
    ("text", "cursor", "first"),
    [
        ("cat", None, "category:"),
        ("coff", None, "category:coffee"),
        ("amount", None, "amount:"),
        ("category:cof", None, "category:coffee"),
        ("category:cof blue", 12, "category:coffee blue"),
        ("category:rent,cof", None, "category:rent,coffee"),
        ("account:joi", None, 'account:"Joint Checking"'),
        ('account:"Joint C', None, 'account:"Joint Checking"'),
        ('account:"Joint C"', 16, 'account:"Joint Checking"'),
        ("-tag:", None, "-tag:trip"),
        ("(merchant:b", None, '(merchant:"Blue Bottle"'),
        ("date:last-m", None, "date:last-month"),
        ("status:r", None, "status:review"),
        ("has:sp", None, "has:split"),
        ("a o", None, "a out:"),
        ("a or", None, "a OR"),
    ],
)
def test_what_is_begun_is_completed(
    client: TestClient, text: str, cursor: int | None, first: str
) -> None:
    assert completed(client, text, cursor)[0] == first


def test_nothing_typed_yet_offers_every_field(client: TestClient) -> None:
    fields = client.get("/api/filter/fields").json()

    assert completed(client, "") == [f"{field['name']}:" for field in fields]
    assert {"field", "words"}.isdisjoint({field["kind"] for field in fields})
    assert all(
        client.get("/api/filter/check", params={"text": field["example"]}).status_code in (200, 422)
        for field in fields
    )


def test_inside_of_quotes_and_after_amounts_there_is_nothing_to_offer(client: TestClient) -> None:
    assert completed(client, '"blue') == []
    assert completed(client, "amount>1") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=NONSENSE)
def test_any_text_gets_an_answer_in_words(client: TestClient, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for path, name in (
        ("/api/transactions", "filter"),
        ("/api/filter/check", "text"),
        ("/api/filter/complete", "text"),
    ):
        answer = client.get(path, params={name: text})
        assert answer.status_code in (200, 422), (path, text, answer.text)

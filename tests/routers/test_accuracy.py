"""How often the app is right, over HTTP: a fresh household, and one that confirms and corrects."""

from fastapi.testclient import TestClient

CHASE = (
    "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
    "DEBIT,05/02/2025,STARBUCKS 123 SEATTLE WA,-5.40,DEBIT_CARD,,\n"
    "DEBIT,05/03/2025,STARBUCKS 456 RENO NV,-6.10,DEBIT_CARD,,\n"
    "DEBIT,05/04/2025,ZXQV UNHEARD OF,-7.00,DEBIT_CARD,,\n"
)


def test_a_new_household_has_nothing_to_judge(client: TestClient) -> None:
    page = client.get("/api/accuracy").json()

    assert page["total"] == {
        **dict.fromkeys(("rows", "answered", "filed", "judged", "right", "corrected", "unseen"), 0),
        **dict.fromkeys(("accuracy", "low", "high", "coverage")),
    }
    assert (page["parts"], page["months"], page["categories"]) == ([], [], [])
    assert page["guessed"] == page["total"]
    assert (page["one_in"], page["asking"]) == (50, [])
    assert client.get("/api/accuracy/mistakes").json() == {"items": [], "total": 0}


def test_what_the_owner_decides_is_compared_with_what_was_said(client: TestClient) -> None:
    file = {"file": ("chase.csv", CHASE.encode(), "text/csv")}
    assert client.post("/api/import/file", files=file, data={"account_id": "1"}).is_success
    rows = client.get("/api/transactions").json()["items"]
    known = [row for row in rows if row["description"].startswith("STARBUCKS")]
    said = known[0]["predicted_category"]
    for row, category in zip(known, (said, "books"), strict=True):
        path = f"/api/transactions/{row['id']}"
        answer = client.post(f"{path}/review", json={"category_short_desc": category})
        assert answer.is_success, answer.text

    page = client.get("/api/accuracy", params={"start_date": "2025-05-01"}).json()
    mistakes = client.get("/api/accuracy/mistakes", params={"category": "books"}).json()

    assert (page["total"]["rows"], page["total"]["judged"], page["total"]["right"]) == (3, 2, 1)
    assert [one["month"] for one in page["months"]] == ["2025-05"]
    assert page["categories"][0]["category"]["short_desc"] == "books"
    assert page["categories"][0]["mistaken_for"][0]["category"]["short_desc"] == said
    assert mistakes["total"] == 1
    assert mistakes["items"][0]["transaction_id"] == known[1]["id"]
    assert client.get("/api/accuracy", params={"start_date": "2025-06-01"}).json()["months"] == []


def test_odd_questions_are_refused(client: TestClient) -> None:
    asked = {"start_date": "2025-06-02", "end_date": "2025-05-01"}
    assert client.get("/api/accuracy", params=asked).status_code == 422
    assert client.get("/api/accuracy/mistakes?limit=0").status_code == 422
    assert client.get("/api/accuracy/mistakes?category=nonsense").status_code == 404

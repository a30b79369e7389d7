"""Cases that went wrong in an earlier version: reports, lists, and what keeps the data safe.

Here are those that only show from end to end. Others are proven where their code is:

- `%` and `_` are found as themselves; search covers description, merchant, notes, amount:
  services/test_transaction_queries.py, routers/test_rules.py
- deleting a category in use, keys with `/`, a third level: routers/test_categories.py
- clearing a key clears it everywhere; secrets sealed, masked, in no answer: routers/test_settings.py
- paths out of the web app's folder, foreign hosts and origins: routers/test_guard.py
- an import doesn't block other requests: routers/test_staging.py, routers/test_races.py
- a copy made while the app runs is whole: services/test_backups.py, cli/test_serving.py

- a Food budget counts groceries, is edited and removed; what is no budget is refused and leaves
  nothing: routers/test_budgets.py, services/budgets/test_report.py

The portfolio and bank sync are no part of the app yet.
"""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from tests.cases.conftest import Household

TODAY, TOMORROW = "2025-06-15", "2025-06-16"


def test_a_row_dated_tomorrow_counts_in_every_report_alike(home: Household) -> None:
    home.type_in("TODAY", 10, date=TODAY, category="coffee")
    home.type_in("TOMORROW", 5, date=TOMORROW, category="coffee")

    whole = home.ask("/api/reports/spending", month="2025-06")["total"]
    by_category = home.ask("/api/transactions/spending-by-category", month="2025-06")
    trend = home.ask("/api/transactions/monthly-trend", months=1)

    assert whole == sum(line["total"] for line in by_category) == trend[-1]["spending"] == 15


def test_spending_without_a_category_is_visible(home: Household) -> None:
    row = home.type_in("WHO KNOWS", 10)
    home.do("PATCH", f"/api/transactions/{row['id']}", {"status": "confirmed"})

    [line] = home.ask("/api/transactions/spending-by-category", month="2025-06")

    assert (line["short_desc"], line["total"]) == (None, 10)
    assert home.ask("/api/reports/spending", month="2025-06")["total"] == 10


def test_more_than_ten_thousand_rows_are_paged_and_counted_whole(home: Household) -> None:
    count = 10_050
    home.bring(*(f"2025-{1 + n % 12:02}-{1 + n % 28:02},SHOP {n},-1.01" for n in range(count)))

    seen: set[int] = set()
    cursor = None
    while True:
        query = {"limit": 500} | ({"cursor": cursor} if cursor else {})
        page = home.ask("/api/transactions", **query)
        seen |= {row["id"] for row in page["items"]}
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert len(seen) == page["total"] == count
    assert len(home.ask("/api/transactions", offset=10_000, limit=500)["items"]) == 50
    assert home.ask("/api/transactions/totals")["outflow"] == 10_150.5
    assert home.ask("/api/transactions/years")[0]["count"] == count


@pytest.mark.parametrize(
    "query",
    ["limit=-1", "offset=-5", f"account_id={10**20}", "start_date=0000-01-01", "limit=501"],
)
def test_a_list_that_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/transactions?{query}").status_code == 422
    assert client.get(f"/api/transactions/{10**20}").status_code == 422


@pytest.mark.parametrize("month", ["banana", "0000-01", "2025-13", "-1", "2025"])
def test_a_month_that_is_none_is_refused(client: TestClient, month: str) -> None:
    assert client.get("/api/reports/spending", params={"month": month}).status_code == 422


def test_no_endpoint_takes_a_path_on_the_servers_disk(client: TestClient) -> None:
    document = client.get("/openapi.json").json()

    named = {
        parameter["name"]
        for operations in document["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
    } | {
        name
        for schema in document["components"]["schemas"].values()
        if not schema.get("title", "").endswith("Out")
        for name in schema.get("properties", {})
    }
    assert {name for name in named if "path" in name or "folder" in name} <= {"data_folder"}
    assert client.post("/api/import/file", json={"file": "/etc/hostname"}).status_code == 422


def test_an_upload_above_the_limit_is_refused_in_words(config: Config) -> None:
    app = create_app(replace(config, upload_limit_bytes=1024 * 1024))
    with TestClient(app, base_url="http://localhost") as client:
        for data in (b"x" * (1024 * 1024 + 1), b"x" * (2 * 1024 * 1024)):
            answer = client.post("/api/import/preview", files={"file": ("x.csv", data)})
            assert answer.status_code == 413
            assert "1 MB" in answer.json()["detail"]
        assert client.get("/api/import").json()["items"] == []
    staged = config.data_folder.rglob("*.data")
    assert list(staged) == []

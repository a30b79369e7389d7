"""Files between upload and import, over HTTP."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.core.config import Config

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
SOFI, SOFI_SAVINGS = 2, 3
TABLE = (
    b"Date,Description,Amount\n2025-03-01,BART FARE,-2.75\n2025-03-01,BART FARE,-2.75\n"
    b"2025-03-02,SAFEWAY 12,-40.00\n2025-03-03,LOST,abc\n"
)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def preview(client: TestClient, data: bytes, *, name: str = "x.csv", **fields: Any) -> Any:
    answer = client.post("/api/import/preview", files={"file": (name, data)}, data=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def rows(client: TestClient, staged: Any, **query: Any) -> Any:
    answer = client.get(f"/api/import/staged/{staged['staged_id']}/rows", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def change(client: TestClient, staged: Any, **wishes: Any) -> Any:
    answer = client.patch(f"/api/import/staged/{staged['staged_id']}", json=wishes)
    assert answer.status_code == 200, answer.text
    return answer.json()


def job_of(client: TestClient, staged: Any, **last_words: Any) -> Any:
    """Import the file and return its job once it has ended."""
    answer = client.post(f"/api/import/staged/{staged['staged_id']}/commit", json=last_words)
    assert answer.status_code == 202, answer.text
    return ended(client, answer.json()["job_id"])


def ended(client: TestClient, job_id: str) -> Any:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        job = client.get(f"/api/jobs/{job_id}").json()
        if job["state"] != "running":
            return job
        time.sleep(0.01)
    raise AssertionError("the job does not end")


def stored(client: TestClient) -> Any:
    return client.get("/api/transactions", params={"limit": 500}).json()["items"]


def test_a_preview_says_what_would_happen_and_stores_nothing(client: TestClient) -> None:
    staged = preview(client, TABLE, account_id=SOFI)

    assert staged["format_name"] == "CSV"
    assert staged["totals"] == {
        "rows": 3,
        "new": 3,
        "duplicates": 0,
        "possible_duplicates": 0,
        "errors": 1,
        "left_out": 0,
    }
    [statement] = staged["statements"]
    assert (statement["target_account_id"], statement["money_out"]) == (SOFI, 45.5)
    assert (statement["first_date"], statement["last_date"]) == ("2025-03-01", "2025-03-02")
    assert staged["auto_confirmed"] + staged["needs_review"] == 3
    assert stored(client) == []


def test_rows_of_a_preview(client: TestClient) -> None:
    staged = preview(client, TABLE, account_id=SOFI)

    page = rows(client, staged, limit=2)

    assert (page["total"], page["next_cursor"]) == (3, "2")
    assert [row["row"] for row in page["items"]] == [2, 3]
    [third] = rows(client, staged, offset=2)["items"]
    assert third["predicted_category"] == "groceries"
    assert third["will_auto_confirm"]
    assert third["include"]
    [bad] = rows(client, staged, kind="error")["items"]
    assert bad["row"] == 5
    assert bad["reason"]


def test_the_bank_shows_its_account(client: TestClient) -> None:
    staged = preview(client, sample("csv/discover_card.csv"))

    [statement] = staged["statements"]
    assert statement["suggested_account_id"] == statement["target_account_id"] == 1
    assert staged["layout"]["profile"]


def test_importing_what_was_previewed(client: TestClient) -> None:
    staged = preview(client, sample("csv/overlap_jan.csv"), account_id=SOFI)

    job = job_of(client, staged)

    assert job["state"] == "done"
    [outcome] = job["result"]["imports"]
    assert (outcome["imported"], outcome["account_id"]) == (6, SOFI)
    assert (job["done"], job["total"]) == (6, 6)
    assert len(stored(client)) == 6
    gone = client.get(f"/api/import/staged/{staged['staged_id']}")
    assert gone.status_code == 404
    undone = client.post(f"/api/operations/{job['result']['operation_id']}/undo")
    assert undone.status_code == 200
    assert stored(client) == []


def test_the_next_export_shows_what_is_here_already(client: TestClient) -> None:
    job_of(client, preview(client, sample("csv/overlap_jan.csv"), account_id=SOFI))

    staged = preview(client, sample("csv/overlap_feb.csv"), account_id=SOFI)

    assert (staged["totals"]["new"], staged["totals"]["duplicates"]) == (3, 3)
    page = rows(client, staged, kind="duplicate")
    assert page["total"] == 3
    assert all(row["duplicate_of"]["amount"] == row["amount"] for row in page["items"])
    assert not any(row["include"] for row in page["items"])
    assert preview(client, sample("csv/overlap_jan.csv"))["file_seen_before"]["import_id"] == 1


def test_a_deleted_row_is_told_so(client: TestClient) -> None:
    job_of(client, preview(client, TABLE, account_id=SOFI))
    [safeway] = [row for row in stored(client) if "SAFEWAY" in row["description"]]
    client.delete(f"/api/transactions/{safeway['id']}")

    staged = preview(client, TABLE, account_id=SOFI)

    gone = rows(client, staged, kind="duplicate")["items"][-1]
    assert gone["duplicate_of"] is None
    assert "deleted" in gone["reason"]


def test_a_preview_follows_what_happens_meanwhile(client: TestClient) -> None:
    staged = preview(client, TABLE, account_id=SOFI)
    job_of(client, preview(client, TABLE, account_id=SOFI))

    now = client.get(f"/api/import/staged/{staged['staged_id']}").json()

    assert (now["totals"]["new"], now["totals"]["duplicates"]) == (0, 3)


def test_rows_can_be_left_and_insisted_on(client: TestClient) -> None:
    job_of(client, preview(client, TABLE, account_id=SOFI), skip_rows=[4])
    assert len(stored(client)) == 2

    staged = change(client, preview(client, TABLE, account_id=SOFI), include_rows=[3])
    assert [row["include"] for row in rows(client, staged)["items"]] == [False, True, True]
    job_of(client, staged)

    assert len(stored(client)) == 4


def test_another_account_another_reading(client: TestClient) -> None:
    staged = preview(client, TABLE, account_id=SOFI)

    staged = change(client, staged, targets={"0": SOFI_SAVINGS}, sign="charges_positive")

    assert staged["statements"][0]["target_account_id"] == SOFI_SAVINGS
    assert staged["statements"][0]["money_in"] == 45.5
    assert job_of(client, staged)["result"]["imports"][0]["account_id"] == SOFI_SAVINGS


def test_a_typed_closing_balance_proves_or_breaks(client: TestClient) -> None:
    data = b"Date,Description,Amount\n2025-03-01,BART,-2.75\n2025-03-02,SAFEWAY,-40.00\n"
    staged = preview(client, data, account_id=SOFI)
    assert staged["statements"][0]["balance_proof"]["status"] == "not_stated"

    right = change(client, staged, typed_closing={"0": {"closing": 57.25, "opening": 100}})
    wrong = change(client, staged, typed_closing={"0": {"closing": 17.25, "opening": 100}})

    assert right["statements"][0]["balance_proof"]["status"] == "proven"
    proof = wrong["statements"][0]["balance_proof"]
    assert (proof["status"], proof["difference"]) == ("broken", -40)


def test_a_table_that_only_a_person_understands(client: TestClient) -> None:
    data = b"ref;alpha;beta;gamma\nA1;x1;y;1\nA2;x2;y;2\n"
    staged = preview(client, data, account_id=SOFI)
    assert staged["problem"]
    assert staged["statements"] == []
    assert staged["sample"][1] == ["A1", "x1", "y", "1"]
    assert staged["form"] == {"encoding": "utf-8", "delimiter": ";", "sheet": None}
    assert client.post(f"/api/import/staged/{staged['staged_id']}/commit").status_code == 202

    mapped = preview(client, data.replace(b"x1", b"01.02.25").replace(b"x2", b"02.02.25"))
    layout = {
        "date": 1,
        "description": [2],
        "amount": 3,
        "header_row": 0,
        "first_row": 1,
        "delimiter": ";",
        "date_order": "dmy",
        "sign": "charges_positive",
    }
    mapped = change(client, mapped, layout=layout, targets={"0": SOFI})

    assert [(row["date"], row["amount"]) for row in rows(client, mapped)["items"]] == [
        ("2025-02-01", 1),
        ("2025-02-02", 2),
    ]
    job_of(client, mapped)
    [profile] = client.get("/api/import/profiles").json()
    assert (profile["account_id"], profile["layout"]["date_order"]) == (SOFI, "dmy")


def test_profiles_can_be_edited_and_deleted(client: TestClient) -> None:
    staged = preview(client, TABLE, account_id=SOFI)
    job_of(client, staged, remember_profile=True)
    [profile] = client.get("/api/import/profiles").json()
    path = f"/api/import/profiles/{profile['id']}"

    edited = client.patch(path, json={"name": "Mine"})

    assert (edited.status_code, edited.json()["name"]) == (200, "Mine")
    assert edited.headers["x-operation-id"]
    assert client.patch(path, json={"name": " "}).status_code == 422
    assert client.patch(path, json={"layout": {"date": 0}}).status_code == 422
    assert client.delete(path).status_code == 204
    assert client.get("/api/import/profiles").json() == []
    assert client.delete(path).status_code == 404
    assert client.patch(path, json={"name": "x"}).status_code == 404


def test_a_thrown_away_file_is_gone(client: TestClient, config: Config) -> None:
    staged = preview(client, TABLE)
    path = f"/api/import/staged/{staged['staged_id']}"

    assert client.delete(path).status_code == 204

    assert list(config.staging.iterdir()) == []
    for answer in (
        client.get(path),
        client.get(f"{path}/rows"),
        client.patch(path, json={}),
        client.post(f"{path}/commit"),
        client.delete(path),
    ):
        assert answer.status_code == 404


def test_a_refused_file_leaves_nothing_waiting(client: TestClient, config: Config) -> None:
    answer = client.post("/api/import/preview", files={"file": ("x.pdf", b"%PDF-1.7")})

    assert answer.status_code == 422
    assert "PDF" in answer.json()["detail"]
    assert list(config.staging.iterdir()) == []


@pytest.mark.parametrize(
    "wishes",
    [
        {"layout": {"date": -1, "description": [1], "amount": 2}},
        {"layout": {"date": 0, "description": [1]}},
        {"layout": {"date": 0, "description": [1], "amount": 400}},
        {"layout": {"date": 0, "description": [], "amount": 2, "encoding": "nonsense"}},
        {"targets": {"0": 0}},
        {"targets": {"x": 1}},
        {"typed_closing": {"0": {"closing": "NaN"}}},
        {"skip_rows": [-1]},
        {"sign": "sideways"},
        {"unknown": 1},
    ],
)
def test_wishes_that_can_not_be(client: TestClient, wishes: dict[str, Any]) -> None:
    staged = preview(client, TABLE, account_id=SOFI)
    path = f"/api/import/staged/{staged['staged_id']}"

    answer = client.patch(path, json=wishes)

    assert answer.status_code in (200, 422), answer.text
    assert answer.status_code == 422 or answer.json()["problem"]
    if answer.status_code == 422:
        assert client.get(path).json()["totals"]["rows"] == 3


def test_accounts_that_are_not_there(client: TestClient) -> None:
    staged = preview(client, TABLE, account_id=SOFI)
    path = f"/api/import/staged/{staged['staged_id']}"

    assert client.patch(path, json={"targets": {"0": 999}}).status_code == 404
    assert client.get(path).json()["statements"][0]["target_account_id"] == SOFI
    files = {"file": ("x.csv", TABLE)}
    answer = client.post("/api/import/preview", files=files, data={"account_id": 999})
    assert answer.status_code == 404


def test_without_an_account_the_job_says_so(client: TestClient) -> None:
    job = job_of(client, preview(client, TABLE))

    assert (job["state"], job["result"]) == ("failed", None)
    assert "account" in job["problem"]
    assert stored(client) == []


def test_statements_and_kinds_that_are_not_there(client: TestClient) -> None:
    path = f"/api/import/staged/{preview(client, TABLE)['staged_id']}/rows"

    assert client.get(f"{path}?statement=7").status_code == 404
    for query in ("kind=odd", "limit=0", "limit=501", "offset=-1", f"offset={10**20}"):
        assert client.get(f"{path}?{query}").status_code == 422
    assert client.get(f"{path}?offset=1000").json()["items"] == []


def test_jobs_that_are_not_there(client: TestClient) -> None:
    assert client.get("/api/jobs/none").status_code == 404
    assert client.delete("/api/jobs/none").status_code == 404


def large(count: int) -> bytes:
    lines = [
        f"2025-{1 + n % 12:02}-{1 + n % 28:02},SHOP NUMBER {n % 400} OAKLAND CA,-{1 + n % 90}.25"
        for n in range(count)
    ]
    return "\n".join(["Date,Description,Amount", *lines, ""]).encode()


def test_cancelling_an_import_leaves_nothing(client: TestClient) -> None:
    staged = preview(client, large(20_000), account_id=SOFI)
    path = f"/api/import/staged/{staged['staged_id']}"
    job_id = client.post(f"{path}/commit").json()["job_id"]

    client.delete(f"/api/jobs/{job_id}")

    assert ended(client, job_id)["state"] == "cancelled"
    assert stored(client) == []
    assert client.get("/api/import").json()["items"] == []
    assert client.get(path).status_code == 200
    assert job_of(client, staged)["result"]["imports"][0]["imported"] == 20_000


def test_other_requests_are_answered_during_an_import(client: TestClient) -> None:
    staged = preview(client, large(20_000), account_id=SOFI)
    finished = threading.Event()
    slowest = 0.0
    answers = 0
    began = time.perf_counter()
    path = f"/api/import/staged/{staged['staged_id']}/commit"
    job_id = client.post(path).json()["job_id"]

    def wait() -> None:
        ended(client, job_id)
        finished.set()

    threading.Thread(target=wait).start()
    while not finished.is_set():
        started = time.perf_counter()
        assert client.get("/api/accounts").status_code == 200
        slowest = max(slowest, time.perf_counter() - started)
        answers += 1

    assert answers > 2
    # A request that waits for the import takes all of its time.
    assert slowest < max(2, (time.perf_counter() - began) / 2)


def read_as_job(client: TestClient, data: bytes, **fields: Any) -> Any:
    answer = client.post("/api/import/staged", files={"file": ("x.csv", data)}, data=fields)
    assert answer.status_code == 202, answer.text
    return answer.json()


class TestReadingAsJob:
    def test_the_preview_is_the_same_as_at_once(self, client: TestClient) -> None:
        at_once = preview(client, TABLE, account_id=SOFI)

        started = read_as_job(client, TABLE, account_id=SOFI)
        job = ended(client, started["job_id"])

        assert (job["kind"], job["state"]) == ("preview", "done")
        assert job["result"] == {"staged_id": started["staged_id"]}
        read = client.get(f"/api/import/staged/{started['staged_id']}").json()
        assert {**read, "staged_id": at_once["staged_id"]} == at_once

    def test_a_file_that_is_none_says_why_and_does_not_wait(
        self, client: TestClient, config: Config
    ) -> None:
        started = read_as_job(client, b"\x89PNG\r\n\x1a\n" + bytes(200))

        job = ended(client, started["job_id"])

        assert job["state"] == "failed"
        assert job["problem"]
        assert client.get(f"/api/import/staged/{started['staged_id']}").status_code == 404
        assert list(config.staging.iterdir()) == []

    def test_a_cancelled_one_leaves_nothing(self, client: TestClient, config: Config) -> None:
        lines = b"".join(b"2025-03-01,SHOP %d,-1.00\n" % number for number in range(60_000))
        started = read_as_job(client, b"Date,Description,Amount\n" + lines, account_id=SOFI)

        client.delete(f"/api/jobs/{started['job_id']}")

        assert ended(client, started["job_id"])["state"] == "cancelled"
        assert list(config.staging.iterdir()) == []

    def test_an_account_that_is_not_there(self, client: TestClient) -> None:
        files = {"file": ("x.csv", TABLE)}
        answer = client.post("/api/import/staged", files=files, data={"account_id": 999})
        assert answer.status_code == 404

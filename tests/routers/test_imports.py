"""Files over HTTP: every sample, every refusal, and nothing ever a 500."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.core.config import Config
from backend.main import create_app
from tests.conftest import NOW

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
EXPECTED: dict[str, dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text())["files"]
READABLE = [name for name, expected in EXPECTED.items() if expected["expect"] == "ok"]
DISCOVER, SOFI, SOFI_SAVINGS, WELLS_FARGO = 1, 2, 3, 4
ACCOUNTS = {"credit": DISCOVER, "savings": SOFI_SAVINGS}
HEADER = "Date,Description,Amount\n"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def send(
    client: TestClient, data: bytes, *, to: str = "file", name: str = "x.csv", **fields: Any
) -> Any:
    return client.post(f"/api/import/{to}", files={"file": (name, data)}, data=fields)


def imported(client: TestClient, data: bytes, **fields: Any) -> Any:
    answer = send(client, data, **fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def transactions(client: TestClient, **query: Any) -> Any:
    return client.get("/api/transactions", params={"limit": 500, **query}).json()["items"]


def cents(transaction: dict[str, Any]) -> int:
    return round(transaction["amount"] * 100)


def account_for(expected: dict[str, Any]) -> int:
    return ACCOUNTS.get(expected["account_type"], SOFI)


@pytest.mark.parametrize("name", READABLE)
def test_samples_come_in_whole_and_only_once(client: TestClient, name: str) -> None:
    expected = EXPECTED[name]
    into = account_for(expected)

    first = imported(client, sample(name), name=name, account_id=into)
    again = imported(client, sample(name), name=name, account_id=into)

    found = transactions(client)
    assert len(found) == first["imported"] == first["total_rows"] == expected["transactions"]
    assert sum(map(cents, found)) == -round(float(expected["sum_money_in"]) * 100)
    assert {row["account_id"] for row in found} <= {into}
    assert len(first["errors"]) == expected.get("rejected_rows", 0)
    assert (again["imported"], again["skipped_duplicates"]) == (0, expected["transactions"])


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name]["expect"] == "error"])
def test_unreadable_samples_are_refused_with_words(client: TestClient, name: str) -> None:
    answer = send(client, sample(name), account_id=SOFI)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 20
    assert transactions(client) == []


def test_a_header_without_rows_is_said_kindly(client: TestClient) -> None:
    answer = imported(client, sample("csv/header_only.csv"), account_id=SOFI)

    assert (answer["imported"], answer["import_id"]) == (0, None)
    assert answer["message"] == "There are no transactions in this file."


def test_looking_at_imports_makes_ready_for_a_file(client: TestClient) -> None:
    assert client.get("/api/import").json()["total"] == 0
    rules = client.app.state.context.home.importer.rulebook  # type: ignore[attr-defined]
    assert rules.is_ready


def test_bad_rows_are_told_by_number(client: TestClient) -> None:
    answer = imported(client, sample("csv/bad_rows.csv"), account_id=SOFI)

    assert len(answer["errors"]) == 2
    assert all(error["reason"] for error in answer["errors"])
    assert [past["error_count"] for past in client.get("/api/import").json()["items"]] == [2]


@pytest.mark.parametrize(
    ("text", "cents_out"),
    [("1,234.56", -123456), ("$99.00", -9900), ("(20.00)", 2000), ("-$1,000.5", 100050)],
)
def test_amounts_as_banks_spell_them(client: TestClient, text: str, cents_out: int) -> None:
    table = f'{HEADER}2025-01-05,SHOP ONE,-1.00\n2025-01-06,SHOP TWO,"{text}"\n'

    imported(client, table.encode(), account_id=SOFI)

    assert sorted(map(cents, transactions(client))) == sorted([100, cents_out])


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "NaN", "infinity", "1e400"])
def test_amounts_that_are_none_are_refused_by_row(client: TestClient, text: str) -> None:
    table = f"{HEADER}2025-01-05,GOOD,-1.00\n2025-01-06,BAD,{text}\n2025-01-07,GOOD,-2.00\n"

    answer = imported(client, table.encode(), account_id=SOFI)

    assert answer["imported"] == 2
    assert [error["row"] for error in answer["errors"]] == [3]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings(client: TestClient, encoding: str) -> None:
    table = f"{HEADER}2025-01-05,CAFÉ MÜLLER,-1.00\n2025-01-06,SHORT\n2025-01-07,GOOD,-2.00\n"

    imported(client, table.encode(encoding), account_id=SOFI)

    assert "CAFÉ MÜLLER" in {row["description"] for row in transactions(client)}


def test_dates_beyond_the_calendar_of_people_are_told(client: TestClient) -> None:
    table = f"{HEADER}2025-01-05,GOOD,-1.00\n0001-01-01,OLD,-1.00\n9999-12-31,NEW,-1.00\n"

    answer = imported(client, table.encode(), account_id=SOFI)

    assert answer["imported"] == 1


class TestBanks:
    def test_the_named_bank_gives_the_account(self, client: TestClient) -> None:
        answer = imported(client, sample("csv/discover_card.csv"), to="csv?bank=discover")

        assert (answer["status"], answer["bank"]) == ("ok", "discover")
        assert (answer["account_id"], answer["imported"], answer["total_rows"]) == (DISCOVER, 5, 5)

    def test_the_wrong_bank_is_put_right_by_what_is_in_the_file(self, client: TestClient) -> None:
        answer = imported(client, sample("csv/wells_fargo_checking.csv"), to="csv?bank=discover")

        assert (answer["bank"], answer["account_id"]) == ("wellsfargo", WELLS_FARGO)
        assert answer["imported"] == 5

    def test_the_bank_is_found_without_being_named(self, client: TestClient) -> None:
        answer = imported(client, sample("csv/wells_fargo_checking.csv"), to="csv/auto-detect")

        assert (answer["bank"], answer["account_id"]) == ("wellsfargo", WELLS_FARGO)

    def test_a_sofi_export_without_a_word_is_checking(self, client: TestClient) -> None:
        data = sample("csv/sofi_checking.csv")

        answer = imported(client, data, to="csv?bank=sofi", name="export.csv")

        assert answer["account_id"] == SOFI

    def test_the_files_name_tells_savings(self, client: TestClient) -> None:
        data = sample("csv/sofi_checking.csv")

        answer = imported(client, data, to="csv?bank=sofi", name="SOFI-Savings.csv")

        assert answer["account_id"] == SOFI_SAVINGS

    def test_rows_that_are_there_already_tell_the_account(self, client: TestClient) -> None:
        data = sample("csv/sofi_checking.csv")
        imported(client, data, account_id=SOFI_SAVINGS, name="a.csv")

        answer = imported(client, data, to="csv?bank=sofi", name="export.csv")

        assert (answer["account_id"], answer["skipped_duplicates"]) == (SOFI_SAVINGS, 4)

    def test_the_chosen_account_wins(self, client: TestClient) -> None:
        data = sample("csv/sofi_checking.csv")

        answer = imported(client, data, to=f"csv?bank=sofi&account_id={SOFI_SAVINGS}")

        assert answer["account_id"] == SOFI_SAVINGS

    def test_an_unknown_bank_asks_for_the_account(self, client: TestClient) -> None:
        answer = send(client, sample("csv/tab_separated.csv"), to="csv?bank=nowhere")

        assert answer.status_code == 422
        assert [account["id"] for account in answer.json()["accounts"]] == [1, 2, 3, 4]
        assert transactions(client) == []

    @pytest.mark.parametrize("to", ["csv?bank=discover", "csv/auto-detect"])
    def test_what_is_no_statement_is_refused(self, client: TestClient, to: str) -> None:
        assert send(client, b"Dear Sir,\n\nI write to you.\n", to=to).status_code == 422

    def test_a_header_alone_needs_no_account(self, client: TestClient) -> None:
        answer = imported(client, sample("csv/header_only.csv"), to="csv/auto-detect")

        assert answer["imported"] == 0


class TestFile:
    def test_without_account_the_file_shows_it(self, client: TestClient) -> None:
        assert imported(client, sample("csv/discover_card.csv"))["account_id"] == DISCOVER

    def test_without_account_and_without_a_trace_it_asks(self, client: TestClient) -> None:
        answer = send(client, sample("csv/tab_separated.csv"))

        assert answer.status_code == 422
        assert "account" in answer.json()["detail"]

    def test_a_dry_run_stores_nothing(self, client: TestClient) -> None:
        answer = imported(client, sample("csv/overlap_jan.csv"), account_id=SOFI, dry_run="true")

        assert (answer["imported"], answer["import_id"]) == (6, None)
        assert answer["balance"]["status"] == "proven"
        assert transactions(client) == []
        assert client.get("/api/import").json()["total"] == 0

    def test_a_dry_run_may_be_asked_for_in_the_query(self, client: TestClient) -> None:
        to = f"file?dry_run=true&account_id={SOFI}"

        assert imported(client, sample("csv/overlap_jan.csv"), to=to)["import_id"] is None

    def test_the_operation_is_named_and_undoes_all(self, client: TestClient) -> None:
        answer = send(client, sample("csv/overlap_jan.csv"), account_id=SOFI)
        operation = answer.headers["x-operation-id"]

        assert client.post(f"/api/operations/{operation}/undo").status_code == 200

        assert transactions(client) == []
        [past] = client.get("/api/import").json()["items"]
        assert past["undone_at"] is not None

    @pytest.mark.parametrize(
        ("fields", "status"),
        [
            ({"account_id": 999}, 404),
            ({"account_id": 0}, 422),
            ({"account_id": 10**20}, 422),
            ({"account_id": "x"}, 422),
        ],
    )
    def test_accounts_that_are_none(
        self, client: TestClient, fields: dict[str, Any], status: int
    ) -> None:
        assert send(client, sample("csv/overlap_jan.csv"), **fields).status_code == status

    def test_no_file_at_all(self, client: TestClient) -> None:
        assert client.post("/api/import/file", data={"account_id": SOFI}).status_code == 422


class TestSizes:
    @pytest.fixture
    def small(self, config: Config) -> Any:
        limited = Config(data_folder=config.data_folder, upload_limit_bytes=2000)
        app = create_app(limited, now=lambda: NOW)
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
            yield client

    @pytest.mark.parametrize("to", ["file", "csv?bank=sofi", "csv/auto-detect", "preview"])
    @pytest.mark.parametrize("size", [2001, 100_000])
    def test_a_file_above_the_limit_is_refused(
        self, small: TestClient, config: Config, to: str, size: int
    ) -> None:
        answer = send(small, b"x" * size, to=to, account_id=SOFI)

        assert answer.status_code == 413
        assert "larger" in answer.json()["detail"]
        assert not config.staging.exists() or not list(config.staging.iterdir())

    def test_a_body_without_a_declared_length_is_cut_off(self, small: TestClient) -> None:
        def endless() -> Any:
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
            for _ in range(300):
                yield b"x" * 1000

        answer = small.post(
            "/api/import/file",
            content=endless(),
            headers={"content-type": "multipart/form-data; boundary=b"},
        )

        assert answer.status_code == 413
        assert "larger" in answer.json()["detail"]


class TestPastImports:
    def test_undoing_one(self, client: TestClient) -> None:
        first = imported(client, sample("csv/overlap_jan.csv"), account_id=SOFI)["import_id"]
        imported(client, sample("csv/overlap_feb.csv"), account_id=SOFI)

        answer = client.delete(f"/api/import/{first}")

        assert answer.json() == {"removed": 6}
        assert answer.headers["x-operation-id"]
        assert len(transactions(client)) == 3
        past = client.get("/api/import").json()["items"]
        assert [one["undone_at"] is None for one in past] == [True, False]

    def test_reviewed_rows_ask_first(self, client: TestClient) -> None:
        number = imported(client, sample("csv/overlap_jan.csv"), account_id=SOFI)["import_id"]
        [first, *_] = transactions(client)
        client.post(
            f"/api/transactions/{first['id']}/review", json={"category_short_desc": "coffee"}
        )

        refusal = client.delete(f"/api/import/{number}")

        assert refusal.status_code == 409
        assert (refusal.json()["transactions"], refusal.json()["reviewed"]) == (6, 1)
        assert client.delete(f"/api/import/{number}?confirm=true").json() == {"removed": 6}
        assert client.delete(f"/api/import/{number}").status_code == 409

    def test_none_of_that_number(self, client: TestClient) -> None:
        assert client.delete("/api/import/77").status_code == 404
        assert client.delete("/api/import/0").status_code == 422

    def test_pages(self, client: TestClient) -> None:
        for name in ("csv/overlap_jan.csv", "csv/overlap_feb.csv"):
            imported(client, sample(name), account_id=SOFI)

        page = client.get("/api/import?limit=1").json()

        assert (page["total"], page["next_cursor"], page["items"][0]["id"]) == (2, "1", 2)
        assert client.get("/api/import?limit=1&offset=1").json()["items"][0]["id"] == 1
        assert client.get("/api/import?limit=-1").status_code == 422


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.sampled_from(sorted(EXPECTED)).flatmap(
            lambda name: st.builds(
                lambda cut, at, noise: (
                    sample(name)[:cut][:at] + noise + sample(name)[:cut][at + len(noise) :]
                ),
                st.integers(0, 3000),
                st.integers(0, 3000),
                st.binary(max_size=8),
            )
        ),
        st.text(alphabet='0123456789,;-."\n\t$ABCDate\0é', max_size=200).map(
            lambda text: (HEADER + text).encode()
        ),
    ),
    to=st.sampled_from(["file", "preview", "csv/auto-detect", "csv?bank=sofi"]),
    name=st.text(max_size=12),
)
def test_no_upload_whatever_is_an_internal_error(
    client: TestClient, data: bytes, to: str, name: str
) -> None:
    clean = "".join(sign for sign in name if sign.isprintable() and sign not in '"\\') or "x"

    answer = send(client, data, to=to, name=clean, account_id=SOFI)

    assert answer.status_code in (200, 422), answer.text
    assert dt.datetime.now(dt.UTC)  # the app still answers
    assert client.get("/health").status_code == 200

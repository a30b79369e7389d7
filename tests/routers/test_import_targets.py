"""A file goes to the account that was chosen for it."""

from pathlib import Path

from fastapi.testclient import TestClient

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def test_the_chosen_account_holds_also_when_another_took_the_number_before(
    client: TestClient,
) -> None:
    file = SAMPLES / "mt940" / "citi.sta"
    chosen = []
    for name in ("First", "Second"):
        wish = {"name": name, "institution": "citi", "account_type": "checking"}
        chosen.append(client.post("/api/accounts", json=wish).json()["id"])
        answer = client.post(
            "/api/import/file",
            files={"file": (file.name, file.read_bytes())},
            data={"account_id": str(chosen[-1])},
        )
        assert answer.json()["imported"] == 5
    for account_id in chosen:
        listed = client.get("/api/transactions", params={"account_id": account_id}).json()
        assert listed["total"] == 5


def test_a_proven_file_gives_the_account_its_opening_balance(client: TestClient) -> None:
    wish = {"name": "Checking", "institution": "bank", "account_type": "checking"}
    account_id = client.post("/api/accounts", json=wish).json()["id"]
    for name, balance in (("overlap_jan.csv", 1809.88), ("overlap_feb.csv", None)):
        file = SAMPLES / "csv" / name
        client.post(
            "/api/import/file",
            files={"file": (name, file.read_bytes())},
            data={"account_id": str(account_id)},
        )
        shown = client.get(f"/api/accounts/{account_id}").json()
        assert shown["opening_balance"] == 1000.00
        assert shown["opening_balance_on"] == "2024-01-05"
        assert shown["balance_difference"] == 0
        assert shown["balance_computed"] == shown["balance_stated"]
        assert balance in (None, shown["balance_computed"])


def test_an_import_undone_from_the_history_still_says_what_it_brought(client: TestClient) -> None:
    file = SAMPLES / "csv" / "chase_checking.csv"
    account_id = client.get("/api/accounts").json()[0]["id"]
    done = client.post(
        "/api/import/file",
        files={"file": (file.name, file.read_bytes())},
        data={"account_id": str(account_id)},
    )
    client.post(f"/api/operations/{done.headers['x-operation-id']}/undo")
    [past] = client.get("/api/import").json()["items"]
    assert past["imported"] == 5
    assert past["undone_at"]

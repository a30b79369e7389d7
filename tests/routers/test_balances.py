"""Stated balances, their history and gaps over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext

NEW = {"name": "Car", "institution": "own", "account_type": "property"}


@pytest.fixture
def car(client: TestClient) -> int:
    made: int = client.post("/api/accounts", json=NEW).json()["id"]
    return made


def state(client: TestClient, account: int, on: str, amount: float) -> Any:
    body = {"date": on, "amount": amount}
    return client.post(f"/api/accounts/{account}/balances/stated", json=body)


def dump(context: AppContext) -> list[tuple[Any, ...]]:
    with context.home.budget.read() as session:
        stated = session.execute(text("SELECT * FROM stated_balances ORDER BY id")).all()
        shown = session.execute(text("SELECT id, stated_balance, stated_balance_on FROM accounts"))
        return [tuple(row) for row in (*stated, *shown)]


def add(client: TestClient, account: int, on: str, amount: float) -> int:
    body = {"account_id": account, "date": on, "amount": amount, "description": "SHOP"}
    made: int = client.post("/api/transactions", json=body).json()["id"]
    return made


def test_values_make_a_history_and_each_edit_is_undone(
    client: TestClient, context: AppContext, car: int
) -> None:
    before = dump(context)
    added = state(client, car, "2025-02-01", 9000)
    assert (added.status_code, added.json()["source"]) == (201, "owner")
    balance = f"/api/accounts/{car}/balances/{added.json()['id']}"
    first = dump(context)
    edited = client.patch(balance, json={"amount": 8800.5, "notes": "Kelley"})
    assert (edited.json()["amount"], edited.json()["notes"]) == (8800.5, "Kelley")
    deleted = client.delete(balance)
    assert deleted.status_code == 204
    for done, then in ((deleted, None), (edited, first), (added, before)):
        undone = client.post(f"/api/operations/{done.headers['x-operation-id']}/undo")
        assert undone.status_code == 200
        if then is not None:
            assert dump(context) == then


def test_the_history_has_points_statements_and_the_account_its_newest(
    client: TestClient, car: int
) -> None:
    for on, amount in (("2025-04-01", 9000), ("2025-06-01", 8000)):
        state(client, car, on, amount)
    found = client.get(f"/api/accounts/{car}/balances").json()
    assert (found["basis"], found["balance"], found["gaps"]) == ("valued", 8000, [])
    assert [point["balance"] for point in found["points"]] == [9000, 9000, 8000]
    assert [one["date"] for one in found["statements"]] == ["2025-06-01", "2025-04-01"]
    daily = client.get(
        f"/api/accounts/{car}/balances", params={"by": "day", "start": "2025-05-31"}
    ).json()
    assert [point["balance"] for point in daily["points"][:2]] == [9000, 8000]
    shown = client.get(f"/api/accounts/{car}").json()
    assert (shown["balance_stated"], shown["balance_basis"]) == (8000, "valued")


def test_a_gap_is_explained_accepted_and_the_acceptance_undone(client: TestClient) -> None:
    account = client.post("/api/accounts", json={**NEW, "account_type": "checking"}).json()["id"]
    state(client, account, "2025-04-30", 100)
    add(client, account, "2025-05-02", 12.5)
    state(client, account, "2025-05-31", 80)
    url = f"/api/accounts/{account}"
    [gap] = client.get(f"{url}/balances").json()["gaps"]
    assert (gap["first_day"], gap["stated"], gap["computed"]) == ("2025-05-01", 80, 87.5)
    explained = client.get(f"{url}/gaps/{gap['key']}").json()
    assert (explained["missing_amount"], explained["gap"]) == (7.5, gap)
    accepted = client.post(
        f"{url}/gaps/{gap['key']}/adjustment", json={"category_short_desc": "bank_fee"}
    )
    assert accepted.status_code == 201
    row = client.get(f"/api/transactions/{accepted.json()['transaction_id']}").json()
    assert (row["amount"], row["date"]) == (7.5, "2025-05-31")
    healed = client.get(f"{url}/gaps/{gap['key']}").json()
    assert healed == {"gap": None, "missing_amount": 0, "reasons": []}
    assert client.post(f"{url}/gaps/{gap['key']}/adjustment", json={}).status_code == 409
    client.post(f"/api/operations/{accepted.headers['x-operation-id']}/undo")
    assert client.get(f"{url}/balances").json()["gaps"] == [gap]


@pytest.mark.parametrize(
    ("asked", "body", "status"),
    [
        ("get /api/accounts/999/balances", None, 404),
        ("get /api/accounts/{car}/balances?by=hour", None, 422),
        ("get /api/accounts/{car}/gaps/opening", None, 404),
        ("get /api/accounts/{car}/gaps/x", None, 422),
        ("post /api/accounts/999/balances/stated", {"date": "2025-01-01", "amount": 1}, 404),
        ("post /api/accounts/{car}/balances/stated", {"date": "2025-12-01", "amount": 1}, 422),
        ("post /api/accounts/{car}/balances/stated", {"date": "2025-01-01", "amount": "nan"}, 422),
        ("post /api/accounts/{car}/gaps/7/adjustment", {}, 404),
        ("patch /api/accounts/{car}/balances/999", {"amount": 1}, 404),
        ("patch /api/accounts/{car}/balances/999", {"amount": None}, 422),
        ("delete /api/accounts/{car}/balances/999", None, 404),
    ],
)
def test_what_can_not_be(client: TestClient, car: int, asked: str, body: Any, status: int) -> None:
    method, path = asked.split()
    answer = client.request(method, path.format(car=car), json=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_balance_of_a_file_is_deleted_not_edited(client: TestClient, car: int) -> None:
    account = client.post("/api/accounts", json={**NEW, "account_type": "checking"}).json()["id"]
    table = b"Date,Description,Amount,Balance\n2025-01-05,A,-1.00,99.00\n2025-02-06,B,-2.00,97.00\n"
    client.post(
        "/api/import/file", files={"file": ("a.csv", table)}, data={"account_id": str(account)}
    )
    stated = client.get(f"/api/accounts/{account}/balances").json()["statements"]
    assert [(one["date"], one["amount"], one["file_name"]) for one in stated if one["id"]] == [
        ("2025-02-06", 97, "a.csv"),
        ("2025-01-05", 99, "a.csv"),
        ("2025-01-04", 100, "a.csv"),
    ]
    url = f"/api/accounts/{account}/balances/{stated[0]['id']}"
    assert client.patch(url, json={"amount": 1}).status_code == 409
    assert client.delete(url).status_code == 204
    assert client.get(f"/api/accounts/{account}").json()["balance_stated"] == 99


def test_a_deleted_account_comes_back_with_its_balances(
    client: TestClient, context: AppContext, car: int
) -> None:
    state(client, car, "2025-04-01", 9000)
    before = dump(context)
    deleted = client.delete(f"/api/accounts/{car}")
    assert dump(context) != before
    client.post(f"/api/operations/{deleted.headers['x-operation-id']}/undo")
    assert dump(context) == before


def _card_statement(month: int, spent: str, ledger: str) -> bytes:
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS>"
        "<CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>1234</CCACCTFROM><BANKTRANLIST>"
        f"<DTSTART>20250101<DTEND>20250615<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>2025{month:02d}05"
        f"<TRNAMT>-{spent}<FITID>{month}<NAME>SHOP</STMTTRN></BANKTRANLIST>"
        f"<LEDGERBAL><BALAMT>{ledger}<DTASOF>2025{month:02d}10</LEDGERBAL>"
        "</CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>"
    ).encode()


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_cards_debt_is_owed_however_its_bank_writes_it(client: TestClient, sign: str) -> None:
    files = [(4, "60.00", "500.00"), (5, "40.00", "540.00"), (6, "30.00", "570.00")]
    for month, spent, ledger in files:
        data = _card_statement(month, spent, sign + ledger)
        answer = client.post(
            "/api/import/file", files={"file": (f"{month}.ofx", data)}, data={"account_id": 1}
        )
        assert answer.status_code == 200, answer.text

    history = client.get("/api/accounts/1/balances").json()

    assert (history["balance"], history["gaps"]) == (-570, [])
    told = [one["amount"] for one in history["statements"] if one["source"] == "file"]
    assert told == [-570, -540, -500]
    account = client.get("/api/accounts/1").json()
    assert (account["balance_stated"], account["balance_difference"]) == (-570, 0)

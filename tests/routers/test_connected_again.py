"""A bank that was let go of with its data, and connected again."""

import pytest
from fastapi.testclient import TestClient

from tests.fakes.plaid_server import Item, PlaidServer
from tests.routers.test_connections import Banking, client, plaid

__all__ = ["client", "plaid"]


@pytest.fixture
def banking(client: TestClient, plaid: PlaidServer) -> Banking:
    return Banking(client, plaid)


def _two_rows(item: Item) -> None:
    account = item.add_account()
    item.add(account, amount=10.5, transaction_id=f"{item.item_id[:20]}-coffee")
    item.add(account, amount=20, transaction_id=f"{item.item_id[:20]}-books", name="Books")


def test_what_came_again_is_not_put_back_as_well(banking: Banking, client: TestClient) -> None:
    banking.plaid.bank.furnish = _two_rows
    first = banking.link_all(banking.connect())
    banking.sync(first["id"])
    gone = client.delete(f"/api/connections/{first['id']}", params={"data": "delete"})
    undo = f"/api/operations/{gone.headers['x-operation-id']}/undo"

    again = banking.connect()
    choice = {"id": again["accounts"][0]["id"], "choice": "existing"}
    choice["account_id"] = first["accounts"][0]["account_id"]
    path = f"/api/connections/{again['id']}/accounts"
    assert client.post(path, json={"choices": [choice]}).status_code == 200
    run = banking.sync(again["id"])
    assert (run["added"], client.get("/api/transactions").json()["total"]) == (2, 2)

    refused = client.post(undo)
    assert refused.status_code == 409
    assert refused.json()["blocked_by"]["id"] == run["operation_id"]
    assert client.get("/api/transactions").json()["total"] == 2

    assert client.post(f"/api/operations/{run['operation_id']}/undo").status_code == 200
    assert client.post(undo).status_code == 200
    assert client.get("/api/transactions").json()["total"] == 2


def test_coins_are_never_dollars(banking: Banking, client: TestClient) -> None:
    def wallet(item: Item) -> None:
        none = {"iso_currency_code": None, "unofficial_currency_code": "BTC"}
        coins = item.add_account(currency=None, unofficial_currency="BTC", current=2, name="Coins")
        item.add(coins, amount=0.5, **none)
        dollars = item.add_account(name="Cash")
        item.add(dollars, amount=3)
        item.add(dollars, amount=7, **none)

    banking.plaid.bank.furnish = wallet
    connection = banking.connect()
    coins = connection["accounts"][0]
    connection = banking.link_all(connection)
    run = banking.sync(connection["id"])

    assert (run["added"], run["status"]) == (2, "partial")
    ids = {one["name"]: one["account_id"] for one in connection["accounts"]}
    shown = {name: client.get(f"/api/accounts/{one}").json() for name, one in ids.items()}
    assert {name: one["currency"] for name, one in shown.items()} == {"Coins": "XXX", "Cash": "USD"}
    assert client.get("/api/transactions", params={"account_id": ids["Cash"]}).json()["total"] == 1

    choice = {"id": coins["id"], "choice": "existing", "account_id": ids["Cash"]}
    path = f"/api/connections/{connection['id']}/accounts"
    assert client.post(path, json={"choices": [choice | {"take_over": True}]}).status_code == 422

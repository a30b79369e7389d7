"""Bank connections over HTTP, against a local Plaid that speaks the real protocol."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.main import create_app
from tests.conftest import NOW
from tests.fakes.plaid_server import Item, PlaidError, PlaidServer
from tests.fakes.simplefin_server import simplefin_server

BANK_DOWN = PlaidError("INSTITUTION_DOWN", kind="INSTITUTION_ERROR")


@dataclass
class Banking:
    """The app, and the Plaid that it is connected to."""

    client: TestClient
    plaid: PlaidServer

    def public_token(self, institution: str = "ins_109508") -> str:
        return self.plaid.bank.public_token(institution, ["transactions"])

    def connect(self, **wish: Any) -> Any:
        body = {
            "provider": "plaid",
            "grant": self.public_token(),
            "institution_id": "ins_109508",
            "institution_name": "First Platypus Bank",
            **wish,
        }
        answer = self.client.post("/api/connections/link/finish", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def link_all(self, connection: dict[str, Any]) -> Any:
        choices = [{"id": one["id"], "choice": "new"} for one in connection["accounts"]]
        path = f"/api/connections/{connection['id']}/accounts"
        answer = self.client.post(path, json={"choices": choices})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def sync(self, connection_id: int) -> Any:
        run_id = self.client.post(f"/api/connections/{connection_id}/sync").json()["run_id"]
        return self.ended(run_id)

    def ended(self, run_id: int) -> Any:
        return until(
            lambda: self.client.get(f"/api/sync/runs/{run_id}").json(),
            lambda run: run["status"] != "running",
        )


def until(ask: Callable[[], Any], is_so: Callable[[Any], bool]) -> Any:
    for _ in range(2000):
        answer = ask()
        if is_so(answer):
            return answer
        time.sleep(0.005)
    raise AssertionError(answer)


@pytest.fixture
def plaid() -> Iterator[PlaidServer]:
    with PlaidServer() as server:
        yield server


@pytest.fixture
def client(config: Config, plaid: PlaidServer) -> Iterator[TestClient]:
    variables = {key.upper(): value for key, value in plaid.settings().items()}
    app = create_app(replace(config, environment=variables), now=lambda: NOW)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def banking(client: TestClient, plaid: PlaidServer) -> Banking:
    return Banking(client, plaid)


def item_of(banking: Banking, number: int = -1) -> Item:
    return banking.plaid.bank.items[number]


def test_from_a_link_to_transactions(banking: Banking) -> None:
    start = banking.client.post("/api/connections/link/start", json={"provider": "plaid"}).json()
    assert start["kind"] == "plaid_link"
    assert start["token"].startswith("link-sandbox")

    connection = banking.connect()
    assert connection["institution_name"] == "First Platypus Bank"
    assert connection["health"]["action"] == "decide_accounts"
    assert {one["decision"] for one in connection["accounts"]} == {None}
    decided = banking.link_all(connection)
    assert {one["decision"] for one in decided["accounts"]} == {"linked"}

    run = banking.sync(connection["id"])

    assert (run["status"], run["trigger"]) == ("success", "initial")
    assert run["added"] > 0
    stored = banking.client.get("/api/transactions").json()
    assert stored["total"] == run["added"]
    shown = banking.client.get(f"/api/connections/{connection['id']}").json()
    assert shown["health"]["state"] == "ok"
    assert (shown["is_syncing"], shown["run_id"]) == (False, None)
    assert shown["last_success_at"] is not None
    listed = banking.client.get("/api/connections").json()["items"]
    assert listed == [shown]


def test_what_a_provider_needs_is_named(client: TestClient, plaid: PlaidServer) -> None:
    ready, open_to_all = client.get("/api/connections/providers").json()["items"]
    assert (ready["key"], ready["is_ready"], ready["environment"]) == ("plaid", True, "sandbox")
    assert "balances" in ready["paid_calls"]
    assert (open_to_all["key"], open_to_all["link_kind"]) == ("simplefin", "paste_token")


def test_without_keys_nothing_is_asked_and_the_way_without_is_told(
    config: Config, plaid: PlaidServer
) -> None:
    app = create_app(config, now=lambda: NOW)
    with TestClient(app, base_url="http://localhost") as client:
        refusal = client.post("/api/connections/link/start", json={"provider": "plaid"})
        assert refusal.status_code == 409
        assert "plaid_client_id" in refusal.json()["missing_settings"]
        assert "files can be imported" in refusal.json()["detail"]
    assert plaid.calls == []


def test_the_sample_household_has_no_banks(client: TestClient, context: AppContext) -> None:
    context.demo = replace(context.home, is_demo=True)
    client.cookies.set("budgetapp_profile", "demo")
    for path in ("/api/connections", "/api/sync/runs", "/api/accounts/sync-history"):
        answer = client.get(path)
        assert (answer.status_code, "made up" in answer.json()["detail"]) == (409, True)


def test_a_bank_is_not_connected_twice_by_accident(banking: Banking) -> None:
    first = banking.connect()
    body = {
        "provider": "plaid",
        "grant": banking.public_token(),
        "institution_id": "ins_109508",
        "institution_name": "First Platypus Bank",
    }

    refusal = banking.client.post("/api/connections/link/finish", json=body)

    assert refusal.status_code == 409
    assert refusal.json()["connection_id"] == first["id"]
    assert banking.connect(allow_second=True)["id"] != first["id"]


def test_a_login_replaces_another_and_keeps_its_accounts(banking: Banking) -> None:
    old = banking.link_all(banking.connect())
    fed = {one["mask"]: one["account_id"] for one in old["accounts"]}
    brought = banking.sync(old["id"])["added"]

    new = banking.connect(replace_connection_id=old["id"])

    assert {one["mask"]: one["account_id"] for one in new["accounts"]} == fed
    gone = banking.client.get(f"/api/connections/{old['id']}").json()
    assert gone["status"] == "disconnected"
    assert len(banking.plaid.bodies("/item/remove")) == 1
    # Another login has other ids for the same rows, those that are pending among them.
    run = banking.sync(new["id"])
    assert run["matched"] == brought
    assert banking.client.get("/api/transactions").json()["total"] == brought


def test_what_the_provider_answers_is_a_problem_in_words(banking: Banking) -> None:
    banking.plaid.script("/link/token/create", PlaidError("INVALID_API_KEYS", kind="INVALID_INPUT"))
    failed = banking.client.post("/api/connections/link/start", json={"provider": "plaid"})
    assert failed.status_code == 502
    assert failed.json()["code"] == "INVALID_API_KEYS"
    assert failed.json()["request_id"].startswith("req")
    assert "secret" not in failed.json()["detail"]

    wrong = {"provider": "plaid", "grant": "public-sandbox-unknown"}
    answer = banking.client.post("/api/connections/link/finish", json=wrong)
    assert answer.status_code == 502
    assert banking.client.get("/api/connections").json()["items"] == []


def test_a_credential_survives_what_comes_after_it(banking: Banking) -> None:
    banking.plaid.always("/accounts/get", BANK_DOWN)
    connection = banking.connect()
    assert connection["accounts"] == []
    assert connection["last_error"]
    banking.plaid.always("/accounts/get", None)

    banking.sync(connection["id"])  # asks again

    shown = banking.client.get(f"/api/connections/{connection['id']}").json()
    assert len(shown["accounts"]) > 0
    assert item_of(banking).access_token not in str(shown)


def test_a_login_is_repaired(banking: Banking) -> None:
    connection = banking.link_all(banking.connect())
    item_of(banking).require_login()
    failed = banking.sync(connection["id"])
    assert (failed["status"], failed["error_code"]) == ("error", "ITEM_LOGIN_REQUIRED")
    shown = banking.client.get(f"/api/connections/{connection['id']}").json()
    assert shown["health"]["action"] == "repair"

    wish = {"provider": "plaid", "connection_id": connection["id"]}
    assert banking.client.post("/api/connections/link/start", json=wish).status_code == 200
    item_of(banking).repair()
    answer = banking.client.post(f"/api/connections/{connection['id']}/repaired")

    assert answer.status_code == 202
    run = banking.ended(answer.json()["run_id"])
    assert (run["status"], run["trigger"]) == ("success", "retry")
    shown = banking.client.get(f"/api/connections/{connection['id']}").json()
    assert shown["health"]["state"] == "ok"


def test_pausing_and_reading_anew(banking: Banking) -> None:
    connection = banking.link_all(banking.connect())
    path = f"/api/connections/{connection['id']}"
    assert banking.client.post(f"{path}/pause", json={"paused": True}).json()["paused"] is True
    assert banking.client.post(f"{path}/pause", json={"paused": False}).json()["paused"] is False
    first = banking.sync(connection["id"])

    assert banking.client.post(f"{path}/reset").status_code == 200
    again = banking.sync(connection["id"])

    assert (again["added"], again["status"]) == (0, "success")
    assert banking.client.get("/api/transactions").json()["total"] == first["added"]


def test_billed_balances_need_a_yes(banking: Banking) -> None:
    path = f"/api/connections/{banking.link_all(banking.connect())['id']}/balances"
    assert banking.client.post(path, json={}).status_code == 422
    assert banking.client.post(path, json={"i_know_it_costs": False}).status_code == 422
    assert banking.plaid.bodies("/accounts/balance/get") == []

    answer = banking.client.post(path, json={"i_know_it_costs": True})

    assert answer.status_code == 200
    assert len(banking.plaid.bodies("/accounts/balance/get")) == 1
    accounts = {one["name"]: one for one in banking.client.get("/api/accounts").json()}
    assert accounts["Plaid Saving"]["balance_current"] == 210.0


def test_disconnecting_with_its_data_is_undone(banking: Banking) -> None:
    connection = banking.link_all(banking.connect())
    brought = banking.sync(connection["id"])["added"]
    path = f"/api/connections/{connection['id']}"
    banking.plaid.always("/item/remove", BANK_DOWN)
    assert banking.client.delete(path).status_code == 502
    assert banking.client.get(path).json()["status"] == "connected"
    banking.plaid.always("/item/remove", None)

    gone = banking.client.delete(path, params={"data": "delete", "force": True})

    assert gone.json() == {"deleted_transactions": brought}
    assert banking.client.get("/api/transactions").json()["total"] == 0
    undone = banking.client.post(f"/api/operations/{gone.headers['x-operation-id']}/undo")
    assert undone.status_code == 200
    assert banking.client.get("/api/transactions").json()["total"] == brought
    assert banking.client.get(path).json()["status"] == "disconnected"
    assert banking.client.post(f"{path}/sync").status_code == 409


def test_a_login_that_is_gone_at_the_bank_is_let_go_of(banking: Banking) -> None:
    connection = banking.connect()
    banking.plaid.script("/item/remove", PlaidError("ITEM_NOT_FOUND", kind="INVALID_INPUT"))
    path = f"/api/connections/{connection['id']}"
    assert banking.client.delete(path).status_code == 200
    assert banking.client.get(path).json()["status"] == "disconnected"


def test_the_sandbox_bank_needs_no_link(banking: Banking) -> None:
    made = banking.client.post("/api/connections/sandbox")
    assert made.status_code == 201
    assert made.json()["accounts"]


def test_choices_that_can_not_be(banking: Banking) -> None:
    connection = banking.connect()
    path = f"/api/connections/{connection['id']}/accounts"
    first = connection["accounts"][0]["id"]

    def choose(**choice: Any) -> int:
        body = {"choices": [{"id": first, **choice}]}
        return banking.client.post(path, json=body).status_code

    assert choose(choice="existing", account_id=99) == 404
    assert choose(choice="existing") == 422
    assert choose(choice="sideways") == 422
    assert choose(choice="new", account_type="piggy") == 422
    assert (
        banking.client.post(path, json={"choices": [{"id": 999, "choice": "ignore"}]}).status_code
        == 404
    )
    shown = banking.client.get(f"/api/connections/{connection['id']}").json()
    assert {one["decision"] for one in shown["accounts"]} == {None}
    assert (
        banking.client.post("/api/connections/99/accounts", json={"choices": []}).status_code == 422
    )
    assert banking.client.get("/api/connections/99").status_code == 404


def test_an_account_moves_from_plaid_to_simplefin_and_back(banking: Banking) -> None:
    client = banking.client
    plaid = banking.link_all(banking.connect())
    before = banking.sync(plaid["id"])["added"]
    [checking] = [one for one in plaid["accounts"] if one["name"] == "Plaid Checking"]
    with simplefin_server() as bridge:
        bridge.add_bank(name="First Platypus Bank")
        bridge.add_account(name=f"Plaid Checking ({checking['mask']})")
        bridge.add_row("S1", "2025-06-14", "-12.34", "ONLY AT SIMPLEFIN")
        body = {"provider": "simplefin", "grant": bridge.setup_token()}
        made = client.post("/api/connections/link/finish", json=body).json()
        [offered] = made["accounts"]
        assert offered["suggestion"]["account_id"] == checking["account_id"]
        assert offered["suggestion"]["certainty"] == "likely"  # another login feeds it
        choice = {"id": offered["id"], "choice": "existing", "account_id": checking["account_id"]}
        path = f"/api/connections/{made['id']}"
        refusal = client.post(f"{path}/accounts", json={"choices": [choice]})
        assert (refusal.status_code, refusal.json()["connection_id"]) == (409, plaid["id"])

        taken = {"choices": [{**choice, "take_over": True}]}
        assert client.post(f"{path}/accounts", json=taken).status_code == 200
        assert banking.sync(made["id"])["added"] == 1
        again = client.post("/api/connections/link/finish", json=body)
        assert again.status_code == 502  # a setup token is claimed once
        assert bridge.password not in again.text
        assert client.delete(path).status_code == 200

    rest = client.get("/api/transactions").json()
    assert rest["total"] == before + 1
    back = {"id": checking["id"], "choice": "existing", "account_id": checking["account_id"]}
    answer = client.post(f"/api/connections/{plaid['id']}/accounts", json={"choices": [back]})
    assert answer.status_code == 200
    assert banking.sync(plaid["id"])["added"] == 0
    assert client.get("/api/transactions").json()["total"] == before + 1


@pytest.mark.parametrize("choice", ["new", "existing"])
def test_a_wrong_decision_is_put_right_after_the_sync(banking: Banking, choice: str) -> None:
    client = banking.client
    connection = banking.link_all(banking.connect())
    total = banking.sync(connection["id"])["added"]
    [checking] = [one for one in connection["accounts"] if one["name"] == "Plaid Checking"]
    wrong = checking["account_id"]
    right = {"name": "The right one", "institution": "First", "account_type": "checking"}
    wish: dict[str, Any] = {"id": checking["id"], "choice": choice, "name": right["name"]}
    if choice == "existing":
        wish["account_id"] = client.post("/api/accounts", json=right).json()["id"]
        row = {"account_id": wish["account_id"], "date": "2020-01-01", "amount": 1}
        entry = client.post("/api/transactions", json={**row, "description": "OWN"})
        assert entry.status_code == 201, entry.text
    path = f"/api/connections/{connection['id']}/accounts"

    decided = client.post(path, json={"choices": [wish]})

    assert decided.status_code == 200, decided.text
    assert banking.sync(connection["id"])["status"] == "success"
    own = 1 if choice == "existing" else 0
    assert client.get("/api/transactions").json()["total"] == total + own
    left = client.get("/api/transactions", params={"account_id": wrong}).json()
    assert left["total"] == 0
    operation = decided.headers["x-operation-id"]
    # Undone too late: what is in the right account stays in force, and the next sync is sound.
    client.post(f"/api/operations/{operation}/undo")
    client.post(f"/api/connections/{connection['id']}/reset")
    assert banking.sync(connection["id"])["status"] == "success"


def test_earlier_addresses_by_account(banking: Banking) -> None:
    client = banking.client
    assert client.post("/api/accounts/link/token", json={}).json()["token"]
    body = {"public_token": banking.public_token(), "institution_id": "ins_109508"}
    connection = client.post("/api/accounts/link/exchange", json=body).json()
    linked = banking.link_all(connection)
    one, *others = [account["account_id"] for account in linked["accounts"]]
    started = client.post(f"/api/accounts/{one}/sync")
    assert started.status_code == 202
    banking.ended(started.json()["run_id"])
    assert client.post(f"/api/accounts/{one}/reset-cursor").status_code == 204
    for run in client.post("/api/accounts/sync-all").json()["runs"]:
        assert banking.ended(run["run_id"])["added"] == 0
    runs = client.get("/api/accounts/sync-history", params={"account_id": one}).json()["items"]
    assert runs[0]["added"] == 0
    yes = {"i_know_it_costs": True}
    assert client.post(f"/api/accounts/{one}/balances", json=yes).status_code == 200

    for account_id in (one, *others):
        assert client.post(f"/api/accounts/{account_id}/disconnect").status_code == 200

    [shown] = client.get("/api/connections").json()["items"]
    assert shown["status"] == "disconnected"
    assert client.post(f"/api/accounts/{one}/sync").status_code == 409
    assert client.post("/api/accounts/999/sync").status_code == 404

"""SimpleFIN from the pasted token to the books, over HTTP and the real protocol."""

from collections.abc import Iterator
from typing import Any

import pytest

from backend.core.config import Config
from tests.cases.conftest import Household
from tests.fakes.simplefin_server import Bridge, simplefin_server


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    with simplefin_server() as bridge:
        bridge.add_bank()
        bridge.add_account(name="Everyday Checking (1234)", balance="947.50")
        bridge.add_row("s1", "2025-05-02", "-12.50", "COFFEE")
        bridge.add_row("s2", "2025-05-30", "2500.00", "PAYROLL")
        bridge.add_row("p1", "2025-06-13", "-40.00", "BISTRO 77", pending=True)
        yield bridge


@pytest.fixture
def login(home: Household, bridge: Bridge) -> Any:
    """A login whose one account feeds a new one."""
    grant = {"provider": "simplefin", "grant": bridge.setup_token()}
    made = home.do("POST", "/api/connections/link/finish", grant)
    [account] = made["accounts"]
    choice = {"id": account["id"], "choice": "new", "name": "Daily", "account_type": "checking"}
    return home.do("POST", f"/api/connections/{made['id']}/accounts", {"choices": [choice]})


def sync(home: Household, login: Any) -> Any:
    """Sync, wait for the end, and return the attempt."""
    run = home.do("POST", f"/api/connections/{login['id']}/sync")["run_id"]
    with home.client.stream("GET", f"/api/sync/runs/{run}/events") as events:
        assert "event: end" in "".join(events.iter_text())
    return home.ask(f"/api/sync/runs/{run}")


def of_daily(home: Household, login: Any) -> dict[str, Any]:
    [account] = login["accounts"]
    rows = home.rows(account_id=account["account_id"])
    return {row["description"]: row for row in rows}


def test_what_the_bank_has_is_in_the_books_once_with_the_apps_signs(
    home: Household, bridge: Bridge, login: Any
) -> None:
    first, second = sync(home, login), sync(home, login)

    assert (first["status"], first["added"]) == ("success", 3)
    assert (second["status"], second["added"], second["modified"]) == ("success", 0, 0)
    rows = of_daily(home, login)
    assert {name: row["amount"] for name, row in rows.items()} == {
        "COFFEE": 12.5, "PAYROLL": -2500.0, "BISTRO 77": 40.0,
    }  # fmt: skip
    assert {row["source"] for row in rows.values()} == {"simplefin"}
    assert rows["BISTRO 77"]["is_pending"]


def test_a_pending_row_that_posts_with_a_tip_keeps_its_category(
    home: Household, bridge: Bridge, login: Any
) -> None:
    sync(home, login)
    pending = of_daily(home, login)["BISTRO 77"]
    home.file_under(pending, "coffee")
    bridge.post("p1", "s3", "2025-06-14", amount="-48.00")

    sync(home, login)

    rows = of_daily(home, login)
    assert len(rows) == 3
    posted = rows["BISTRO 77"]
    assert (posted["id"], posted["amount"], posted["is_pending"]) == (pending["id"], 48.0, False)
    assert posted["category"] == "coffee"


def test_a_pending_row_that_is_gone_goes_to_the_deleted_ones(
    home: Household, bridge: Bridge, login: Any
) -> None:
    sync(home, login)
    bridge.accounts[0]["transactions"].pop()

    sync(home, login)

    assert set(of_daily(home, login)) == {"COFFEE", "PAYROLL"}


def test_a_bank_that_wants_a_login_leaves_the_rows_and_says_so(
    home: Household, bridge: Bridge, login: Any
) -> None:
    sync(home, login)
    bridge.silent_banks = {"CON-1"}
    bridge.errlist = [{"code": "con.auth", "conn_id": "CON-1", "msg": "Sign in."}]

    run = sync(home, login)

    assert run["status"] == "partial"
    assert "log in again" in run["error_message"]
    assert len(of_daily(home, login)) == 3


def test_after_a_lost_key_a_new_link_goes_on_with_the_same_account(
    home: Household, bridge: Bridge, login: Any, config: Config
) -> None:
    sync(home, login)
    before = of_daily(home, login)
    (config.data_folder / ".encryption_key").unlink()

    lost = sync(home, login)

    assert lost["status"] == "error"
    assert "missing or has changed" in lost["error_message"]
    [card] = home.ask("/api/connections")["items"]
    assert card["health"]["action"] == "relink"
    grant = {
        "provider": "simplefin",
        "grant": bridge.setup_token("AGAIN"),
        "replace_connection_id": login["id"],
    }
    again = home.do("POST", "/api/connections/link/finish", grant)
    if again["accounts"][0]["decision"] != "linked":
        home.do(
            "POST",
            f"/api/connections/{again['id']}/accounts",
            {
                "choices": [
                    {
                        "id": again["accounts"][0]["id"],
                        "choice": "existing",
                        "account_id": login["accounts"][0]["account_id"],
                    }
                ]
            },
        )
    bridge.add_row("s9", "2025-06-14", "-3.00", "TEA")
    assert sync(home, again)["status"] == "success"
    assert set(of_daily(home, login)) == {*before, "TEA"}
    assert len(home.rows()) == 4

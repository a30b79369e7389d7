"""Settings win over the environment, and secrets stay secret."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.core.config import Config
from backend.main import create_app
from tests.fakes.simplefin_server import Bridge, Failure, simplefin_server

KEY = "sk-ant-canary-0123456789"


def test_every_setting_is_listed_with_its_source(config: Config) -> None:
    given = replace(config, environment={"PLAID_CLIENT_ID": "from-env"})
    with TestClient(create_app(given), base_url="http://localhost") as client:
        shown = client.get("/api/settings").json()
        assert shown["plaid_client_id"] == {
            "value": "from-env",
            "is_set": True,
            "source": "env",
            "is_secret": False,
        }
        assert shown["auto_confirm_threshold"]["value"] == "3"
        assert shown["auto_confirm_threshold"]["source"] == "not_set"
        client.post("/api/settings", json={"plaid_client_id": "mine"})
        assert client.get("/api/settings").json()["plaid_client_id"]["source"] == "database"
    with TestClient(create_app(given), base_url="http://localhost") as client:  # after a restart
        assert client.get("/api/settings").json()["plaid_client_id"]["value"] == "mine"
        client.post("/api/settings", json={"plaid_client_id": None})
        assert client.get("/api/settings").json()["plaid_client_id"]["value"] == "from-env"


def test_a_secret_is_masked_encrypted_and_never_in_a_file(
    client: TestClient, config: Config
) -> None:
    shown = client.post("/api/settings", json={"anthropic_api_key": KEY}).json()
    assert shown["anthropic_api_key"]["is_set"]
    assert KEY not in client.get("/api/settings").text
    masked = shown["anthropic_api_key"]["value"]
    client.post("/api/settings", json={"anthropic_api_key": masked})  # a form sends it back
    assert client.get("/api/settings").json()["anthropic_api_key"]["value"] == masked
    assert KEY not in client.get("/api/export").text
    files = [path for path in config.data_folder.rglob("*") if path.is_file()]
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
    key_file = config.data_folder / ".encryption_key"
    assert key_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["anthropic_api_key", "plaid_client_id", "auto_confirm_threshold"])
def test_a_value_can_only_be_so_long(client: TestClient, key: str) -> None:
    before = client.get("/api/settings").json()

    answer = client.post("/api/settings", json={"plaid_env": "sandbox", key: "7" * 501})

    assert answer.status_code == 422
    assert key in answer.json()["detail"]
    assert client.get("/api/settings").json() == before
    assert client.post("/api/settings", json={"anthropic_api_key": "7" * 500}).status_code == 200


def test_clearing_a_secret_clears_it(client: TestClient) -> None:
    client.post("/api/settings", json={"anthropic_api_key": KEY})
    client.post("/api/settings", json={"anthropic_api_key": ""})
    assert not client.get("/api/settings").json()["anthropic_api_key"]["is_set"]


def test_a_lost_key_is_said_and_can_be_mended(client: TestClient, config: Config) -> None:
    client.post("/api/settings", json={"anthropic_api_key": KEY})
    (config.data_folder / ".encryption_key").unlink()
    shown = client.get("/api/settings").json()["anthropic_api_key"]
    assert "again" in shown["value"]
    client.post("/api/settings", json={"anthropic_api_key": KEY})
    assert client.get("/api/settings").json()["anthropic_api_key"]["value"].endswith("6789")


@pytest.mark.parametrize(
    "wish",
    [
        {"surprise": "x"},
        {"plaid_env": "development"},
        {"auto_confirm_threshold": "0"},
        {"auto_confirm_threshold": "banana"},
        {"auto_confirm_threshold": 1001, "plaid_client_id": "x"},
        {"time_zone": "Middle/Earth"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "America"},
        {"week_start": "tuesday"},
        {"currency": "dollars"},
        {"lock_idle_minutes": "-1"},
        {"app_lock_password": "x"},
        {"plaid_base_url": "http://sandbox.plaid.com"},
        {"plaid_base_url": "https://sandbox.plaid.com:http"},
        {"plaid_link_js_url": "https://*"},
        {"plaid_redirect_uri": "https://"},
        {"simplefin_page_url": "https://owner:password@bridge.example"},
    ],
)
def test_a_value_that_can_not_be_is_refused_and_nothing_is_saved(
    client: TestClient, wish: dict[str, object]
) -> None:
    before = client.get("/api/settings").json()
    answer = client.post("/api/settings", json=wish)
    assert answer.status_code == 422
    assert next(iter(wish)) in answer.json()["detail"]
    assert client.get("/api/settings").json() == before


def test_env_files_of_the_data_folder_come_before_the_working_directorys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.core.config import load_config

    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    (home / ".env").write_text("PLAID_CLIENT_ID=home\nPLAID_ENV=sandbox\n")
    (here / ".env").write_text("PLAID_CLIENT_ID=here\nPLAID_SECRET=here\n")
    monkeypatch.chdir(here)
    found = load_config({"BUDGET_APP_HOME": str(home), "PLAID_ENV": "production"}).environment
    assert (found["PLAID_CLIENT_ID"], found["PLAID_SECRET"], found["PLAID_ENV"]) == (
        "home",
        "here",
        "production",
    )


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    with simplefin_server() as bridge:
        yield bridge


def test_a_connection_can_be_tested_before_its_settings_are_saved(
    client: TestClient, bridge: Bridge
) -> None:
    wish = {"simplefin_page_url": bridge.page_url}
    good = client.post("/api/settings/test/simplefin", json=wish)
    assert (good.status_code, good.json()["ok"]) == (200, True)
    assert "SimpleFIN answers" in good.json()["sentence"]
    assert not client.get("/api/settings").json()["simplefin_page_url"]["is_set"]

    client.post("/api/settings", json=wish)
    bridge.failures.append(Failure(503))
    bad = client.post("/api/settings/test/simplefin")
    assert (bad.status_code, bad.json()["ok"]) == (200, False)
    assert client.post("/api/settings/test/simplefin", json={}).json()["ok"]


def test_what_is_missing_wrong_or_unknown_is_said_and_never_a_500(
    client: TestClient, config: Config
) -> None:
    missing = client.post("/api/settings/test/plaid").json()
    assert not missing["ok"]
    assert "not set" in missing["sentence"]
    unknown = client.post("/api/settings/test/surprise")
    assert unknown.status_code == 404
    for wish in ({"surprise": "x"}, {"plaid_env": "moon"}, {"plaid_secret": "7" * 501}):
        assert client.post("/api/settings/test/plaid", json=wish).status_code == 422
    nobody = {"simplefin_page_url": "http://127.0.0.1:9/simplefin/create"}
    refused = client.post("/api/settings/test/simplefin", json=nobody).json()
    assert "can’t be reached" in refused["sentence"]


def test_a_lost_key_is_said_by_a_test_of_the_connection(client: TestClient, config: Config) -> None:
    client.post("/api/settings", json={"plaid_client_id": "x", "plaid_secret": KEY})
    (config.data_folder / ".encryption_key").unlink()
    told = client.post("/api/settings/test/plaid").json()
    assert not told["ok"]
    assert "missing or has changed" in told["sentence"]


def test_the_mask_of_a_secret_stands_for_it(context: AppContext, client: TestClient) -> None:
    shown = client.post("/api/settings", json={"plaid_secret": KEY}).json()["plaid_secret"]["value"]
    with context.home.budget.read() as session:
        value_of = context.home.settings.as_if_saved(
            session, {"plaid_secret": shown, "plaid_client_id": "new", "anthropic_api_key": ""}
        )
        assert value_of("plaid_secret") == KEY
        assert value_of("plaid_client_id") == "new"
        assert value_of("anthropic_api_key") is None
        assert value_of("auto_confirm_threshold") == "3"


def test_every_time_zone_that_is_offered_is_taken(client: TestClient) -> None:
    names = client.get("/api/settings/time-zones").json()["items"]

    assert {"America/New_York", "Europe/Berlin", "UTC"} <= set(names)
    assert names == sorted(names)
    for name in (names[0], names[-1], "Pacific/Kiritimati"):
        answer = client.post("/api/settings", json={"time_zone": name})
        assert answer.json()["time_zone"]["value"] == name


def test_keys_go_to_no_unsafe_address_of_the_environment(config: Config) -> None:
    environment = {
        "PLAID_CLIENT_ID": "client",
        "PLAID_SECRET": "secret-of-the-tests",
        "PLAID_BASE_URL": "http://plaid.invalid",
    }
    given = replace(config, environment=environment)
    with TestClient(create_app(given), base_url="http://localhost") as client:
        answer = client.post("/api/settings/test/plaid").json()

    assert not answer["ok"]
    assert "none that keys may be sent to" in answer["sentence"]

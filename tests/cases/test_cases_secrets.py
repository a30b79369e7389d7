"""Case 31: with both files, all backups, logs and exports in hand, no secret can be found."""

import io
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from backend.services.backups import back_up
from tests.conftest import NOW
from tests.data.legacy.build import HOUSEHOLD, Version, add_rows, build
from tests.fakes.simplefin_server import PASSWORD, USER, Bridge, Failure, simplefin_server

CLAIM = "canary-claim-0010"
OLD_TOKEN = "access-production-canary-old-0001"
OLD_KEY = "sk-ant-canary-from-an-old-file-0002"
SAVED = {
    "plaid_secret": "canary-plaid-sandbox-0003",
    "plaid_production_secret": "canary-plaid-production-0004",
    "plaid_recovery_code": "canary-recovery-0005",
    "anthropic_api_key": "sk-ant-canary-saved-0006",
}
ENVIRONMENT = {
    "ANTHROPIC_API_KEY": "sk-ant-canary-environment-0007",
    "PLAID_SECRET": "canary-plaid-environment-0008",
}
EARLIER_KEY = Fernet.generate_key().decode()
TOKEN_OF_EARLIER_KEY = "access-production-canary-0009"


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    with simplefin_server() as bridge:
        bridge.add_bank()
        bridge.add_account()
        bridge.add_row("r1", "2025-06-01", "-12.50", "COFFEE")
        bridge.add_row("r2", "2025-06-14", "-40.00", "BISTRO", pending=True)
        yield bridge


@pytest.fixture
def old_folder(config: Config) -> Config:
    """The folder of an earlier version, with secrets as it kept them."""
    build(config.budget_file, Version.COMPLETE, HOUSEHOLD)
    encrypted = Fernet(EARLIER_KEY).encrypt(TOKEN_OF_EARLIER_KEY.encode()).decode()
    place = {"institution": "x", "account_type": "checking"}
    add_rows(
        config.budget_file,
        {
            "accounts": [
                {"id": 20, "name": "A", "plaid_item_id": "item-1", "plaid_access_token": OLD_TOKEN}
                | place,
                {"id": 21, "name": "B", "plaid_item_id": "item-2", "plaid_access_token": encrypted}
                | place,
            ],
            "app_settings": [
                {"key": "anthropic_api_key", "value": OLD_KEY},
                {"key": "plaid_token_encryption_key", "value": EARLIER_KEY},
            ],
        },
    )
    return replace(config, environment=ENVIRONMENT)


def found_in(data: bytes, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if secret.encode() in data]


def files_with(folder: Path, secrets: list[str]) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(f.name, secret) for f in files for secret in found_in(f.read_bytes(), secrets)]


def use_everything(client: TestClient, bridge: Bridge) -> list[bytes]:
    """Do what touches secrets, failures included; return every answer."""
    answers = []
    runs: list[str] = []

    def do(method: str, path: str, body: object = None) -> None:
        answer = client.request(method, path, json=body)
        assert answer.status_code < 503, answer.text
        answers.append(answer.content)

    do("POST", "/api/settings", {**SAVED, "simplefin_page_url": bridge.page_url})
    do("GET", "/api/settings")
    do("POST", "/api/settings/test/simplefin")
    bridge.failures.append(Failure(500, body=PASSWORD.encode()))
    do("POST", "/api/settings/test/simplefin", {"plaid_secret": SAVED["plaid_secret"]})
    do("POST", "/api/settings", {"anthropic_api_key": "x" * 501})
    grant = {"provider": "simplefin", "grant": bridge.setup_token(CLAIM)}
    login = client.post("/api/connections/link/finish", json=grant)
    assert login.status_code == 201, login.text
    answers.append(login.content)
    do("POST", "/api/connections/link/finish", grant)  # used: refused
    [account] = login.json()["accounts"]
    choice = {"id": account["id"], "choice": "new", "name": "Bridge", "account_type": "checking"}
    do("POST", f"/api/connections/{login.json()['id']}/accounts", {"choices": [choice]})
    bridge.errlist = [{"code": "con.auth", "msg": f"at https://{USER}:{PASSWORD}@bank.example"}]
    failures = Failure(403), Failure(429), Failure(cut=True), Failure(200, body=b"{"), Failure()
    for failure in failures:
        bridge.failures.append(failure)
        do("POST", f"/api/connections/{login.json()['id']}/sync")
        runs.append(wait_for_run(client))
    for path in ("/api/connections", "/api/sync/runs", "/api/operations", "/api/quarantine"):
        do("GET", path)
    for form in ("json", "csv"):
        exported = client.get("/api/export", params={"format": form}).content
        answers += [exported, *unzipped(exported)]
    assert runs == ["error"] * 4 + ["partial"]
    return answers


def wait_for_run(client: TestClient) -> str:
    """Wait until the newest attempt is over, and tell how it ended."""
    newest = client.get("/api/sync/runs").json()["items"][0]
    with client.stream("GET", f"/api/sync/runs/{newest['id']}/events") as events:
        assert "event: end" in "".join(events.iter_text())
    return str(client.get(f"/api/sync/runs/{newest['id']}").json()["status"])


def unzipped(data: bytes) -> list[bytes]:
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_no_secret_is_found_in_any_file_or_answer(
    old_folder: Config, bridge: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)  # as somebody does who looks for an error
    key_file = old_folder.data_folder / ".encryption_key"
    with TestClient(create_app(old_folder, now=lambda: NOW), base_url="http://localhost") as client:
        answers = use_everything(client, bridge)
        back_up([old_folder.budget_file, old_folder.investments_file], old_folder.backups, at=NOW)
        key = key_file.read_text().strip()
        secrets = [
            OLD_TOKEN, OLD_KEY, EARLIER_KEY, TOKEN_OF_EARLIER_KEY, USER, PASSWORD, key,
            bridge.access_url, CLAIM, bridge.setup_token(CLAIM), *SAVED.values(), *ENVIRONMENT.values(),
        ]  # fmt: skip
        assert files_with(old_folder.data_folder, secrets) == [(".encryption_key", key)]
    assert files_with(old_folder.data_folder, secrets) == [(".encryption_key", key)]
    assert [found for answer in answers if (found := found_in(answer, secrets))] == []
    assert found_in(caplog.text.encode(), secrets) == []
    assert len(list(old_folder.backups.glob("*.db"))) == 3
    logs = list(old_folder.logs.iterdir())
    assert logs
    assert all(path.stat().st_mode & 0o077 == 0 for path in old_folder.backups.iterdir())

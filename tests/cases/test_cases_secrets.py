"""Case 31: with both files, all backups, logs and exports in hand, no secret can be found."""

import io
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.main import create_app
from backend.services.backups import back_up
from tests.conftest import NOW
from tests.data.legacy.build import HOUSEHOLD, Version, add_rows, build
from tests.fakes.plaid_server import SECRET as PLAID_SECRET
from tests.fakes.plaid_server import PlaidError, PlaidServer
from tests.fakes.simplefin_server import PASSWORD, USER, Bridge, Failure, simplefin_server

CLAIM = "canary-claim-0010"
OLD_TOKEN = "access-production-canary-old-0001"
OLD_KEY = "sk-ant-canary-from-an-old-file-0002"
SAVED = {
    "plaid_secret": PLAID_SECRET,
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
def plaid() -> Iterator[PlaidServer]:
    with PlaidServer() as plaid:
        yield plaid


@pytest.fixture
def old_folder(config: Config) -> Config:
    """The folder of an earlier version, with secrets as it kept them."""
    build(config.budget_file, Version.COMPLETE, HOUSEHOLD)
    encrypted = Fernet(EARLIER_KEY).encrypt(TOKEN_OF_EARLIER_KEY.encode()).decode()
    place = {"institution": "x", "account_type": "checking", "plaid_connection_status": "connected"}
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


class Owner:
    """Does what touches secrets, failures included, and keeps every answer."""

    def __init__(self, client: TestClient, bridge: Bridge, plaid: PlaidServer) -> None:
        self.client, self.bridge, self.plaid = client, bridge, plaid
        self.answers: list[bytes] = []

    def do(self, method: str, path: str, body: object = None, *, status: int = 200) -> Any:
        answer = self.client.request(method, path, json=body)
        assert answer.status_code == status, answer.text
        self.answers.append(answer.content)
        return answer.json()

    def set_up(self) -> None:
        wish = {**SAVED, **self.plaid.settings(), "simplefin_page_url": self.bridge.page_url}
        self.do("POST", "/api/settings", wish)
        self.do("GET", "/api/settings")
        assert self.do("POST", "/api/settings/test/simplefin")["ok"]
        assert self.do("POST", "/api/settings/test/plaid")["ok"]
        self.bridge.failures.append(Failure(500, body=PASSWORD.encode()))
        assert not self.do("POST", "/api/settings/test/simplefin", SAVED)["ok"]
        assert not self.do("POST", "/api/settings/test/plaid", {"plaid_secret": "wrong"})["ok"]
        self.do("POST", "/api/settings", {"anthropic_api_key": "x" * 501}, status=422)

    def link(self, grant: dict[str, str]) -> int:
        login = self.do("POST", "/api/connections/link/finish", grant, status=201)
        choices = [
            {"id": a["id"], "choice": "new", "name": a["name"], "account_type": "checking"}
            for a in login["accounts"]
        ]
        self.do("POST", f"/api/connections/{login['id']}/accounts", {"choices": choices})
        return int(login["id"])

    def sync(self, login_id: int) -> str:
        """Sync, wait until that is over, and tell how it ended."""
        run = self.do("POST", f"/api/connections/{login_id}/sync", status=202)["run_id"]
        with self.client.stream("GET", f"/api/sync/runs/{run}/events") as events:
            self.answers.append(b"".join(events.iter_bytes()))
        return str(self.do("GET", f"/api/sync/runs/{run}")["status"])

    def use_simplefin(self) -> None:
        grant = {"provider": "simplefin", "grant": self.bridge.setup_token(CLAIM)}
        login_id = self.link(grant)
        self.do("POST", "/api/connections/link/finish", grant, status=502)  # it works once
        words = f"at https://{USER}:{PASSWORD}@bank.example"
        self.bridge.errlist = [{"code": "con.auth", "msg": words}]
        for failure in (Failure(403), Failure(429), Failure(cut=True), Failure(200, body=b"{")):
            self.bridge.failures.append(failure)
            assert self.sync(login_id) == "error"
        assert self.sync(login_id) == "partial"

    def use_plaid(self) -> list[str]:
        """Return the tokens that came into being."""
        self.do("POST", "/api/connections/link/start", {"provider": "plaid"})
        public = self.plaid.bank.public_token("ins_109508", ["transactions"])
        access = self.plaid.bank.items[-1].access_token
        bank = {"institution_id": "ins_109508", "institution_name": "First Platypus Bank"}
        login_id = self.link({"provider": "plaid", "grant": public, **bank})
        told = PlaidError("ITEM_ERROR", message=f"{access} and {PLAID_SECRET}")
        self.plaid.script("/transactions/sync", told)
        assert self.sync(login_id) == "error"
        assert self.sync(login_id) == "success"
        # The logins of the earlier version, whose tokens this bank does not know.
        assert self.sync(1) == "error"
        assert self.plaid.bodies("/transactions/sync")[-1]["access_token"] == OLD_TOKEN
        return [access, public]

    def look_around(self) -> None:
        for path in ("/api/connections", "/api/sync/runs", "/api/operations", "/api/quarantine"):
            self.do("GET", path)
        for form in ("json", "csv"):
            exported = self.client.get("/api/export", params={"format": form}).content
            self.answers += [exported, *unzipped(exported)]


def unzipped(data: bytes) -> list[bytes]:
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_no_secret_is_found_in_any_file_or_answer(
    old_folder: Config, bridge: Bridge, plaid: PlaidServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)  # as somebody does who looks for an error
    key_file = old_folder.data_folder / ".encryption_key"
    with TestClient(create_app(old_folder, now=lambda: NOW), base_url="http://localhost") as client:
        owner = Owner(client, bridge, plaid)
        owner.set_up()
        owner.use_simplefin()
        tokens = owner.use_plaid()
        owner.look_around()
        back_up([old_folder.budget_file, old_folder.investments_file], old_folder.backups, at=NOW)
        key = key_file.read_text().strip()
        secrets = [
            OLD_TOKEN, OLD_KEY, EARLIER_KEY, TOKEN_OF_EARLIER_KEY, USER, PASSWORD, key, *tokens,
            bridge.access_url, CLAIM, bridge.setup_token(CLAIM), *SAVED.values(),
            *ENVIRONMENT.values(),
        ]  # fmt: skip
        assert files_with(old_folder.data_folder, secrets) == [(".encryption_key", key)]
    assert files_with(old_folder.data_folder, secrets) == [(".encryption_key", key)]
    assert [found for answer in owner.answers if (found := found_in(answer, secrets))] == []
    assert found_in(caplog.text.encode(), secrets) == []
    assert len(list(old_folder.backups.glob("*.db"))) == 3
    assert list(old_folder.logs.iterdir())
    assert all(path.stat().st_mode & 0o077 == 0 for path in old_folder.backups.iterdir())

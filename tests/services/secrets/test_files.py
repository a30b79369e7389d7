"""Secrets of earlier versions: sealed at the start, in the file and its backups, and wiped."""

import datetime as dt
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.context import AppContext
from backend.core.config import Config
from backend.core.secrets import SecretBox, is_sealed
from backend.database.copying import integrity_problem
from backend.database.database import connect
from backend.main import create_app
from backend.services.backups import list_backups, restore
from backend.services.exporting import export_json
from backend.services.secrets import seal_plain, secret_box
from tests.conftest import NOW
from tests.data.legacy.build import HOUSEHOLD, Version, add_rows, build

TOKEN = "access-production-canary-0001"
OTHER_TOKEN = "access-production-canary-0002"
API_KEY = "sk-ant-canary-0123456789"
EARLIER_KEY = Fernet.generate_key().decode()
ENCRYPTED_BEFORE = Fernet(EARLIER_KEY.encode()).encrypt(b"access-production-canary-0003").decode()

ACCOUNTS = [
    {"id": 20, "plaid_item_id": "item-1", "plaid_access_token": TOKEN},
    {"id": 21, "plaid_item_id": "item-2", "plaid_access_token": ENCRYPTED_BEFORE},
    {"id": 22, "plaid_access_token": OTHER_TOKEN, "balance_current": "much"},
]
ROWS = {
    "accounts": [
        {"name": "A", "institution": "x", "account_type": "checking", **row} for row in ACCOUNTS
    ],
    "app_settings": [
        {"key": "anthropic_api_key", "value": API_KEY},
        {"key": "plaid_client_id", "value": "not-a-secret"},
    ],
}


@pytest.fixture
def old(config: Config) -> Config:
    """A folder of an earlier version."""
    build(config.budget_file, Version.COMPLETE, HOUSEHOLD)
    add_rows(config.budget_file, ROWS)
    return config


def start(config: Config) -> None:
    with TestClient(create_app(config, now=lambda: NOW), base_url="http://localhost"):
        pass


def query(path: Path, sql: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def holding(folder: Path, *secrets: str) -> list[str]:
    """The files in which any of these stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [f.name for f in files if any(s.encode() in f.read_bytes() for s in secrets)]


def test_an_old_files_secrets_are_sealed_and_nowhere_else(old: Config) -> None:
    assert holding(old.data_folder, TOKEN, OTHER_TOKEN, API_KEY) != []

    start(old)

    assert holding(old.data_folder, TOKEN, OTHER_TOKEN, API_KEY) == []
    box = secret_box(old)
    [(value,)] = query(
        old.budget_file, "SELECT value FROM app_settings WHERE key = 'anthropic_api_key'"
    )
    assert is_sealed(value)
    assert box.open(value) == API_KEY
    tokens = query(
        old.budget_file,
        "SELECT secret FROM connections WHERE external_id = 'item-1'"
        " UNION ALL SELECT plaid_access_token FROM accounts WHERE id = 22",
    )
    assert [box.open(token) for (token,) in tokens] == [TOKEN, OTHER_TOKEN]
    assert query(
        old.budget_file, "SELECT value FROM app_settings WHERE key = 'plaid_client_id'"
    ) == [("not-a-secret",)]


def test_the_backup_that_the_migration_made_is_sealed_sound_and_can_be_gone_back_to(
    old: Config,
) -> None:
    start(old)
    [backup] = list_backups(old.backups)
    box = secret_box(old)

    with closing(sqlite3.connect(backup.path)) as copy:
        assert integrity_problem(copy) is None
        assert copy.execute("SELECT count(*) FROM transactions").fetchone() == (6,)
        [(token,)] = copy.execute("SELECT plaid_access_token FROM accounts WHERE id = 20")
    assert box.open(token) == TOKEN
    assert backup.path.stat().st_mode & 0o777 == 0o600
    for end in ("", "-wal", "-shm"):
        old.budget_file.with_name(old.budget_file.name + end).unlink(missing_ok=True)
    later = NOW + dt.timedelta(hours=1)
    restore(backup.path, old.budget_file, schema="budget", folder=old.backups, at=later)
    start(old)
    assert holding(old.data_folder, TOKEN, OTHER_TOKEN, API_KEY) == []
    [(again,)] = query(
        old.budget_file, "SELECT secret FROM connections WHERE external_id = 'item-1'"
    )
    assert box.open(again) == TOKEN


@pytest.mark.parametrize("saved", [True, False])
def test_a_token_encrypted_by_an_earlier_version_opens_with_its_key(
    old: Config, *, saved: bool
) -> None:
    if saved:
        rows = {"app_settings": [{"key": "plaid_token_encryption_key", "value": EARLIER_KEY}]}
        add_rows(old.budget_file, rows)
        start(old)
    else:
        start(replace(old, environment={"PLAID_TOKEN_ENCRYPTION_KEY": EARLIER_KEY}))

    assert holding(old.data_folder, EARLIER_KEY, ENCRYPTED_BEFORE) == []
    [(token,)] = query(
        old.budget_file, "SELECT secret FROM connections WHERE external_id = 'item-2'"
    )
    assert secret_box(old).open(token) == "access-production-canary-0003"


def test_without_its_key_it_stays_until_the_owner_enters_that(old: Config) -> None:
    start(old)
    sql = "SELECT secret FROM connections WHERE external_id = 'item-2'"
    assert query(old.budget_file, sql) == [(ENCRYPTED_BEFORE,)]
    with TestClient(create_app(old, now=lambda: NOW), base_url="http://localhost") as client:
        wish = {"plaid_token_encryption_key": EARLIER_KEY}
        answer = client.post("/api/settings", json=wish)
        assert answer.status_code == 200, answer.text
        assert client.get("/api/operations").json()["items"] == []
    [(token,)] = query(old.budget_file, sql)
    assert secret_box(old).open(token) == "access-production-canary-0003"
    start(old)
    assert holding(old.data_folder, ENCRYPTED_BEFORE, EARLIER_KEY) == []


def test_an_end_of_the_process_before_the_wiping_is_made_up_for(config: Config) -> None:
    start(config)
    with closing(connect(config.budget_file)) as connection:
        connection.execute("PRAGMA secure_delete=off")
        connection.execute("INSERT INTO app_settings (key, value) VALUES ('x', ?)", (TOKEN * 50,))
        connection.execute("DELETE FROM app_settings WHERE key = 'x'")
        connection.execute("UPDATE app_settings SET value='wiping' WHERE key='secrets_sealed'")
    assert holding(config.data_folder, TOKEN) != []

    start(config)

    assert holding(config.data_folder, TOKEN) == []


def test_copies_that_were_cut_short_do_not_stay(old: Config) -> None:
    old.backups.mkdir()
    for end in ("partial", "sealing"):
        unfinished = old.backups / f"budget-2024-01-01T00-00-00.000000Z-before-0001.db.{end}"
        unfinished.write_bytes(old.budget_file.read_bytes()[:20_000] + TOKEN.encode())
    start(old)
    assert holding(old.data_folder, TOKEN) == []
    assert len(list(old.backups.iterdir())) == 1


def test_a_file_without_earlier_secrets_makes_no_key(config: Config) -> None:
    start(config)
    start(config)
    assert not (config.data_folder / ".encryption_key").exists()


def test_a_damaged_key_file_does_not_keep_the_app_from_starting(old: Config) -> None:
    key_file = old.data_folder / ".encryption_key"
    key_file.write_text("damaged")
    start(old)
    assert key_file.read_text() == "damaged"
    assert API_KEY in query(
        old.budget_file, "SELECT value FROM app_settings WHERE key = 'anthropic_api_key'"
    )[0]  # fmt: skip
    key_file.unlink()
    start(old)
    assert holding(old.data_folder, TOKEN, OTHER_TOKEN, API_KEY) == []


def test_a_damaged_backup_is_left_alone(old: Config) -> None:
    old.backups.mkdir()
    damaged = old.backups / "budget-2024-01-01T00-00-00.000000Z.db"
    damaged.write_bytes(b"no database" * 500)
    start(old)
    assert damaged.read_bytes() == b"no database" * 500
    assert holding(old.data_folder, TOKEN) == []


def test_rows_that_are_kept_as_they_were_are_sealed_too(
    context: AppContext, config: Config
) -> None:
    row = json.dumps({"name": "Ä", "plaid_access_token": TOKEN})
    with context.home.budget.write() as session:
        session.execute(
            text(
                "INSERT INTO operations (id, kind, summary, created_at)"
                " VALUES (1, 'test', 'Test', '2025-01-01')"
            )
        )
        session.execute(
            text(
                "INSERT INTO operation_changes (operation_id, table_name, row_id, action, before)"
                " VALUES (1, 'accounts', 1, 'delete', :row)"
            ),
            {"row": row},
        )
        session.execute(
            text(
                "INSERT INTO quarantined_rows (table_name, data, reason, created_at)"
                " VALUES ('app_settings', :row, 'odd', '2025-01-01')"
            ),
            {"row": json.dumps({"key": "plaid_secret", "value": API_KEY})},
        )
    box = SecretBox(config.data_folder / ".encryption_key")
    with closing(connect(config.budget_file)) as connection:
        assert seal_plain(connection, box) == 2
        assert seal_plain(connection, box) == 0
        [(kept,)] = connection.execute("SELECT before FROM operation_changes").fetchall()
        [(odd,)] = connection.execute("SELECT data FROM quarantined_rows").fetchall()
    assert json.loads(kept)["name"] == "Ä"
    assert box.open(json.loads(kept)["plaid_access_token"]) == TOKEN
    assert box.open(json.loads(odd)["value"]) == API_KEY
    with context.home.budget.read() as session, io.BytesIO() as out:
        export_json(session, out)
        assert odd.partition("enc:v1:")[2][:20].encode() not in out.getvalue()
        assert b"left out" in out.getvalue()

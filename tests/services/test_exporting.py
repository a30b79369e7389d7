"""The export: everything that is the owner's, and no secret, encrypted or not."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from backend.core.config import Config
from backend.core.secrets import SecretBox
from backend.database import Database
from backend.services import operations
from backend.services.exporting import export_csv, export_json
from backend.services.settings import KINDS, SettingsStore
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

SECRET = "sk-owner-0123456789"
LEFT_OUT = {"operations", "operation_changes", "alembic_version"}


@pytest.fixture
def books(database: Database, config: Config) -> Database:
    box = SecretBox(config.data_folder / ".encryption_key")
    with database.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(session, "Checking", plaid_access_token=box.seal(SECRET))
        for number in range(3):
            make_transaction(session, account=account, description=f"=SHOP {number}", notes="Ä, ö")
        secrets = {kind.key: SECRET for kind in KINDS.values() if kind.is_secret}
        store = SettingsStore(environment={}, box=box)
        store.save(session, {**secrets, "auto_confirm_threshold": "5"}, at=NOW)
    return database


def sealed(database: Database) -> list[str]:
    """Every secret as the file holds it."""
    with database.read() as session:
        rows = session.execute(
            text(
                "SELECT plaid_access_token FROM accounts WHERE plaid_access_token IS NOT NULL"
                " UNION ALL SELECT value FROM app_settings WHERE value LIKE 'enc:%'"
            )
        )
        return [str(value) for (value,) in rows]


def row_counts(database: Database) -> dict[str, int]:
    with database.read() as session:
        names = session.execute(
            text(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
        )
        return {
            name: session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for (name,) in names
            if name not in LEFT_OUT and "_fts" not in name
        }


def exported_json(database: Database) -> tuple[bytes, int]:
    out = io.BytesIO()
    with database.read() as session:
        count = export_json(session, out)
    return out.getvalue(), count


def exported_csv(database: Database) -> tuple[dict[str, list[dict[str, Any]]], int]:
    out = io.BytesIO()
    with database.read() as session:
        count = export_csv(session, out)
    with zipfile.ZipFile(out) as archive:
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""))
            )
            for name in archive.namelist()
        }, count


def test_json_has_every_row_of_every_table_but_secrets(books: Database) -> None:
    data, count = exported_json(books)
    tables = json.loads(data)["tables"]
    there = row_counts(books)
    secret_rows = sum(kind.is_secret for kind in KINDS.values())

    assert {name: len(rows) for name, rows in tables.items()} == {
        **there,
        "app_settings": there["app_settings"] - secret_rows,
    }
    assert count == sum(map(len, tables.values()))


def test_csv_has_what_json_has(books: Database) -> None:
    tables, count = exported_csv(books)
    same, same_count = exported_json(books)

    assert count == same_count
    assert {name: len(rows) for name, rows in tables.items()} == {
        name: len(rows) for name, rows in json.loads(same)["tables"].items()
    }


def test_no_secret_leaves_in_the_clear_or_sealed(books: Database) -> None:
    secrets = [SECRET, *sealed(books)]
    assert len(secrets) > 2
    as_json = exported_json(books)[0].decode()
    as_csv = json.dumps(exported_csv(books)[0])

    for secret in secrets:
        assert secret not in as_json
        assert secret not in as_csv
    assert "auto_confirm_threshold" in as_json


def test_amounts_leave_exact_and_text_is_no_formula(books: Database) -> None:
    with books.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        make_transaction(session, amount="-9999999999.99", description="@SUM")

    in_json = json.loads(exported_json(books)[0])["tables"]["transactions"][-1]
    in_csv = exported_csv(books)[0]["transactions"]

    assert Decimal(in_json["amount"]) == Decimal("-9999999999.99")
    assert Decimal(in_csv[-1]["amount"]) == Decimal("-9999999999.99")
    assert in_csv[-1]["description"] == "'@SUM"
    assert in_csv[0]["description"] == "'=SHOP 0"
    assert in_csv[0]["notes"] == "Ä, ö"

"""An importer on a real file, and statements made up on the spot."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from backend.core.config import Config
from backend.core.secrets import SecretBox
from backend.database import Database
from backend.models import Account
from backend.services import operations
from backend.services.importing.importer import Importer
from backend.services.importing.staging import StagingArea
from backend.services.importing.storing import Stored
from backend.services.settings import SettingsStore
from tests.builders import make_account
from tests.conftest import NOW


def csv_file(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """A bank's table of (day, words, amount with money in positive)."""
    lines = [f'{day},"{words}",{amount}' for day, words, amount in rows]
    return "\n".join(["Date,Description,Amount", *lines, ""]).encode()


@pytest.fixture
def importer(database: Database, config: Config, tmp_path: Path) -> Importer:
    settings = SettingsStore(environment={}, box=SecretBox(tmp_path / "key"))
    return Importer(database, settings, StagingArea(config.staging))


@pytest.fixture
def account(database: Database) -> int:
    with database.write() as session:
        operations.begin(session, "test", "Added an account", at=NOW)
        return make_account(session, "Everyday").id


@pytest.fixture
def bring(importer: Importer, account: int) -> "Callable[..., Stored]":
    """Import bytes into the account and return what was stored."""

    def bring(data: bytes, *, into: int | None = None, name: str = "file.csv") -> Stored:
        _, stored = importer.import_now(data, name, account_id=into or account, at=NOW)
        assert stored is not None
        return stored

    return bring


@pytest.fixture
def rows_of(database: Database) -> Callable[..., list[tuple[str, str, int]]]:
    """What an account holds, as (day, words, cents)."""

    def rows_of(account_id: int) -> list[tuple[str, str, int]]:
        with database.read() as session:
            found = session.connection().exec_driver_sql(
                "SELECT date, description, amount FROM transactions WHERE account_id = ?"
                " ORDER BY date, description, amount",
                (account_id,),
            )
            return [tuple(row) for row in found]

    return rows_of


@pytest.fixture
def dump(database: Database) -> Callable[[], dict[str, list[tuple[object, ...]]]]:
    """Everything of the ledger, row for row; histories aside."""
    tables = (
        *("accounts", "transactions", "transaction_splits", "transaction_tags", "tags"),
        *("transfers", "deleted_transactions", "forgotten_transactions", "merchant_mappings"),
        *("learning_events", "import_profiles", "amount_rules", "categories"),
    )

    def dump() -> dict[str, list[tuple[object, ...]]]:
        with database.read() as session:
            connection = session.connection()
            return {
                table: [
                    tuple(row)
                    for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")
                ]
                for table in tables
            }

    return dump


def named_account(database: Database, name: str, **values: str) -> Account:
    with database.write() as session:
        operations.begin(session, "test", f"Added {name}", at=NOW)
        return make_account(session, name, **values)

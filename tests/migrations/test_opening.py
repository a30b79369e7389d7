"""The whole app on a folder that an earlier version left behind."""

import datetime as dt

from fastapi.testclient import TestClient

from backend.core.config import Config
from backend.database import Database
from backend.main import create_app
from backend.migrations.runner import upgrade
from backend.services.importing.duplicates import compare
from backend.services.importing.statement import StatementRow
from backend.services.importing.verdicts import Verdict
from tests.conftest import NOW
from tests.data.legacy.build import Version, add_rows, build, build_wal_only


def test_the_app_starts_on_an_old_folder_and_shows_its_rows(config: Config) -> None:
    build_wal_only(config.budget_file, Version.OLDEST)

    with TestClient(create_app(config, now=lambda: NOW), base_url="http://localhost") as client:
        status = client.get("/api/status").json()
        listed = client.get("/api/transactions").json()

    assert (status["first_run"], status["quarantined"]) == (False, 0)
    assert listed["total"] == 6
    assert sorted(row["amount"] for row in listed["items"]) == [
        -1234.56, 0.3, 1.01, 2.75, 2.75, 4.1,
    ]  # fmt: skip
    assert [path.name for path in config.backups.iterdir()] == [
        "budget-2025-06-15T12-00-00.000000Z-before-0001.db"
    ]


def test_a_file_that_an_earlier_version_imported_adds_nothing_again(config: Config) -> None:
    build(config.budget_file)
    add_rows(
        config.budget_file,
        {
            "deleted_transactions": [
                {"id": 1, "original_id": 3, "account_id": 1, "amount": 2.75, "description": "FARE"}
            ]
        },
    )
    upgrade(config.budget_file, "budget", at=NOW)
    day = dt.date(2024, 5, 6)
    fares = [StatementRow(number, day, 275, "FARE") for number in range(1, 5)]
    gum = StatementRow(5, day, 30, " gum ")
    database = Database(config.budget_file)

    with database.read() as session:
        compared = compare(session, 1, [*fares, gum], statement_format="csv")
    database.close()

    # Two were kept and one was deleted: only a fourth fare is a new one.
    assert list(compared.verdicts) == [
        Verdict.DUPLICATE,
        Verdict.DUPLICATE,
        Verdict.DUPLICATE,
        Verdict.NEW,
        Verdict.DUPLICATE,
    ]

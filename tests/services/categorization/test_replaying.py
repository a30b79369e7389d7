"""Every row's stored evidence leads to the decision that was stored: sample and lived-in households."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.context import demo_config
from backend.core.config import Config
from backend.database import Database
from backend.models import StoredDecision, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization import predicting
from backend.services.categorization.cascade import Rulebook, Rules
from backend.services.categorization.replaying import replay
from backend.services.importing.importer import Importer
from backend.services.importing.staging import StagingArea
from backend.services.keeping import budget_database
from backend.services.rules.mappings import create_mapping
from backend.services.secrets import secret_box
from backend.services.settings import SettingsStore
from backend.services.transactions.review import confirm_many
from tests.builders import make_account, make_category
from tests.conftest import NOW


def assert_replays(session: Session) -> set[str]:
    """Make every stored decision again; return which tiers there were."""
    stored = {one.id: one for one in session.scalars(select(StoredDecision))}
    rows = session.execute(
        select(Transaction.decision_id, Transaction.predicted_category_id,
               Transaction.prediction_confidence, Transaction.categorization_tier)
        .where(Transaction.decision_id.is_not(None))
    ).all()  # fmt: skip
    assert rows
    for decision in stored.values():
        again = replay(decision)
        assert again.category_id == decision.category_id
        assert again.is_auto == decision.is_auto
        assert again.hold == decision.hold
        if decision.category_id is not None:
            assert round(again.confidence, 4) == decision.confidence
    for decision_id, category_id, confidence, tier in rows:
        decision = stored[decision_id or 0]
        assert category_id == decision.category_id
        if tier is not None:  # the sample household's rows that a person filed say none
            assert (confidence or None, tier) == (decision.confidence, decision.tier)
    return {one.tier for one in stored.values()}


@pytest.mark.usefixtures("sample_files")
def test_every_row_of_the_sample_household_is_decided_alike_again(config: Config) -> None:
    database = budget_database(demo_config(config).budget_file)
    with database.read() as session:
        tiers = assert_replays(session)
    database.close()

    assert "merchant_map" in tiers


LINES = """Transaction Date,Post Date,Description,Category,Type,Amount,Memo
{rows}"""
NAMES = (
    "SQ *KORNBLUM NAIL SPA OAKLAND CA",
    "STARBUCKS STORE 1122",
    "OLD MILL BAKERY",
    "VENMO *JOHN",
    "APPLE.COM/BILL 866-712-7753 CA",
    "WALMART 1234",
    "ZXQV",
)


def a_file(first_day: dt.date) -> bytes:
    rows = []
    for number in range(28):
        day = (first_day + dt.timedelta(days=number)).strftime("%m/%d/%Y")
        name = NAMES[number % len(NAMES)]
        rows.append(f"{day},{day},{name},Shopping,Sale,-{5 + number % 3}.{number:02d},")
    return LINES.format(rows="\n".join(rows)).encode()


def test_a_household_that_lives_is_decided_alike_again(
    database: Database, config: Config, tmp_path: Path
) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Account", at=NOW)
        account_id = make_account(session, "Card", account_type="credit").id
    rulebook = Rulebook()
    settings = SettingsStore({}, box=secret_box(config))
    importer = Importer(database, settings, StagingArea(tmp_path / "staging"), rulebook)
    for month in (1, 2, 3):
        file = a_file(dt.date(2025, month, 1))
        importer.import_now(file, f"{month}.csv", account_id=account_id, at=NOW)
        _review(database, month)
        _suggest_again(database, rulebook)
    importer.import_now(a_file(dt.date(2025, 5, 1)), "5.csv", account_id=account_id, at=NOW)
    with database.write() as session:
        create_mapping(session, merchant_pattern="OLD MILL", category="gift", threshold=3, at=NOW)
    with database.read() as session:
        assert assert_replays(session) >= {"merchant_map", "local_model", "unmatched"}
        logged = (
            session.connection().exec_driver_sql("SELECT count(*) FROM predictions").scalar_one()
        )
        assert logged > 0


def _review(database: Database, month: int) -> None:
    """Confirm every second row that waits: as suggested, or as something else."""
    with database.write() as session:
        waiting = session.scalars(
            select(Transaction).where(Transaction.status == TransactionStatus.PENDING_REVIEW)
        ).all()
        other = make_category(session, "gift" if month % 2 else "coffee").id
        choices = {row.id: row.predicted_category_id or other for row in waiting[month % 2 :: 2]}
        confirm_many(session, choices, threshold=3, at=NOW)


def _suggest_again(database: Database, rulebook: Rulebook) -> None:
    rules = Rules(rulebook, 3)
    with database.write() as session:
        predicting.clear_predictions(session, at=NOW)
    with database.read() as session:
        proposals = predicting.propose(session, rules)
    with database.write() as session:
        predicting.batch_categorize(session, proposals, rules, at=NOW)

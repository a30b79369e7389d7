"""An account that is fed by file, by one login and by another: no doubles, no gaps."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from backend.models import (
    ConnectionAccount,
    DeletedTransaction,
    Import,
)
from backend.services.importing.history import undo_import
from backend.services.importing.importer import Importer
from backend.services.importing.staging import StagingArea
from backend.services.transactions import review
from backend.services.transactions.deletion import delete_transactions
from backend.services.transactions.restoring import restore
from backend.services.transactions.twins import find_duplicates
from tests.services.sync.conftest import Bank, make_login, row

_FILE = b"""Date,Description,Amount
06/01/2025,SQ *BLUE BOTTLE 0042 OAKLAND CA,-4.10
06/02/2025,METRO FARE,-2.75
06/02/2025,METRO FARE,-2.75
06/04/2025,HARDWARE STORE,-33.00
"""


@pytest.fixture
def importer(bank: Bank, tmp_path: Path) -> Importer:
    return Importer(bank.database, bank.syncer.settings, StagingArea(tmp_path / "staging"))


def import_file(bank: Bank, importer: Importer, data: bytes = _FILE) -> tuple[int, int]:
    """Import a file and return how many rows were new and how many were here."""
    _, stored = importer.import_now(data, "june.csv", account_id=bank.account_id, at=bank.at)
    assert stored is not None
    [added] = stored.imports
    return added.imported, added.skipped_duplicates


def test_a_file_after_the_bank_adds_only_what_the_bank_did_not_bring(
    bank: Bank, importer: Importer
) -> None:
    bank.sync(
        row("t1", "4.10", "2025-05-31", description="Blue Bottle Coffee"),
        row("t2", "2.75", "2025-06-02", description="Metro Fare"),
        row("t3", "33.00", "2025-06-04", description="PIZZERIA ROMA"),
    )

    assert import_file(bank, importer) == (2, 2)

    new = {r.description: r.possible_duplicate_of_id for r in bank.rows()[3:]}
    assert new == {"METRO FARE": None, "HARDWARE STORE": bank.rows()[2].id}
    assert import_file(bank, importer) == (0, 4)


def test_what_the_owner_deleted_of_the_bank_stays_away_from_files_too(
    bank: Bank, importer: Importer
) -> None:
    bank.sync(row("t1", "33.00", "2025-06-04", description="Hardware Store"))
    with bank.write() as session:
        delete_transactions(session, [bank.rows()[0].id], at=bank.at)

    assert import_file(bank, importer) == (3, 1)


def test_the_bank_after_a_file_adds_only_what_the_file_had_not(
    bank: Bank, importer: Importer
) -> None:
    import_file(bank, importer)

    fares = [row(f"f{n}", "2.75", "2025-06-02", description="METRO FARE") for n in range(3)]
    outcome = bank.sync(row("t1", "4.10", "2025-06-01", description="Blue Bottle"), *fares)

    assert (outcome.matched, outcome.added) == (3, 1)
    assert sum(r.amount for r in bank.rows()) == Decimal("45.35")
    assert import_file(bank, importer) == (0, 4)


def test_taking_a_file_back_leaves_what_the_bank_brings_as_well(
    bank: Bank, importer: Importer
) -> None:
    import_file(bank, importer)
    bank.sync(row("t1", "33.00", "2025-06-04", description="HARDWARE STORE"))
    with bank.write() as session:
        import_id = session.scalars(select(Import.id)).one()

    with bank.database.write() as session:
        removed = undo_import(session, import_id, confirmed=True, at=bank.at)

    assert removed == 3
    assert [r.description for r in bank.rows()] == ["HARDWARE STORE"]


def test_from_one_provider_to_another_history_stays(bank: Bank, tmp_path: Path) -> None:
    bank.sync(row("t1", "4.10", description="Blue Bottle Coffee"), row("t2", "2.75"))
    category_id = bank.confirm(bank.rows()[0].id)
    with bank.write() as session:
        session.execute(update(ConnectionAccount).values(account_id=None, decision="ignored"))
        bank.connection_id = make_login(session, bank.account(session), provider="simplefin").id

    outcome = bank.sync(
        row("s1", "4.10", "2025-06-02", description="BLUE BOTTLE #12"),
        row("s2", "2.75", "2025-06-01"),
        row("s3", "2.75", "2025-06-01"),
    )

    assert (outcome.matched, outcome.added) == (2, 1)
    kept = bank.rows()[0]
    assert (kept.category_id, kept.status) == (category_id, "confirmed")
    assert kept.description == "Blue Bottle Coffee"
    assert bank.sync(row("s1", "4.10", "2025-06-02")).modified == 0


def test_equal_rows_of_simplefin_are_no_duplicates_of_each_other(
    bank: Bank, tmp_path: Path
) -> None:
    with bank.write() as session:
        session.execute(update(ConnectionAccount).values(account_id=None, decision="ignored"))
        bank.connection_id = make_login(session, bank.account(session), provider="simplefin").id
    bank.sync(*(row(f"s{n}", "2.75") for n in range(3)))

    with bank.database.read() as session:
        assert find_duplicates(session) == []
    with bank.write() as session:
        delete_transactions(session, [bank.rows()[0].id], at=bank.at)
        deleted = session.scalars(select(DeletedTransaction.id)).one()
        restore(session, deleted, at=bank.at)
    assert len(bank.rows()) == 3
    assert bank.sync(*(row(f"s{n}", "2.75") for n in range(3))).added == 0


def test_said_to_be_the_same_the_bank_speaks_of_the_one_that_stays(bank: Bank) -> None:
    with bank.write() as session:
        kept = bank.from_file(session, amount="20.00", description="SHELL OIL")
    bank.sync(row("t1", "20.00", "2025-06-02", description="PIZZERIA ROMA"))
    with bank.write() as session:
        review.settle_duplicate(session, bank.rows()[1].id, is_same=True, at=bank.at)

    outcome = bank.sync(row("t1", "21.00", "2025-06-02", description="PIZZERIA ROMA"))

    assert (outcome.modified, outcome.added) == (1, 0)
    assert [(r.id, r.amount) for r in bank.rows()] == [(kept.id, Decimal("21.00"))]

"""Files into accounts: nothing twice, nothing lost, all or nothing."""

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from backend.core.background import TaskCancelledError
from backend.database import Database
from backend.models import Account
from backend.services import operations
from backend.services.importing.importer import Importer
from backend.services.importing.preview import Request
from backend.services.importing.staging import StagedFile, StagingArea
from backend.services.importing.statement import UnreadableFileError
from backend.services.importing.storing import NoTargetError, Stored
from backend.services.importing.verdicts import Verdict
from backend.services.importing.wishes import Wishes
from backend.services.transactions.deletion import delete_transactions
from tests.builders import make_transaction
from tests.conftest import NOW
from tests.services.importing.conftest import csv_file, named_account

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
FARE = ("2025-03-01", "BART FARE", "-2.75")
COFFEE = ("2025-03-02", "BLUE BOTTLE", "-4.50")
PAY = ("2025-03-03", "ACME PAYROLL", "1500.00")

Bring = Callable[..., Stored]
RowsOf = Callable[[int], list[tuple[str, str, int]]]
Dump = Callable[[], dict[str, list[tuple[object, ...]]]]


def counted(stored: Stored) -> tuple[int, int]:
    [one] = stored.imports
    return one.imported, one.skipped_duplicates


def staged_file(
    importer: Importer, data: bytes, account: int | None, *, name: str = "x.csv"
) -> StagedFile:
    return importer.staging.put(
        io.BytesIO(data), file_name=name, limit=10**7, at=NOW, account_id=account
    )


def test_money_out_is_positive_and_the_row_keeps_how_it_arrived(
    bring: Bring, database: Database
) -> None:
    bring(csv_file([FARE]))

    with database.read() as session:
        row = session.connection().exec_driver_sql("SELECT * FROM transactions").mappings().one()
    assert (row["amount"], row["source"], row["occurrence"]) == (275, "csv_import", 1)
    assert row["status"] in ("pending_review", "auto_confirmed")
    assert row["merchant_key"]
    assert row["import_id"] == 1


def test_the_same_file_twice_adds_nothing(bring: Bring, account: int, rows_of: RowsOf) -> None:
    data = csv_file([FARE, FARE, COFFEE])

    assert counted(bring(data)) == (3, 0)
    assert counted(bring(data)) == (0, 3)
    assert len(rows_of(account)) == 3


def test_a_file_with_two_fares_after_one_with_one_adds_the_second(bring: Bring) -> None:
    bring(csv_file([FARE]))

    assert counted(bring(csv_file([FARE, COFFEE, FARE]))) == (2, 1)


def test_three_equal_rows_in_one_file_are_three(
    bring: Bring, account: int, rows_of: RowsOf
) -> None:
    bring(csv_file([FARE, FARE, FARE]))

    assert rows_of(account) == [("2025-03-01", "BART FARE", 275)] * 3


def test_a_table_with_one_bad_date_never_doubles(bring: Bring) -> None:
    data = csv_file([FARE, ("not-a-date", "LOST", "-1.00"), COFFEE])

    assert counted(bring(data)) == (2, 0)
    assert counted(bring(data)) == (0, 2)


def test_a_deleted_row_stays_away_until_it_is_restored(
    bring: Bring, account: int, database: Database, rows_of: RowsOf
) -> None:
    data = csv_file([FARE, COFFEE])
    bring(data)
    with database.write() as session:
        delete_transactions(session, [1], at=NOW)

    assert counted(bring(data)) == (0, 2)
    assert rows_of(account) == [("2025-03-02", "BLUE BOTTLE", 450)]


def test_an_edited_row_is_still_known_as_it_arrived(bring: Bring, database: Database) -> None:
    data = csv_file([FARE])
    bring(data)
    with database.write() as session:
        operations.begin(session, "test", "Edited", at=NOW)
        session.connection().exec_driver_sql(
            "UPDATE transactions SET date = '2025-05-05', amount = 999, owner_edits = 'date,amount'"
        )

    assert counted(bring(data)) == (0, 1)


def test_rows_typed_by_hand_are_offered_as_possible_duplicates(
    bring: Bring, importer: Importer, account: int, database: Database
) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Typed", at=NOW)
        typed = make_transaction(
            session,
            amount="4.50",
            date="2025-03-01",
            description="coffee with Ana",
            account=session.get_one(Account, account),
            source="manual",
            fingerprint=None,
            occurrence=None,
        ).id

    [stored] = bring(csv_file([COFFEE, FARE])).imports

    assert (stored.imported, stored.possible_duplicates) == (2, 1)
    with database.read() as session:
        [twin] = session.connection().exec_driver_sql(
            "SELECT possible_duplicate_of_id, status FROM transactions"
            " WHERE possible_duplicate_of_id IS NOT NULL"
        )
    assert tuple(twin) == (typed, "pending_review")
    preview = importer.preview(Request(csv_file([COFFEE]), "x.csv", account))
    assert preview.parts[0].verdict(0) is Verdict.DUPLICATE


def test_two_purchases_from_two_files_of_one_family_are_two(
    bring: Bring, account: int, rows_of: RowsOf
) -> None:
    bring(csv_file([("2025-03-02", "BLUE BOTTLE", "-4.50")]))

    [stored] = bring(csv_file([("2025-03-03", "PEETS", "-4.50")])).imports

    assert stored.possible_duplicates == 0
    assert len(rows_of(account)) == 2


def test_another_format_of_the_same_month_is_offered_not_merged(
    bring: Bring, importer: Importer, account: int
) -> None:
    bring((SAMPLES / "ofx" / "checking_sgml.ofx").read_bytes(), name="a.ofx")
    with importer.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT date, amount FROM transactions").all()
    table = csv_file(
        [(day, f"OTHER WORDS {n}", f"{-c / 100:.2f}") for n, (day, c) in enumerate(rows)]
    )

    [stored] = bring(table).imports

    assert (stored.imported, stored.possible_duplicates) == (len(rows), len(rows))
    assert stored.auto_confirmed == 0


def test_overlapping_exports_count_once(bring: Bring, account: int, rows_of: RowsOf) -> None:
    january, february = (
        (SAMPLES / "csv" / f"overlap_{month}.csv").read_bytes() for month in ("jan", "feb")
    )

    assert counted(bring(january)) == (6, 0)
    assert counted(bring(february)) == (3, 3)
    assert len(rows_of(account)) == 9


def test_skipped_rows_are_not_stored_and_insisted_ones_are(
    importer: Importer, account: int, rows_of: RowsOf
) -> None:
    data = csv_file([FARE, COFFEE])
    staged = staged_file(importer, data, account)
    staged = importer.change_wishes(staged, skipped=frozenset({3}))
    importer.import_staged(staged, at=NOW)
    assert rows_of(account) == [("2025-03-01", "BART FARE", 275)]

    again = staged_file(importer, data, account)
    again = importer.change_wishes(again, insisted=frozenset({2}), skipped=frozenset({3}))
    importer.import_staged(again, at=NOW)

    assert rows_of(account) == [("2025-03-01", "BART FARE", 275)] * 2


def test_a_row_that_came_between_preview_and_import_is_not_doubled(
    importer: Importer, account: int, bring: Bring, rows_of: RowsOf
) -> None:
    data = csv_file([FARE, COFFEE])
    staged = staged_file(importer, data, account)
    assert importer.preview_staged(staged).parts[0].comparison.count(Verdict.NEW) == 2
    bring(csv_file([FARE]))

    importer.import_staged(staged, at=NOW)

    assert len(rows_of(account)) == 2


def test_cancelling_leaves_nothing(importer: Importer, account: int, dump: Dump) -> None:
    before = dump()

    def cancel_in_the_middle(phase: str, done: int, _total: int) -> None:
        if phase == "saving" and done >= 1000:
            raise TaskCancelledError

    data = csv_file([("2025-03-01", f"SHOP {number}", "-1.00") for number in range(2500)])
    with pytest.raises(TaskCancelledError):
        importer.import_now(
            data, "x.csv", account_id=account, at=NOW, progress=cancel_in_the_middle
        )

    assert dump() == before
    with importer.database.read() as session:
        assert operations.list_operations(session)[0].kind == "test"


def test_a_failure_in_the_middle_leaves_nothing_and_recording_goes_on(
    importer: Importer, account: int, dump: Dump, database: Database
) -> None:
    before = dump()

    def fail(phase: str, done: int, _total: int) -> None:
        if phase == "saving" and done:
            raise OSError("the disk is full")

    data = csv_file([("2025-03-01", f"SHOP {number}", "-1.00") for number in range(1200)])
    with pytest.raises(OSError, match="disk"):
        importer.import_now(data, "x.csv", account_id=account, at=NOW, progress=fail)

    assert dump() == before
    with database.write() as session:
        done = operations.begin(session, "test", "After", at=NOW)
        make_transaction(session)
    with database.read() as session:
        assert operations.get_operation(session, done).change_count == 1


def test_after_an_import_every_change_is_recorded_again(bring: Bring, database: Database) -> None:
    bring(csv_file([FARE]))

    with pytest.raises(IntegrityError, match="outside any operation"), database.write() as session:
        make_transaction(session)


def test_two_accounts_in_one_file_are_one_operation(
    importer: Importer, database: Database, dump: Dump, rows_of: RowsOf
) -> None:
    data = (SAMPLES / "ofx" / "three_accounts_xml.ofx").read_bytes()
    one, two = (named_account(database, name, currency="GBP") for name in ("One", "Two"))
    before = dump()
    staged = staged_file(importer, data, None, name="three.ofx")
    numbers = [part.statement.account_number for part in importer.preview_staged(staged).parts]
    assert len(numbers) == 3
    staged = importer.change_wishes(staged, targets={1: one.id, 2: two.id})

    stored = importer.import_staged(staged, at=NOW)

    assert [(item.account_id, item.imported) for item in stored.imports] == [
        (one.id, 2),
        (two.id, 1),
    ]
    assert stored.operation_id is not None
    again = importer.preview(Request(data, "three.ofx"))
    assert [part.account and part.account.id for part in again.parts[1:]] == [one.id, two.id]
    with database.write() as session:
        operations.undo(session, stored.operation_id, at=NOW)
    assert dump() == before


def test_without_an_account_for_rows_nothing_is_stored(importer: Importer, dump: Dump) -> None:
    before = dump()

    with pytest.raises(NoTargetError):
        importer.import_now(csv_file([FARE]), "x.csv", at=NOW)

    assert dump() == before


def test_a_file_that_is_no_statement_is_refused(importer: Importer, account: int) -> None:
    with pytest.raises(UnreadableFileError, match="PDF"):
        importer.import_now(b"%PDF-1.7 ...", "x.csv", account_id=account, at=NOW)


def test_a_table_whose_columns_are_unclear_is_shown_to_be_mapped(
    importer: Importer, account: int
) -> None:
    data = b"alpha,beta,gamma\nx1,y1,z1\nx2,y2,z2\n"

    preview = importer.preview(Request(data, "x.csv", account))

    assert preview.problem
    assert preview.reading.sample
    assert preview.reading.sample[1] == ["x1", "y1", "z1"]
    with pytest.raises(UnreadableFileError):
        importer.import_now(data, "x.csv", account_id=account, at=NOW)


def test_the_accounts_type_decides_a_sign_that_the_file_leaves_open(
    importer: Importer, database: Database, rows_of: RowsOf
) -> None:
    card = named_account(database, "Card", account_type="credit", institution="amex")
    data = (SAMPLES / "csv" / "amex_extended.csv").read_bytes()

    importer.import_now(data, "x.csv", account_id=card.id, at=NOW)

    assert sum(cents for _, _, cents in rows_of(card.id)) == 21249


@given(
    purchases=st.lists(
        st.tuples(
            st.integers(1, 5), st.sampled_from(["BART", "PEETS", "SHELL"]), st.integers(1, 3)
        ),
        min_size=1,
        max_size=14,
    ),
    data=st.data(),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_parts_in_any_order_and_overlap_add_up_to_the_whole(
    purchases: list[tuple[int, str, int]],
    data: st.DataObject,
    importer: Importer,
    database: Database,
    rows_of: RowsOf,
) -> None:
    ledger = [(f"2025-03-{day:02}", words, f"-{cents}.25") for day, words, cents in purchases]
    days = sorted({day for day, _, _ in ledger})
    spans = data.draw(
        st.lists(st.tuples(st.sampled_from(days), st.sampled_from(days)), max_size=4), label="spans"
    )
    # A bank's export holds all rows of its days, so parts are cut at days.
    parts = [[row for row in ledger if min(span) <= row[0] <= max(span)] for span in spans]
    files = data.draw(st.permutations([*parts, ledger]), label="files")
    account = named_account(database, "Everyday").id

    for rows in files:
        if rows:
            importer.import_now(
                csv_file(data.draw(st.permutations(rows))), "x.csv", account_id=account, at=NOW
            )

    expected = Counter((day, words, round(-float(amount) * 100)) for day, words, amount in ledger)
    assert Counter(rows_of(account)) == expected


def test_wishes_survive_a_restart(importer: Importer, account: int) -> None:
    staged = staged_file(importer, csv_file([FARE]), account)
    importer.change_wishes(staged, skipped=frozenset({2}), targets={0: account}, remember=True)

    found = StagingArea(importer.staging._folder).get(staged.id)

    assert found.wishes == Wishes(skipped=frozenset({2}), targets={0: account}, remember=True)

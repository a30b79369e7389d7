"""Mappings that are remembered per account."""

from collections.abc import Callable

import pytest

from backend.database import Database
from backend.services import operations
from backend.services.importing.importer import Importer
from backend.services.importing.preview import Request
from backend.services.importing.profiles import (
    InvalidProfileNameError,
    ProfileNotFoundError,
    delete_profile,
    edit_profile,
    known_layouts,
    list_profiles,
    remember,
    signature_of,
)
from backend.services.importing.statement import TableLayout
from backend.services.importing.wishes import Wishes
from tests.conftest import NOW

# Both columns hold amounts and both may be the day: nothing but a person knows.
TABLE = b"""Statement of things

when;booked;what;moved;other
01/02/2025;02/02/2025;COFFEE;4,50;7,00
03/02/2025;04/02/2025;BOOKS;12,00;8,00
"""
LAYOUT = TableLayout(
    date=1,
    description=(2,),
    amount=4,
    header_row=2,
    first_row=3,
    delimiter=";",
    date_order="dmy",
    decimal_mark=",",
    sign="charges_positive",
)
HEADER = ["when", "booked", "what", "moved", "other"]


@pytest.fixture
def remembered(database: Database, account: int) -> int:
    """The id of a mapping that is remembered for the account."""
    with database.write() as session:
        operations.begin(session, "test", "Remembered", at=NOW)
        remember(
            session,
            account,
            layout=LAYOUT,
            signature=signature_of(HEADER, is_header=True),
            name="Mine",
            at=NOW,
        )
        return list_profiles(session)[0].profile.id


def test_a_file_is_read_as_its_account_remembers(
    importer: Importer, account: int, remembered: int
) -> None:
    preview = importer.preview(Request(TABLE, "x.csv"))

    [part] = preview.parts
    assert part.account is not None
    assert part.account.id == account
    assert [(row.date.isoformat(), row.cents) for row in part.rows] == [
        ("2025-02-02", 700),
        ("2025-02-04", 800),
    ]


def test_the_header_may_stand_in_another_line(
    importer: Importer, account: int, remembered: int
) -> None:
    moved = b"One more line\n\n" + TABLE

    preview = importer.preview(Request(moved, "x.csv", account))

    assert [row.cents for row in preview.parts[0].rows] == [700, 800]
    assert preview.file.layout
    assert preview.file.layout.header_row == 4


def test_what_the_owner_says_now_wins(importer: Importer, account: int, remembered: int) -> None:
    wishes = Wishes(sign="money_in_positive", date_order="mdy")

    preview = importer.preview(Request(TABLE, "x.csv", account, wishes))

    assert [(row.date.isoformat(), row.cents) for row in preview.parts[0].rows] == [
        ("2025-02-02", -700),
        ("2025-04-02", -800),
    ]


def test_an_import_remembers_the_mapping_when_asked(
    importer: Importer, account: int, database: Database
) -> None:
    preview = importer.preview(
        Request(TABLE, "x.csv", account, Wishes(layout=LAYOUT, remember=True))
    )
    from backend.services.importing.storing import Upload

    stored = importer.store(preview, Upload("x.csv", "0"), at=NOW)

    with database.read() as session:
        [view] = list_profiles(session)
    assert (view.profile.account_id, view.layout) == (account, LAYOUT)
    with database.write() as session:
        operations.undo(session, stored.operation_id or 0, at=NOW)
        assert list_profiles(session) == []


def test_a_table_without_header_is_known_by_its_shape(database: Database, account: int) -> None:
    row = ["01/02/2025", "-4.50", "*", "", "COFFEE"]
    with database.write() as session:
        operations.begin(session, "test", "Remembered", at=NOW)
        layout = TableLayout(date=0, description=(4,), amount=1)
        signature = signature_of(row, is_header=False)
        remember(session, account, layout=layout, signature=signature, name="WF", at=NOW)

        [known] = known_layouts(session, [["03/04/2025", "12.00", "*", "", "BOOKS"]])

    assert (known.account_id, known.layout) == (account, layout)


def test_remembering_again_replaces(database: Database, account: int, remembered: int) -> None:
    with database.write() as session:
        operations.begin(session, "test", "Again", at=NOW)
        signature = signature_of(HEADER, is_header=True)
        other = TableLayout(date=0, description=(2,), amount=3)
        remember(session, account, layout=other, signature=signature, name="New", at=NOW)

        [view] = list_profiles(session)

    assert (view.layout, view.profile.name) == (other, "Mine")


def test_editing_and_deleting(
    database: Database, remembered: int, dump: Callable[[], dict[str, object]]
) -> None:
    with database.write() as session:
        view = edit_profile(session, remembered, name=" Card  CSV ", layout=LAYOUT, at=NOW)
        assert view.profile.name == "Card CSV"
    before = dump()
    with database.write() as session:
        delete_profile(session, remembered, at=NOW)
        deleting = session.info["operation_id"]
    with database.write() as session:
        assert list_profiles(session) == []
        operations.undo(session, deleting, at=NOW)
    assert dump() == before


def test_problems(database: Database, remembered: int) -> None:
    with database.write() as session:
        with pytest.raises(ProfileNotFoundError):
            delete_profile(session, remembered + 1, at=NOW)
        with pytest.raises(InvalidProfileNameError):
            edit_profile(session, remembered, name="  ", at=NOW)

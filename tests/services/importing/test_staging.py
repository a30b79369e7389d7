"""Uploaded files between preview and import."""

import datetime as dt
import io
import os
import stat
from pathlib import Path

import pytest

from backend.services.importing.staging import (
    StagedFileNotFoundError,
    StagingArea,
    UploadTooLargeError,
    plain_name,
)
from backend.services.importing.statement import StatedBalance, TableLayout
from backend.services.importing.wishes import TypedClosing, Wishes
from tests.conftest import NOW


@pytest.fixture
def area(tmp_path: Path) -> StagingArea:
    return StagingArea(tmp_path / "staging")


def test_a_file_is_kept_for_its_owner_alone(area: StagingArea, tmp_path: Path) -> None:
    staged = area.put(io.BytesIO(b"abc"), file_name="a.csv", limit=3, at=NOW, account_id=4)

    assert area.get(staged.id) == staged
    assert area.content(staged) == b"abc"
    assert (staged.size, staged.account_id) == (3, 4)
    for path in (tmp_path / "staging").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "staging").stat().st_mode) == 0o700


def test_a_file_that_is_too_large_leaves_nothing(area: StagingArea, tmp_path: Path) -> None:
    with pytest.raises(UploadTooLargeError):
        area.put(io.BytesIO(b"abcd"), file_name="a.csv", limit=3, at=NOW)

    assert list((tmp_path / "staging").iterdir()) == []


@pytest.mark.parametrize("staged_id", ["", "0" * 32, "../../etc/passwd", "0" * 31 + "/", "%2e%2e"])
def test_ids_of_no_file(area: StagingArea, staged_id: str) -> None:
    with pytest.raises(StagedFileNotFoundError):
        area.get(staged_id)


def test_a_discarded_file_is_gone(area: StagingArea, tmp_path: Path) -> None:
    staged = area.put(io.BytesIO(b"abc"), file_name="a.csv", limit=9, at=NOW)

    area.discard(staged.id)

    assert list((tmp_path / "staging").iterdir()) == []
    with pytest.raises(StagedFileNotFoundError):
        area.content(staged)


def test_what_waits_for_more_than_a_day_is_swept(area: StagingArea, tmp_path: Path) -> None:
    old, new = (
        area.put(io.BytesIO(b"abc"), file_name=name, limit=9, at=NOW) for name in ("old", "new")
    )
    now = dt.datetime.now(dt.UTC)
    day_ago = (now - dt.timedelta(hours=25)).timestamp()
    for path in (tmp_path / "staging").glob(f"{old.id}*"):
        os.utime(path, (day_ago, day_ago))

    area.sweep(now)

    assert area.get(new.id) == new
    with pytest.raises(StagedFileNotFoundError):
        area.get(old.id)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("chase.csv", "chase.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\März.csv", "März.csv"),
        ("", "file"),
        ("a\0b\n\ud800.csv", "a b  .csv"),
        ("x" * 500, "x" * 200),
    ],
)
def test_names_lose_what_can_not_be_shown(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_wishes_come_back_from_json_as_they_were() -> None:
    wishes = Wishes(
        layout=TableLayout(date=0, description=(1, 2), amount=3, header_row=4, first_row=5),
        date_order="dmy",
        sign="charges_positive",
        targets={0: 7},
        typed={1: TypedClosing(StatedBalance(dt.date(2025, 1, 31), -5), StatedBalance(None, 7))},
        skipped=frozenset({3, 4}),
        insisted=frozenset({9}),
        remember=True,
    )

    assert Wishes.from_json(wishes.to_json()) == wishes
    assert Wishes.from_json(Wishes().to_json()) == Wishes()

"""Text cut into cells: none is lost or changed by the way in which they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.readers import csv_text
from backend.services.importing.readers.csv_text import read_records
from backend.services.importing.readers.records import MARK, Packed

cells = st.lists(st.text(st.characters(exclude_characters=MARK)), min_size=2)


@given(st.lists(cells))
def test_packed_records_are_what_they_were(records: list[list[str]]) -> None:
    packed = Packed(records)
    assert list(packed) == records == [packed[at] for at in range(len(packed))]
    assert list(packed[1:]) == records[1:]
    assert list(packed.used_up(0)) == records
    assert list(packed) == [[] for _ in records]


def test_a_blank_line_is_a_record_without_cells() -> None:
    records = read_records(b"2026-03-01,COFFEE BAR,4.50\n\n2026-03-01,COFFEE BAR,3.00\n")
    assert records.cells[1] == []
    assert records.line(2) == 3


def test_text_with_the_mark_in_it_is_not_packed() -> None:
    records = read_records(f"2026-03-01,COFFEE{MARK}BAR,4.50\n2026-03-01,COFFEE,3.00\n".encode())
    first, second = records.cells
    assert first[1] == f"COFFEE{MARK}BAR"
    assert first[0] is second[0]  # equal cells share one text


def test_beyond_the_most_that_are_shared_cells_stay_what_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_text, "_MOST_SHARED", 5)
    lines = [f'2026-03-01,"SHOP\n{number}",{number}.00' for number in range(1, 40)]
    records = read_records("\n".join(lines).encode())
    assert list(records.cells) == [
        ["2026-03-01", f"SHOP\n{number}", f"{number}.00"] for number in range(1, 40)
    ]

"""Text cut into cells: equal cells share one text, and none is lost or changed by it."""

from backend.services.importing.readers import csv_text
from backend.services.importing.readers.csv_text import read_records


def test_equal_cells_are_one_text() -> None:
    records = read_records(b"2026-03-01,COFFEE BAR,4.50\n2026-03-01,COFFEE BAR,3.00\n")
    first, second = records.cells
    assert first[0] is second[0]
    assert first[1] is second[1]


def test_beyond_the_most_that_are_shared_cells_stay_what_they_are(monkeypatch) -> None:
    monkeypatch.setattr(csv_text, "_MOST_SHARED", 5)
    lines = [f"2026-03-01,SHOP {number},{number}.00" for number in range(1, 40)]
    records = read_records("\n".join(lines).encode())
    assert records.cells == [line.split(",") for line in lines]

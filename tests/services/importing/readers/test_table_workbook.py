"""Workbooks: real dates and numbers, several sheets, rows numbered as in the sheet."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from backend.services.importing.readers.table import (
    detect_layout,
    looks_like_table,
    read_table,
    sample_cells,
)
from backend.services.importing.readers.workbook import read_sheets
from backend.services.importing.statement import StatementFormat, UnreadableFileError
from tests.services.importing.readers.table_exports import movements, shown

Cell = str | float | int
DAY = "day:"
"""Marks a number that is shown as a date: `day:45657` is 2024-12-31 in Excel's count."""

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def cell_xml(value: Cell) -> str:
    if isinstance(value, str) and value.startswith(DAY):
        return f'<c s="1"><v>{value.removeprefix(DAY)}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else "<c/>"
    return f"<c><v>{value!r}</v></c>"


def workbook(**sheets: list[list[Cell]]) -> bytes:
    """Write the smallest workbook that Excel would open."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("[Content_Types].xml", CONTENT_TYPES)
        names = "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
            for i, name in enumerate(sheets, 1)
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        styles = f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{links}{styles}</Relationships>',
        )
        book.writestr("xl/styles.xml", STYLES)
        for i, rows in enumerate(sheets.values(), 1):
            body = "".join(f"<row>{''.join(map(cell_xml, row))}</row>" for row in rows)
            book.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return file.getvalue()


STATEMENT: list[list[Cell]] = [
    ["A made-up bank", "", "", ""],
    [""],
    ["Date", "Description", "Amount", "Balance"],
    ["day:45657", "Third of a cent", 0.1 + 0.2, 1000.3],
    ["day:45658", "Rent", -1200, -199.7],
    ["day:45659.75", "Odd tail", -12.345, -212.05],
    ["31 Dec?", "Broken", -1.5, ""],
]


def test_dates_and_numbers_of_cells_are_exact() -> None:
    data = workbook(Activity=STATEMENT)

    file = read_table(data, account_type="checking")

    assert file.format is StatementFormat.XLSX
    assert [shown(row) for row in movements(file)] == [
        ("2024-12-31", "0.30", "Third of a cent"),
        ("2025-01-01", "-1200.00", "Rent"),
        ("2025-01-02", "-12.35", "Odd tail"),
    ]
    assert [row.row for row in movements(file)] == [4, 5, 6]
    assert [(error.row, error.reason) for error in file.errors] == [(7, "“31 Dec?” is no date.")]
    assert looks_like_table(data)


def test_the_sheet_with_the_transactions_is_found_and_remembered() -> None:
    data = workbook(
        Summary=[["Account", "Balance"], ["Checking", 12.5]],
        Moves=STATEMENT[2:6],
        Chart=[["nothing"]],
    )

    layout = detect_layout(data, account_type=None)

    assert layout.sheet == "Moves"
    assert len(movements(read_table(data, account_type=None, layout=layout))) == 3
    assert sample_cells(data, layout=layout)[0] == ["Date", "Description", "Amount", "Balance"]
    assert sample_cells(data)[0] == ["Date", "Description", "Amount", "Balance"]


def test_text_cells_of_a_workbook_are_read_like_those_of_a_text_table() -> None:
    data = workbook(
        Umsätze=[
            ["Buchungstag", "Verwendungszweck", "Betrag"],
            ["31.01.2024", "Markt", "-1.234,56"],
            ["30.01.2024", "Lohn", "2.500,00"],
        ]
    )

    assert [shown(row) for row in movements(read_table(data, account_type=None))] == [
        ("2024-01-31", "-1234.56", "Markt"),
        ("2024-01-30", "2500.00", "Lohn"),
    ]


def test_long_numbers_keep_every_digit() -> None:
    [sheet] = read_sheets(workbook(One=[[123456789012345.0, 0.5, -3.0, 1e-9, 4.25, "text"]]))

    assert sheet.cells == [["123456789012345", "0.50", "-3", "0.00", "4.25", "text"]]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"\0" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        workbook(Empty=[]),
        workbook(List=[["Name", "Servings"], ["Soup", 4]]),
    ],
)
def test_workbooks_without_a_statement_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_table(data, account_type=None)


def test_a_web_page_saved_as_a_workbook() -> None:
    page = (
        b"<html><body><table><tr><td colspan=3>A made-up bank</td></tr></table>"
        b"<table border=1><tr><th>Date<th>Details<th>Withdrawals<th>Deposits</tr>"
        b"<tr><td>13/01/2024</td><td>B&amp;B<br>HOTEL</td><td>1,234.50</td><td>&nbsp;</td></tr>"
        b"<tr><td>14/01/2024</td><td>WAGES</td><td></td><td>2,000.00</td></tr>"
        b"<tr><td colspan='2'>Total</td><td>1,234.50</td><td>2,000.00</td></tr></table></body></html>"
    )

    assert looks_like_table(page)
    assert [shown(row) for row in movements(read_table(page, account_type="checking"))] == [
        ("2024-01-13", "-1234.50", "B&B HOTEL"),
        ("2024-01-14", "2000.00", "WAGES"),
    ]

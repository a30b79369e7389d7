"""Formats are told by content, and nothing but statements is read."""

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.services.importing.detection import detect_format, read_statement
from backend.services.importing.statement import StatementFormat, UnreadableFileError

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
FILES = sorted(path for path in SAMPLES.glob("*/*") if path.suffix != ".md")
STRUCTURED = [path for path in FILES if path.parent.name not in {"csv", "xlsx"}]
SOME = [
    (SAMPLES / name).read_bytes()
    for name in (
        "ofx/checking_sgml.ofx",
        "ofx/investment_xml.ofx",
        "qif/apostrophe_year_splits.qif",
        "camt/camt053_batch.xml",
        "mt940/postfinance.sta",
        "iif/minimum.iif",
        "csv/chase_checking.csv",
        "xlsx/statement.xlsx",
    )
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


def wide(name: str) -> bytes:
    return OLE + b"\0" * 512 + name.encode("utf-16-le")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sample_is_told_by_its_content(path: Path) -> None:
    if path.name == "zero_bytes.csv":
        with pytest.raises(UnreadableFileError, match="empty"):
            detect_format(path.read_bytes())
    else:
        assert detect_format(path.read_bytes()) == path.parent.name


@pytest.mark.parametrize("path", STRUCTURED, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("newline", [b"\r", b"\r\n", b"\n"])
def test_line_ends_and_a_byte_order_mark_change_nothing(path: Path, newline: bytes) -> None:
    data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", newline)

    assert detect_format(data) == path.parent.name
    assert detect_format(b"\xef\xbb\xbf" + data) == path.parent.name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\r\n  \0\0 \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "This is a PDF. Download the CSV or OFX"),
        (b"\n\n%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"\x1f\x8b\x08", "archive"),
        (archive("a.csv"), "archive"),
        (archive("word/document.xml"), "Word document"),
        (archive("ppt/slides/slide1.xml"), "presentation"),
        (archive("Index/Document.iwa"), "Numbers"),
        (archive("xl/workbook.xml")[:40], "damaged"),
        (wide("WordDocument"), "Word document"),
        (wide("EncryptedPackage"), "locked with a password"),
        (wide("PowerPoint Document"), "no workbook"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"SQLite format 3\0", "database"),
        (b"MZ\x90\0\x03", "program"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"<!-- saved --><html>", "web page"),
        (b"<table><tr><td>Date</td></tr></table>", "web page"),
        (b'<?xml version="1.0"?><rss/>', "XML file"),
        (b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>', "payment order"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "save it as"),
        (b'{"transactions": []}', "JSON"),
        (b'[{"date": "2026-01-01"}]', "JSON"),
        (b"Received: from mail\r\nSubject: Statement\r\n", "e-mail"),
        (bytes(range(1, 32)) * 40, "no list with dates and amounts"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_named(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        detect_format(data)


def test_a_format_is_not_told_by_a_word_in_a_table() -> None:
    table = b"Date,Description,Amount\n2026-01-05,OFXHEADER camt.053 !Type:Bank :20: %PDF,-1.00\n"

    assert detect_format(table) is StatementFormat.CSV
    assert read_statement(table).row_count == 1


def test_the_order_of_dates_reaches_the_reader() -> None:
    data = b"!Type:Bank\nD02/01/2026\nT1\nPx\n^\n"

    [row] = read_statement(data, date_order="dmy").statements[0].rows

    assert row.date.month == 1


def read_or_refuse(data: bytes) -> None:
    with suppress(UnreadableFileError):
        assert read_statement(data).statements


FUZZ = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.binary(max_size=2000))
def test_random_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@FUZZ
@given(st.sampled_from(SOME), st.data())
def test_a_file_cut_off_anywhere_is_read_or_refused(data, draw):
    start = draw.draw(st.integers(0, 20))
    read_or_refuse(data[start : draw.draw(st.integers(start, len(data)))])


@FUZZ
@given(st.sampled_from(SOME), st.data())
def test_a_file_with_damaged_bytes_is_read_or_refused(data, draw):
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 12))):
        at = draw.draw(st.integers(0, len(data) - 1))
        changed[at] = draw.draw(st.integers(0, 255))
    read_or_refuse(bytes(changed))


@FUZZ
@given(st.sampled_from(SOME[:7]), st.data())
def test_a_file_whose_lines_are_mixed_up_is_read_or_refused(data, draw):
    lines = data.splitlines(keepends=True)
    read_or_refuse(b"".join(draw.draw(st.lists(st.sampled_from(lines), max_size=60))))


@pytest.mark.parametrize(
    "data",
    [
        b"<OFX>" + b"<STMTTRN>" * 200_000,
        b"<OFX><STMTRS>" + b"<![CDATA[" * 200_000,
        b"<OFX>" + b"<" * 2_000_000,
        b"<OFX><A" + b"a" * 2_000_000,
        b"<OFX><STMTRS><STMTTRN><NAME>" + b"&amp" * 500_000,
        b":20:1\n:25:2\n:28C:1\n:60F:C260101EUR1,\n" + b":61:260105D1,00N" * 100_000,
        b":20:1\n:25:2\n:28C:1\n:60F:C260101EUR1,\n" + b":61:260105D1,00NTRF\n:86:?20SVWZ+\n" * 20_000,
        b"!Type:Bank\n" + b"D1/1/26\n" * 200_000,
        b"!Type:Bank\n" + b"^\n" * 500_000,
        b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' + b"<Stmt>" * 100_000,
        b"<OFX>" + b"<A>" * 200_000 + b"</B></A>" * 200_000,
        b"<Document><x>camt.053" + b"<Stmt><Ntry>" * 50_000 + b"</Ntry></Stmt>" * 50_000 + b"</x></Document>",
        b"!TRNS\tDATE\tACCNT\tAMOUNT\n" + b"TRNS\t" * 200_000,
        bytes(range(256)) * 8_000,
        b"\xff\xfe" + b"\x00\xd8" * 500_000,
        b"a" * 2_000_000,
        b"D" * 60_000 + b"\n" * 60_000,
    ],
    ids=range(17),
)  # fmt: skip
def test_rubbish_of_megabytes_is_told_off_quickly(data: bytes) -> None:
    started = time.process_time()

    read_or_refuse(data)

    assert time.process_time() - started < 6

"""Odd files that banks and spreadsheets really make, one quirk at a time."""

import codecs
import csv
from dataclasses import replace

import pytest

from backend.services.importing.readers.table import (
    detect_layout,
    looks_like_table,
    read_table,
    sample_cells,
)
from backend.services.importing.statement import StatementFile, UnreadableFileError
from tests.services.importing.readers.table_exports import movements, shown

PLAIN = (
    "Date,Description,Amount,Balance\n2024-01-30,CAFÉ,-4.50,95.50\n2024-01-31,PAY,10.00,105.50\n"
)
PLAIN_ROWS = [("2024-01-30", "-4.50", "CAFÉ"), ("2024-01-31", "10.00", "PAY")]


def read(text: str | bytes, account_type: str | None = "checking") -> StatementFile:
    return read_table(text.encode() if isinstance(text, str) else text, account_type=account_type)


def rows(text: str | bytes, account_type: str | None = "checking") -> list[tuple[str, str, str]]:
    return [shown(row) for row in movements(read(text, account_type))]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        codecs.BOM_UTF8 + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.encode("cp1252"),
        PLAIN.encode() + b"\0" * 64,
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r\n", 1).encode(),
        PLAIN.replace("\n", "\r\r\n").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|").encode(),
        PLAIN.replace(",", ", ").encode(),
        ("sep=,\n" + PLAIN).encode(),
        ("\n\n\n" + PLAIN + "\n\n").encode(),
        (PLAIN.replace("\n", ",,,\n")).encode(),
        "\n".join(f'"{line}"' for line in PLAIN.splitlines()).encode(),
        "\n".join('"' + '","'.join(line.split(",")) + '"' for line in PLAIN.splitlines()).encode(),
    ],
)
def test_encoding_line_ends_and_delimiter_do_not_matter(data: bytes) -> None:
    assert rows(data) == PLAIN_ROWS
    assert looks_like_table(data)


def test_two_encodings_in_one_file() -> None:
    data = PLAIN.encode() + "2024-02-01,MÜLLER,-1.00,104.50\n".encode("cp1252")

    assert rows(data)[-1] == ("2024-02-01", "-1.00", "MÜLLER")


def test_rows_keep_the_line_they_stand_in() -> None:
    text = (
        "My bank\n\nDate,Description,Amount\n2024-01-05,A,-1.00\n"
        '2024-01-06,"B\nC",-2.00\n\n2024-01-07,D,x\n2024-01-08,E,-4.00\n'
    )

    file = read(text)

    assert [row.row for row in movements(file)] == [4, 5, 9]
    assert [error.row for error in file.errors] == [8]


def test_a_quote_that_never_closes_swallows_no_row() -> None:
    text = "Date,Description,Amount\n2024-01-05,\"5' LADDER,-1.00\n2024-01-06,B,-2.00\n2024-01-07,C,-3.00\n"

    assert rows(text) == [
        ("2024-01-05", "-1.00", "5' LADDER"),
        ("2024-01-06", "-2.00", "B"),
        ("2024-01-07", "-3.00", "C"),
    ]


def test_a_cell_longer_than_the_csv_module_takes() -> None:
    long = "x" * (csv.field_size_limit() + 10)
    text = f'Date,Description,Amount\n2024-01-05,"A {long}",-1.00\n'

    with pytest.raises(UnreadableFileError, match="longer"):
        read(text)


def test_quotes_inside_an_unquoted_cell() -> None:
    assert rows('Date,Payee,Amount\n2024-01-05,UAB "Naktida",-1.00\n2024-01-06,B,2.00\n') == [
        ("2024-01-05", "-1.00", 'UAB "Naktida"'),
        ("2024-01-06", "2.00", "B"),
    ]


def test_a_stray_delimiter_in_the_description() -> None:
    text = "Date,Description,Amount\n2024-01-05,GROCER, HILLSIDE 22,-61.40\n2024-01-06,GAS, 44,-5.00\n2024-01-07,C,-3.00\n2024-01-08,D,-3.00\n"

    assert rows(text)[:2] == [
        ("2024-01-05", "-61.40", "GROCER,HILLSIDE 22"),
        ("2024-01-06", "-5.00", "GAS,44"),
    ]


def test_a_short_row_is_reported_and_the_rest_kept() -> None:
    file = read("Date,Description,Amount\n2024-01-05,A,-1.00\n2024-01-06,B\n2024-01-07,C,-3.00\n")

    assert len(movements(file)) == 2
    assert [(error.row, error.reason) for error in file.errors] == [
        (3, "The row is cut off: 2 cells of 3, no amount.")
    ]


@pytest.mark.parametrize("amount", ["nan", "inf", "-inf", "1e999", "abc", "NaN", "12,3,4"])
def test_amounts_that_are_none_are_reported(amount: str) -> None:
    file = read(f'Date,Description,Amount\n2024-01-05,A,-1.00\n2024-01-06,B,"{amount}"\n')

    assert len(movements(file)) == 1
    [error] = file.errors
    assert error.row == 3
    assert error.reason == f"“{amount}” is no amount."


def test_rows_without_money_are_left_out_with_their_reason() -> None:
    file = read(
        "Date,Description,Amount,Balance\n"
        "2024-01-01,Opening balance,,100.00\n"
        "2024-01-05,A,-1.00,99.00\n"
        "2024-01-06,Card check,0.00,99.00\n"
        "2024-01-07,Note of the bank,,\n"
        "Date,Description,Amount,Balance\n"
        "2024-01-08,B,-1.00,98.00\n"
        "2024-01-31,Closing balance,,98.00\n"
        "Total,,-2.00,\n"
        "***END OF FILE***\n"
    )

    assert len(movements(file)) == 2
    assert file.errors == []
    assert [problem.row for problem in file.left_out] == [2, 4, 5, 6, 8, 9, 10]
    [statement] = file.statements
    assert statement.opening is not None
    assert statement.closing is not None
    assert (statement.opening.cents, statement.closing.cents) == (10_000, 9_800)


def test_shops_called_total_are_no_totals() -> None:
    text = (
        "Date,Description,Amount\n2024-01-05,TOTAL WINE & MORE,-1.00\n2024-01-06,Total Energies 44,-2.00\n"
        "2024-01-07,BALANCE TRANSFER FEE,-3.00\n2024-01-08,New Balance Shoes,-4.00\n2024-01-31,Total,-10.00\n"
    )

    assert [row[2] for row in rows(text)] == [
        "TOTAL WINE & MORE",
        "Total Energies 44",
        "BALANCE TRANSFER FEE",
        "New Balance Shoes",
    ]


def test_html_in_descriptions_is_resolved() -> None:
    text = "Date,Description,Amount\n2024-01-05,B&amp;amp;B &lt;br/&gt;HOTEL,-1.00\n"

    assert rows(text) == [("2024-01-05", "-1.00", "B&B HOTEL")]


def test_a_balance_that_falls_when_money_comes_in_turns_the_sign() -> None:
    """Charges positive, proven by the balances of a held account."""
    text = "Date,Description,Amount,Balance\n2024-01-05,A,10.00,90.00\n2024-01-06,B,-5.00,95.00\n2024-01-07,C,20.00,75.00\n"

    file = read(text)

    assert [shown(row)[1] for row in movements(file)] == ["-10.00", "5.00", "-20.00"]
    assert [row.balance_cents for row in movements(file)] == [9_000, 9_500, 7_500]
    assert not any("Positive" in choice for choice in file.choices)


@pytest.mark.parametrize("backward", [False, True])
def test_what_a_card_owes_becomes_a_negative_balance(*, backward: bool) -> None:
    lines = ["2024-01-05,A,10.00,110.00", "2024-01-06,PAY,-50.00,60.00", "2024-01-07,C,20.00,80.00"]
    ordered = lines[::-1] if backward else lines

    file = read("Date,Description,Amount,Balance\n" + "\n".join(ordered) + "\n", "credit")

    found = sorted(movements(file), key=lambda row: row.date)
    assert [row.cents for row in found] == [1_000, -5_000, 2_000]
    assert [row.balance_cents for row in found] == [-11_000, -6_000, -8_000]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("A,45.20\n02/02/2024,ONLINE PAYMENT THANK YOU,-250.00", [4_520, -25_000]),
        ("A,-45.20\n02/02/2024,ONLINE PAYMENT THANK YOU,250.00", [4_520, -25_000]),
        ("A,45.20\n02/02/2024,B,12.00", [4_520, 1_200]),
        ("A,-45.20\n02/02/2024,B,-12.00", [4_520, 1_200]),
    ],
)
def test_the_sign_of_a_card_follows_its_payments_then_the_majority(
    text: str, cents: list[int]
) -> None:
    file = read(f"Date,Description,Amount\n02/01/2024,{text}\n", "credit")

    assert [row.cents for row in movements(file)] == cents


def test_amounts_of_which_only_credits_are_marked() -> None:
    file = read("Date,Description,Amount\n2024-02-13,A,45.20\n2024-02-14,B,250.00 CR\n", None)

    assert [row.cents for row in movements(file)] == [4_520, -25_000]
    assert file.choices == []


def test_an_unproven_sign_is_told() -> None:
    card = read("Date,Description,Amount\n2024-02-01,A,45.20\n2024-02-02,B,5.00\n", "credit")
    held = read("Date,Description,Amount\n2024-02-01,A,45.20\n2024-02-02,B,5.00\n", "checking")

    assert card.choices == [
        "Positive amounts are read as charges, as most amounts on a card are charges."
    ]
    assert held.choices == [
        "All amounts are positive and nothing says which way they went: read as money in."
    ]


def test_days_under_thirteen_are_told() -> None:
    file = read("Date,Description,Amount\n03/04/2024,A,-1.00\n03/05/2024,B,-1.00\n")

    assert [choice for choice in file.choices if "month/day/year" in choice]
    assert read("Date,Description,Amount\n03/14/2024,A,-1.00\n").choices == []


def test_a_countrys_date_order_is_taken_where_the_file_leaves_it_open() -> None:
    open_order = b"Date,Description,Amount\n03/04/2024,A,-1.00\n"
    proven = b"Date,Description,Amount\n03/14/2024,A,-1.00\n"

    [first] = movements(read_table(open_order, account_type=None, date_order="dmy"))
    [second] = movements(read_table(proven, account_type=None, date_order="dmy"))

    assert (first.date.month, second.date.month) == (4, 3)


def test_a_second_date_column_proves_the_order_of_the_first() -> None:
    text = "Transaction Date,Posting Date,Description,Amount\n01/02/2024,14/02/2024,A,-1.00\n"

    assert rows(text) == [("2024-02-01", "-1.00", "A")]


def test_ids_tell_rows_apart_or_are_not_used() -> None:
    good = read(
        "Date,Reference,Description,Amount\n2024-01-05,R1001,A,-1.00\n2024-01-06,R1002,B,-2.00\n"
    )
    same = read(
        "Date,Reference,Description,Amount\n2024-01-05,R1001,A,-1.00\n2024-01-06,R1001,B,-2.00\n"
    )
    excel = read(
        "Date,Reference,Description,Amount\n2024-01-05,3.2E+11,A,-1.00\n2024-01-06,3.3E+11,B,-2.00\n"
    )

    assert [row.external_id for row in movements(good)] == ["R1001", "R1002"]
    assert [row.external_id for row in movements(same)] == [None, None]
    assert [row.external_id for row in movements(excel)] == [None, None]


@pytest.mark.parametrize("header", ["Date,Description,Amount\n", ""])
def test_descriptions_that_are_nothing_but_direction_words(header: str) -> None:
    text = f"{header}2024-01-31,Deposit,5.00\n2024-02-29,Withdrawal,-6.00\n"

    assert rows(text) == [("2024-01-31", "5.00", "Deposit"), ("2024-02-29", "-6.00", "Withdrawal")]


def test_two_currencies_are_kept_row_by_row() -> None:
    file = read(
        "Date,Description,Amount,Currency\n2024-01-05,A,-1.00,USD\n2024-01-06,B,-2.00,EUR\n"
    )

    [statement] = file.statements
    assert statement.currency is None
    assert [row.currency for row in statement.rows] == ["USD", "EUR"]


def test_continued_descriptions_end_at_a_blank_line() -> None:
    text = (
        "Date,Description,Debit,Credit\n05/02/2024,DEBIT PURCHASE,6.66,\n,,,\n,STRAY WORDS,,\n"
        "06/02/2024,TRANSFER,7.00,\n,to a friend,,\n,for lunch,,\n"
    )

    assert [row[2] for row in rows(text)] == ["DEBIT PURCHASE", "TRANSFER to a friend for lunch"]


def test_a_given_layout_is_followed_whatever_the_content_suggests() -> None:
    data = b"Date,Description,Amount,Note\n01/02/2024,A,5.00,first\n01/03/2024,B,-6.00,second\n"
    layout = replace(
        detect_layout(data, account_type=None),
        date_order="dmy",
        sign="charges_positive",
        description=(3,),
    )

    file = read_table(data, account_type=None, layout=layout)

    assert [shown(row) for row in movements(file)] == [
        ("2024-02-01", "-5.00", "first"),
        ("2024-03-01", "6.00", "second"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 9},
        {"date": 7},
        {"amount": None},
        {"delimiter": ";"},
        {"first_row": 50},
        {"encoding": "utf-32"},
        {"encoding": "no such encoding"},
    ],
)
def test_a_layout_that_does_not_fit_is_refused_in_words(change: dict[str, object]) -> None:
    data = PLAIN.encode()
    layout = replace(detect_layout(data, account_type=None), **change)  # type: ignore[arg-type]

    with pytest.raises(UnreadableFileError):
        read_table(data, account_type=None, layout=layout)


def test_cells_are_shown_as_they_stand() -> None:
    data = b"My bank\n\nDate;Text;Amount\n2024-01-05; A ;-1,00\n"

    assert sample_cells(data) == [
        ["My bank"],
        [],
        ["Date", "Text", "Amount"],
        ["2024-01-05", "A ", "-1,00"],
    ]
    assert len(sample_cells(data, limit=2)) == 2


REFUSED = {
    "nothing": b"",
    "blank lines": b"\n\n  \n",
    "a page of prose": b"Dear reader,\n\nthis is a letter, and no statement.\nYours, A\n",
    "a PDF": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" * 20,
    "noise": bytes((7919 * i) % 256 for i in range(3000)),
    "a broken workbook": b"PK\x03\x04 this is no zip",
    "daily balances": b'"Datum";"Rekening";"Boeksaldo"\n"2020-01-31";"NL11";"987,66"\n"2020-01-30";"NL11";"1000,00"\n',
    "daily balances without header": b"2020-01-31,987.66\n2020-01-30,1000.00\n",
    "accounts": b"Account,Type,Balance,Last Updated\nChecking,Cash,1234.56,2024-01-31\nSavings,Cash,9.00,2024-01-31\n",
    "positions": b'Symbol,Quantity,Last Price,Current Value\nFXA,10.5,$180.00,$1890.00\n\n"Date downloaded 04/01/2024"\n',
    "positions with dates": b"Symbol,Date Acquired,Quantity,Price,Cost Basis\nFXA,2024-01-05,10.5,180.00,1890.00\n",
    "birthdays": b"Name,Birthday,Phone\nA B,1990-01-02,555-1234\nC D,1985-03-04,555-6789\n",
    "recipes": b"Name,Servings,Minutes\nSoup,4,30\nCake,8,60\n",
    "only bad rows": b"Date,Description,Amount\nyesterday,A,-1.00\n2024-01-06,B,much\n",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_statement_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(data)

    assert len(str(refused.value)) > 30


def test_a_file_of_bad_rows_names_them_instead_of_importing_nothing() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(REFUSED["only bad rows"])

    assert str(refused.value) == (
        "None of the 2 rows can be read. row 2: “yesterday” is no date.; row 3: “much” is no amount."
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"!Type:Bank\nD1/1/24\nT-5.00\n^\n",
        b"OFXHEADER:100\nDATA:OFXSGML\n<OFX>\n",
        b"<?xml version='1.0'?><Document>a,b</Document>",
        b":20:STATEMENT\n:25:1/2\n",
        b"%PDF-1.4 1, 2, 3",
        b"!TRNS\tTRNSID\tDATE\n",
    ],
)
def test_other_formats_do_not_look_like_tables(data: bytes) -> None:
    assert not looks_like_table(data)

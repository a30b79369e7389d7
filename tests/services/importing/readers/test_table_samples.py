"""Every sample of a text table or a workbook reads as tests/data/samples/expected.json says."""

import itertools
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from backend.services.importing.readers.table import (
    detect_layout,
    looks_like_table,
    read_table,
    sample_cells,
)
from backend.services.importing.statement import StatementFile, StatementRow, UnreadableFileError

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
EXPECTED: dict[str, dict[str, Any]] = {
    name: reading
    for name, reading in json.loads((SAMPLES / "expected.json").read_text())["files"].items()
    if name.startswith(("csv/", "xlsx/"))
}
READABLE = [name for name, reading in EXPECTED.items() if reading["expect"] == "ok"]


def read(name: str) -> StatementFile:
    data = (SAMPLES / name).read_bytes()
    return read_table(data, account_type=EXPECTED[name]["account_type"])


def rows_of(file: StatementFile) -> list[StatementRow]:
    return [row for statement in file.statements for row in statement.rows]


@pytest.mark.parametrize("name", READABLE)
def test_a_sample_reads_as_expected(name: str) -> None:
    expected = EXPECTED[name]

    file = read(name)

    rows = rows_of(file)
    assert len(rows) == expected["transactions"]
    assert -Decimal(sum(row.cents for row in rows)) / 100 == Decimal(expected["sum_money_in"])
    assert min(row.date for row in rows).isoformat() == expected["first_date"]
    assert max(row.date for row in rows).isoformat() == expected["last_date"]
    assert len(file.errors) == expected.get("rejected_rows", 0)
    if expected.get("currency"):
        assert {statement.currency for statement in file.statements} == {expected["currency"]}
    if expected.get("account"):
        assert [one.account_number for one in file.statements] == [expected["account"]]


@pytest.mark.parametrize("name", [n for n in READABLE if "first_posted_date" in EXPECTED[n]])
def test_the_posting_date_is_kept_beside_the_transaction_date(name: str) -> None:
    posted = [row.posted_date for row in rows_of(read(name)) if row.posted_date]

    assert min(posted).isoformat() == EXPECTED[name]["first_posted_date"]
    assert max(posted).isoformat() == EXPECTED[name]["last_posted_date"]


@pytest.mark.parametrize(
    "name",
    [n for n in READABLE if "steps chain" in EXPECTED[n].get("checked_against_balances", "")],
)
def test_balances_lead_from_row_to_row(name: str) -> None:
    rows = rows_of(read(name))
    if rows[0].date > rows[-1].date:
        rows.reverse()

    for before, after in itertools.pairwise(rows):
        assert before.balance_cents is not None
        assert after.balance_cents == before.balance_cents - after.cents


@pytest.mark.parametrize("name", READABLE)
def test_a_found_layout_reads_the_same_when_given(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    layout = detect_layout(data, account_type=EXPECTED[name]["account_type"])

    given = read_table(data, account_type=None, layout=layout)

    assert given.statements == read(name).statements
    assert given.choices == []


@pytest.mark.parametrize("name", [*READABLE, "csv/header_only.csv"])
def test_samples_look_like_tables_and_show_their_cells(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    layout = detect_layout(data, account_type=None)

    assert looks_like_table(data)
    shown = sample_cells(data, layout=layout, limit=12)
    assert len(shown) <= 12
    if layout.header_row is not None:
        assert shown[layout.header_row][layout.date]


def test_a_header_without_rows_is_a_statement_without_movements() -> None:
    file = read("csv/header_only.csv")

    assert file.row_count == 0
    assert file.errors == []
    assert len(file.statements) == 1


def test_an_empty_file_is_refused_with_words() -> None:
    with pytest.raises(UnreadableFileError, match="empty"):
        read("csv/zero_bytes.csv")


def test_bad_rows_are_named_by_their_line() -> None:
    file = read("csv/bad_rows.csv")

    assert [(error.row, error.reason) for error in file.errors] == [
        (3, "“not-a-date” is no date."),
        (5, "“abc” is no amount."),
    ]
    assert [row.row for row in rows_of(file)] == [2, 4, 6]
    assert rows_of(file)[1].description == ""


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("csv/discover_card.csv", "Discover"),
        ("csv/sofi_checking.csv", "SoFi"),
        ("csv/wells_fargo_checking.csv", "Wells Fargo"),
        ("csv/chase_checking.csv", "Chase checking"),
        ("csv/chase_credit_card.csv", "Chase card"),
        ("csv/amex_basic.csv", "American Express"),
        ("csv/overlap_jan.csv", None),
        ("csv/de_gls_latin1.csv", None),
    ],
)
def test_banks_are_recognised_by_their_header(name: str, profile: str | None) -> None:
    layout = read(name).layout

    assert layout is not None
    assert layout.profile == profile


def test_several_accounts_in_a_file_become_several_statements() -> None:
    mint = {one.account_name: len(one.rows) for one in read("csv/mint_export_cr.csv").statements}
    mercury = {
        one.account_name: len(one.rows) for one in read("csv/mercury_checking.csv").statements
    }

    assert mint == {"Savings": 1, "Checking": 3}
    assert mercury == {
        "Mercury Checking xx12": 1,
        "Mercury Credit": 2,
        "Mercury Checking xx1234": 1,
    }


def test_continued_descriptions_are_whole() -> None:
    [first, *_] = rows_of(read("csv/sg_ocbc_continuation_lines.csv"))

    assert first.description == "DEBIT PURCHASE 15/04/18 66-6666 UBER EATS AN2GO HELP.UBERh"


def test_pending_rows_are_left_out_and_named() -> None:
    [pending] = read("csv/sofi_checking.csv").left_out

    assert pending.row == 2
    assert "pending" in pending.reason


def test_the_opening_balance_of_bank_of_america_is_kept() -> None:
    file = read("csv/bank_of_america_checking.csv")

    [statement] = file.statements
    assert statement.opening is not None
    assert statement.opening.cents == 200_000
    assert [row.reason for row in file.left_out] == ["It states an opening balance."]


def test_mints_account_name_and_its_two_descriptions() -> None:
    [row, *_] = read("csv/mint_export_cr.csv").statements[0].rows

    assert (row.description, row.merchant) == ("Account Transfer", "Transfer from Checking")

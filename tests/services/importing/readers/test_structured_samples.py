"""Every OFX, QIF, CAMT, MT940 and IIF sample reads as its expected reading says."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from backend.core.money import from_cents
from backend.services.importing.balance_proof import ProofStatus, prove_balance
from backend.services.importing.detection import detect_format, read_statement
from backend.services.importing.statement import UnreadableFileError

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text())["files"]
STRUCTURED = {
    name: wanted for name, wanted in EXPECTED.items() if name.split("/")[0] not in {"csv", "xlsx"}
}
READ = [name for name, wanted in STRUCTURED.items() if wanted["expect"] == "ok"]
REFUSED = [name for name in STRUCTURED if name not in READ]


def test_there_are_samples_of_every_format() -> None:
    assert {name.split("/")[0] for name in STRUCTURED} == {"ofx", "qif", "camt", "mt940", "iif"}
    assert len(READ) == 19


@pytest.mark.parametrize("name", READ)
def test_a_sample_reads_as_expected(name: str) -> None:
    wanted = STRUCTURED[name]

    file = read_statement((SAMPLES / name).read_bytes())

    rows = [row for statement in file.statements for row in statement.rows]
    assert file.format == name.split("/", maxsplit=1)[0]
    assert not file.errors
    assert len(rows) == wanted["transactions"]
    assert -sum((from_cents(row.cents) for row in rows), Decimal(0)) == Decimal(
        wanted["sum_money_in"]
    )
    assert str(min(row.date for row in rows)) == wanted["first_date"]
    assert str(max(row.date for row in rows)) == wanted["last_date"]
    assert all(row.description for row in rows)


@pytest.mark.parametrize("name", [name for name in READ if "currency" in STRUCTURED[name]])
def test_a_sample_names_its_accounts(name: str) -> None:
    wanted = STRUCTURED[name]
    accounts = wanted.get("accounts") or [
        {
            "account": wanted["account"],
            "currency": wanted["currency"],
            "transactions": wanted["transactions"],
            "sum": wanted["sum_money_in"],
        }
    ]

    statements = read_statement((SAMPLES / name).read_bytes()).statements

    assert [
        (one.account_number, one.currency, len(one.rows), -sum(row.cents for row in one.rows))
        for one in statements
    ] == [
        (one["account"], one["currency"], one["transactions"], int(Decimal(one["sum"]) * 100))
        for one in accounts
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_words(name: str) -> None:
    data = (SAMPLES / name).read_bytes()

    assert detect_format(data) == name.split("/", maxsplit=1)[0]
    with pytest.raises(UnreadableFileError, match=r"\w+ .+\."):
        read_statement(data)


def test_the_bad_record_is_named_by_its_number() -> None:
    with pytest.raises(UnreadableFileError, match=r"Record 1: “201120000000” is no date"):
        read_statement((SAMPLES / "ofx/bad_amount.ofx").read_bytes())


@pytest.mark.parametrize(
    ("name", "status", "difference"),
    [
        ("mt940/citi.sta", ProofStatus.PROVEN, 0),
        ("mt940/latin1.txt", ProofStatus.PROVEN, 0),
        ("mt940/postfinance.sta", ProofStatus.BROKEN, 20),
        ("camt/camt053_batch.xml", ProofStatus.PROVEN, 0),
        # Its closing balance is in another currency than the account.
        ("camt/camt053_v8.xml", ProofStatus.NOT_STATED, 0),
        ("camt/camt053.xml", ProofStatus.NOT_STATED, 0),
        ("ofx/checking_sgml.ofx", ProofStatus.NOT_STATED, 0),
    ],
)
def test_the_balances_of_a_sample_are_proven_or_not(
    name: str, status: ProofStatus, difference: int
) -> None:
    [statement] = read_statement((SAMPLES / name).read_bytes()).statements

    proof = prove_balance(statement)

    assert (proof.status, proof.difference_cents) == (status, difference)


def test_the_page_on_which_rows_and_balances_part_is_found() -> None:
    [statement] = read_statement((SAMPLES / "mt940/postfinance.sta").read_bytes()).statements

    proof = prove_balance(statement)

    assert str(proof.last_good_date) == "2013-12-09"
    assert proof.steps_checked == 2

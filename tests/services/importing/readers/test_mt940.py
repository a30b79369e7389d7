"""MT940 as banks really write it, checked against the mt-940 package where that reads it."""

import datetime as dt

import mt940
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.money import to_cents
from backend.services.importing.balance_proof import ProofStatus, prove_balance
from backend.services.importing.readers.mt940 import read_mt940
from backend.services.importing.statement import StatementFile, StatementRow, UnreadableFileError

FEE = (":61:260105D10,00NTRFNONREF", ":86:Fee")


def message(
    *fields: str,
    account: str = "NL08DEUT0319809633EUR",
    opening: str = "C260101EUR100,00",
    closing: str = "C260131EUR90,00",
) -> str:
    lines = [":20:REF", f":25:{account}", ":28C:1/1", f":60F:{opening}", *fields]
    return "\r\n".join([*lines, f":62F:{closing}", "-", ""])


def read(text: str, encoding: str = "utf-8") -> StatementFile:
    return read_mt940(text.encode(encoding))


def only_row(*fields: str) -> StatementRow:
    [row] = read(message(*fields)).statements[0].rows
    return row


@pytest.mark.parametrize(
    ("entry", "day", "posted", "cents"),
    [
        ("2601050106D10,00NTRFNONREF", "2026-01-05", "2026-01-06", 1000),
        ("260105D10,NTRFNONREF", "2026-01-05", None, 1000),
        ("260105    D10,5NTRFNONREF", "2026-01-05", None, 1050),
        ("260105C10,00NTRFNONREF", "2026-01-05", None, -1000),
        ("260105CR10,00NTRFNONREF", "2026-01-05", None, -1000),
        ("260105DR10,00NTRFNONREF", "2026-01-05", None, 1000),
        ("260105RC10,00NTRFNONREF", "2026-01-05", None, 1000),
        ("260105RD10,00NTRFNONREF", "2026-01-05", None, -1000),
        ("260105RDR10,00NTRFNONREF", "2026-01-05", None, -1000),
        ("260105D1.234,56NTRFNONREF", "2026-01-05", None, 123456),
        ("260105D10.50NTRFNONREF", "2026-01-05", None, 1050),
        ("2512310102D10,00NTRFNONREF", "2025-12-31", "2026-01-02", 1000),
        ("2601021231D10,00NTRFNONREF", "2026-01-02", "2025-12-31", 1000),
        ("990105D10,00NTRFNONREF", "1999-01-05", None, 1000),
        ("2601050106D10,00", "2026-01-05", "2026-01-06", 1000),
        ("2601050106D10,00N026NONREF", "2026-01-05", "2026-01-06", 1000),
    ],
)
def test_an_entry_in_its_spellings(entry: str, day: str, posted: str | None, cents: int) -> None:
    row = only_row(f":61:{entry}", ":86:Text")

    assert (str(row.date), row.cents) == (day, cents)
    assert row.posted_date == (dt.date.fromisoformat(posted) if posted else None)


def test_a_day_that_no_calendar_has_is_the_months_last_and_said() -> None:
    file = read(message(":61:1602300230D6,00NTRFNONREF", ":86:Fee"))

    [row] = file.statements[0].rows
    assert (row.date, row.posted_date) == (dt.date(2016, 2, 29), dt.date(2016, 2, 29))
    assert file.choices == ["There is no 30 February 2016: it is read as 29 February."]


FULL_LINE = "A line of just sixty-five characters breaks in the middle of a wo"


@pytest.mark.parametrize(
    ("details", "text", "merchant"),
    [
        ("CARD PAYMENT  COFFEE BAR", "CARD PAYMENT COFFEE BAR", None),
        (f"{FULL_LINE}\r\nrd", f"{FULL_LINE}rd", None),
        ("A short line\r\nand another", "A short line and another", None),
        (
            "166?00SEPA?20EREF+ABC123?21SVWZ+Rent March?32Jane Doe",
            "Jane Doe Rent March",
            "Jane Doe",
        ),
        (
            "166?00SEPA?20SVWZ+Invoice 2026 with a lo?21ng text?32Max?33 Muster",
            "Max Muster Invoice 2026 with a long text",
            "Max Muster",
        ),
        ("805?00ENTGELT", "ENTGELT", None),
        ("020?00LASTSCHRIFT?20Insurance?21Policy 7?32ACME", "ACME Insurance Policy 7", "ACME"),
        (
            (
                "/TRTP/SEPA OVERBOEKING/IBAN/NL1/BIC/ABNANL2A/NAME/Albert Heijn/REMI/Groceries 12"
                "/EREF/NOTPROVIDED"
            ),
            "Albert Heijn Groceries 12",
            "Albert Heijn",
        ),
        (
            "/EREF/1//CNTP/NL32INGB0000012345/INGBNL2A/ING Bank/AMSTERDAM//REMI/USTD//Fee 4/",
            "ING Bank Fee 4",
            "ING Bank",
        ),
        ("SVWZ+Gift IBAN: DE1 BIC: X", "Gift", None),
        ("", "Money out", None),
    ],
)
def test_details_become_a_persons_words(details: str, text: str, merchant: str | None) -> None:
    row = only_row(":61:260105D10,00NTRFNONREF", f":86:{details}")

    assert (row.description, row.merchant) == (text, merchant)


def test_without_details_the_entry_speaks_for_itself() -> None:
    referenced = only_row(":61:260105D10,00NTRFRENT 12//B7")
    second_line = only_row(":61:260105D10,00NTRFNONREF//NONREF\r\nSECOND LINE")

    assert (referenced.description, referenced.external_id) == ("RENT 12", "B7")
    assert (second_line.description, second_line.external_id) == ("SECOND LINE", None)


def test_accounts_stay_apart_and_pages_come_together() -> None:
    first = message(FEE[0], closing="C260105EUR90,00")
    second = message(
        ":61:260106D5,00NTRFNONREF", opening="C260106EUR90,00", closing="C260106EUR85,00"
    )
    other = message(
        ":61:260106C1,00NTRFNONREF",
        account="12345/678",
        opening="D260101EUR1,",
        closing="C260106EUR0,",
    )

    mine, theirs = read(second + other + first).statements

    assert (mine.account_number, theirs.account_number) == ("NL08DEUT0319809633", "12345/678")
    assert [row.cents for row in mine.rows] == [1000, 500]
    assert prove_balance(mine).steps_checked == 2
    assert prove_balance(mine).status is prove_balance(theirs).status is ProofStatus.PROVEN
    assert theirs.opening.cents == -100


def test_a_bad_entry_is_told_and_the_others_read() -> None:
    file = read(message(":61:garbage", ":86:x", ":61:261305D1,00NTRF", FEE[0]))

    assert [row.row for row in file.statements[0].rows] == [3]
    assert [error.row for error in file.errors] == [1, 2]
    with pytest.raises(UnreadableFileError, match="Record 1"):
        read(message(":61:garbage"))


@pytest.mark.parametrize(
    "text",
    [
        "{1:F01BANKDEFFXXXX0000000000}{2:O9400000}{4:\r\n" + message(*FEE) + "}{5:{CHK:1}}\r\n",
        "{1:F01BANKDEFFXXXX0000000000}\r\n{4:\r\n" + message(*FEE).replace("\r\n-\r\n", "\r\n-}"),
        "ABNANL2A\r\n940\r\nABNANL2A\r\n" + message(*FEE),
        message(*FEE, ":62M:C260105EUR90,00"),
        message(*FEE).replace("-\r\n", ":86:Closing remark\r\n-\r\n"),
        message(*FEE).replace("\r\n", "\r"),
    ],
)
def test_what_the_bank_puts_around_is_passed_over(text: str) -> None:
    [row] = read(text).statements[0].rows

    assert (row.cents, row.description) == (1000, "Fee")


def test_latin_letters_are_read() -> None:
    text = message(FEE[0], ":86:Größe")

    assert read(text, "latin-1").statements[0].rows[0].description == "Größe"


def test_an_intraday_report_is_left_out() -> None:
    lines = [":20:1", ":25:12", ":28C:1", ":34F:EUR0,00", ":13D:2601051200+0100", *FEE, ""]

    file = read("\r\n".join(lines))

    assert (file.row_count, len(file.left_out)) == (0, 1)


def test_no_statement_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="names no account"):
        read(":20:1\r\n:21:2\r\n")


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31)),
            st.integers(0, 10**11),
            st.sampled_from(["C", "D"]),  # the package takes no reversal off
        ),
        min_size=1,
        max_size=20,
    )
)
def test_days_and_amounts_are_those_of_the_package(entries):
    text = message(
        *(
            f":61:{day:%y%m%d}{day:%m%d}{mark}{cents // 100},{cents % 100:02d}NTRFNONREF"
            for day, cents, mark in entries
        )
    )

    ours = read(text).statements[0].rows
    theirs = [one.data for one in mt940.parse(text.replace("\r\n", "\n"))]

    assert [row.date.isoformat() for row in ours] == [str(one["date"]) for one in theirs]
    assert [-row.cents for row in ours] == [to_cents(one["amount"].amount) for one in theirs]

"""QIF as programs and banks really write it."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.readers.qif import read_qif
from backend.services.importing.statement import StatementFile, UnreadableFileError


def read(text: str, **more) -> StatementFile:
    return read_qif(text.encode(), **more)


def bank(*records: str) -> str:
    return "!Type:Bank\n" + "".join(record.replace(" ", "\n") + "\n^\n" for record in records)


def test_accounts_in_one_file_stay_apart() -> None:
    text = """!Option:AutoSwitch
!Account
NSavings
TBank
^
NVisa
TCCard
^
!Clear:AutoSwitch
!Type:Cat
NFood
E
^
!Account
NSavings
TBank
^
!Type:Bank
D13/01/2026
T-10.00
PBaker
^
!Account
NVisa
TCCard
^
!Type:CCard
D14/01/2026
T-20.00
PTaxi
^
!Account
NSavings
^
!Type:Bank
D15/01/2026
T30.00
PInterest
^
!Account
NMortgage
^
!Type:Oth L
D16/01/2026
T5.00
PLoan
"""

    file = read(text)

    assert [(one.account_name, [row.cents for row in one.rows]) for one in file.statements] == [
        ("Savings", [1000, -3000]),
        ("Visa", [2000]),
        ("Mortgage", [-500]),
    ]
    assert [one.account_type for one in file.statements] == ["checking", "credit", "loan"]
    assert [row.row for one in file.statements for row in one.rows] == [1, 3, 2, 4]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1/31/2026", dt.date(2026, 1, 31)),
        ("1/31'26", dt.date(2026, 1, 31)),
        ("1/31' 7", dt.date(2007, 1, 31)),
        ("1/31/94", dt.date(1994, 1, 31)),
        (" 1/31/26", dt.date(2026, 1, 31)),
        ("31.1.2026", dt.date(2026, 1, 31)),
        ("31-01-2026", dt.date(2026, 1, 31)),
        ("2026-01-31", dt.date(2026, 1, 31)),
    ],
)
def test_days_in_all_their_spellings(written: str, day: dt.date) -> None:
    [row] = read(f"!Type:Bank\nD{written}\nT-1.00\nPx\n^\n").statements[0].rows

    assert row.date == day


def test_the_order_of_day_and_month_comes_from_all_dates() -> None:
    rows = read(bank("D02/01/2026 T1", "D03/02/2026 T2", "D25/02/2026 T3")).statements[0].rows

    assert [row.date.month for row in rows] == [1, 2, 2]


def test_an_order_that_nothing_shows_is_a_choice_and_can_be_told() -> None:
    text = bank("D02/01/2026 T1")

    guessed, told = read(text), read(text, date_order="dmy")

    assert guessed.statements[0].rows[0].date == dt.date(2026, 2, 1)
    assert "Dates are read as month/day/year" in guessed.choices[0]
    assert told.statements[0].rows[0].date == dt.date(2026, 1, 2)


def test_european_amounts() -> None:
    rows = read(bank("D25.01.2026 T-1.234,50", "D26.01.2026 T12,00")).statements[0].rows

    assert [row.cents for row in rows] == [123450, -1200]


def test_a_split_counts_once_with_its_whole_amount() -> None:
    text = (
        "!Type:Bank\nD1/25/26\nT-30.00\nPMarket\nLFood\nSFood\nEbread\n$-20.00\nSHome\n$-10.00\n^\n"
    )

    [row] = read(text).statements[0].rows

    assert (row.cents, row.description) == (3000, "Market")


def test_an_opening_balance_is_no_transaction() -> None:
    text = (
        "!Type:Bank\nD1/25/26\nT100.00\nPOpening Balance\nL[Checking]\n^\n"
        "D1/26/26\nT-5.00\nPBaker\n^\n"
    )

    file = read(text)

    assert file.statements[0].opening.cents == 10000
    assert [row.description for row in file.statements[0].rows] == ["Baker"]
    assert file.left_out[0].row == 1


@pytest.mark.parametrize("newline", ["\r", "\r\n", "\n"])
def test_line_ends_a_missing_last_caret_and_no_header(newline: str) -> None:
    text = "D1/25/26\nT-5.00\nPCafé ☕\n^\nD1/26/26\nU-6.00\nT-6.00\nMonly memo"

    rows = read(text.replace("\n", newline)).statements[0].rows

    assert [(row.cents, row.description) for row in rows] == [(500, "Café ☕"), (600, "only memo")]


def test_bad_records_are_told_by_number() -> None:
    records = ["D1/25/26 T-5.00 Pa", "D1/99/26 T1 Pb", "D1/26/26 Pc", "T7 Pd", "D1/27/26 Tx Pe"]

    file = read(bank(*records))

    assert [row.row for row in file.statements[0].rows] == [1]
    assert [error.row for error in file.errors] == [2, 3, 4, 5]
    assert file.errors[1].reason == "The amount is missing."
    assert file.errors[2].reason == "The date is missing."


def test_trades_are_left_out_beside_cash_and_refused_alone() -> None:
    trades = "!Type:Invst\nD1/25/26\nNBuy\nYIBM\nT100.00\n^\n"

    file = read(bank("D1/25/26 T-5.00 Pa") + trades)

    assert (file.row_count, len(file.left_out)) == (1, 1)
    with pytest.raises(UnreadableFileError, match="investment trades only"):
        read(trades)


def test_no_records_are_an_empty_statement() -> None:
    assert [len(one.rows) for one in read("!Type:Bank\n").statements] == [0]


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(1975, 1, 1), dt.date(2060, 12, 31)),
            st.integers(-(10**9), 10**9),
            st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=20),
        ),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from([("mdy", "%m/%d/%Y"), ("dmy", "%d.%m.%Y"), ("ymd", "%Y-%m-%d")]),
)
def test_what_is_written_is_read_again(movements, form):
    order, pattern = form
    text = "!Type:Bank\n" + "".join(
        f"D{day.strftime(pattern)}\nT{Decimal(-cents).scaleb(-2):,}\nP{name}\n^\n"
        for day, cents, name in movements
    )

    rows = read(text, date_order=order).statements[0].rows

    assert [(row.date, row.cents, row.description) for row in rows] == movements

"""IIF: one bank account is read, a company's books are refused."""

import pytest

from backend.services.importing.readers.iif import read_iif
from backend.services.importing.statement import UnreadableFileError

HEADER = (
    "!TRNS\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tMEMO\n"
    "!SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\n"
    "!ENDTRNS\n"
)


def booking(kind: str, day: str, account: str, name: str, amount: str) -> str:
    return (
        f"TRNS\t{kind}\t{day}\t{account}\t{name}\t{amount}\tmemo\n"
        f"SPL\t{kind}\t{day}\tOther\t0\nENDTRNS\n"
    )


def test_one_account_is_read() -> None:
    text = "!ACCNT\tNAME\tACCNTTYPE\nACCNT\tVisa\tCCARD\n" + HEADER
    text += booking("BEGINBALCHECK", "1/1/2026", "Visa", "Opening", "100.00")
    text += booking("CREDIT CARD", "1/25/2026", "Visa", "Grocer", "-12.50")
    text += booking("PAYMENT", "1/26/2026", "Visa", "Thanks", '"1,200.00"')
    text += booking("PAYMENT", "1/27/2026", "Visa", "Bad", "x")

    file = read_iif(text.encode())

    [statement] = file.statements
    assert (statement.account_name, statement.account_type) == ("Visa", "credit")
    assert [(row.row, row.cents, row.description) for row in statement.rows] == [
        (2, 1250, "Grocer memo"),
        (3, -120000, "Thanks memo"),
    ]
    assert [row.row for row in file.left_out] == [1]
    assert [row.row for row in file.errors] == [4]


TWO_ACCOUNTS = booking("CHECK", "1/1/2026", "A", "x", "1") + booking(
    "CHECK", "1/1/2026", "B", "x", "1"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER, "no transactions"),
        (HEADER + TWO_ACCOUNTS, "double entries"),
        (HEADER + booking("CHECK", "1/1/2026", "A", "x", "bad"), "Record 1"),
        ("!TRNS\tDATE\tACCNT\tAMOUNT\nTRNS\t" + "x" * 200_000, "damaged"),
    ],
)
def test_others_are_refused(text: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read_iif(text.encode())

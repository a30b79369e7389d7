"""CAMT in its versions, and what banks leave open in it."""

import datetime as dt

import pytest

from backend.services.importing.balance_proof import ProofStatus, prove_balance
from backend.services.importing.readers.camt import read_camt
from backend.services.importing.statement import StatementFile, StatementRow, UnreadableFileError

PAYMENT = (
    "<TxDtls><RltdPties><Cdtr><Nm>Grocer Ltd</Nm></Cdtr></RltdPties>"
    "<RmtInf><Ustrd>Order 12</Ustrd></RmtInf></TxDtls>"
)
DETAILS = f"<NtryDtls>{PAYMENT}</NtryDtls>"
ENTRY = (
    '<Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>'
    "<BookgDt><Dt>2026-01-05</Dt></BookgDt><ValDt><Dt>2026-01-06</Dt></ValDt>"
    f"<AcctSvcrRef>R1</AcctSvcrRef>{DETAILS}</Ntry>"
)
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt."


def balance(code: str, amount: str, day: str, sign: str = "CRDT") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{amount}</Amt>"
        f"<CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def statement(*content: str, iban: str = "DE02120300000000202051") -> str:
    return f"<Stmt><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>{''.join(content)}</Stmt>"


def day_of_account(day: str, opening: str, closing: str, *, opening_code: str = "OPBD") -> str:
    return statement(
        balance(opening_code, opening, day),
        balance("CLBD", closing, day),
        ENTRY.replace("2026-01-05", day),
    )


def camt(*statements: str, version: str = "053.001.02", root: str = "BkToCstmrStmt") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{NAMESPACE}{version}">'
        f"<{root}>{''.join(statements)}</{root}></Document>"
    )


def read(text: str) -> StatementFile:
    return read_camt(text.encode())


def only_row(entry: str) -> StatementRow:
    [row] = read(camt(statement(entry))).statements[0].rows
    return row


@pytest.mark.parametrize("version", ["02", "04", "06", "08", "10", "12"])
def test_every_version_reads_alike(version: str) -> None:
    [whole] = read(camt(statement(ENTRY), version=f"053.001.{version}")).statements

    assert whole.account_number == "DE02120300000000202051"
    assert whole.rows == [
        StatementRow(
            1,
            dt.date(2026, 1, 5),
            1250,
            "Grocer Ltd Order 12",
            external_id="R1",
            merchant="Grocer Ltd",
        )
    ]


@pytest.mark.parametrize(
    ("root", "part", "version"),
    [
        ("BkToCstmrAcctRpt", "Rpt", "052.001.08"),
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn", "054.001.04"),
    ],
)
def test_reports_and_notifications_are_read_too(root: str, part: str, version: str) -> None:
    text = camt(statement(ENTRY).replace("Stmt>", f"{part}>"), version=version, root=root)

    assert read(text).row_count == 1


def test_prefixes_and_other_encodings_change_nothing() -> None:
    plain = camt(statement(ENTRY))
    prefixed = plain.replace("xmlns=", "xmlns:n=").replace("</", "\0").replace("<?", "\1")
    prefixed = prefixed.replace("<", "<n:").replace("\0", "</n:").replace("\1", "<?")
    latin = camt(statement(ENTRY.replace("Grocer", "Müller"))).replace("UTF-8", "ISO-8859-1")

    assert read(prefixed).row_count == 1
    assert read_camt(latin.encode("latin-1")).statements[0].rows[0].merchant == "Müller Ltd"
    assert read_camt(plain.replace("UTF-8", "UTF-16").encode("utf-16")).row_count == 1


def test_money_in_names_the_payer() -> None:
    entry = ENTRY.replace("DBIT", "CRDT").replace("Cdtr>", "Dbtr>")

    assert (only_row(entry).cents, only_row(entry).merchant) == (-1250, "Grocer Ltd")


def test_a_reversal_goes_the_way_that_its_indicator_says() -> None:
    entry = ENTRY.replace("DBIT</CdtDbtInd>", "CRDT</CdtDbtInd><RvslInd>true</RvslInd>")

    assert (only_row(entry).cents, only_row(entry).memo) == (-1250, "Reversal")
    assert only_row(entry).merchant == "Grocer Ltd"


@pytest.mark.parametrize(
    ("days", "day"),
    [
        ("<BookgDt><DtTm>2026-01-05T23:30:00-05:00</DtTm></BookgDt>", dt.date(2026, 1, 5)),
        ("<BookgDt><Dt>2026-01-05+01:00</Dt></BookgDt>", dt.date(2026, 1, 5)),
        ("<ValDt><Dt>2026-01-06</Dt></ValDt>", dt.date(2026, 1, 6)),
    ],
)
def test_the_day_is_the_banks_own(days: str, day: dt.date) -> None:
    start, end = ENTRY.index("<BookgDt>"), ENTRY.index("<AcctSvcrRef>")

    assert only_row(ENTRY[:start] + days + ENTRY[end:]).date == day


@pytest.mark.parametrize(
    "status", ["<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", "<Sts>INFO</Sts>"]
)
def test_what_is_not_booked_is_left_out(status: str) -> None:
    file = read(camt(statement(ENTRY, ENTRY.replace("<Sts>BOOK</Sts>", status))))

    assert (file.row_count, file.left_out[0].row) == (1, 2)


def test_several_payments_in_an_entry_are_one_row() -> None:
    other = PAYMENT.replace("Grocer Ltd", "Baker")

    row = only_row(ENTRY.replace("</NtryDtls>", f"{other}</NtryDtls>"))

    assert row.description == "2 payments: Grocer Ltd Order 12; Baker Order 12"
    assert (row.cents, row.merchant) == (1250, None)


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ("<AddtlNtryInf>Account fee</AddtlNtryInf>", "Account fee"),
        (
            (
                "<NtryDtls><TxDtls><RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd>"
                "</RmtInf></TxDtls></NtryDtls>"
            ),
            "RF18",
        ),
        (
            "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls></NtryDtls>",
            "Payment",
        ),
        ("", "Payment"),
    ],
)
def test_every_row_has_words(details: str, text: str) -> None:
    assert only_row(ENTRY.replace(DETAILS, details)).description == text


def test_days_of_an_account_become_one_statement_that_is_proven_day_by_day() -> None:
    first = day_of_account("2026-01-05", "100.00", "87.50")
    second = day_of_account("2026-01-06", "87.50", "75.00", opening_code="PRCD")

    [whole] = read(camt(second, first)).statements  # the days come in the wrong order

    assert [row.date.day for row in whole.rows] == [5, 6]
    assert (whole.opening.cents, whole.closing.cents) == (10000, 7500)
    proof = prove_balance(whole)
    assert (proof.status, proof.steps_checked) == (ProofStatus.PROVEN, 2)


def test_a_day_that_is_missing_between_two_shows() -> None:
    first = day_of_account("2026-01-05", "100.00", "87.50")
    third = day_of_account("2026-01-07", "50.00", "37.50")

    proof = prove_balance(read(camt(first, third)).statements[0])

    assert (proof.status, proof.difference_cents) == (ProofStatus.BROKEN, -3750)
    assert proof.first_bad_date == dt.date(2026, 1, 7)


def test_accounts_stay_apart_and_debts_are_negative() -> None:
    debt = statement(balance("CLBD", "20.00", "2026-01-05", "DBIT"), iban="NL91ABNA0417164300")

    file = read(camt(statement(ENTRY), debt))

    assert len(file.statements) == 2
    assert file.statements[1].closing.cents == -2000


def test_bad_entries_are_told_by_number() -> None:
    bad = [
        ENTRY.replace("12.50", "abc"),
        ENTRY.replace('<Amt Ccy="EUR">12.50</Amt>', ""),
        ENTRY.replace("<CdtDbtInd>DBIT</CdtDbtInd>", ""),
        ENTRY.replace("2026-01-0", "2026-13-0"),
    ]

    file = read(camt(statement(ENTRY, *bad)))

    assert [error.row for error in file.errors] == [2, 3, 4, 5]
    with pytest.raises(UnreadableFileError, match="Record 1"):
        read(camt(statement(*bad)))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>' + camt(statement(ENTRY)).partition("?>")[2],
        camt(statement(ENTRY))[:-40],
        camt(statement(ENTRY)).replace("Order 12", "A & B"),
        f'<Document xmlns="{NAMESPACE}053.001.02"></Document>',
    ],
)
def test_dangerous_and_damaged_files_are_refused(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        read(text)


def test_a_document_type_is_refused_in_any_encoding() -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><Document/>'

    with pytest.raises(UnreadableFileError, match="entities"):
        read_camt(bomb.encode("utf-16"))

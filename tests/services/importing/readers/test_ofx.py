"""OFX as banks really write it."""

import datetime as dt
import time
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ofxtools.Parser import OFXTree

from backend.services.importing.readers.ofx import read_ofx
from backend.services.importing.statement import StatementFile, StatementRow, UnreadableFileError

HEADER = (
    "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n"
    "CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"
)
RECORD = (
    "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260105<TRNAMT>-4.75<FITID>A1"
    "<NAME>COFFEE BAR<MEMO>CARD 1234</STMTTRN>"
)


def ofx(records: str = RECORD, *, header: str = HEADER, account: str = "", after: str = "") -> str:
    account = account or "<BANKACCTFROM><BANKID>1<ACCTID>42<ACCTTYPE>CHECKING</BANKACCTFROM>"
    return (
        f"{header}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD{account}"
        f"<BANKTRANLIST>{records}</BANKTRANLIST>{after}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


def read(text: str, encoding: str = "utf-8") -> StatementFile:
    return read_ofx(text.encode(encoding))


def only_row(text: str) -> StatementRow:
    [row] = read(text).statements[0].rows
    return row


WANTED = StatementRow(1, dt.date(2026, 1, 5), 475, "COFFEE BAR CARD 1234", external_id="A1")


@pytest.mark.parametrize(
    "text",
    [
        ofx(),
        ofx(header=""),
        ofx(header="\r\n\r\n\r\n" + HEADER),
        ofx(header="\ufeff" + HEADER),
        ofx(header=HEADER.replace("\r\n", " ")),
        ofx(header=HEADER.replace("SECURITY:NONE\r\n", "")),
        ofx(header=HEADER.replace("1252", "8859-1")),
        ofx(header=HEADER.replace("1252", "CSUNICODE").replace("USASCII", "UNICODE")),
        ofx(header=HEADER.rstrip()),
        ofx(header='<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>'),
        ofx(header=HEADER + '<?xml version="1.0"?>'),
        ofx().replace("<", "\r<"),
        ofx()
        .lower()
        .replace("coffee bar", "COFFEE BAR")
        .replace("card", "CARD")
        .replace(">a1", ">A1"),
        ofx().replace("<OFX>", '<ofx:OFX xmlns:ofx="http://ofx.net/types/2003/04">'),
        ofx().replace("<FITID>", "<CHECKNUM><FITID>"),
        ofx().replace("<FITID>", "<CHECKNUM></CHECKNUM><FITID>"),
        ofx().replace("<NAME>", "<EXTDNAME/><NAME>"),
        ofx().replace("<MEMO>CARD 1234", "<MEMO><![CDATA[CARD 1234]]>"),
        ofx().replace("</STMTTRN>", ""),
        ofx().replace("20260105", "20260105120000[-5:EST]"),
        ofx().replace("20260105", "20260105000000[+9:JST]"),
        ofx().replace("20260105", "2026-01-05"),
        ofx().replace("-4.75", "-4,75"),
        ofx().replace("-4.75", " -4.7500 "),
        ofx().replace("<NAME>", "<NAME>\n   ").replace("<MEMO>", "\n<MEMO>\t"),
    ],
)
def test_one_statement_in_many_dialects(text: str) -> None:
    assert only_row(text) == WANTED


def test_a_record_that_is_never_closed_keeps_the_next_and_the_balance_apart() -> None:
    text = ofx(
        (RECORD + RECORD.replace("A1", "A2")).replace("</STMTTRN>", ""),
        after="<LEDGERBAL><BALAMT>9.00<DTASOF>20260131",
    )

    [statement] = read(text).statements

    assert [row.external_id for row in statement.rows] == ["A1", "A2"]
    assert (statement.closing.cents, statement.closing.date) == (900, dt.date(2026, 1, 31))


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("utf-8", HEADER),
        ("cp1252", HEADER),
        ("cp1252", HEADER.replace("USASCII", "UTF-8")),
        ("utf-16", HEADER),
        ("utf-16-le", HEADER),
        ("utf-8-sig", ""),
    ],
)
def test_the_bytes_decide_the_encoding_whatever_the_header_says(encoding: str, header: str) -> None:
    file = read(ofx(RECORD.replace("COFFEE BAR", "CAFÉ “ZOË”"), header=header), encoding)

    assert file.statements[0].rows[0].description == "CAFÉ “ZOË” CARD 1234"


def test_a_declared_code_page_is_used_where_the_bytes_are_no_utf8() -> None:
    header = HEADER.replace("1252", "1251")

    file = read(ofx(RECORD.replace("COFFEE BAR", "КАФЕ"), header=header), "cp1251")

    assert file.statements[0].rows[0].description == "КАФЕ CARD 1234"


@pytest.mark.parametrize(
    ("name", "memo", "description"),
    [
        ("A&B COFFEE & TEA", "", "A&B COFFEE & TEA"),
        ("R&amp;D", "", "R&D"),
        ("R&amp;amp;D", "", "R&D"),
        ("BED&REGISTRY", "", "BED&REGISTRY"),
        ("A < B", "", "A < B"),
        ("SHOP &lt;br/&gt; CITY", "", "SHOP CITY"),
        ("COFFEE", "coffee", "COFFEE"),
        (
            "DIVIDEND EARNED FOR PERIOD OF 03",
            "DIVIDEND EARNED FOR PERIOD OF 03/01",
            "DIVIDEND EARNED FOR PERIOD OF 03/01",
        ),
        ("SHOP NEW YORK", "NEW YORK NY", "SHOP NEW YORK NY"),
        ("", "ONLY MEMO", "ONLY MEMO"),
        ("", "", "Debit"),
    ],
)
def test_name_and_memo_become_one_description(name: str, memo: str, description: str) -> None:
    record = RECORD.replace("COFFEE BAR", name).replace("CARD 1234", memo)

    assert only_row(ofx(record)).description == description


def test_a_payee_and_a_check_number_stand_in_for_the_name() -> None:
    payee = RECORD.replace(
        "<NAME>COFFEE BAR<MEMO>CARD 1234", "<PAYEE><NAME>JANE DOE<CITY>X</PAYEE>"
    )
    check = RECORD.replace("<NAME>COFFEE BAR<MEMO>CARD 1234", "<CHECKNUM>319").replace(
        "DEBIT", "CHECK"
    )

    assert only_row(ofx(payee)).description == "JANE DOE"
    assert only_row(ofx(check)).description == "Check 319"


def test_an_empty_id_is_none_and_repeated_ids_stay() -> None:
    file = read(ofx(RECORD.replace("<FITID>A1", "<FITID>") + RECORD * 2))

    assert [row.external_id for row in file.statements[0].rows] == [None, "A1", "A1"]


def test_bad_records_are_told_by_number_and_the_others_read() -> None:
    bad = [
        RECORD.replace("-4.75", "abc"),
        RECORD.replace("-4.75", ""),
        RECORD.replace("20260105", "20261305"),
        RECORD.replace("20260105", "****"),
        RECORD.replace("<DTPOSTED>20260105", ""),
        RECORD.replace("-4.75", "nan"),
    ]

    file = read(ofx(RECORD + "".join(bad) + RECORD))

    assert [row.row for row in file.statements[0].rows] == [1, 8]
    assert [(error.row, error.reason) for error in file.errors] == [
        (2, "“abc” is no amount."),
        (3, "The amount is missing."),
        (4, "“20261305” is no date."),
        (5, "“****” is no date."),
        (6, "The date is missing."),
        (7, "“nan” is no amount."),
    ]


def test_a_file_of_bad_records_alone_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"Record 1: “abc” is no amount\..* 1 more"):
        read(ofx(RECORD.replace("-4.75", "abc") * 4))


def test_amounts_are_read_with_the_mark_of_the_whole_file() -> None:
    records = RECORD.replace("-4.75", "-1,234.50") + RECORD.replace("-4.75", "1,234")

    assert [row.cents for row in read(ofx(records)).statements[0].rows] == [123450, -123400]
    assert only_row(ofx(RECORD.replace("-4.75", "-4.750"))).cents == 475


def test_amounts_without_signs_go_by_their_type() -> None:
    records = RECORD.replace("-4.75", "4.75") + RECORD.replace("-4.75", "9.00").replace(
        "DEBIT", "CREDIT"
    )

    file = read(ofx(records))

    assert [row.cents for row in file.statements[0].rows] == [475, -900]
    assert "No amount has a sign" in file.choices[0]


@pytest.mark.parametrize(
    ("account", "kind", "number"),
    [
        ("<BANKACCTFROM><ACCTID>7<ACCTTYPE>SAVINGS</BANKACCTFROM>", "savings", "7"),
        ("<BANKACCTFROM><ACCTID>7<ACCTTYPE>MONEYMRKT</BANKACCTFROM>", "savings", "7"),
        ("<BANKACCTFROM><ACCTID>7<ACCTTYPE>CREDITLINE</BANKACCTFROM>", "credit", "7"),
        ("<BANKACCTFROM><ACCTID><ACCTTYPE></BANKACCTFROM>", None, None),
    ],
)
def test_the_account_is_named_in_the_apps_words(
    account: str, kind: str | None, number: str | None
) -> None:
    [statement] = read(ofx(account=account)).statements

    assert (statement.account_type, statement.account_number) == (kind, number)


def test_cards_are_credit_accounts_and_banks_are_named_by_their_number() -> None:
    text = ofx(account="<CCACCTFROM><ACCTID>9</CCACCTFROM>").replace("STMTRS>", "CCSTMTRS>")
    text = text.replace(
        "<BANKMSGSRSV1>",
        "<SIGNONMSGSRSV1><SONRS><FI><ORG>B1<FID>10898</FI></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1>",
    )

    [statement] = read(text).statements

    assert (statement.account_type, statement.institution) == ("credit", "Chase")


def test_pending_bookings_and_trades_are_left_out_with_words() -> None:
    pending = RECORD.replace("STMTTRN>", "STMTTRNP>")

    file = read(ofx(RECORD + pending))

    assert file.row_count == 1
    assert [(row.row, row.reason) for row in file.left_out] == [
        (2, "Pending: the bank has not booked it yet.")
    ]


def test_a_foreign_booking_keeps_its_currency() -> None:
    record = RECORD.replace("</STMTTRN>", "<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY></STMTTRN>")

    assert only_row(ofx(record)).currency == "EUR"


def test_a_file_that_breaks_off_says_so() -> None:
    file = read(ofx(RECORD * 3)[:-90])

    assert file.row_count == 3
    assert "breaks off" in file.choices[0]


def test_an_empty_list_is_an_empty_statement() -> None:
    assert [len(statement.rows) for statement in read(ofx("")).statements] == [0]


def test_the_banks_own_error_is_passed_on() -> None:
    text = "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SONRS></SIGNONMSGSRSV1></OFX>"

    with pytest.raises(UnreadableFileError, match="Signon invalid"):
        read(text)


def test_entities_do_not_grow() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + ofx(
        RECORD.replace("COFFEE BAR", "&b;"), header=""
    )

    assert only_row(bomb).description == "&b; CARD 1234"


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(1970, 1, 1), dt.date(2099, 12, 31)),
            st.integers(-(10**9), 10**9),
            st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=20),
        ),
        min_size=1,
        max_size=20,
    ),
    st.booleans(),
    st.sampled_from([".", ","]),
)
def test_what_is_written_is_read_again(movements, closed, mark):
    end = "</{}>" if closed else ""
    records = "".join(
        f"<STMTTRN><DTPOSTED>{day:%Y%m%d}{end.format('DTPOSTED')}"
        f"<TRNAMT>{str(Decimal(-cents).scaleb(-2)).replace('.', mark)}{end.format('TRNAMT')}"
        f"<NAME>{name}{end.format('NAME')}</STMTTRN>"
        for day, cents, name in movements
    )

    rows = read(ofx(records)).statements[0].rows

    assert [(row.date, row.cents, row.description) for row in rows] == movements
    tree = OFXTree()
    tree.parse(BytesIO(ofx(records).encode("ascii", "replace")))
    assert len(tree.findall(".//STMTTRN")) == len(rows)


def test_5_000_records_are_read_in_a_moment() -> None:
    data = ofx(RECORD * 5000).encode()
    started = time.process_time()

    assert read_ofx(data).row_count == 5000
    assert time.process_time() - started < 1  # 0.2 on an idle machine

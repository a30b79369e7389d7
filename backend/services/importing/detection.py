"""Which format a file has, told from what is in it; its name says nothing."""

import re

from backend.services.importing.foreign_files import (
    is_container,
    is_rubbish,
    why_foreign,
    why_foreign_text,
    why_no_workbook,
)
from backend.services.importing.readers.decoding import decode
from backend.services.importing.statement import (
    DateOrder,
    StatementFile,
    StatementFormat,
    TableLayout,
    UnreadableFileError,
)

_HEAD = 65536
_OFX = re.compile(
    r"<(?:[A-Za-z]+:)?OFX[\s>]|OFXHEADER\s*[:=]|<(?:STMTTRN|BANKTRANLIST)>", re.IGNORECASE
)
_OFX_WORDS = ("ofx", "stmttrn", "banktranlist")  # one of them stands wherever _OFX matches
_CAMT = re.compile(
    r"camt\.05[234]|<(?:\w+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b", re.IGNORECASE
)
_PAYMENT_ORDER = re.compile(r"\bpain\.0\d\d|<(?:\w+:)?CstmrCdtTrfInitn\b")
_MT940 = re.compile(r"^\s{0,3}:(20|25|28C?|60[FM]|61|62[FM]):", re.MULTILINE)
_MT940_TAGS_NEEDED = 3
_QIF_HEADER = re.compile(r"\s*!(?:type:|account|option:|clear:)", re.IGNORECASE)
_QIF_RECORD = re.compile(
    r"^[DTUMPLNCAS$E%][^\n]*\n(?:[DTUMPLNCAS$E%][^\n]*\n)*\^\s*$", re.MULTILINE
)
_IIF = re.compile(r"^!(?:TRNS|ACCNT|HDR|SPL)\t", re.MULTILINE)
_NO_STATEMENT = (
    "This file is no statement that can be read here: it holds no list with dates and amounts. "
    "Download the CSV or OFX (Quicken, QuickBooks) export from the bank."
)


def detect_format(data: bytes) -> StatementFormat:
    """Return the format of a file, from its content alone.

    Raises:
        UnreadableFileError: it is no statement; the message names what it seems to be and what
            to download instead.
    """
    _refuse(why_foreign(data))
    if is_container(data):
        _refuse(why_no_workbook(data))
        return StatementFormat.XLSX
    head = _head(data)
    found = _structured_format(head)
    if found is not None:
        return found
    if ("pain." in head or "CstmrCdtTrfInitn" in head) and _PAYMENT_ORDER.search(head):
        _refuse(
            "This is a payment order (pain), not a statement. Ask the bank for CAMT.053 or CSV."
        )
    _refuse(why_foreign_text(head))
    if is_rubbish(data):
        _refuse(_NO_STATEMENT)
    return _table_format(data)


def read_statement(
    data: bytes,
    *,
    statement_format: StatementFormat | None = None,
    account_type: str | None = None,
    layout: TableLayout | None = None,
    date_order: DateOrder | None = None,
) -> StatementFile:
    """Return what a file of any known format says.

    Args:
        data: the whole file.
        statement_format: its format, where that was found already.
        account_type: the app's word for the account that it is for, which decides the sign of
            tables that leave it open.
        layout: how to read a table, where the owner said so; other formats need none.
        date_order: the order of day and month in tables and QIF files, where the owner said so.

    Raises:
        UnreadableFileError: it is no statement, or nothing in it can be read.
    """
    match statement_format or detect_format(data):
        case StatementFormat.OFX:
            from backend.services.importing.readers.ofx import read_ofx

            return read_ofx(data)
        case StatementFormat.CAMT:
            from backend.services.importing.readers.camt import read_camt

            return read_camt(data)
        case StatementFormat.MT940:
            from backend.services.importing.readers.mt940 import read_mt940

            return read_mt940(data)
        case StatementFormat.QIF:
            from backend.services.importing.readers.qif import read_qif

            return read_qif(data, date_order=date_order)
        case StatementFormat.IIF:
            from backend.services.importing.readers.iif import read_iif

            return read_iif(data)
        case StatementFormat.CSV | StatementFormat.XLSX:
            from backend.services.importing.readers.table import read_table

            return read_table(data, account_type=account_type, layout=layout, date_order=date_order)


def _refuse(sentence: str | None) -> None:
    if sentence:
        raise UnreadableFileError(sentence)


def _head(data: bytes) -> str:
    """Return the first text of the file, with one kind of line end."""
    return decode(data[:_HEAD]).replace("\r\n", "\n").replace("\r", "\n")


def _structured_format(head: str) -> StatementFormat | None:
    """Return the format that a text's own marks show, None for tables and strangers."""
    if head.lstrip().startswith("<") and _CAMT.search(head):
        return StatementFormat.CAMT
    lower = head.lower()
    if any(word in lower for word in _OFX_WORDS) and _OFX.search(head):
        return StatementFormat.OFX
    if _has_mt940_tags(head):
        return StatementFormat.MT940
    if _QIF_HEADER.match(head) or _is_bare_qif(head):
        return StatementFormat.QIF
    if "!" in head and _IIF.search(head):
        return StatementFormat.IIF
    return None


def _has_mt940_tags(head: str) -> bool:
    # Three of them are never without one that begins so, which is quick to see.
    if ":6" not in head and ":28" not in head:
        return False
    return len({match[1] for match in _MT940.finditer(head)}) >= _MT940_TAGS_NEEDED


def _is_bare_qif(head: str) -> bool:
    """Whether records of QIF come without the header line, as some banks leave it out."""
    match = _QIF_RECORD.match(head.lstrip())
    return match is not None and "\nT" in f"\n{match[0]}" and "\nD" in f"\n{match[0]}"


def _table_format(data: bytes) -> StatementFormat:
    from backend.services.importing.readers.table import looks_like_table

    if not looks_like_table(data):
        raise UnreadableFileError(_NO_STATEMENT)
    return StatementFormat.CSV

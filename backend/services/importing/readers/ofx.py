"""OFX, QFX and QBO: bank, card and brokerage statements, SGML (1.x) and XML (2.x)."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from backend.services.importing.readers.amounts import (
    DecimalMark,
    detect_decimal_mark,
    parse_cents,
)
from backend.services.importing.readers.decoding import decode
from backend.services.importing.readers.ofx_markup import parse_markup
from backend.services.importing.readers.records import UnreadableRecordError, refuse_if_all_bad
from backend.services.importing.readers.wording import join
from backend.services.importing.statement import (
    RowProblem,
    StatedBalance,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    UnreadableFileError,
)

_ACCOUNT_TYPES = {
    "CHECKING": "checking",
    "SAVINGS": "savings",
    "MONEYMRKT": "savings",
    "CD": "savings",
    "CREDITLINE": "credit",
}
_TYPE_OF_STATEMENT = {"STMTRS": None, "CCSTMTRS": "credit", "INVSTMTRS": "investment"}
# Names for the numbers that stand in FID or INTU.BID, where ORG says "B1" and the like.
_INSTITUTIONS = {
    "3000": "Wells Fargo",
    "3101": "American Express",
    "5959": "Bank of America",
    "7101": "Discover",
    "10898": "Chase",
    "15103": "Vanguard",
    "24591": "USAA",
    "24909": "Citi",
}
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})")
_CURRENCY = re.compile(r"[A-Z]{3}")
_TYPE_WORDS = {
    "INT": "Interest",
    "DIV": "Dividend",
    "FEE": "Fee",
    "SRVCHG": "Service charge",
    "DEP": "Deposit",
    "ATM": "Cash machine",
    "POS": "Card payment",
    "XFER": "Transfer",
    "CHECK": "Check",
    "PAYMENT": "Payment",
    "CASH": "Cash withdrawal",
    "DIRECTDEP": "Direct deposit",
    "DIRECTDEBIT": "Direct debit",
}
_NO_TRADES = {"DTSTART", "DTEND", "INVBANKTRAN"}


def read_ofx(data: bytes) -> StatementFile:
    """Return the statements of an OFX file, one for each account, empty ones included.

    Amounts keep the file's sign turned to ours; the day is the bank's own, whatever time zone
    stands behind it. Trades of a brokerage statement are left out, with words.

    Raises:
        UnreadableFileError: there is no statement in it, or none of its records can be read.
    """
    root = parse_markup(decode(data))
    elements = [element for element in root.iter() if element.tag in _TYPE_OF_STATEMENT]
    if not elements and root.find(".//STMTTRN") is not None:
        elements = [root]
    if not elements:
        raise UnreadableFileError(_why_nothing(root))
    reader = _Reader(root)
    for element in elements:
        reader.read_statement(element)
    refuse_if_all_bad(reader.file)
    if root.find("OFX") is not None and b"</ofx>" not in data[-4096:].lower().replace(b"\0", b""):
        reader.file.choices.append(
            "The file breaks off before its end: rows may be missing. Download it again if the "
            "balance does not add up."
        )
    return reader.file


def _why_nothing(root: Element) -> str:
    """Return why there is nothing to read, in the bank's words where it gives them."""
    for status in root.iter("STATUS"):
        message = _text(status, "MESSAGE")
        if _text(status, "SEVERITY").upper() == "ERROR":
            return (
                "The bank wrote an error into this OFX file instead of a statement"
                f"{f': “{message}”' if message else ''}. Download it again."
            )
    return "This OFX file holds no account statement. Download the transactions again."


class _Reader:
    """Reads statement after statement into one file; records are numbered through."""

    def __init__(self, root: Element) -> None:
        self.file = StatementFile(StatementFormat.OFX, [])
        self._institution = _institution(root)
        self._mark = _decimal_mark([_text(row, "TRNAMT") for row in root.iter("STMTTRN")])
        self._record = 0

    def read_statement(self, element: Element) -> None:
        """Read one account's statement."""
        account = _account_of(element)
        statement = Statement(
            account_number=_text(account, "ACCTID") or None,
            account_type=_account_type(element, account),
            institution=self._institution,
            currency=_currency(_text(element, "CURDEF")),
            closing=self._ledger_balance(element),
        )
        unsigned = self._is_unsigned(element)
        for record in self._records(element):
            self._record += 1
            if record.tag != "STMTTRN":
                self._leave_out(record)
                continue
            try:
                statement.rows.append(self._row(record, statement.currency, unsigned=unsigned))
            except UnreadableRecordError as error:
                problem = RowProblem(self._record, str(error), _description(record))
                self.file.errors.append(problem)
        self.file.statements.append(statement)

    @staticmethod
    def _records(element: Element) -> Iterator[Element]:
        """Yield bookings, pending ones and trades, in the file's order."""
        trades = element.find(".//INVTRANLIST")
        in_trades = set(trades) if trades is not None else set()
        for child in element.iter():
            is_trade = child in in_trades and child.tag not in _NO_TRADES and len(child) > 0
            if is_trade or child.tag in {"STMTTRN", "STMTTRNP"}:
                yield child

    def _leave_out(self, record: Element) -> None:
        text = _description(record) or _text(record, ".//MEMO") or record.tag
        if record.tag == "STMTTRNP":
            reason = "Pending: the bank has not booked it yet."
        else:
            day, total = _parse_day(_text(record, ".//DTTRADE")), _text(record, ".//TOTAL")
            facts = ", ".join(str(fact) for fact in (record.tag, day, total) if fact)
            reason = (
                f"A trade inside the brokerage account ({facts}): only the cash transactions of "
                "an investment statement are imported."
            )
        self.file.left_out.append(RowProblem(self._record, reason, text))

    def _is_unsigned(self, element: Element) -> bool:
        """Whether TRNTYPE alone says the direction: no minus anywhere, but debits and credits."""
        rows = list(element.iter("STMTTRN"))
        types = {_text(row, "TRNTYPE").upper() for row in rows}
        if not {"DEBIT", "CREDIT"} <= types:
            return False
        if any(_text(row, "TRNAMT").startswith(("-", "(")) for row in rows):
            return False
        self.file.choices.append(
            "No amount has a sign: rows marked DEBIT are read as money out, the others as money in."
        )
        return True

    def _row(self, record: Element, currency: str | None, *, unsigned: bool) -> StatementRow:
        cents = -_cents(_text(record, "TRNAMT"), self._mark)
        if unsigned and _text(record, "TRNTYPE").upper() == "DEBIT":
            cents = -cents
        other = _currency(_text(record, "CURRENCY/CURSYM"))
        return StatementRow(
            row=self._record,
            date=_day_of(record),
            cents=cents,
            description=_description(record),
            external_id=_text(record, "FITID") or None,
            currency=other if other != currency else None,
        )

    def _ledger_balance(self, element: Element) -> StatedBalance | None:
        """Return the closing balance, None where it is left empty or makes no sense."""
        balance = element.find(".//LEDGERBAL")
        if balance is None:
            return None
        amount = _text(balance, "BALAMT")
        try:
            cents = _cents(amount, _decimal_mark([amount]))
        except UnreadableRecordError:
            return None
        return StatedBalance(_parse_day(_text(balance, "DTASOF")), cents)


def _text(element: Element | None, path: str) -> str:
    if element is None:
        return ""
    return (element.findtext(path) or "").strip()


def _account_of(element: Element) -> Element | None:
    for name in ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"):
        account = element.find(f".//{name}")
        if account is not None:
            return account
    return None


def _account_type(element: Element, account: Element | None) -> str | None:
    named = _ACCOUNT_TYPES.get(_text(account, "ACCTTYPE").upper())
    return _TYPE_OF_STATEMENT.get(element.tag) or named


def _institution(root: Element) -> str | None:
    """Return the bank's name, from its number where the name is only a code."""
    number = _text(root, ".//FI/FID") or _text(root, ".//INTU.BID")
    return _INSTITUTIONS.get(number.lstrip("0")) or _text(root, ".//FI/ORG") or None


def _currency(code: str) -> str | None:
    code = code.upper()
    return code if _CURRENCY.fullmatch(code) else None


def _description(record: Element) -> str:
    """Return payee and memo as one text, or what kind of booking it is where both are empty."""
    name = _text(record, "NAME") or _text(record, "PAYEE/NAME")
    text = join(join(name, _text(record, "EXTDNAME")), _text(record, "MEMO"))
    if text:
        return text
    kind = _text(record, "TRNTYPE").upper()
    return f"{_TYPE_WORDS.get(kind, kind.capitalize())} {_text(record, 'CHECKNUM')}".strip()


def _decimal_mark(amounts: list[str]) -> DecimalMark:
    """Return the mark of the file's amounts; OFX groups nothing, so a lone point is decimal."""
    with_comma = [amount for amount in amounts if "," in amount]
    return detect_decimal_mark(with_comma) if with_comma else "."


def _cents(text: str, mark: DecimalMark) -> int:
    if not text:
        raise UnreadableRecordError("The amount is missing.")
    try:
        return parse_cents(text, mark)
    except ValueError:
        raise UnreadableRecordError(f"“{text[:40]}” is no amount.") from None


def _day_of(record: Element) -> dt.date:
    text = _text(record, "DTPOSTED") or _text(record, "DTUSER") or _text(record, "DTAVAIL")
    if not text:
        raise UnreadableRecordError("The date is missing.")
    day = _parse_day(text)
    if day is None:
        raise UnreadableRecordError(f"“{text[:40]}” is no date.")
    return day


@lru_cache(maxsize=4096)
def _parse_day(text: str) -> dt.date | None:
    """Return the day as the bank writes it: turned into another time zone, it might move."""
    match = _DAY.match(text)
    if match is None or not 1900 <= int(match[1]) <= 2100:  # noqa: PLR2004
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None

"""OFX, QFX and QBO: bank, card and brokerage statements, SGML (1.x) and XML (2.x)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from backend.services.importing.readers.bad_records import UnreadableRecordError, refuse_if_all_bad
from backend.services.importing.readers.decoding import decode
from backend.services.importing.readers.ofx_fields import (
    TYPE_OF_STATEMENT,
    account_of,
    account_type,
    cents_of,
    currency_code,
    day_of,
    decimal_mark,
    description,
    institution,
    parse_day,
    text_at,
)
from backend.services.importing.readers.ofx_markup import parse_markup
from backend.services.importing.statement import (
    RowProblem,
    StatedBalance,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    UnreadableFileError,
)

_NO_TRADES = {"DTSTART", "DTEND", "INVBANKTRAN"}


def read_ofx(data: bytes) -> StatementFile:
    """Return the statements of an OFX file, one for each account, empty ones included.

    Amounts keep the file's sign turned to ours; the day is the bank's own, whatever time zone
    stands behind it. Trades of a brokerage statement are left out, with words.

    Raises:
        UnreadableFileError: there is no statement in it, or none of its records can be read.
    """
    root = parse_markup(decode(data))
    elements = [element for element in root.iter() if element.tag in TYPE_OF_STATEMENT]
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
        message = text_at(status, "MESSAGE")
        if text_at(status, "SEVERITY").upper() == "ERROR":
            return (
                "The bank wrote an error into this OFX file instead of a statement"
                f"{f': “{message}”' if message else ''}. Download it again."
            )
    return "This OFX file holds no account statement. Download the transactions again."


class _Reader:
    """Reads statement after statement into one file; records are numbered through."""

    def __init__(self, root: Element) -> None:
        self.file = StatementFile(StatementFormat.OFX, [])
        self._institution = institution(root)
        self._mark = decimal_mark([text_at(row, "TRNAMT") for row in root.iter("STMTTRN")])
        self._record = 0

    def read_statement(self, element: Element) -> None:
        """Read one account's statement."""
        account = account_of(element)
        statement = Statement(
            account_number=text_at(account, "ACCTID") or None,
            account_type=account_type(element, account),
            institution=self._institution,
            currency=currency_code(text_at(element, "CURDEF")),
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
                problem = RowProblem(self._record, str(error), description(record))
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
        text = description(record) or text_at(record, ".//MEMO") or record.tag
        if record.tag == "STMTTRNP":
            reason = "Pending: the bank has not booked it yet."
        else:
            day, total = parse_day(text_at(record, ".//DTTRADE")), text_at(record, ".//TOTAL")
            facts = ", ".join(str(fact) for fact in (record.tag, day, total) if fact)
            reason = (
                f"A trade inside the brokerage account ({facts}): only the cash transactions of "
                "an investment statement are imported."
            )
        self.file.left_out.append(RowProblem(self._record, reason, text))

    def _is_unsigned(self, element: Element) -> bool:
        """Whether TRNTYPE alone says the direction: no minus anywhere, but debits and credits."""
        rows = list(element.iter("STMTTRN"))
        types = {text_at(row, "TRNTYPE").upper() for row in rows}
        if not {"DEBIT", "CREDIT"} <= types:
            return False
        if any(text_at(row, "TRNAMT").startswith(("-", "(")) for row in rows):
            return False
        self.file.choices.append(
            "No amount has a sign: rows marked DEBIT are read as money out, the others as money in."
        )
        return True

    def _row(self, record: Element, currency: str | None, *, unsigned: bool) -> StatementRow:
        cents = -cents_of(text_at(record, "TRNAMT"), self._mark)
        if unsigned and text_at(record, "TRNTYPE").upper() == "DEBIT":
            cents = -cents
        other = currency_code(text_at(record, "CURRENCY/CURSYM"))
        return StatementRow(
            row=self._record,
            date=day_of(record),
            cents=cents,
            description=description(record),
            external_id=text_at(record, "FITID") or None,
            currency=other if other != currency else None,
        )

    def _ledger_balance(self, element: Element) -> StatedBalance | None:
        """Return the closing balance, None where it is left empty or makes no sense."""
        balance = element.find(".//LEDGERBAL")
        if balance is None:
            return None
        amount = text_at(balance, "BALAMT")
        try:
            cents = cents_of(amount, decimal_mark([amount]))
        except UnreadableRecordError:
            return None
        return StatedBalance(parse_day(text_at(balance, "DTASOF")), cents)

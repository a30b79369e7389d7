"""CAMT.052, .053 and .054: the ISO 20022 statements of European and Swiss banks, all versions."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from backend.services.importing.readers.amounts import parse_cents
from backend.services.importing.readers.bad_records import UnreadableRecordError, refuse_if_all_bad
from backend.services.importing.readers.camt_text import counterparty, description
from backend.services.importing.readers.pages import merge_pages
from backend.services.importing.readers.safe_xml import parse_xml
from backend.services.importing.readers.wording import clean
from backend.services.importing.statement import (
    RowProblem,
    StatedBalance,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    UnreadableFileError,
)

_STATEMENTS = {"Stmt", "Rpt", "Ntfctn"}
_ACCOUNT_TYPES = {
    "CACC": "checking",
    "TRAN": "checking",
    "CASH": "checking",
    "SVGS": "savings",
    "CARD": "credit",
    "LOAN": "loan",
}
# Booked balances alone: available ones count what is not booked yet.
_OPENING = ("OPBD", "PRCD")
_CLOSING = ("CLBD",)
_NOT_BOOKED = {
    "PDNG": "Pending: the bank has not booked it yet.",
    "INFO": "For information only: the bank does not book it.",
    "FUTR": "Announced for a later day, not booked yet.",
}


def read_camt(data: bytes) -> StatementFile:
    """Return the statements of a CAMT file, one for each account and currency.

    An entry is one row, also where it collects several payments. Entries that are pending or for
    information only are left out.

    Raises:
        UnreadableFileError: it is no statement, is damaged, or no entry can be read.
    """
    root = parse_xml(data)
    elements = list(_statements(root))
    if not elements:
        raise UnreadableFileError(
            "This XML file is no account statement. Ask the bank for CAMT.053, OFX or CSV."
        )
    reader = _Reader()
    pages = [reader.read_page(element) for element in elements]
    reader.file.statements = merge_pages(pages)
    refuse_if_all_bad(reader.file)
    return reader.file


def _statements(root: Element) -> Iterator[Element]:
    """Yield the statements, reports and notifications, wherever an envelope puts them."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _STATEMENTS:
            yield element
        else:
            waiting.extend(reversed(element))


class _Reader:
    """Reads page after page; entries are numbered through."""

    def __init__(self) -> None:
        self.file = StatementFile(StatementFormat.CAMT, [])
        self._record = 0

    def read_page(self, element: Element) -> Statement:
        """Read one statement, report or notification."""
        currency = _account_currency(element)
        page = Statement(
            account_number=_first(element, "Acct/Id/IBAN", "Acct/Id/Othr/Id"),
            account_name=_first(element, "Acct/Nm", "Acct/Ownr/Nm"),
            account_type=_ACCOUNT_TYPES.get(_first(element, "Acct/Tp/Cd") or ""),
            institution=_first(element, "Acct/Svcr/FinInstnId/Nm"),
            currency=currency,
            opening=_balance(element, _OPENING, currency),
            closing=_balance(element, _CLOSING, currency),
        )
        for entry in element.iterfind("Ntry"):
            self._record += 1
            self._read_entry(entry, page)
        return page

    def _read_entry(self, entry: Element, page: Statement) -> None:
        reason = _NOT_BOOKED.get(_first(entry, "Sts/Cd", "Sts") or "BOOK")
        if reason:
            self.file.left_out.append(RowProblem(self._record, reason, description(entry)))
            return
        try:
            page.rows.append(self._row(entry, page))
        except UnreadableRecordError as error:
            problem = RowProblem(self._record, str(error), description(entry))
            self.file.errors.append(problem)

    def _row(self, entry: Element, page: Statement) -> StatementRow:
        currency = _amount_currency(entry)
        return StatementRow(
            row=self._record,
            date=_day_of(entry, page),
            cents=-_signed_cents(entry),
            description=description(entry),
            external_id=_reference(entry),
            merchant=counterparty(entry) or None,
            memo="Reversal" if _first(entry, "RvslInd") in {"true", "1"} else None,
            currency=currency if currency != page.currency else None,
        )


def _first(element: Element, *paths: str) -> str | None:
    """Return the first text that is there, cleaned."""
    for path in paths:
        text = clean(element.findtext(path))
        if text:
            return text
    return None


def _signed_cents(element: Element) -> int:
    """Return an entry's or a balance's cents, positive for money of the owner's.

    The indicator of a reversal says already which way the reversal goes.
    """
    text = _first(element, "Amt")
    direction = _first(element, "CdtDbtInd")
    if text is None:
        raise UnreadableRecordError("The amount is missing.")
    if direction not in {"CRDT", "DBIT"}:
        raise UnreadableRecordError("It does not say whether it is money in or money out.")
    try:
        cents = parse_cents(text, ".")
    except ValueError:
        raise UnreadableRecordError(f"“{text[:40]}” is no amount.") from None
    return cents if direction == "CRDT" else -cents


def _amount_currency(element: Element) -> str | None:
    amount = element.find("Amt")
    return amount.get("Ccy") if amount is not None else None


def _account_currency(element: Element) -> str | None:
    """Return the account's currency; where it is not named, that of most entries or balances."""
    named = _first(element, "Acct/Ccy")
    if named:
        return named
    for part in ("Ntry", "Bal"):
        found = Counter(filter(None, map(_amount_currency, element.iterfind(part))))
        if found:
            return found.most_common(1)[0][0]
    return None


def _balance(
    element: Element, codes: tuple[str, ...], currency: str | None
) -> StatedBalance | None:
    """Return the first booked balance of such a kind that is in the account's currency."""
    for code in codes:
        for balance in element.iterfind("Bal"):
            if _first(balance, "Tp/CdOrPrtry/Cd") != code:
                continue
            if currency and _amount_currency(balance) not in {currency, None}:
                continue
            try:
                return StatedBalance(_parse_day(balance, "Dt"), _signed_cents(balance))
            except UnreadableRecordError:
                continue
    return None


def _day_of(entry: Element, page: Statement) -> dt.date:
    """Return the booking day, else the value day, else the day of the statement's balance."""
    day = _parse_day(entry, "BookgDt") or _parse_day(entry, "ValDt")
    if day is not None:
        return day
    if page.closing is not None and page.closing.date is not None:
        return page.closing.date
    raise UnreadableRecordError("The date is missing or no date.")


def _parse_day(element: Element, name: str) -> dt.date | None:
    text = _first(element, f"{name}/Dt", f"{name}/DtTm") or ""
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _reference(entry: Element) -> str | None:
    """Return the bank's own reference of the entry, or of its only payment."""
    own = _first(entry, "AcctSvcrRef", "NtryRef")
    details = entry.findall("NtryDtls/TxDtls")
    if own or len(details) != 1:
        return own
    return _first(details[0], "Refs/AcctSvcrRef", "Refs/TxId")

"""The fields of OFX records: accounts, amounts, days and words."""

import datetime as dt
import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from backend.services.importing.readers.amounts import (
    DecimalMark,
    detect_decimal_mark,
    parse_cents,
)
from backend.services.importing.readers.bad_records import UnreadableRecordError
from backend.services.importing.readers.wording import join

_ACCOUNT_TYPES = {
    "CHECKING": "checking",
    "SAVINGS": "savings",
    "MONEYMRKT": "savings",
    "CD": "savings",
    "CREDITLINE": "credit",
}
TYPE_OF_STATEMENT = {"STMTRS": None, "CCSTMTRS": "credit", "INVSTMTRS": "investment"}
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


def text_at(element: Element | None, path: str) -> str:
    """Return the text of the element at `path`, "" if there is none."""
    if element is None:
        return ""
    return (element.findtext(path) or "").strip()


def account_of(element: Element) -> Element | None:
    """Return the element that names a statement's own account."""
    for name in ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"):
        account = element.find(f".//{name}")
        if account is not None:
            return account
    return None


def account_type(element: Element, account: Element | None) -> str | None:
    """Return the account's type in the app's words, None if the file leaves it open."""
    named = _ACCOUNT_TYPES.get(text_at(account, "ACCTTYPE").upper())
    return TYPE_OF_STATEMENT.get(element.tag) or named


def institution(root: Element) -> str | None:
    """Return the bank's name, from its number where the name is only a code."""
    number = text_at(root, ".//FI/FID") or text_at(root, ".//INTU.BID")
    return _INSTITUTIONS.get(number.lstrip("0")) or text_at(root, ".//FI/ORG") or None


def currency_code(code: str) -> str | None:
    """Return the currency if it is one."""
    code = code.upper()
    return code if _CURRENCY.fullmatch(code) else None


def description(record: Element) -> str:
    """Return payee and memo as one text, or what kind of booking it is where both are empty."""
    name = text_at(record, "NAME") or text_at(record, "PAYEE/NAME")
    text = join(join(name, text_at(record, "EXTDNAME")), text_at(record, "MEMO"))
    if text:
        return text
    kind = text_at(record, "TRNTYPE").upper()
    return f"{_TYPE_WORDS.get(kind, kind.capitalize())} {text_at(record, 'CHECKNUM')}".strip()


def decimal_mark(amounts: list[str]) -> DecimalMark:
    """Return the mark of the file's amounts; OFX groups nothing, so a lone point is decimal."""
    with_comma = [amount for amount in amounts if "," in amount]
    return detect_decimal_mark(with_comma) if with_comma else "."


def cents_of(text: str, mark: DecimalMark) -> int:
    """Return the cents with the sign of the file.

    Raises:
        UnreadableRecordError: the amount is missing or none.
    """
    if not text:
        raise UnreadableRecordError("The amount is missing.")
    try:
        return parse_cents(text, mark)
    except ValueError:
        raise UnreadableRecordError(f"“{text[:40]}” is no amount.") from None


def day_of(record: Element) -> dt.date:
    """Return the posting day of a record, another one only where it is missing.

    Raises:
        UnreadableRecordError: there is none, or no calendar has it.
    """
    text = text_at(record, "DTPOSTED") or text_at(record, "DTUSER") or text_at(record, "DTAVAIL")
    if not text:
        raise UnreadableRecordError("The date is missing.")
    day = parse_day(text)
    if day is None:
        raise UnreadableRecordError(f"“{text[:40]}” is no date.")
    return day


@lru_cache(maxsize=4096)
def parse_day(text: str) -> dt.date | None:
    """Return the day as the bank writes it: turned into another time zone, it might move."""
    match = _DAY.match(text)
    if match is None or not 1900 <= int(match[1]) <= 2100:  # noqa: PLR2004
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None

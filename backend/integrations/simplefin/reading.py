"""SimpleFIN's documents as the app's values. Its signs are the other way round: a deposit is > 0.

Balances need no turning: they are positive when the account holds money, a card's debt below 0.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from backend.integrations.bank_feed import NO_CURRENCY, FeedAccount, FeedTransaction

_AMOUNT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_LARGEST = Decimal(10) ** 12
_CENT = Decimal("0.01")
_MASK = re.compile(r"(?:[(\[#x*•.…-]|\bending(?: in)?)\s*(\d{4})\b[)\]]?\s*$", re.IGNORECASE)
_ISO_CURRENCY = re.compile(r"[A-Z]{3}")
_FIRST_MOMENT, _LAST_MOMENT = 0, 7_258_118_400  # the year 2200
_LONGEST_ID = 400
_LONGEST_TEXT = 1000
_LONGEST_ON_ITS_WAY = dt.timedelta(days=60)
# SimpleFIN names no kinds of accounts; their names do. The first that fits counts.
_KINDS = (
    ("loan", r"mortgage|loan|heloc|home equity|line of credit"),
    (
        "investment",
        r"brokerage|invest\w*|ira|roth|401\(?k\)?|403\(?b\)?|hsa|529|retirement|stocks?|crypto",
    ),
    (
        "credit",
        r"credit(?! union)|visa|mastercard|amex|american express|sapphire|\w* ?card|quicksilver",
    ),
    ("savings", r"savings?|money market|cds?|certificates?"),
    ("checking", r"checking|chequing|current|spending|debit card|cash management"),
)


class UnreadableRowError(Exception):
    """A row or an account lacks what makes it one; the message names the field."""


@dataclass(frozen=True, slots=True)
class ReadAccount:
    """An account of a document, its rows, and what of it could not be read."""

    account: FeedAccount
    rows: tuple[FeedTransaction, ...]
    connection_id: str | None
    unreadable: int = 0
    rounded: int = 0


def read_accounts(document: Mapping[str, Any], *, today: dt.date) -> Iterator[ReadAccount]:
    """Return every account of a document; version 1 and 2 differ in where the bank stands.

    Raises:
        UnreadableRowError: something that should be an account is none.
    """
    listed = document.get("connections")
    connections = {
        str(entry.get("conn_id")): entry
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict)
    }
    for entry in document["accounts"]:
        if not isinstance(entry, dict):
            raise UnreadableRowError("account")
        yield _read_account(entry, connections, today)


def _read_account(
    entry: Mapping[str, Any], connections: Mapping[str, Mapping[str, Any]], today: dt.date
) -> ReadAccount:
    account = _account(entry, _institution(entry, connections))
    rows: list[FeedTransaction] = []
    unreadable = rounded = 0
    listed = entry.get("transactions")
    for row in listed if isinstance(listed, list) else []:
        try:
            read, exact = _transaction(row, account, today)
        except UnreadableRowError:
            unreadable += 1
            continue
        rows.append(read)
        rounded += not exact
    connection = entry.get("conn_id")
    return ReadAccount(account, tuple(rows), connection and str(connection), unreadable, rounded)


def _account(entry: Mapping[str, Any], institution: str | None) -> FeedAccount:
    name = _text(entry.get("name")) or "Account"
    mask = _MASK.search(name)
    currency = _text(entry.get("currency"))
    available = entry.get("available-balance")
    return FeedAccount(
        external_id=_id(entry.get("id")),
        name=name,
        account_type=_kind(name, entry),
        mask=mask and mask[1],
        # A currency of their own (points, miles) is an address.
        currency=currency and (currency if _ISO_CURRENCY.fullmatch(currency) else NO_CURRENCY),
        balance_current=_money(entry.get("balance"))[0] if entry.get("balance") else None,
        balance_available=_money(available)[0] if available else None,
        balance_at=_moment(entry.get("balance-date")),
        institution_name=institution,
    )


def _transaction(row: Any, account: FeedAccount, today: dt.date) -> tuple[FeedTransaction, bool]:
    """Return a row and whether its amount was whole cents."""
    if not isinstance(row, dict):
        raise UnreadableRowError("transaction")
    posted, made = _moment(row.get("posted")), _moment(row.get("transacted_at"))
    is_pending = row.get("pending") is True or posted is None
    if posted is None and row.get("posted") not in (0, None, "0", ""):
        raise UnreadableRowError("posted")
    if made and posted and abs(posted - made) > _LONGEST_ON_ITS_WAY:
        made = None  # some banks fill it with nonsense
    seen = made or posted or (account.balance_at if is_pending else None)
    texts = [_text(row.get(key)) for key in ("description", "payee", "memo")]
    amount, exact = _money(row.get("amount"))
    extra = row.get("extra")
    read = FeedTransaction(
        external_id=_id(row.get("id")),
        account_id=account.external_id,
        date=seen.date() if seen else today,
        amount=-amount,
        description=next(filter(None, texts), "No description"),
        posted_date=posted.date() if posted and not is_pending else None,
        merchant_name=texts[1] or None,
        currency=account.currency,
        is_pending=is_pending,
        bank_category=_text(extra.get("category")) or None if isinstance(extra, dict) else None,
    )
    return read, exact


def _institution(
    entry: Mapping[str, Any], connections: Mapping[str, Mapping[str, Any]]
) -> str | None:
    """Return the bank's name: version 1 has it with the account, 2 with its connection."""
    org = entry.get("org")
    if isinstance(org, dict):
        return _text(org.get("name")) or _text(org.get("domain")) or None
    found = connections.get(str(entry.get("conn_id")), {})
    names = (entry.get("conn_name"), found.get("org_name"), found.get("name"))
    return next((name for name in map(_text, names) if name), None)


def _kind(name: str, entry: Mapping[str, Any]) -> str:
    if entry.get("holdings"):
        return "investment"
    for kind, words in _KINDS:
        if re.search(rf"\b(?:{words})\b", name, re.IGNORECASE):
            return "checking" if re.search(r"\bdebit card\b", name, re.IGNORECASE) else kind
    # What nothing names is a place for everyday money, unless it is in debt.
    return "credit" if str(entry.get("balance", "")).startswith("-") else "checking"


def _money(value: Any) -> tuple[Decimal, bool]:
    """Return an amount in whole cents and whether it was that."""
    if isinstance(value, bool | float) or not _AMOUNT.fullmatch(str(value).strip()):
        raise UnreadableRowError("amount")
    try:
        amount = Decimal(str(value).strip())
        if abs(amount) >= _LARGEST:
            raise UnreadableRowError("amount")
        cents = amount.quantize(_CENT)
    except InvalidOperation as error:
        raise UnreadableRowError("amount") from error
    return cents, cents == amount


def _moment(value: Any) -> dt.datetime | None:
    """Return a moment; 0 and nothing mean none, and what is no moment is none either."""
    if isinstance(value, str) and value.isdecimal():
        value = int(value[:20])
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    if not _FIRST_MOMENT < value < _LAST_MOMENT:
        return None
    return dt.datetime.fromtimestamp(value, dt.UTC)


def _id(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value):
        raise UnreadableRowError("id")
    if len(str(value)) > _LONGEST_ID:
        raise UnreadableRowError("id")
    return str(value).encode("utf-8", "replace").decode()


def _text(value: Any) -> str:
    """Return a text as it stands, on one line; half a letter, which no file takes, is replaced."""
    if not isinstance(value, str):
        return ""
    whole = value[:_LONGEST_TEXT].encode("utf-8", "replace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())

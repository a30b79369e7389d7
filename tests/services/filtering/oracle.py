"""What a filter means, said once more in plain Python over plain rows, as docs tell it."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from backend.services.filtering.tree import All, AnyOf, Comparison, Node, Not, Value, Words
from tests.services.filtering.household import Row

TODAY = dt.date(2025, 6, 15)  # a Sunday
DAY = dt.timedelta(days=1)
PARENTS = {"coffee": "food"}
CATEGORIES = ("food", "coffee", "salary", "between", "rent")
ACCOUNTS = {"Checking": "First Bank", "Joint checking": "other", "Card": "First Bank"}
TAGS = ("Trip", "trip 2025", "50%")
STATUSES = {
    "review": {"pending_review"},
    "staged": {"pending_save"},
    "waiting": {"pending_review", "pending_save"},
    "filed": {"confirmed", "auto_confirmed"},
    "by-you": {"confirmed"},
    "by-rule": {"auto_confirmed"},
}
SOURCES = {
    "csv": ("csv_import",),
    "excel": ("xlsx_import",),
    "manual": ("manual",),
    "bank": ("plaid", "simplefin"),
}
NAMED_DAYS = {
    "today": ("2025-06-15", "2025-06-16"),
    "yesterday": ("2025-06-14", "2025-06-15"),
    "last-month": ("2025-05-01", "2025-06-01"),
    "this-week": ("2025-06-09", "2025-06-16"),
    "this-year": ("2025-01-01", "2026-01-01"),
    "last-quarter": ("2025-01-01", "2025-04-01"),
    "last-7-days": ("2025-06-09", "2025-06-16"),
    "last-2-weeks": ("2025-06-02", "2025-06-16"),
    "last-3-months": ("2025-03-16", "2025-06-16"),
    "2025": ("2025-01-01", "2026-01-01"),
    "2025-q2": ("2025-04-01", "2025-07-01"),
    "2025-06": ("2025-06-01", "2025-07-01"),
    "2025-06-15": ("2025-06-15", "2025-06-16"),
    "2024-02-29": ("2024-02-29", "2024-03-01"),
}


def matches(node: Node, row: Row) -> bool:
    """Return whether one of the row's parts is what the filter wants."""
    return any(holds(node, row, category) for category in row.categories)


def holds(node: Node, row: Row, category: str | None) -> bool:
    match node:
        case Words(text, exact):
            return _searched(text, row, as_amount=not exact)
        case Not(part):
            return not holds(part, row, category)
        case All(parts):
            return all(holds(part, row, category) for part in parts)
        case AnyOf(parts):
            return any(holds(part, row, category) for part in parts)
        case Comparison(field, operator, values):
            found = any(_BY_FIELD[field](row, category, operator, value) for value in values)
            return found != (operator == "!=")


def _searched(text: str, row: Row, *, as_amount: bool) -> bool:
    words = [row.description, row.merchant or "", row.note or ""]
    if any(text.lower() in word.lower() for word in words):
        return True
    amount = re.fullmatch(r"-?(\d+)(?:\.(\d))?", text)
    if not (as_amount and amount):
        return False
    shown = f"{abs(row.cents) / 100:.2f}"
    return shown.startswith(f"{amount[1]}." + (amount[2] or ""))


def _text(read: Callable[[Row], str | None]) -> Callable[..., bool]:
    def holds(row: Row, _: str | None, operator: str, value: Value) -> bool:
        if value.is_regex:
            return re.search(value.text, read(row) or "", re.IGNORECASE) is not None
        text, wanted = read(row) or "", value.text.lower()
        if wanted == "none" and not value.quoted and operator != "~":
            return not text
        return wanted == text.lower() if operator in ("=", "!=") else wanted in text.lower()

    return holds


def _merchant(row: Row, category: str | None, operator: str, value: Value) -> bool:
    bare_none = value.text == "none" and not value.quoted and not value.is_regex
    if bare_none and operator != "~":
        return not row.merchant
    return _text(lambda row: row.merchant or row.description)(row, category, operator, value)


def _size(way: str) -> Callable[..., bool]:
    def holds(row: Row, _: str | None, operator: str, value: Value) -> bool:
        size = {"amount": abs(row.cents), "out": row.cents, "in": -row.cents}[way]
        if way != "amount" and size <= 0:
            return False
        low, high = (_cents(end) for end in _ends(value.text))
        return _between(size, operator, (low, low, high), high)

    return holds


def _ends(text: str) -> tuple[str, str]:
    low, found, high = text.partition("..")
    return (low, high) if found else (text, text)


def _cents(text: str) -> int | None:
    return int(Decimal(text.strip("$")) * 100) if text else None


def _between(size: int, operator: str, low: tuple[int | None, ...], high: int | None) -> bool:
    one = low[0]
    if operator in ("<", "<=", ">", ">="):
        assert one is not None
        return {"<": size < one, "<=": size <= one, ">": size > one, ">=": size >= one}[operator]
    return (one is None or size >= one) and (high is None or size <= high)


def _date(row: Row, _: str | None, operator: str, value: Value) -> bool:
    first, last = (NAMED_DAYS.get(end) for end in _ends(value.text))
    start = dt.date.fromisoformat(first[0]) if first else dt.date.min
    end = dt.date.fromisoformat(last[1]) if last else dt.date.max
    return {
        "<": row.date < start,
        "<=": row.date < end,
        ">": row.date >= end,
        ">=": row.date >= start,
    }.get(operator, start <= row.date < end)


def _named(known: dict[str, str] | tuple[str, ...], operator: str, wanted: str) -> set[str]:
    """Return the names that are meant: this one, or else those that contain it."""
    exact = {name for name in known if name.lower() == wanted.lower()}
    if (exact and operator != "~") or operator in ("=", "!="):
        return exact
    other = known if isinstance(known, dict) else {}
    return {n for n in known if wanted.lower() in f"{n}\n{other.get(n, '')}".lower()}


def _account(row: Row, _: str | None, operator: str, value: Value) -> bool:
    return row.account in _named(ACCOUNTS, operator, value.text)


def _category(_: Row, category: str | None, operator: str, value: Value) -> bool:
    if value.text == "none" and not value.quoted:
        return category is None
    found = _named(CATEGORIES, operator, value.text)
    return category in found or (operator != "=" and PARENTS.get(category or "") in found)


def _tag(row: Row, _: str | None, operator: str, value: Value) -> bool:
    if value.text == "none" and not value.quoted:
        return not row.tags
    return bool(row.tags & _named(TAGS, operator, value.text))


def _flag(row: Row, category: str | None, _: str, value: Value) -> bool:
    transfer = row.is_paired or category == "between"
    filed = row.status in STATUSES["filed"]
    return {
        "split": row.is_split,
        "transfer": transfer,
        "note": bool(row.note),
        "tag": bool(row.tags),
        "category": category is not None,
        "merchant": bool(row.merchant),
        "duplicate": row.is_twin,
        "out": row.cents > 0,
        "in": row.cents < 0,
        "income": category == "salary" and not transfer,
        "spending": category != "salary" and not transfer,
        "counted": filed and not transfer and not row.is_left_out,
        "left-out": row.is_left_out,
        "waiting": not filed,
        "pending": row.is_pending,
    }[value.text]


_BY_FIELD: dict[str, Callable[..., bool]] = {
    "account": _account,
    "category": _category,
    "merchant": _merchant,
    "merchant-key": _text(lambda row: row.description.upper()),
    "description": _text(lambda row: row.description),
    "note": _text(lambda row: row.note),
    "amount": _size("amount"),
    "out": _size("out"),
    "in": _size("in"),
    "date": _date,
    "tag": _tag,
    "status": lambda row, _, __, value: row.status in STATUSES[value.text],
    "source": lambda row, _, __, value: row.source in SOURCES.get(value.text, ()),
    "has": _flag,
    "is": _flag,
    "import": lambda *_: False,
}

"""Which columns say what a transaction was: description, payee, memo, and the rest of words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from backend.services.importing.readers.content import Column
from backend.services.importing.readers.directions import is_direction_column
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.status_words import holds_status
from backend.services.importing.readers.vocabulary import PART, WHOLE, normalized

_TEXT_ROLES: Final = (Role.ORIGINAL, Role.PARTY, Role.TEXT, Role.MEMO, Role.KIND)
_SERIES: Final = re.compile(r"[\s_]*\d+$")
_ENGLISH: Final = frozenset({"description", "transaction description", "details", "narrative"})
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[ A-Z0-9]{8,}$")
_OTHER_SIDE: Final = re.compile(r"tegenpartij|counter|beneficiar|payee|partner|empf|gegen")
_BANK_CODE: Final = frozenset({"blz", "bankleitzahl", "bic", "swift", "bic swift"})
_HALF: Final = 0.5
_NEARLY_ALL: Final = 0.95
_FEW: Final = 12
_ACCOUNT_NAME: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}|[X*x]*[0-9]{6,20}")


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Zero-based columns; `description` names all that together tell what was bought."""

    description: tuple[int, ...]
    merchant: int | None = None
    memo: int | None = None
    external_id: int | None = None
    status: int | None = None
    currency: int | None = None
    account: int | None = None


def choose_text_columns(
    columns: Sequence[Column], *, has_header: bool, near: int | None
) -> TextColumns:
    """Return the columns of words; `near` is the amount's, beside which its currency stands."""
    status = _status(columns)
    currency = _currency(columns, near)
    account = _account(columns, has_header=has_header)
    taken = {status, currency, account}
    words = [
        column
        for column in columns
        if column.index not in taken
        and not column.holds_days
        and not (column.holds_currencies and Role.TEXT not in column.roles)
        and not is_direction_column(column)
    ]
    if not any(column.holds_words for column in words):
        words += [column for column in columns if is_direction_column(column)]
    external_id = _external_id(words)
    described = _described(words, has_header=has_header)
    return TextColumns(
        description=described[0],
        merchant=described[1],
        memo=described[2],
        external_id=external_id,
        status=status,
        currency=currency,
        account=account,
    )


def _described(
    words: Sequence[Column], *, has_header: bool
) -> tuple[tuple[int, ...], int | None, int | None]:
    by_role: dict[Role, list[Column]] = {role: [] for role in _TEXT_ROLES}
    for column in words if has_header else ():
        if (role := text_role(column)) and (column.holds_words or column.is_empty or column.moneys):
            by_role[role].append(column)
    texts = _telling(by_role[Role.TEXT])
    party = _party(by_role[Role.PARTY])
    memo = _fullest([c for c in by_role[Role.MEMO] if normalized(c.header) != "address"])
    original = _fullest(by_role[Role.ORIGINAL])
    chosen, merchant = _chosen(original, texts, party)
    if not chosen and memo:
        chosen, memo = [memo], None
    if not chosen or (sum(column.fill for column in chosen) < _HALF and words[0].row_count):
        chosen += _by_content(words, [*chosen, *filter(None, (memo,))], has_header=has_header)
    return (
        tuple(column.index for column in chosen),
        merchant.index if merchant else None,
        memo.index if memo else None,
    )


def _chosen(
    original: Column | None, texts: list[Column], party: Column | None
) -> tuple[list[Column], Column | None]:
    """Return the columns of the description and that of the merchant's clean name."""
    if original and original.fill >= _HALF:
        return [original], party or (texts[0] if texts else None)
    if texts and any(normalized(column.header) in _ENGLISH for column in texts):
        return texts, party
    if texts and party:
        return sorted({c.index: c for c in (party, *texts)}.values(), key=_position), party
    return (texts, None) if texts else ([party] if party else [], None)


def text_role(column: Column) -> Role | None:
    """Return which of the wordy roles a header means most likely."""
    ranked = {role: rank for role, rank in column.roles.items() if role in _TEXT_ROLES}
    if not ranked or Role.COUNTERPARTY in column.roles:
        return None
    best = max(ranked.values())
    if any(rank > best for role, rank in column.roles.items() if role not in _TEXT_ROLES):
        return None
    if ranked.keys() >= {Role.TEXT, Role.KIND} and best == WHOLE and column.distinct > 1:
        return Role.TEXT
    return next(role for role in _TEXT_ROLES if ranked.get(role) == best)


def _telling(texts: Sequence[Column]) -> list[Column]:
    """Drop columns that say nothing; of English ones keep the description and its sequels."""
    pure = [c for c in texts if Role.KIND not in c.roles and not c.is_empty]
    filled = pure or [column for column in texts if not column.is_empty] or list(texts[:1])
    varied = [c for c in filled if c.distinct > 1 or c.row_count < 2]  # noqa: PLR2004 - one row
    filled = varied or filled[:1]
    main = next((c for c in filled if normalized(c.header) in _ENGLISH), None)
    best = next((c for c in filled if "description" in normalized(c.header)), main)
    if best is None:
        return filled
    stem = _SERIES.sub("", normalized(best.header))
    return [c for c in filled if c is best or _SERIES.sub("", normalized(c.header)) == stem]


def _by_content(
    words: Sequence[Column], taken: Sequence[Column], *, has_header: bool
) -> list[Column]:
    """Return the column that reads most like descriptions: long and varied."""
    free = [
        column
        for column in words
        if column not in taken
        and column.holds_words
        and not holds_status(column)
        and Role.COUNTERPARTY not in column.roles
        and (not has_header or not column.roles or column.roles.keys() & set(_TEXT_ROLES))
    ]
    best = max(free, key=lambda c: _wordiness(c) * (c.distinct + 1), default=None)
    return [best] if best else []


def _wordiness(column: Column) -> int:
    """Count the letters; those of account numbers tell nothing."""
    return sum(sum(map(str.isalpha, value)) for value in column.values if not _IBAN.match(value))


def _fullest(columns: Sequence[Column]) -> Column | None:
    return max(columns, key=lambda c: (round(c.fill, 1), -c.index), default=None)


def _party(columns: Sequence[Column]) -> Column | None:
    """Return the column of the other side; "name" alone may be the owner's beside it."""
    named = [c for c in columns if _OTHER_SIDE.search(normalized(c.header))]
    best = _fullest(named or columns)
    return best if best and not best.is_empty else None


def _position(column: Column) -> int:
    return column.index


def _status(columns: Sequence[Column]) -> int | None:
    named = [
        column.index
        for column in columns
        if Role.STATUS in column.roles and column.holds_words and column.distinct <= _FEW
    ]
    known = [column.index for column in columns if holds_status(column)]
    return next(iter([*named, *known]), None)


def _currency(columns: Sequence[Column], near: int | None) -> int | None:
    fitting = [
        column
        for column in columns
        if column.holds_currencies
        and (not column.header or Role.CURRENCY in column.roles or not column.roles)
        and not any(word in normalized(column.header) for word in ("original", "instructed"))
    ]
    if near is not None:
        fitting.sort(key=lambda column: (column.index < near, abs(column.index - near)))
    return fitting[0].index if fitting else None


def _account(columns: Sequence[Column], *, has_header: bool) -> int | None:
    """Return the column that says whose money it is, which repeats itself in every row."""
    for role in (Role.ACCOUNT_NUMBER, Role.ACCOUNT_NAME) if has_header else ():
        for column in columns:
            if (
                column.roles.get(role, 0) >= PART
                and not column.roles.keys() & {Role.COUNTERPARTY, Role.CARD}
                and column.fill >= _NEARLY_ALL
                and column.distinct <= max(_FEW, column.count // 20)
                and not column.holds_days
                and not _is_counterparty(column, columns)
            ):
                return column.index
    if has_header:
        return None
    constant = [c for c in columns if c.distinct == 1 and c.fill == 1 and not c.holds_days]
    return next((c.index for c in constant if _ACCOUNT_NAME.fullmatch(c.values[0])), None)


def _is_counterparty(column: Column, columns: Sequence[Column]) -> bool:
    """Tell an account of the other side: it stands behind a payee, or before a bank's code."""
    before = next((c for c in columns if c.index == column.index - 1), None)
    after = next((c for c in columns if c.index == column.index + 1), None)
    if "auftrag" in normalized(column.header) or column.index == 0:
        return False
    behind_payee = before is not None and Role.PARTY in before.roles
    return behind_payee or (after is not None and normalized(after.header) in _BANK_CODE)


def _external_id(words: Sequence[Column]) -> int | None:
    """Return the column of the bank's ids, if they tell rows apart and survived Excel."""
    fitting = [
        column
        for column in words
        if column.roles.get(Role.ID, 0) >= PART
        and Role.COUNTERPARTY not in column.roles
        and column.fill >= _HALF
        and column.distinct >= column.count * _NEARLY_ALL
        and column.mean_length > 3  # noqa: PLR2004 - running numbers are no ids
        and not any("E+" in value or " " in value for value in column.values)
    ]
    best = max(fitting, key=lambda c: (c.roles[Role.ID], c.fill, -c.index), default=None)
    return best.index if best else None

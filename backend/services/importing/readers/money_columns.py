"""Which columns hold the money: one amount, or money out and money in, and the balance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from backend.services.importing.readers.balances import Chain, best_chain
from backend.services.importing.readers.content import Column
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.readers.vocabulary import MONEY_ROLES, WHOLE, normalized

# Where two meanings are equally likely, the one that does less harm when wrong comes first.
_PRECEDENCE: Final = (
    Role.OTHER_NUMBER,
    Role.FEE,
    Role.BALANCE,
    Role.FOREIGN,
    Role.DEBIT,
    Role.CREDIT,
    Role.AMOUNT,
)
_NO_MONEY: Final = frozenset(
    {Role.ID, Role.OTHER, Role.CARD, Role.ACCOUNT_NUMBER, Role.COUNTERPARTY, Role.STATUS}
)
_AFTER_FEES: Final = re.compile(r"\b(?:after|net of|incl\w*(?: of)?) fees?\b")
_MOST_ROWS: Final = 0.8
_HALF: Final = 0.5
_NEARLY_ALL: Final = 0.95
_ACCOUNT_CURRENCY: Final = ("net", "account currency", "billing", "booked", "settled")


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """Zero-based columns; either `amount` or one of `debit` and `credit`, or nothing at all."""

    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    balance: int | None = None
    fee: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether there is a column that says what moved."""
        return not (self.amount is self.debit is self.credit is None)


def choose_money_columns(
    columns: Sequence[Column], rows: Sequence[Cells], *, has_header: bool
) -> MoneyColumns:
    """Return the money columns, by header words where there are any, else by their content."""
    roles = {column.index: money_role(column) for column in columns}
    chosen = _by_words(columns, roles) if has_header else MoneyColumns()
    if not chosen.is_complete:
        unnamed = [
            column
            for column in columns
            if column.holds_money and (not has_header or _is_nameless(column))
        ]
        chosen = _by_content(unnamed, rows, chosen.balance)
        if not has_header:
            chosen = _with_empty_half(chosen, columns)
    chosen = _without_constant_balance(chosen, columns)
    return _with_fee(chosen, columns, roles, rows) if chosen.is_complete else chosen


def money_role(column: Column) -> Role | None:
    """Return what an amount in this column means, going by its header; None if it is none."""
    if not (column.is_empty or column.holds_money):
        return None
    ranked = {role: rank for role, rank in column.roles.items() if role in MONEY_ROLES}
    if Role.FEE in ranked and _AFTER_FEES.search(normalized(column.header)):
        del ranked[Role.FEE]
    if not ranked:
        return None
    best = max(ranked.values())
    if any(column.roles.get(role, 0) >= best for role in _NO_MONEY) and best < WHOLE:
        return None
    if Role.CARD in column.roles or (Role.DIRECTION in column.roles and column.is_empty):
        return None
    if {Role.DEBIT, Role.CREDIT} <= ranked.keys():
        return Role.AMOUNT
    return next(role for role in _PRECEDENCE if ranked.get(role) == best)


def _by_words(columns: Sequence[Column], roles: dict[int, Role | None]) -> MoneyColumns:
    amount = _best(columns, roles, Role.AMOUNT) or _best(columns, roles, Role.FOREIGN)
    debit = _best(columns, roles, Role.DEBIT)
    credit = _best(columns, roles, Role.CREDIT)
    balance = _best(columns, roles, Role.BALANCE)
    balance_index = balance.index if balance else None
    if amount and amount.fill >= _MOST_ROWS and (amount.negatives or not (debit and credit)):
        return MoneyColumns(amount=amount.index, balance=balance_index)
    pair = [column for column in (debit, credit) if column]
    if pair and (len(pair) > 1 or not amount) and _fills_rows(pair):
        return MoneyColumns(
            debit=debit.index if debit else None,
            credit=credit.index if credit else None,
            balance=balance_index,
        )
    return MoneyColumns(amount=amount.index if amount else None, balance=balance_index)


def _fills_rows(pair: Sequence[Column]) -> bool:
    return sum(column.fill for column in pair) >= _HALF or all(column.is_empty for column in pair)


def _best(columns: Sequence[Column], roles: dict[int, Role | None], role: Role) -> Column | None:
    fitting = [column for column in columns if roles[column.index] is role]

    def worth(column: Column) -> tuple[bool, bool, int, float, int]:
        name = normalized(column.header)
        return (
            not column.is_empty,
            any(word in name for word in _ACCOUNT_CURRENCY),
            column.roles.get(role, 0),
            round(column.fill, 1),
            -column.index,
        )

    return max(fitting, key=worth, default=None)


def _is_nameless(column: Column) -> bool:
    """Whether the header says nothing that we know, so that the content may decide."""
    return not column.roles


def _by_content(
    columns: Sequence[Column], rows: Sequence[Cells], balance: int | None
) -> MoneyColumns:
    exact = [column for column in columns if column.decimals or column.negatives]
    money = exact or [column for column in columns if column.mean_length < 8]  # noqa: PLR2004 - an id
    if pair := _complementary(money, rows):
        rest = [c.index for c in money if c.index not in pair and c.fill >= _MOST_ROWS]
        return MoneyColumns(
            debit=pair[0], credit=pair[1], balance=balance if balance is not None else _last(rest)
        )
    full = [column for column in money if column.fill >= _HALF]
    if not full:
        return MoneyColumns(balance=balance)
    if len(full) == 1 or balance is not None:
        return MoneyColumns(amount=_movement(full).index, balance=balance)
    return _amount_and_balance(full, rows)


def _amount_and_balance(columns: Sequence[Column], rows: Sequence[Cells]) -> MoneyColumns:
    """Tell amounts from balances by their differences, or by the amounts' two signs."""
    best: tuple[float, int, int] | None = None
    for amount in columns:
        for balance in columns:
            if amount is not balance:
                chain = best_chain(rows, amount=amount.index, balance=balance.index)
                if chain and (best is None or chain.share > best[0]):
                    best = (chain.share, amount.index, balance.index)
    if best:
        return MoneyColumns(amount=best[1], balance=best[2])
    amount = _movement(columns)
    others = [c for c in columns if c is not amount and c.fill >= _MOST_ROWS]
    return MoneyColumns(amount=amount.index, balance=others[-1].index if others else None)


def _movement(columns: Sequence[Column]) -> Column:
    """Return the column that goes up and down; balances seldom change their sign."""
    return max(columns, key=lambda column: (column.negatives > 0, -column.index))


def _complementary(columns: Sequence[Column], rows: Sequence[Cells]) -> tuple[int, int] | None:
    """Return two columns of which each row fills just one: money out stands left by custom."""
    partial = [column for column in columns if _moves(column) < column.row_count]
    for left in partial:
        for right in partial:
            if left.index < right.index and _fill_in_turn(left.index, right.index, rows):
                return left.index, right.index
    return None


def _fill_in_turn(left: int, right: int, rows: Sequence[Cells]) -> bool:
    single = sum(_is_nonzero(cell(row, left)) != _is_nonzero(cell(row, right)) for row in rows)
    return single >= len(rows) * _NEARLY_ALL


def _moves(column: Column) -> int:
    return sum(map(_is_nonzero, column.values))


def _is_nonzero(text: str) -> bool:
    return any("1" <= digit <= "9" for digit in text)


def _last(indices: Sequence[int]) -> int | None:
    return indices[-1] if indices else None


def _with_empty_half(chosen: MoneyColumns, columns: Sequence[Column]) -> MoneyColumns:
    """Take an empty column between amount and balance as the other half of a pair.

    Without a header, a month of nothing but purchases shows only one of its two columns.
    """
    by_index = {column.index: column for column in columns}
    if chosen.amount is None or chosen.balance is None or by_index[chosen.amount].negatives:
        return chosen
    left, right = chosen.amount - 1, chosen.amount + 1
    if right in by_index and by_index[right].is_empty and chosen.balance == right + 1:
        return MoneyColumns(debit=chosen.amount, credit=right, balance=chosen.balance)
    if left in by_index and by_index[left].is_empty and chosen.balance == right:
        return MoneyColumns(debit=left, credit=chosen.amount, balance=chosen.balance)
    return chosen


def _without_constant_balance(chosen: MoneyColumns, columns: Sequence[Column]) -> MoneyColumns:
    """Drop a balance that repeats today's in every row: it is no running balance."""
    balance = next((column for column in columns if column.index == chosen.balance), None)
    if balance and balance.count > 1 and balance.distinct == 1:
        return replace(chosen, balance=None)
    return chosen


def _with_fee(
    chosen: MoneyColumns,
    columns: Sequence[Column],
    roles: dict[int, Role | None],
    rows: Sequence[Cells],
) -> MoneyColumns:
    """Add the fee column where only amount less fee leads from one balance to the next."""
    fee = _best(columns, roles, Role.FEE)
    if fee is None or fee.is_empty or chosen.amount is None or chosen.balance is None:
        return chosen
    plain = best_chain(rows, amount=chosen.amount, balance=chosen.balance)
    less = best_chain(rows, amount=chosen.amount, balance=chosen.balance, fee=fee.index)
    if _share(less) > _share(plain):
        return MoneyColumns(amount=chosen.amount, balance=chosen.balance, fee=fee.index)
    return chosen


def _share(chain: Chain | None) -> float:
    return chain.share if chain else 0.0

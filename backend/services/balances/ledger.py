"""Accounts with the course of their balances, as reports and screens ask for them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.models import Account, AccountType, StatedBalance
from backend.services.balances.course import OPENING, Anchor, Course, course_of
from backend.services.balances.moved import Moved

_DAY = dt.timedelta(days=1)
# What such a thing is worth changes without anybody paying.
_VALUED_TYPES = {AccountType.PROPERTY, AccountType.INVESTMENT}


class Basis(StrEnum):
    """What an account's balance starts from."""

    STATED = "stated"  # a statement, and the rows before and after it
    OPENING = "opening"  # what the owner or a first file said it held at the start
    VALUED = "valued"  # dated values alone
    ROWS = "rows"  # nothing was ever stated: its rows, from zero
    NOTHING = "nothing"  # neither rows nor statements: not known


@dataclass(frozen=True, slots=True)
class Line:
    """One account and the course of its balance.

    `known_from` is the first day at whose end the balance is known, None if it never is.
    """

    account: Account
    course: Course
    known_from: dt.date | None
    basis: Basis

    def balance(self, day: dt.date, moved: int) -> int | None:
        """Return the cents that the account held at the end of `day`; None before it is known."""
        if self.known_from is None or day < self.known_from:
            return None
        return self.course.balance(day, moved)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines of all accounts that were asked for, and what their rows moved."""

    lines: tuple[Line, ...]
    moved: Moved


def read_ledger(session: Session, accounts: Iterable[Account]) -> Ledger:
    """Return the course of the balance of each account."""
    listed = list(accounts)
    only = listed[0].id if len(listed) == 1 else None
    moved = Moved(session, only)
    stated = _stated(session, only)
    starts = {account.id: _opening_day(account, moved) for account in listed}
    pairs = [(id_, row[1]) for id_, rows in stated.items() for row in rows]
    pairs += [(id_, day) for id_, day in starts.items() if day is not None]
    known = moved.by(pairs)
    lines = []
    for account in listed:
        anchors = [
            Anchor(str(key), day, cents, known[account.id, day], source, rank=key)
            for key, day, cents, source in stated.get(account.id, [])
        ]
        start = starts[account.id]
        if start is not None and account.opening_balance is not None:
            cents = to_cents(account.opening_balance)
            anchors.append(Anchor(OPENING, start, cents, known[account.id, start], OPENING))
        lines.append(_line(account, anchors, moved.first_days.get(account.id)))
    return Ledger(tuple(lines), moved)


def _stated(
    session: Session, account_id: int | None
) -> dict[int, list[tuple[int, dt.date, int, str]]]:
    """Return the statements of each account as (id, day, cents, source)."""
    statement = select(
        StatedBalance.account_id,
        StatedBalance.id,
        StatedBalance.date,
        StatedBalance.amount,
        StatedBalance.source,
    )
    if account_id is not None:
        statement = statement.where(StatedBalance.account_id == account_id)
    found: dict[int, list[tuple[int, dt.date, int, str]]] = defaultdict(list)
    for owner, key, day, amount, source in session.execute(statement):
        found[owner].append((key, day, to_cents(amount), source))
    return found


def _opening_day(account: Account, moved: Moved) -> dt.date | None:
    """Return the day at whose end the opening balance stood: the one before it was typed for."""
    if account.opening_balance is None:
        return None
    first = moved.first_days.get(account.id)
    return (account.opening_balance_on or first or account.created_at.date()) - _DAY


def _line(account: Account, anchors: list[Anchor], first_row: dt.date | None) -> Line:
    valued = first_row is None or account.account_type in _VALUED_TYPES
    course = course_of(anchors, is_valued=valued)
    starts = [course.anchors[0].day] if course.anchors else []
    if first_row is not None:
        starts.append(first_row - _DAY)
    return Line(account, course, min(starts, default=None), _basis(course, first_row))


def _basis(course: Course, first_row: dt.date | None) -> Basis:
    if not course.anchors:
        return Basis.NOTHING if first_row is None else Basis.ROWS
    if course.is_valued:
        return Basis.VALUED
    only_opening = all(anchor.key == OPENING for anchor in course.anchors)
    return Basis.OPENING if only_opening else Basis.STATED

"""Accounts with the course of their balances, as reports and screens ask for them."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.models import Account, AccountType
from backend.services.balances.banked import BANK, read_readings, settle
from backend.services.balances.course import OPENING, Anchor, Course, course_of
from backend.services.balances.moved import Moved
from backend.services.transactions.remembering import remembered

_DAY = dt.timedelta(days=1)
_STATED = text("""
SELECT account_id, id, date, amount, source FROM stated_balances
WHERE :account_id IS NULL OR account_id = :account_id
""")
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

    @property
    def start(self) -> Anchor | None:
        """What the account's rows count from: its opening balance, or its first statement."""
        told = (*self.course.anchors, *self.course.passed_over, *self.course.outvoted)
        opening = next((anchor for anchor in told if anchor.key == OPENING), None)
        if opening is not None or self.course.is_valued or not self.course.anchors:
            return opening
        return self.course.anchors[0]

    def balance(self, day: dt.date, moved: int) -> int | None:
        """Return the cents that the account held at the end of `day`; None before it is known."""
        if self.known_from is None or day < self.known_from:
            return None
        return self.course.balance(day, moved)

    def balances(self, days: Sequence[dt.date], moved: Sequence[int]) -> list[int | None]:
        """Return what `balance` does for each of `days`, which are in order."""
        known = len(days) if self.known_from is None else bisect_left(days, self.known_from)
        told = self.course.balances(days[known:], moved[known:])
        return [*[None] * known, *told]


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
    # The accounts are in the question: what they say may be changed and not written yet.
    question = ("courses", tuple(_said(account) for account in listed))
    found = remembered(session, question, lambda: _courses(session, listed, moved, only))
    return Ledger(
        tuple(Line(account, *of) for account, of in zip(listed, found, strict=True)), moved
    )


def _said(account: Account) -> tuple[object, ...]:
    """Return what an account's course depends on beside rows and statements."""
    return account.id, account.account_type, account.opening_balance, account.opening_balance_on


def _courses(
    session: Session, accounts: list[Account], moved: Moved, only: int | None
) -> list[tuple[Course, dt.date | None, Basis]]:
    stated: dict[int, list[tuple[int, dt.date, int, str]]] = defaultdict(list)
    for owner, key, day, cents, source in session.execute(_STATED, {"account_id": only}):
        stated[owner].append((key, dt.date.fromisoformat(day), cents, source))
    starts = {account.id: _opening_day(account, moved) for account in accounts}
    pairs = [(id_, row[1]) for id_, rows in stated.items() for row in rows]
    pairs += [(id_, day) for id_, day in starts.items() if day is not None]
    known = moved.by(pairs)
    is_banked = any(row[-1] == BANK for rows in stated.values() for row in rows)
    readings = read_readings(session, only) if is_banked else {}
    found = []
    for account in accounts:
        anchors = [
            Anchor(str(key), day, cents, known[account.id, day], source, key)
            for key, day, cents, source in stated[account.id]
        ]
        start = starts[account.id]
        if start is not None and account.opening_balance is not None:
            cents = to_cents(account.opening_balance)
            anchors.append(Anchor(OPENING, start, cents, known[account.id, start], OPENING))
        if readings:
            anchors = settle(anchors, readings)
        found.append(_course(account, anchors, moved.first_days.get(account.id)))
    return found


def _opening_day(account: Account, moved: Moved) -> dt.date | None:
    """Return the day at whose end the opening balance stood: the one before it was typed for."""
    if account.opening_balance is None:
        return None
    first = moved.first_days.get(account.id)
    return (account.opening_balance_on or first or account.created_at.date()) - _DAY


def _course(
    account: Account, anchors: list[Anchor], first_row: dt.date | None
) -> tuple[Course, dt.date | None, Basis]:
    valued = first_row is None or account.account_type in _VALUED_TYPES
    course = course_of(anchors, is_valued=valued)
    starts = [course.anchors[0].day] if course.anchors else []
    if first_row is not None:
        starts.append(first_row - _DAY)
    return course, min(starts, default=None), _basis(course, first_row)


def _basis(course: Course, first_row: dt.date | None) -> Basis:
    if not course.anchors:
        return Basis.NOTHING if first_row is None else Basis.ROWS
    if course.is_valued:
        return Basis.VALUED
    only_opening = all(anchor.key == OPENING for anchor in course.anchors)
    return Basis.OPENING if only_opening else Basis.STATED

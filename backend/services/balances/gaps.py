"""One gap explained: which rows most likely make an account and its statement part."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.core.money import from_cents, to_cents
from backend.database.among import among
from backend.models import Account, DeletedTransaction, StatedBalance, Transaction
from backend.services import operations
from backend.services.accounts import get_account
from backend.services.balances.course import OPENING, Gap
from backend.services.balances.history import BalanceGap, told
from backend.services.balances.ledger import read_ledger
from backend.services.balances.twins import ALIKE, Twin, adding_up_to, find_twins
from backend.services.importing.balance_chain import Entry
from backend.services.importing.balance_chain import Step as Between
from backend.services.importing.balance_suspects import Suspicion, suspects_of
from backend.services.importing.balance_words import amount_text, day_text
from backend.services.transactions.entry import add_transaction

ADJUSTMENT = "Balance adjustment"
_MOST_ROWS = 20_000
_MOST_TOLD = 12
_BOOKED_WITHIN = dt.timedelta(days=4)
_RIGHT = {
    Suspicion.SIGN_TURNED: "goes the wrong way, it seems",
    Suspicion.DIGITS_SWAPPED: "has two digits swapped, it seems",
    Suspicion.POINT_MISPLACED: "has its decimal point misplaced, it seems",
}


class StatementNotFoundError(NotFoundError):
    """The account has no such stated balance."""

    def __init__(self) -> None:
        super().__init__("There is no such stated balance of this account.")


class NoGapError(ConflictError):
    """Rows lead to that statement, so there is nothing to close."""

    def __init__(self) -> None:
        super().__init__("The transactions lead to this balance: there is no gap.")


class NothingToAdjustError(ConflictError):
    """The statement was passed over, so a row made for it would part all others."""

    def __init__(self) -> None:
        super().__init__(
            "The balances before and after agree without this one: an adjustment would part them. "
            "Delete this balance instead."
        )


@dataclass(frozen=True, slots=True)
class LikelyRow:
    """A row that may explain a gap.

    `right_amount` is what it should be, where that would close the gap. `twin_id` is the row that
    it repeats. A deleted row has `deleted_id` and no `transaction_id`.
    """

    transaction_id: int | None
    deleted_id: int | None
    twin_id: int | None
    date: dt.date
    description: str
    merchant_name: str | None
    amount: Decimal
    right_amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What may explain a gap, with its rows; `closes` tells whether it is just what is missing."""

    kind: str
    sentence: str
    closes: bool
    rows: tuple[LikelyRow, ...]


@dataclass(frozen=True, slots=True)
class ExplainedGap:
    """A gap with its reasons, the likeliest first; no gap where rows lead to the statement.

    `missing_amount` is the row that would close it if nothing else does: positive is money out.
    """

    gap: BalanceGap | None
    missing_amount: Decimal
    reasons: list[Reason]


def explain_gap(session: Session, account_id: int, key: str) -> ExplainedGap:
    """Return what may explain the gap at a statement (its id, or `opening`).

    Raises:
        AccountNotFoundError: there is no such account.
        StatementNotFoundError: the account has no such statement.
    """
    account = get_account(session, account_id)
    gap = _find(session, account, key)
    if gap is None:
        return ExplainedGap(None, from_cents(0), [])
    if gap.is_passed_over:
        reasons = list(_within_day(session, account, gap))
        return ExplainedGap(told(gap, account.currency), from_cents(-gap.difference), reasons)
    reasons = [
        *_within_day(session, account, gap),
        *_twice(session, account, gap),
        *_deleted(session, account, gap),
        *_changed(session, account, gap),
        *_booked_later(session, account, gap),
    ]
    reasons.sort(key=lambda reason: not reason.closes)
    return ExplainedGap(told(gap, account.currency), from_cents(-gap.difference), reasons)


def adjust(
    session: Session,
    account_id: int,
    key: str,
    *,
    category: str | None = None,
    threshold: int,
    at: dt.datetime,
) -> int:
    """Accept a gap: add a row of just its size on the day of the statement; return its id.

    Raises:
        AccountNotFoundError: there is no such account.
        StatementNotFoundError: the account has no such statement.
        NoGapError: rows lead to that statement.
        NothingToAdjustError: the statements around it agree without it.
        AccountArchivedError: the account is archived.
        CategoryNotFoundError: there is no category with that key.
    """
    account = get_account(session, account_id)
    gap = _find(session, account, key)
    if gap is None:
        raise NoGapError
    if gap.is_passed_over:
        raise NothingToAdjustError
    apart = amount_text(abs(gap.difference), account.currency)
    summary = f"Adjusted {account.name} by {apart} on {day_text(gap.on)}"
    operations.begin(session, "balance_adjust", summary, at=at)
    return add_transaction(
        session,
        account_id=account_id,
        date=gap.on,
        amount=from_cents(-gap.difference),
        description=ADJUSTMENT,
        category=category,
        notes=told(gap, account.currency).sentence,
        threshold=threshold,
        at=at,
    )


def _find(session: Session, account: Account, key: str) -> Gap | None:
    """Return the gap at a statement, None where there is none."""
    [line] = read_ledger(session, [account]).lines
    gaps = {gap.key: gap for gap in line.course.gaps()}
    if key not in gaps and not _is_stated(session, account, key):
        raise StatementNotFoundError
    return gaps.get(key)


def _is_stated(session: Session, account: Account, key: str) -> bool:
    if key == OPENING:
        return account.opening_balance is not None
    stated = session.get(StatedBalance, int(key))
    return stated is not None and stated.account_id == account.id


def _twice(session: Session, account: Account, gap: Gap) -> Iterator[Reason]:
    """Rows told twice took from the account twice, so it is short by them."""
    twins = find_twins(session, account.id, gap.after, gap.on)
    exact = adding_up_to(twins, gap.difference)
    if exact is not None:
        yield _twice_reason(session, account, exact, closes=True)
        return
    alike = [twin for twin in twins if twin.likeness >= ALIKE][:_MOST_TOLD]
    if alike:
        yield _twice_reason(session, account, alike, closes=False)


def _twice_reason(
    session: Session, account: Account, twins: Sequence[Twin], *, closes: bool
) -> Reason:
    one = len(twins) == 1
    total = amount_text(abs(sum(twin.cents for twin in twins)), account.currency)
    seem = "1 transaction seems" if one else f"{len(twins)} transactions seem"
    tail = f": {total}, just what is missing." if closes else f", {total} in all."
    sentence = f"{seem} to be here twice{tail}"
    others = {twin.id: twin.other_id for twin in twins}
    rows = [_likely(row, twin_id=others[row.id]) for row in _fetch(session, others)]
    return Reason(Suspicion.COUNTED_TWICE, sentence, closes, tuple(rows))


def _within_day(session: Session, account: Account, gap: Gap) -> Iterator[Reason]:
    """A balance that was taken in the middle of its day lacks the rows that came later."""
    rows = session.scalars(
        select(Transaction)
        .where(Transaction.account_id == account.id, Transaction.date == gap.on)
        .order_by(Transaction.id.desc())
    ).all()
    for ordered in (rows, rows[::-1]):
        total = 0
        for count, row in enumerate(ordered, start=1):
            total += to_cents(row.amount)
            if total == gap.difference:
                those = "1 transaction" if count == 1 else f"{count} transactions"
                sentence = f"It may have been taken during the day, before {those} of that day."
                rows_ = tuple(_likely(one) for one in ordered[:count])
                yield Reason("taken_during_day", sentence, closes=True, rows=rows_)
                return


def _deleted(session: Session, account: Account, gap: Gap) -> Iterator[Reason]:
    """A row that was deleted is missing by its own amount."""
    found = session.scalars(
        select(DeletedTransaction)
        .where(
            DeletedTransaction.account_id == account.id,
            DeletedTransaction.date > gap.after,
            DeletedTransaction.date <= gap.on,
            DeletedTransaction.amount == from_cents(-gap.difference),
        )
        .order_by(DeletedTransaction.date.desc())
        .limit(3)
    )
    for row in found:
        likely = LikelyRow(
            None, row.id, None, row.date, row.description, row.merchant_name, row.amount
        )
        yield Reason(
            "deleted", "A transaction of just this amount was deleted.", closes=True, rows=(likely,)
        )


def _changed(session: Session, account: Account, gap: Gap) -> Iterator[Reason]:
    """One row that should be another amount, or none."""
    listed = session.execute(
        select(Transaction.id, Transaction.date, Transaction.amount, Transaction.description)
        .where(
            Transaction.account_id == account.id,
            Transaction.date > gap.after,
            Transaction.date <= gap.on,
        )
        .order_by(Transaction.date.desc(), Transaction.id.desc())
        .limit(_MOST_ROWS)
    )
    entries = [Entry(id_, day, to_cents(amount), None, words) for id_, day, amount, words in listed]
    moved = sum(entry.cents for entry in entries)
    step = Between(gap.computed + moved, gap.stated, entries)
    for suspect in suspects_of(step):
        kind = suspect.suspicion
        if suspect.row is None or (kind not in _RIGHT and kind is not Suspicion.EXTRA_ROW):
            continue
        right = from_cents(suspect.cents) if suspect.cents is not None else None
        rows = tuple(_likely(row, right=right) for row in _fetch(session, [suspect.row]))
        yield Reason(kind, _changed_sentence(account, kind, suspect.cents), closes=True, rows=rows)


def _changed_sentence(account: Account, kind: Suspicion, cents: int | None) -> str:
    if kind not in _RIGHT or cents is None:
        return "1 transaction has just this amount: it may not belong here, or to a later day."
    direction = "money out" if cents >= 0 else "money in"
    amount = f"{amount_text(abs(cents), account.currency)} ({direction})"
    return f"1 transaction {_RIGHT[kind]}: as {amount} it would close the gap."


def _booked_later(session: Session, account: Account, gap: Gap) -> Iterator[Reason]:
    """A row just after the statement's day that the bank counted before."""
    found = session.scalars(
        select(Transaction.id)
        .where(
            Transaction.account_id == account.id,
            Transaction.date > gap.on,
            Transaction.date < gap.on + _BOOKED_WITHIN,
            Transaction.amount == from_cents(-gap.difference),
        )
        .limit(1)
    ).all()
    for row in _fetch(session, found):
        sentence = "1 transaction dated just after has this amount: the bank may count it before."
        yield Reason("booked_later", sentence, closes=True, rows=(_likely(row),))


def _fetch(session: Session, ids: Sequence[int] | dict[int, int]) -> list[Transaction]:
    return list(
        session.scalars(
            select(Transaction)
            .where(Transaction.id.in_(among(ids)))
            .order_by(Transaction.date.desc(), Transaction.id.desc())
        )
    )


def _likely(
    row: Transaction, *, twin_id: int | None = None, right: Decimal | None = None
) -> LikelyRow:
    return LikelyRow(
        transaction_id=row.id,
        deleted_id=None,
        twin_id=twin_id,
        date=row.date,
        description=row.description,
        merchant_name=row.merchant_name,
        amount=row.amount,
        right_amount=right,
    )

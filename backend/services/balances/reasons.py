"""Which rows most likely make an account and its statement part."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.money import from_cents, to_cents
from backend.database.among import among
from backend.models import Account, DeletedTransaction, Transaction
from backend.services.balances.course import Gap
from backend.services.balances.twins import ALIKE, Twin, adding_up_to, find_twins
from backend.services.importing.balance_chain import Entry
from backend.services.importing.balance_chain import Step as Between
from backend.services.importing.balance_suspects import Suspicion, suspects_of
from backend.services.importing.balance_words import amount_text

_MOST_ROWS = 20_000
_MOST_TOLD = 12
_BOOKED_WITHIN = dt.timedelta(days=4)
_RIGHT = {
    Suspicion.SIGN_TURNED: "goes the wrong way, it seems",
    Suspicion.DIGITS_SWAPPED: "has two digits swapped, it seems",
    Suspicion.POINT_MISPLACED: "has its decimal point misplaced, it seems",
}


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


def reasons_for(session: Session, account: Account, gap: Gap) -> list[Reason]:
    """Return what may explain a gap, what would just close it first."""
    if gap.is_passed_over:
        return list(_within_day(session, account, gap))
    reasons = [
        *_within_day(session, account, gap),
        *_twice(session, account, gap),
        *_deleted(session, account, gap),
        *_changed(session, account, gap),
        *_booked_later(session, account, gap),
    ]
    return sorted(reasons, key=lambda reason: not reason.closes)


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

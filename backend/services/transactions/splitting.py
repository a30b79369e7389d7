"""Splits: one transaction over several categories."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.models import Transaction, TransactionSplit, TransactionStatus
from backend.services import operations
from backend.services.categories import get_category
from backend.services.transactions.presentation import TransactionNotFoundError


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a transaction as the owner wants it; no category means undecided."""

    amount: Decimal
    category: str | None = None
    notes: str | None = None


class PartsDontAddUpError(InvalidInputError):
    """The parts of a split are not the whole."""

    def __init__(self, parts: Decimal, whole: Decimal) -> None:
        super().__init__(
            f"The parts add up to {parts:,.2f}, but the transaction is {whole:,.2f}: "
            f"{whole - parts:,.2f} is missing."
        )


def split_transaction(
    session: Session, transaction_id: int, parts: Sequence[Part], *, at: dt.datetime
) -> None:
    """Divide a transaction into parts, in place of those it had; none makes it whole again.

    The owner's categories for all parts confirm the transaction. Made whole again, it goes back
    to review if it has no category itself.

    Raises:
        TransactionNotFoundError: there is none with that id.
        CategoryNotFoundError: a part names a category that there is not.
        PartsDontAddUpError: the parts are not the whole.
    """
    row = session.get(Transaction, transaction_id)
    if row is None:
        raise TransactionNotFoundError(transaction_id)
    categories = [get_category(session, p.category).id if p.category else None for p in parts]
    check_sum([part.amount for part in parts], row.amount)
    verb = "Split" if parts else "Made whole"
    name = row.merchant_name or row.description
    operations.begin(session, "transaction_split", f"{verb} {name}", at=at)
    session.execute(
        delete(TransactionSplit).where(TransactionSplit.transaction_id == transaction_id)
    )
    if parts:
        session.execute(insert(TransactionSplit), _rows(transaction_id, parts, categories))
    row.has_splits = bool(parts)
    if parts and None not in categories:
        row.status = TransactionStatus.CONFIRMED
    elif not parts and row.category_id is None:
        row.status = TransactionStatus.PENDING_REVIEW
    session.flush()


def check_sum(parts: Sequence[Decimal], whole: Decimal) -> None:
    """Raise where there are parts and they are not the whole.

    Raises:
        PartsDontAddUpError: the message says how much is missing.
    """
    if parts and sum(parts, Decimal(0)) != whole:
        raise PartsDontAddUpError(sum(parts, Decimal(0)), whole)


def part_amounts(session: Session, transaction_id: int) -> list[Decimal]:
    """Return the amounts of a transaction's parts; none when it is not split."""
    return list(
        session.scalars(
            select(TransactionSplit.amount).where(TransactionSplit.transaction_id == transaction_id)
        )
    )


def _rows(
    transaction_id: int, parts: Sequence[Part], categories: Sequence[int | None]
) -> list[dict[str, object]]:
    return [
        {
            "transaction_id": transaction_id,
            "category_id": category_id,
            "amount": part.amount,
            "notes": part.notes or None,
        }
        for part, category_id in zip(parts, categories, strict=True)
    ]

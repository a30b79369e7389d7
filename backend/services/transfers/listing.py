"""Transfers as the app shows them: pairs with both of their legs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from backend.models import Transaction, Transfer, TransferStatus
from backend.services.transactions.presentation import TransactionView, fetch_transactions

# `in` is a word of the language, so that this shape can't be written as a class.
TransferView = TypedDict(
    "TransferView",
    {
        "id": int,
        "status": str,
        "out": TransactionView,
        "in": TransactionView,
        "days_apart": int,
    },
)


@dataclass(frozen=True, slots=True)
class TransferPage:
    """Some pairs of a list, and how many it has in all."""

    items: list[TransferView]
    total: int


def list_transfers(
    session: Session, *, status: TransferStatus | None = None, limit: int = 100, offset: int = 0
) -> TransferPage:
    """Return pairs, those with the newest outgoing leg first."""
    out = aliased(Transaction)
    statement = select(Transfer).join(out, out.id == Transfer.out_transaction_id)
    counted = select(func.count()).select_from(Transfer)
    if status is not None:
        statement = statement.where(Transfer.status == status)
        counted = counted.where(Transfer.status == status)
    pairs = session.scalars(
        statement.order_by(out.date.desc(), Transfer.id.desc()).limit(limit).offset(offset)
    ).all()
    return TransferPage(_views(session, pairs), session.scalar(counted) or 0)


def view_transfer(session: Session, transfer: Transfer) -> TransferView:
    """Return one pair with its legs."""
    [view] = _views(session, [transfer])
    return view


def _views(session: Session, pairs: Sequence[Transfer]) -> list[TransferView]:
    ids = [leg for pair in pairs for leg in (pair.out_transaction_id, pair.in_transaction_id)]
    legs = {view["id"]: view for view in fetch_transactions(session, ids)}
    return [
        _view(pair, legs[pair.out_transaction_id], legs[pair.in_transaction_id]) for pair in pairs
    ]


def _view(pair: Transfer, out: TransactionView, into: TransactionView) -> TransferView:
    days = dt.date.fromisoformat(into["date"]) - dt.date.fromisoformat(out["date"])
    return {
        "id": pair.id,
        "status": pair.status,
        "out": out,
        "in": into,
        "days_apart": abs(days.days),
    }

"""Which merchants are asked about: those of waiting rows that nothing on this computer knows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    and_,
    exists,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from backend.models import Account, AiAnswer, Transaction
from backend.services.categorization.decisions import Circumstances
from backend.services.categorization.engine import Cascade
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local_tier import LocalTier
from backend.services.categorization.predicting import IN_REVIEW

LEAST_SURE = 0.5

# What neither a rule nor a mapping nor the local model had a likely category for.
UNSURE = and_(IN_REVIEW, Transaction.predicted_category_id.is_(None))


def money_left() -> ColumnElement[bool]:
    """Return the condition that a transaction is money out."""
    return type_coerce(Transaction.amount, Integer) > 0


class Merchant(NamedTuple):
    """A merchant of waiting rows, with the newest of them; positive `cents` left the account."""

    key: str
    is_outflow: bool
    times: int
    newest_on: dt.date
    description: str
    cents: int
    account_id: int
    account_type: str


@dataclass(frozen=True, slots=True)
class Open:
    """What is open; `rows` counts the transactions behind the merchants."""

    merchants: int
    rows: int


def count_open(session: Session) -> Open:
    """Return how much there is to ask about."""
    # From the index of waiting rows alone: this is asked every second while a run goes on.
    counted = (
        select(func.count().label("count"))
        .where(UNSURE, Transaction.merchant_key > "", ~_was_asked())
        .group_by(Transaction.merchant_key, money_left())
        .subquery()
    )
    merchants, rows = session.execute(
        select(func.count(), func.coalesce(func.sum(counted.c.count), 0)).select_from(counted)
    ).one()
    return Open(merchants, rows)


def open_merchants(
    session: Session, *, most: int, cascade: Cascade, local: LocalTier
) -> list[Merchant]:
    """Return whom to ask about, the most frequent and newest first.

    What was asked before is left out, and so is what is known by now.

    Args:
        session: any session.
        most: how many at most.
        cascade: the household's rules and mappings.
        local: its local model.
    """
    found = [Merchant(*row) for row in session.execute(_statement())]
    found.sort(key=lambda one: (one.times, one.newest_on, one.key), reverse=True)
    return _unknown(session, found[: most * 2], cascade, local)[:most]


def _statement() -> Select[*tuple[Any, ...]]:
    # SQLite takes the columns that are not counted from the row with the newest day of its group.
    return (
        select(
            Transaction.merchant_key,
            type_coerce(money_left(), Boolean).label("is_outflow"),
            func.count().label("count"),
            func.max(Transaction.date),
            Transaction.description,
            type_coerce(Transaction.amount, Integer),
            Transaction.account_id,
            Account.account_type,
        )
        .join(Account, Account.id == Transaction.account_id)
        .where(UNSURE, Transaction.merchant_key > "", ~_was_asked())
        .group_by(Transaction.merchant_key, money_left())
    )


def _was_asked() -> ColumnElement[bool]:
    return exists().where(
        AiAnswer.merchant_key == Transaction.merchant_key, AiAnswer.is_outflow == money_left()
    )


def _unknown(
    session: Session, merchants: list[Merchant], cascade: Cascade, local: LocalTier
) -> list[Merchant]:
    """Return those that rules, mappings and the local model leave open, as they are now."""
    decided = [
        cascade.decide(
            merchant.description,
            merchant.cents,
            Circumstances(date=merchant.newest_on, account_id=merchant.account_id),
        )
        for merchant in merchants
    ]
    left = [at for at, decision in enumerate(decided) if decision.category_id is None]
    lines = [
        OpenLine(one.description, one.cents, one.newest_on, one.account_id, decided[at])
        for at in left
        for one in (merchants[at],)
    ]
    suggested = local.suggest(session, lines)
    return [
        merchants[at]
        for at, decision in zip(left, suggested, strict=True)
        if decision.category_id is None or decision.confidence < LEAST_SURE
    ]

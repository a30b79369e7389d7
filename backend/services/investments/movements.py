"""Trades, dividends, fees and cash movements, by their ids."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.integrations.investment_feed import FeedInvestmentTransaction
from backend.models import InvestmentTransaction
from backend.services.investments.chunks import chunks
from backend.services.investments.vocabulary import movement_kind


def store_movements(
    session: Session,
    movements: Iterable[FeedInvestmentTransaction],
    account_ids: Mapping[str, int],
    securities: Mapping[str, int],
    *,
    at: dt.datetime,
) -> tuple[int, int]:
    """Store movements by their ids; return how many were new, and how many changed."""
    added = modified = 0
    named = {row.external_id: row for row in movements if row.account_id in account_ids}
    known = _known_movements(session, list(named))
    for external_id, movement in named.items():
        values = _values(movement, account_ids, securities)
        row = known.get(external_id)
        if row is None:
            session.add(
                InvestmentTransaction(
                    plaid_investment_transaction_id=external_id, created_at=at, **values
                )
            )
            added += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            modified += 1
    return added, modified


def _known_movements(session: Session, ids: list[str]) -> dict[str | None, InvestmentTransaction]:
    column = InvestmentTransaction.plaid_investment_transaction_id
    found: dict[str | None, InvestmentTransaction] = {}
    for chunk in chunks(ids):
        rows = session.scalars(select(InvestmentTransaction).where(column.in_(chunk)))
        found |= {row.plaid_investment_transaction_id: row for row in rows}
    return found


def _values(
    movement: FeedInvestmentTransaction,
    account_ids: Mapping[str, int],
    securities: Mapping[str, int],
) -> dict[str, Any]:
    return {
        "investment_account_id": account_ids[movement.account_id],
        "security_id": securities[movement.security_id] if movement.security_id else None,
        "date": movement.date,
        "type": movement_kind(movement.kind, movement.subtype),
        "subtype": movement.subtype,
        "description": movement.name,
        "quantity": movement.quantity,
        "price": movement.price,
        "amount": movement.amount,
        "fees": movement.fees,
        "currency": movement.currency,
    }

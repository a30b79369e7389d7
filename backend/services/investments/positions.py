"""What accounts hold on a day."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from backend.integrations.investment_feed import FeedHolding
from backend.models import Holding


def positions_of(
    holdings: Iterable[FeedHolding],
    account_ids: Mapping[str, int],
    securities: Mapping[str, int],
) -> dict[tuple[int, int], FeedHolding]:
    """Return the positions by account and security; one that comes in parts is added up."""
    found: dict[tuple[int, int], FeedHolding] = {}
    for holding in holdings:
        if holding.account_id not in account_ids:
            continue
        key = (account_ids[holding.account_id], securities[holding.security_id])
        found[key] = _added_up(found[key], holding) if key in found else holding
    return found


def _added_up(one: FeedHolding, other: FeedHolding) -> FeedHolding:
    costs = (one.cost_basis, other.cost_basis)
    return FeedHolding(
        account_id=one.account_id,
        security_id=one.security_id,
        quantity=one.quantity + other.quantity,
        value=one.value + other.value,
        price=one.price,
        price_as_of=one.price_as_of,
        cost_basis=None if None in costs else sum((c for c in costs if c is not None), Decimal(0)),
        currency=one.currency,
    )


def store_snapshot(
    session: Session,
    account_ids: list[int],
    positions: Mapping[tuple[int, int], FeedHolding],
    *,
    today: dt.date,
    at: dt.datetime,
) -> int:
    """Store what the accounts hold today; return how many positions are gone since the last look.

    A position that is gone gets a row with quantity 0, so that the latest row of a security is
    always what is held now, also in an account where everything was sold.
    """
    rows = _rows_of(session, account_ids, today)
    gone = [
        key
        for key, row in latest_positions(session, account_ids, until=today).items()
        if key not in positions and row.quantity
    ]
    for key in [*positions, *gone]:
        holding = positions.get(key)
        row = rows.get(key)
        if row is None:
            account_id, security_id = key
            row = Holding(
                investment_account_id=account_id,
                security_id=security_id,
                as_of_date=today,
                created_at=at,
            )
            session.add(row)
        row.quantity = holding.quantity if holding else Decimal(0)
        row.current_value = holding.value if holding else Decimal(0)
        row.cost_basis = holding.cost_basis if holding else None
        row.currency = holding.currency if holding else row.currency
    return len(gone)


def _rows_of(
    session: Session, account_ids: list[int], day: dt.date
) -> dict[tuple[int, int], Holding]:
    statement = select(Holding).where(
        Holding.investment_account_id.in_(account_ids), Holding.as_of_date == day
    )
    return {(r.investment_account_id, r.security_id): r for r in session.scalars(statement)}


def latest_positions(
    session: Session, account_ids: Collection[int] | None = None, *, until: dt.date = dt.date.max
) -> dict[tuple[int, int], Holding]:
    """Return the last row of each account's securities up to a day, of all accounts if not told.

    Those with quantity 0 are gone.
    """
    keys = (Holding.investment_account_id, Holding.security_id)
    last = select(*keys, func.max(Holding.as_of_date)).where(Holding.as_of_date <= until)
    if account_ids is not None:
        last = last.where(Holding.investment_account_id.in_(account_ids))
    statement = select(Holding).where(tuple_(*keys, Holding.as_of_date).in_(last.group_by(*keys)))
    return {(r.investment_account_id, r.security_id): r for r in session.scalars(statement)}

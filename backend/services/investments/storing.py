"""A broker's answer, stored: securities, a snapshot of the day, movements by their ids.

Everything is idempotent: the same answer again changes nothing.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.integrations.bank_feed import FeedAccount
from backend.integrations.investment_feed import (
    FeedSecurity,
    InvestmentMovements,
    Portfolio,
)
from backend.models import InvestmentAccount, Security
from backend.services.investments.chunks import chunks
from backend.services.investments.movements import store_movements
from backend.services.investments.positions import positions_of, store_snapshot
from backend.services.investments.vocabulary import account_kind, security_kind


@dataclass(frozen=True, slots=True)
class Login:
    """Whose portfolio it is."""

    item_id: str | None
    institution_name: str
    provider: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What an answer brought: positions held now, those that went, movements."""

    accounts: int
    positions: int
    gone: int
    added: int
    modified: int


def store(
    session: Session,
    login: Login,
    portfolio: Portfolio,
    movements: InvestmentMovements,
    *,
    leave_out: Collection[str] = (),
    today: dt.date,
    at: dt.datetime,
) -> Stored:
    """Store what a login's portfolio is today, and its movements.

    `leave_out` names accounts that the owner does not want here. Accounts that the broker names
    no longer stay as they were.
    """
    held = {holding.account_id for holding in portfolio.holdings}
    moved = {row.account_id for row in movements.transactions}
    named = [
        account
        for account in portfolio.accounts
        if account.external_id not in leave_out
        and (account.account_type == "investment" or account.external_id in held | moved)
    ]
    accounts = {account.external_id: _account(session, login, account, at) for account in named}
    securities = _store_securities(
        session, _every_security(portfolio, movements), login.provider, at
    )
    session.flush()
    account_ids = {external_id: account.id for external_id, account in accounts.items()}
    positions = positions_of(portfolio.holdings, account_ids, securities)
    gone = store_snapshot(session, list(account_ids.values()), positions, today=today, at=at)
    added, modified = store_movements(
        session, movements.transactions, account_ids, securities, at=at
    )
    session.flush()
    return Stored(len(accounts), len(positions), gone, added, modified)


def _every_security(portfolio: Portfolio, movements: InvestmentMovements) -> list[FeedSecurity]:
    """Return the securities of an answer; one that it only mentions has no name yet."""
    named = [*movements.securities, *portfolio.securities]
    known = {security.external_id for security in named}
    mentioned = {holding.security_id for holding in portfolio.holdings}
    mentioned |= {row.security_id for row in movements.transactions if row.security_id}
    unnamed = [
        FeedSecurity(external_id, name="Unnamed security", security_type="other")
        for external_id in sorted(mentioned - known)
    ]
    return [*unnamed, *named]


def _account(
    session: Session, login: Login, account: FeedAccount, at: dt.datetime
) -> InvestmentAccount:
    row = session.scalar(
        select(InvestmentAccount).where(InvestmentAccount.plaid_account_id == account.external_id)
    )
    if row is None:
        row = InvestmentAccount(
            plaid_account_id=account.external_id, account_name=account.name, created_at=at
        )
        row.account_type = account_kind(account.subtype)
        session.add(row)
    row.plaid_item_id = login.item_id
    row.institution_name = account.institution_name or login.institution_name
    row.currency = account.currency
    row.connection_status, row.last_sync_error = "connected", None
    row.last_synced_at = row.updated_at = at
    return row


def _store_securities(
    session: Session, securities: Iterable[FeedSecurity], provider: str, at: dt.datetime
) -> dict[str, int]:
    """Store securities; return their ids by the feed's."""
    named = {security.external_id: security for security in securities}
    known: dict[str | None, Security] = {}
    for chunk in chunks(list(named)):
        found = session.scalars(select(Security).where(Security.plaid_security_id.in_(chunk)))
        known |= {row.plaid_security_id: row for row in found}
    for external_id, security in named.items():
        row = known.get(external_id)
        if row is None:
            row = known[external_id] = Security(plaid_security_id=external_id, created_at=at)
            session.add(row)
        _describe(row, security, provider)
    session.flush()
    return {external_id: known[external_id].id for external_id in named}


def _describe(row: Security, security: FeedSecurity, provider: str) -> None:
    row.name, row.security_type = security.name, security_kind(security.security_type)
    row.ticker, row.is_cash, row.currency = security.ticker, security.is_cash, security.currency
    row.isin = security.isin or row.isin
    row.sector = security.sector or row.sector
    if security.close_price is None:
        return
    as_of = security.close_price_as_of
    # A price source may know a later one than the broker does.
    if row.close_price_as_of is None or (as_of is not None and as_of >= row.close_price_as_of):
        row.close_price, row.close_price_as_of = security.close_price, as_of
        row.price_source = provider

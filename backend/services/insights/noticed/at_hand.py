"""What can be paid from today."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Account, AccountType
from backend.services.balances.ledger import read_ledger
from backend.services.insights.noticed.insight import Asked


def at_hand(session: Session, asked: Asked) -> int | None:
    """Return what the checking accounts of the household's currency hold; None if nobody knows."""
    accounts = session.scalars(
        select(Account).where(
            Account.account_type == AccountType.CHECKING,
            Account.currency == asked.currency,
            Account.archived_at.is_(None),
        )
    ).all()
    if not accounts:
        return None
    ledger = read_ledger(session, accounts)
    moved = ledger.moved.by([(line.account.id, asked.today) for line in ledger.lines])
    held = [line.balance(asked.today, moved[line.account.id, asked.today]) for line in ledger.lines]
    known = [cents for cents in held if cents is not None]
    return sum(known) if len(known) == len(held) else None

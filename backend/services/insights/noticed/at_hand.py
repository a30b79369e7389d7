"""What can be paid from today."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Account, AccountType
from backend.services.balances.ledger import Basis, read_ledger
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
    ledger = read_ledger(session, accounts)
    used = [line for line in ledger.lines if line.basis is not Basis.NOTHING]
    # From rows alone nobody knows what was there before the first one.
    if not used or any(line.basis is Basis.ROWS for line in used):
        return None
    moved = ledger.moved.by([(line.account.id, asked.today) for line in used])
    held = [line.balance(asked.today, moved[line.account.id, asked.today]) for line in used]
    return None if None in held else sum(cents for cents in held if cents is not None)

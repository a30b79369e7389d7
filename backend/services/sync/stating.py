"""The bank's balance as a statement, so that the books can be proven by it."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.database import recorder
from backend.models import BalanceSource, ConnectionAccount
from backend.services.transactions.presentation import stamp

_STATE = text("""
INSERT INTO stated_balances (account_id, date, amount, source, created_at)
VALUES (:id, :day, :cents, :source, :at)
ON CONFLICT (account_id, date, source) WHERE import_id IS NULL
DO UPDATE SET amount = excluded.amount, created_at = excluded.created_at
""")
# From a clock that was ahead; it would pass for the newest until its day comes.
_TAKE_BACK = text("""
DELETE FROM stated_balances WHERE account_id = :id AND source = :source AND date > :today
""")
# Of what is older, the first one and the last of each month say enough.
_THIN_OUT = text("""
DELETE FROM stated_balances
WHERE account_id = :id AND source = :source AND date < date(:today, '-35 days')
  AND EXISTS (
    SELECT 1 FROM stated_balances later
    WHERE later.account_id = :id AND later.source = :source AND later.date > stated_balances.date
      AND later.date < date(stated_balances.date, 'start of month', '+1 month'))
  AND EXISTS (
    SELECT 1 FROM stated_balances earlier
    WHERE earlier.account_id = :id AND earlier.source = :source
      AND earlier.date < stated_balances.date)
""")
_NEWEST = text("""
UPDATE accounts SET (stated_balance, stated_balance_on) = (
    SELECT s.amount, s.date FROM stated_balances s WHERE s.account_id = accounts.id
    ORDER BY s.date DESC, s.source = 'owner' DESC, s.id DESC LIMIT 1)
WHERE id = :id
""")


def state_balances(
    session: Session, connection_id: int, *, today: dt.date, at: dt.datetime
) -> None:
    """State what the bank says that each account holds; the last word of a day counts.

    It is what the bank said and no change of the owner's: it is not recorded, and stays when the
    rows of a sync are undone, so that the gap they leave is seen.
    """
    found = session.scalars(
        select(ConnectionAccount).where(
            ConnectionAccount.connection_id == connection_id,
            ConnectionAccount.account_id.is_not(None),
            ConnectionAccount.last_seen_at == at,
            ConnectionAccount.balance_current.is_not(None),
        )
    ).all()
    with recorder.unrecorded(session):
        for behind in found:
            _state(session, behind, today=today, at=at)


def _state(session: Session, behind: ConnectionAccount, *, today: dt.date, at: dt.datetime) -> None:
    stood_at = behind.balance_at.astimezone().date() if behind.balance_at else today
    statement = {
        "id": behind.account_id,
        "day": min(stood_at, today).isoformat(),
        "today": today.isoformat(),
        "cents": to_cents(behind.balance_current or Decimal(0)),
        "source": BalanceSource.BANK,
        "at": stamp(at),
    }
    session.execute(_TAKE_BACK, statement)
    session.execute(_STATE, statement)
    session.execute(_THIN_OUT, statement)
    session.execute(_NEWEST, {"id": behind.account_id})

"""Keeps what a file states of an account; `keeping` lets the account show the newest."""

import datetime as dt

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import BalanceSource, Import, StatedBalance
from backend.services.importing.balance_claim import ProofBasis
from backend.services.importing.balances import known_opening
from backend.services.importing.preview import Part
from backend.services.importing.stated import proves_owed, stated_balances


def keep_stated(session: Session, part: Part, record: Import) -> dict[dt.date, int]:
    """Keep and return the balance in cents by the day at whose end it stood."""
    kind = part.account.account_type if part.account else None
    known = None
    if part.proof.basis is ProofBasis.KNOWN_OPENING and part.rows:
        first_day = min(row.date for row in part.rows)
        known = known_opening(session, record.account_id, first_day)
        if proves_owed(part.statement, part.proof, account_type=kind, known=known):
            _turn_earlier(session, record.account_id, first_day)
    stated = stated_balances(part.statement, part.proof, account_type=kind, known=known)
    if stated:
        _insert(session, record, stated)
    return stated


def _turn_earlier(session: Session, account_id: int, before: dt.date) -> None:
    """Take as owed what earlier files stated as positive, before anything could tell."""
    session.execute(
        update(StatedBalance)
        .where(
            StatedBalance.account_id == account_id,
            StatedBalance.source == BalanceSource.FILE,
            StatedBalance.date < before,
            StatedBalance.amount > 0,
        )
        .values(amount=-StatedBalance.amount)
    )


def _insert(session: Session, record: Import, stated: dict[dt.date, int]) -> None:
    same = {
        "account_id": record.account_id,
        "source": BalanceSource.FILE,
        "import_id": record.id,
        "created_at": record.created_at,
    }
    rows = [
        {**same, "date": day, "amount": from_cents(cents)} for day, cents in sorted(stated.items())
    ]
    session.execute(insert(StatedBalance), rows)

"""Which accounts count in net worth, and which are left out and why.

Only one currency can be added up: that of most accounts. There is no rate here to turn others
into it, and none is made up.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import Account
from backend.services.balances.ledger import Basis, Line, read_ledger
from backend.services.balances.moved import Moved


class WhyLeftOut(StrEnum):
    """Why an account doesn't count."""

    CURRENCY = "currency"
    UNKNOWN = "unknown"  # neither rows nor a stated balance
    TO_COME = "to_come"  # nothing of it has happened yet


@dataclass(frozen=True, slots=True)
class Counted:
    """The accounts that count, and those that don't."""

    currency: str
    lines: tuple[Line, ...]
    left_out: tuple[tuple[Line, WhyLeftOut], ...]
    moved: Moved


def count_accounts(session: Session, *, today: dt.date) -> Counted:
    """Return all accounts, archived ones too, by whether they count."""
    accounts = session.scalars(
        select(Account).order_by(func.lower(Account.institution), func.lower(Account.name))
    ).all()
    currency = main_currency(accounts)
    ledger = read_ledger(session, accounts)
    lines, left_out = [], []
    for line in ledger.lines:
        why = _why_left_out(line, currency, today)
        if why is None:
            lines.append(line)
        else:
            left_out.append((line, why))
    return Counted(currency, tuple(lines), tuple(left_out), ledger.moved)


def main_currency(accounts: Sequence[Account]) -> str:
    """Return the currency of most accounts; of equally many, the first in the alphabet."""
    held = Counter(account.currency for account in accounts)
    return min(held, key=lambda currency: (-held[currency], currency), default="USD")


def _why_left_out(line: Line, currency: str, today: dt.date) -> WhyLeftOut | None:
    if line.account.currency != currency:
        return WhyLeftOut.CURRENCY
    if line.basis is Basis.NOTHING or line.known_from is None:
        return WhyLeftOut.UNKNOWN
    return WhyLeftOut.TO_COME if line.known_from > today else None

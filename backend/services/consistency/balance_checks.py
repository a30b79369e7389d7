"""Balances: what screens show is what rows make, and what banks stated is what rows lead to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, groupby

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import Account
from backend.services.balances.history import told
from backend.services.balances.ledger import read_ledger
from backend.services.balances.moved import Moved
from backend.services.consistency.findings import Check, Finding, Level, dollars
from backend.services.consistency.kept_checks import SUM_ANEW

_DAY = dt.timedelta(days=1)
# Every day's rows, added up by nothing that the app keeps.
_DAYS = text("""
SELECT account_id, date, sum(amount) FROM transactions
WHERE date >= '1900-01-01' AND date < '2200-01-01'
GROUP BY account_id, date ORDER BY account_id, date
""")


def _not_by_rows(session: Session) -> Iterator[Finding]:
    """Yield the first day of each account on which its balance is not what its rows make."""
    moved = Moved(session)
    names = {row.id: row.name for row in session.execute(text("SELECT id, name FROM accounts"))}
    for account_id, rows in groupby(session.execute(_DAYS).all(), key=lambda row: row[0]):
        by_rows = _by_month_end([(day, cents) for _, day, cents in rows])
        shown = moved.by((account_id, day) for day in by_rows)
        apart = [day for day in by_rows if shown[account_id, day] != by_rows[day]]
        if apart:
            day = min(apart)
            detail = (
                f"by {day} its rows took {dollars(by_rows[day])} out, "
                f"its balance counts {dollars(shown[account_id, day])}"
            )
            name = names.get(account_id, f"account {account_id}")
            yield Finding(name, detail, f"/accounts?account={account_id}")


def _by_month_end(days: list[tuple[str, int]]) -> dict[dt.date, int]:
    """Return what had left by the last day of each month with rows, and by the last row's day."""
    totals = dict(zip((day for day, _ in days), accumulate(c for _, c in days), strict=True))
    found: defaultdict[dt.date, int] = defaultdict(int)
    for written, total in totals.items():
        found[Month.of(dt.date.fromisoformat(written)).end - _DAY] = total
    last, total = list(totals.items())[-1]
    found[dt.date.fromisoformat(last)] = total
    return found


def _gaps(session: Session) -> Iterator[Finding]:
    accounts = session.scalars(select(Account).order_by(Account.id))
    for line in read_ledger(session, accounts).lines:
        account = line.account
        for gap in line.course.gaps():
            link = f"/accounts?account={account.id}"
            yield Finding(account.name, told(gap, account.currency).sentence, link)


BALANCE_CHECKS = (
    Check(
        "balances",
        "Balances are what the rows make",
        "What an account holds on a day follows from every row up to it, added up one by one.",
        _not_by_rows,
        SUM_ANEW,
    ),
    Check(
        "stated_balances",
        "Day by day, rows lead from one stated balance to the next",
        "Where a bank or you stated a balance, the rows since the one before make the difference. "
        "Where not, rows are missing, there twice, or wrong.",
        _gaps,
        level=Level.DIFFERS,
    ),
)

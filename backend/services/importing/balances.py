"""The balances around a statement: what the app knows before it, what the file says after it."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.money import from_cents, to_cents
from backend.models import Account, BalanceSource, Transaction
from backend.models import StatedBalance as Stated
from backend.services.importing.statement import StatedBalance, Statement, StatementRow

_DAY = dt.timedelta(days=1)
_STEPS_TO_JUDGE_BY = 500


def known_opening(session: Session, account_id: int, first_day: dt.date) -> StatedBalance | None:
    """Return what the account held before `first_day`, as far as anything told it.

    It starts from the newest balance known at the end of an earlier day: a stated one, or the
    account's opening balance.
    """
    account = session.get_one(Account, account_id)
    known: list[tuple[dt.date, int]] = []
    if account.opening_balance is not None:
        since = account.opening_balance_on or dt.date(1900, 1, 1)
        known.append((since - _DAY, to_cents(account.opening_balance)))
    newest = session.execute(
        select(Stated.date, Stated.amount)
        .where(Stated.account_id == account_id, Stated.date < first_day)
        .order_by(
            Stated.date.desc(), (Stated.source == BalanceSource.OWNER).desc(), Stated.id.desc()
        )
        .limit(1)
    ).first()
    if newest is not None:
        known.append((newest.date, to_cents(newest.amount)))
    earlier = [(day, cents) for day, cents in known if day < first_day]
    if not earlier:
        return None
    day, cents = max(earlier)
    return StatedBalance(first_day - _DAY, cents - _moved(session, account_id, day, first_day))


def _moved(session: Session, account_id: int, after: dt.date, before: dt.date) -> int:
    total = session.scalar(
        select(func.sum(Transaction.amount)).where(
            Transaction.account_id == account_id,
            Transaction.date > after,
            Transaction.date < before,
        )
    )
    return to_cents(total or from_cents(0))


def closing_of(statement: Statement) -> StatedBalance | None:
    """Return the balance after the statement's last row: stated, or from its running balances.

    Positive when the account holds money: running balances that count a debt as positive are
    turned.
    """
    if statement.closing is not None:
        if statement.closing.date is not None or not statement.rows:
            return statement.closing
        return StatedBalance(max(row.date for row in statement.rows), statement.closing.cents)
    rows = [row for row in statement.rows if row.balance_cents is not None]
    if len(rows) < 2:  # noqa: PLR2004 - a step needs two
        return _running(rows[0], 1) if rows else None
    readings = [
        (_holding_steps(ordered, sign), ordered[-1], sign)
        for ordered in (rows, rows[::-1])
        for sign in (1, -1)
    ]
    _, newest, sign = max(readings, key=lambda reading: reading[0])
    return _running(newest, sign)


def _holding_steps(rows: Sequence[StatementRow], sign: int) -> int:
    return sum(
        1
        for before, row in pairwise(rows[:_STEPS_TO_JUDGE_BY])
        if sign * ((row.balance_cents or 0) - (before.balance_cents or 0)) == -row.cents
    )


def _running(row: StatementRow, sign: int) -> StatedBalance:
    return StatedBalance(row.date, sign * (row.balance_cents or 0))

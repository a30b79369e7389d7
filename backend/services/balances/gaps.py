"""One gap: explained, or accepted as a row of its own."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.core.money import from_cents
from backend.models import Account, StatedBalance
from backend.services import operations
from backend.services.accounts import get_account
from backend.services.balances.course import OPENING, Gap
from backend.services.balances.history import BalanceGap, told
from backend.services.balances.ledger import read_ledger
from backend.services.balances.reasons import Reason, reasons_for
from backend.services.importing.balance_words import amount_text, day_text
from backend.services.transactions.entry import add_transaction

ADJUSTMENT = "Balance adjustment"


class StatementNotFoundError(NotFoundError):
    """The account has no such stated balance."""

    def __init__(self) -> None:
        super().__init__("There is no such stated balance of this account.")


class NoGapError(ConflictError):
    """Rows lead to that statement, so there is nothing to close."""

    def __init__(self) -> None:
        super().__init__("The transactions lead to this balance: there is no gap.")


class NothingToAdjustError(ConflictError):
    """The statement was passed over, so a row made for it would part all others."""

    def __init__(self) -> None:
        super().__init__(
            "The balances before and after agree without this one: an adjustment would part them. "
            "Delete this balance instead."
        )


@dataclass(frozen=True, slots=True)
class ExplainedGap:
    """A gap with its reasons, the likeliest first; no gap where rows lead to the statement.

    `missing_amount` is the row that would close it if nothing else does: positive is money out.
    """

    gap: BalanceGap | None
    missing_amount: Decimal
    reasons: list[Reason]


def explain_gap(session: Session, account_id: int, key: str) -> ExplainedGap:
    """Return what may explain the gap at a statement (its id, or `opening`).

    Raises:
        AccountNotFoundError: there is no such account.
        StatementNotFoundError: the account has no such statement.
    """
    account = get_account(session, account_id)
    gap = _find(session, account, key)
    if gap is None:
        return ExplainedGap(None, from_cents(0), [])
    reasons = reasons_for(session, account, gap)
    return ExplainedGap(told(gap, account.currency), from_cents(-gap.difference), reasons)


def adjust(
    session: Session,
    account_id: int,
    key: str,
    *,
    category: str | None = None,
    threshold: int,
    at: dt.datetime,
) -> int:
    """Accept a gap: add a row of just its size on the day of the statement; return its id.

    Raises:
        AccountNotFoundError: there is no such account.
        StatementNotFoundError: the account has no such statement.
        NoGapError: rows lead to that statement.
        NothingToAdjustError: the statements around it agree without it.
        AccountArchivedError: the account is archived.
        CategoryNotFoundError: there is no category with that key.
    """
    account = get_account(session, account_id)
    gap = _find(session, account, key)
    if gap is None:
        raise NoGapError
    if gap.is_passed_over:
        raise NothingToAdjustError
    apart = amount_text(abs(gap.difference), account.currency)
    summary = f"Adjusted {account.name} by {apart} on {day_text(gap.on)}"
    operations.begin(session, "balance_adjust", summary, at=at)
    return add_transaction(
        session,
        account_id=account_id,
        date=gap.on,
        amount=from_cents(-gap.difference),
        description=ADJUSTMENT,
        category=category,
        notes=told(gap, account.currency).sentence,
        threshold=threshold,
        at=at,
    )


def _find(session: Session, account: Account, key: str) -> Gap | None:
    """Return the gap at a statement, None where there is none."""
    [line] = read_ledger(session, [account]).lines
    gaps = {gap.key: gap for gap in line.course.gaps()}
    if key not in gaps and not _is_stated(session, account, key):
        raise StatementNotFoundError
    return gaps.get(key)


def _is_stated(session: Session, account: Account, key: str) -> bool:
    if key == OPENING:
        return account.opening_balance is not None
    stated = session.get(StatedBalance, int(key))
    return stated is not None and stated.account_id == account.id

"""Balances that the owner types in: what an account held, what a house, a car or a loan is worth."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotFoundError
from backend.models import Account, BalanceSource, StatedBalance
from backend.services import operations
from backend.services.accounts import get_account
from backend.services.importing.balance_words import day_text

_EARLIEST = dt.date(1900, 1, 1)
_LONGEST_NOTE = 500


class BalanceNotFoundError(NotFoundError):
    """The account has no such stated balance."""

    def __init__(self, balance_id: int) -> None:
        super().__init__(f"There is no stated balance {balance_id} of this account.")


class InvalidBalanceError(InvalidInputError):
    """A balance can't be stated like that; the message says why."""


class NotYoursToEditError(ConflictError):
    """A file or a bank said so: its word can be left out, not changed."""

    def __init__(self) -> None:
        super().__init__(
            "A file stated this balance, so it can't be changed. Delete it, or add what you know "
            "for that day: your word goes first."
        )


def add_balance(
    session: Session,
    account_id: int,
    *,
    date: dt.date,
    amount: Decimal,
    notes: str | None = None,
    today: dt.date,
    at: dt.datetime,
) -> StatedBalance:
    """State what an account held at the end of a day; what the owner said of that day before goes.

    `amount` is negative where the account owed.

    Raises:
        AccountNotFoundError: there is no such account.
        InvalidBalanceError: the day is still to come.
    """
    account = get_account(session, account_id)
    _check_day(date, today)
    summary = f"Stated the balance of {account.name} on {day_text(date)}"
    operations.begin(session, "balance_add", summary, at=at)
    balance = session.scalar(
        select(StatedBalance).where(
            StatedBalance.account_id == account_id,
            StatedBalance.date == date,
            StatedBalance.source == BalanceSource.OWNER,
        )
    )
    if balance is None:
        balance = StatedBalance(
            account_id=account_id, date=date, source=BalanceSource.OWNER, created_at=at
        )
        session.add(balance)
    balance.amount = amount
    balance.notes = _checked(notes)
    session.flush()
    return balance


def edit_balance(
    session: Session,
    account_id: int,
    balance_id: int,
    *,
    changes: dict[str, object],
    today: dt.date,
    at: dt.datetime,
) -> StatedBalance:
    """Change the given fields of a balance that the owner stated: date, amount, notes.

    Raises:
        BalanceNotFoundError: the account has no such balance.
        NotYoursToEditError: a file stated it.
        InvalidBalanceError: the day is still to come, or has a balance of the owner's already.
    """
    balance = get_balance(session, account_id, balance_id)
    if balance.source != BalanceSource.OWNER:
        raise NotYoursToEditError
    date = changes.get("date", balance.date)
    assert isinstance(date, dt.date)  # noqa: S101 - the schema says so
    _check_day(date, today)
    _check_free(session, balance, date)
    account = get_account(session, account_id)
    summary = f"Changed the balance of {account.name} on {day_text(date)}"
    operations.begin(session, "balance_edit", summary, at=at)
    for field, value in changes.items():
        setattr(balance, field, _checked(value) if field == "notes" else value)
    session.flush()
    return balance


def delete_balance(session: Session, account_id: int, balance_id: int, *, at: dt.datetime) -> None:
    """Forget a stated balance, whoever stated it.

    Raises:
        BalanceNotFoundError: the account has no such balance.
    """
    balance = get_balance(session, account_id, balance_id)
    account: Account = get_account(session, account_id)
    summary = f"Deleted the balance of {account.name} on {day_text(balance.date)}"
    operations.begin(session, "balance_delete", summary, at=at)
    session.delete(balance)
    session.flush()


def get_balance(session: Session, account_id: int, balance_id: int) -> StatedBalance:
    """Return a stated balance of an account.

    Raises:
        AccountNotFoundError: there is no such account.
        BalanceNotFoundError: the account has no such balance.
    """
    get_account(session, account_id)
    balance = session.get(StatedBalance, balance_id)
    if balance is None or balance.account_id != account_id:
        raise BalanceNotFoundError(balance_id)
    return balance


def _check_day(day: dt.date, today: dt.date) -> None:
    if day > today:
        raise InvalidBalanceError("A balance can't be stated for a day that is still to come.")
    if day < _EARLIEST:
        raise InvalidBalanceError("Balances go back to the year 1900.")


def _check_free(session: Session, balance: StatedBalance, day: dt.date) -> None:
    other = session.scalar(
        select(StatedBalance.id).where(
            StatedBalance.account_id == balance.account_id,
            StatedBalance.date == day,
            StatedBalance.source == BalanceSource.OWNER,
            StatedBalance.id != balance.id,
        )
    )
    if other is not None:
        raise InvalidBalanceError(f"You have stated a balance for {day_text(day)} already.")


def _checked(notes: object) -> str | None:
    cleaned = str(notes or "").strip()
    return cleaned[:_LONGEST_NOTE] or None

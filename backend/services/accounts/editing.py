"""Making, changing, archiving and deleting accounts."""

import datetime as dt
import re
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError
from backend.models import Account, AccountType, Import, StatedBalance, SyncLog, Transaction
from backend.services import operations
from backend.services.accounts.queries import get_account
from backend.services.sync.accounts import release_account
from backend.services.transactions.deletion import delete_transactions
from backend.services.views import follow_rename

_CURRENCY = re.compile(r"[A-Z]{3}")
_MAX_NAME = 80
_FIRST_DAY, _LAST_DAY = dt.date(1900, 1, 1), dt.date(2200, 12, 31)


class InvalidAccountError(InvalidInputError):
    """An account can't be as asked; the message says why."""


class AccountInUseError(ConflictError):
    """The account holds rows, so deleting it needs a yes."""

    def __init__(self, account: Account, *, transactions: int, imports: int) -> None:
        super().__init__(
            f"“{account.name}” holds {transactions} transactions from {imports} imports. "
            "Deleting it moves them to the deleted list, from where they can be restored. "
            "Confirm to go on, or archive the account instead.",
            transactions=transactions,
            imports=imports,
        )


def create_account(
    session: Session,
    *,
    name: str,
    institution: str,
    account_type: str,
    currency: str = "USD",
    opening_balance: Decimal | None = None,
    opening_balance_on: dt.date | None = None,
    at: dt.datetime,
) -> Account:
    """Add an account.

    Raises:
        InvalidAccountError: the name is empty or too long, the type or the currency unknown,
            the day out of reach.
    """
    account = Account(
        name=_checked(name, "name"),
        institution=_checked(institution, "institution"),
        account_type=_checked_type(account_type),
        currency=_checked_currency(currency),
        opening_balance=opening_balance,
        opening_balance_on=_checked_day(opening_balance_on),
        plaid_connection_status="disconnected",
        created_at=at,
    )
    operations.begin(session, "account_create", f"Added the account {account.name}", at=at)
    session.add(account)
    session.flush()
    return account


def edit_account(
    session: Session, account_id: int, *, changes: dict[str, object], at: dt.datetime
) -> Account:
    """Change the given fields: name, institution, account_type, currency, opening balance.

    Raises:
        AccountNotFoundError: there is none with that id.
        InvalidAccountError: a value can't be.
    """
    account = get_account(session, account_id)
    operations.begin(session, "account_edit", f"Edited the account {account.name}", at=at)
    checks = {
        "name": lambda value: _checked(str(value), "name"),
        "institution": lambda value: _checked(str(value), "institution"),
        "account_type": lambda value: _checked_type(str(value)),
        "currency": lambda value: _checked_currency(str(value)),
        "opening_balance_on": _checked_day,
    }
    name = account.name
    for field, value in changes.items():
        setattr(account, field, checks[field](value) if field in checks else value)
    follow_rename(session, "account", name, account.name)
    session.flush()
    return account


def archive_account(
    session: Session, account_id: int, *, archived: bool, at: dt.datetime
) -> Account:
    """Put an account away, or take it back; its rows count on.

    Raises:
        AccountNotFoundError: there is none with that id.
    """
    account = get_account(session, account_id)
    verb = "Archived" if archived else "Brought back"
    operations.begin(session, "account_archive", f"{verb} the account {account.name}", at=at)
    account.archived_at = at if archived else None
    session.flush()
    return account


def delete_account(session: Session, account_id: int, *, confirmed: bool, at: dt.datetime) -> int:
    """Delete an account; its rows go to the deleted log. Return how many.

    Raises:
        AccountNotFoundError: there is none with that id.
        AccountInUseError: it holds rows and `confirmed` is false.
    """
    account = get_account(session, account_id)
    ids = list(session.scalars(select(Transaction.id).where(Transaction.account_id == account_id)))
    imports = session.scalar(
        select(func.count()).select_from(Import).where(Import.account_id == account_id)
    )
    if ids and not confirmed:
        raise AccountInUseError(account, transactions=len(ids), imports=imports or 0)
    operations.begin(session, "account_delete", f"Deleted the account {account.name}", at=at)
    release_account(session, account_id, at=at)
    delete_transactions(session, ids, reason="account", at=at)
    session.execute(delete(StatedBalance).where(StatedBalance.account_id == account_id))
    session.execute(delete(Import).where(Import.account_id == account_id))
    session.execute(delete(SyncLog).where(SyncLog.account_id == account_id))
    session.delete(account)
    session.flush()
    return len(ids)


def _checked(text: str, field: str) -> str:
    cleaned = " ".join(text.split())
    if not cleaned or len(cleaned) > _MAX_NAME:
        raise InvalidAccountError(f"An account's {field} has 1 to {_MAX_NAME} characters.")
    return cleaned


def _checked_day(day: object) -> dt.date | None:
    if day is None:
        return None
    if not isinstance(day, dt.date) or not _FIRST_DAY <= day <= _LAST_DAY:
        raise InvalidAccountError("An opening balance is of a day in the years 1900 to 2200.")
    return day


def _checked_type(text: str) -> str:
    if text not in set(AccountType):
        raise InvalidAccountError(
            f"“{text[:40]}” is no account type: it is one of {', '.join(AccountType)}."
        )
    return text


def _checked_currency(text: str) -> str:
    if _CURRENCY.fullmatch(text) is None:
        raise InvalidAccountError(
            f"“{text[:20]}” is no currency: it is written with three letters, like USD."
        )
    return text

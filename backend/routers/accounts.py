"""Accounts."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from backend.routers.deps import Now, ReadSession, RowId, Today, WriteSession
from backend.routers.problems import problems
from backend.schemas.accounts import AccountEdit, AccountIn, AccountOut
from backend.services import accounts

router = APIRouter(prefix="/api/accounts", tags=["accounts"])


class AccountDeleted(BaseModel):
    """How many transactions went to the deleted log with the account."""

    deleted_transactions: int


@router.get("")
def list_accounts(
    session: ReadSession, today: Today, archived: bool | None = None
) -> list[AccountOut]:
    """List accounts with their balances and the months that their rows cover."""
    found = accounts.list_accounts(session, today=today, archived=archived)
    return [AccountOut.of(item) for item in found]


@router.post("", status_code=201, responses=problems(422))
def create_account(session: WriteSession, wish: AccountIn, now: Now, today: Today) -> AccountOut:
    """Add an account."""
    account = accounts.create_account(session, at=now, **wish.model_dump())
    return AccountOut.of(accounts.account_overview(session, account.id, today=today))


@router.get("/{account_id}", responses=problems(404))
def get_account(session: ReadSession, account_id: RowId, today: Today) -> AccountOut:
    """Return one account."""
    return AccountOut.of(accounts.account_overview(session, account_id, today=today))


@router.patch("/{account_id}", responses=problems(404, 422))
def edit_account(
    session: WriteSession, account_id: RowId, wish: AccountEdit, now: Now, today: Today
) -> AccountOut:
    """Change an account, or archive it."""
    changes = wish.model_dump(exclude_unset=True)
    archived = changes.pop("is_archived", None)
    if archived is not None:
        accounts.archive_account(session, account_id, archived=archived, at=now)
    if changes or archived is None:
        accounts.edit_account(session, account_id, changes=changes, at=now)
    return AccountOut.of(accounts.account_overview(session, account_id, today=today))


@router.delete("/{account_id}", responses=problems(404, 409))
def delete_account(
    session: WriteSession,
    account_id: RowId,
    now: Now,
    confirm: Annotated[bool, Query(description="also when it holds transactions")] = False,
) -> AccountDeleted:
    """Delete an account; its transactions go to the deleted log."""
    count = accounts.delete_account(session, account_id, confirmed=confirm, at=now)
    return AccountDeleted(deleted_transactions=count)

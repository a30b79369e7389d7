"""Bank sync by account, as earlier versions addressed it: short ways to a login's routes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from backend.core.errors import ConflictError
from backend.database import Database
from backend.models import SyncTrigger
from backend.routers.connections import finish_link, refresh_balances
from backend.routers.deps import LARGEST_ID, Now, ReadSession, RowId
from backend.routers.problems import problems
from backend.routers.sync import list_runs, sync_all
from backend.routers.sync_deps import Connecting, StaleEnded, Syncing, only_real
from backend.schemas.connections import (
    ConnectionOut,
    Disconnected,
    LinkFinishIn,
    LinkStartOut,
    PaidCallIn,
)
from backend.schemas.sync import RunList, RunsStarted, RunStarted
from backend.services.accounts import get_account
from backend.services.sync import connections, disconnecting
from backend.services.sync.accounts import release_account

router = APIRouter(prefix="/api/accounts", tags=["accounts"], dependencies=[Depends(only_real)])


class NotLinkedError(ConflictError):
    """No login feeds the account."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is linked to no bank. Connect its bank, or import the bank's files."
        )


class LinkTokenIn(BaseModel):
    """Which account's login to repair; none for a new one."""

    model_config = ConfigDict(extra="forbid")

    account_id: int | None = Field(None, ge=1, le=LARGEST_ID)


class PublicTokenIn(BaseModel):
    """What Plaid's Link gave."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    public_token: str = Field(min_length=1, max_length=4000, repr=False)
    institution_id: str | None = Field(None, max_length=200)
    institution_name: str | None = Field(None, max_length=80)


@router.post("/link/token", responses=problems(404, 409, 422, 502))
def start_link(connecting: Connecting, wish: LinkTokenIn, now: Now) -> LinkStartOut:
    """Begin a login at Plaid, or the repair of an account's."""
    repairs = None if wish.account_id is None else _login_of(connecting.database, wish.account_id)
    return LinkStartOut.of(connecting.begin_link("plaid", repairs=repairs, at=now))


@router.post("/link/exchange", status_code=201, responses=problems(409, 422, 502))
def exchange(connecting: Connecting, wish: PublicTokenIn, now: Now) -> ConnectionOut:
    """Make a connection of a public token; what becomes of its accounts is decided next."""
    as_now = LinkFinishIn(
        provider="plaid",
        grant=wish.public_token,
        institution_id=wish.institution_id,
        institution_name=wish.institution_name,
    )
    return finish_link(connecting, as_now, now)


@router.post("/sync-all", status_code=202, responses=problems(409))
def sync_every_login(connecting: Connecting, syncing: Syncing) -> RunsStarted:
    """Bring every login up to date."""
    return sync_all(connecting, syncing)


@router.get("/sync-history", responses=problems(409, 422), dependencies=[StaleEnded])
def sync_history(
    session: ReadSession,
    account_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RunList:
    """List attempts, newest first."""
    return list_runs(session, account_id=account_id, limit=limit)


@router.post("/{account_id}/sync", status_code=202, responses=problems(404, 409))
def sync_account(connecting: Connecting, syncing: Syncing, account_id: RowId) -> RunStarted:
    """Bring the login that feeds an account up to date."""
    login = _login_of(connecting.database, account_id)
    return RunStarted(run_id=syncing.start(login, SyncTrigger.MANUAL))


@router.post("/{account_id}/balances", responses=problems(404, 409, 422, 502))
def account_balances(
    connecting: Connecting, account_id: RowId, yes: PaidCallIn, now: Now
) -> ConnectionOut:
    """Ask for balances of this moment, which the provider may bill."""
    login = _login_of(connecting.database, account_id)
    return refresh_balances(connecting, login, yes, now)


@router.post("/{account_id}/disconnect", responses=problems(404, 409, 502))
def disconnect_account(
    request: Request, connecting: Connecting, account_id: RowId, now: Now
) -> Disconnected:
    """Let no bank feed an account any more; its login is let go of when it feeds no other."""
    login = _login_of(connecting.database, account_id)
    with connecting.database.read() as session:
        is_last = disconnecting.feeds_nothing_else(session, login, account_id)
    if is_last:
        gone = connecting.disconnect(login, delete_rows=False, force=False, at=now)
        request.state.operation_id = gone.operation_id
    else:
        with connecting.database.write() as session:
            release_account(session, account_id, at=now)
    return Disconnected(deleted_transactions=0)


@router.post("/{account_id}/reset-cursor", status_code=204, responses=problems(404, 409))
def reset_cursor(connecting: Connecting, account_id: RowId) -> None:
    """Let the next sync of the account's login read everything anew."""
    login = _login_of(connecting.database, account_id)
    with connecting.database.write() as session:
        connections.read_anew(session, login)


def _login_of(database: Database, account_id: int) -> int:
    with database.read() as session:
        account = get_account(session, account_id)
        login = connections.connection_feeding(session, account_id)
    if login is None:
        raise NotLinkedError(account.name)
    return login

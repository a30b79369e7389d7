"""Bank connections: logging in, deciding about accounts, syncing, letting go.

Routes that ask a provider hold no transaction meanwhile: see `services/sync/connecting.py`.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy.orm import Session

from backend.integrations.providers import providers
from backend.models import SyncTrigger
from backend.routers.deps import ActiveProfile, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.routers.sync_deps import Connecting, StaleEnded, Syncing, only_real
from backend.schemas.connections import (
    AccountChoices,
    ConnectionList,
    ConnectionOut,
    Disconnected,
    LinkFinishIn,
    LinkStartIn,
    LinkStartOut,
    PaidCallIn,
    PauseIn,
    ProviderList,
    ProviderOut,
)
from backend.schemas.sync import RunStarted
from backend.services.settings import SettingsStore
from backend.services.sync import connections, linking, runs
from backend.services.sync.allowed import switched_off
from backend.services.sync.connecting import Connector
from backend.services.sync.connections import ConnectionView
from backend.services.sync.health import health

router = APIRouter(
    prefix="/api/connections", tags=["connections"], dependencies=[Depends(only_real)]
)


@router.get("", responses=problems(409), dependencies=[StaleEnded])
def list_connections(session: ReadSession, profile: ActiveProfile, now: Now) -> ConnectionList:
    """List the logins at banks with the accounts behind them, those in use first."""
    found = connections.list_connections(session)
    off = switched_off(session, profile.settings)
    return ConnectionList(items=[_out(session, view, off, at=now) for view in found])


@router.get("/providers", responses=problems(409))
def list_providers(connecting: Connecting) -> ProviderList:
    """List who can bring a bank's transactions, and which settings each still needs."""
    return ProviderList(items=[ProviderOut.of(state) for state in connecting.providers()])


@router.post("/link/start", responses=problems(404, 409, 422, 502))
def start_link(connecting: Connecting, wish: LinkStartIn, now: Now) -> LinkStartOut:
    """Begin a login, or the repair of one: say what the page opens, or what to paste."""
    start = connecting.begin_link(
        wish.provider,
        repairs=wish.connection_id,
        with_investments=wish.with_investments,
        redirect_uri=wish.redirect_uri,
        at=now,
    )
    return LinkStartOut.of(start)


@router.post("/link/finish", status_code=201, responses=problems(404, 409, 422, 502))
def finish_link(connecting: Connecting, wish: LinkFinishIn, now: Now) -> ConnectionOut:
    """Make a connection of what a login gave, with the accounts behind it.

    A bank that is connected already is refused, with its `connection_id`: repair that one,
    replace it, or allow a second login.
    """
    return _one(connecting, connecting.finish_link(wish.wish(), at=now), at=now)


@router.post("/sandbox", status_code=201, responses=problems(409, 502))
def connect_sandbox(connecting: Connecting, now: Now) -> ConnectionOut:
    """Connect Plaid's made-up bank without logging in; sandbox keys only."""
    return _one(connecting, connecting.sandbox_login("plaid", at=now), at=now)


@router.get("/{connection_id}", responses=problems(404, 409), dependencies=[StaleEnded])
def get_connection(
    session: ReadSession, profile: ActiveProfile, connection_id: RowId, now: Now
) -> ConnectionOut:
    """Return one login."""
    return _shown(session, profile.settings, connection_id, at=now)


@router.post("/{connection_id}/accounts", responses=problems(404, 409, 422))
def choose_accounts(
    session: WriteSession,
    profile: ActiveProfile,
    connection_id: RowId,
    wish: AccountChoices,
    now: Now,
) -> ConnectionOut:
    """Decide which account here each one behind a login feeds; all decisions hold, or none."""
    choices = [choice.wish() for choice in wish.choices]
    linking.decide(session, connection_id, choices, at=now)
    return _shown(session, profile.settings, connection_id, at=now)


@router.post("/{connection_id}/repaired", status_code=202, responses=problems(404, 409))
def repaired(connecting: Connecting, syncing: Syncing, connection_id: RowId) -> RunStarted:
    """Say that the owner has logged in again, and sync."""
    with connecting.database.write() as session:
        connections.clear_trouble(session, connection_id)
    return RunStarted(run_id=syncing.start(connection_id, SyncTrigger.RETRY))


@router.post("/{connection_id}/sync", status_code=202, responses=problems(404, 409))
def sync_connection(connecting: Connecting, syncing: Syncing, connection_id: RowId) -> RunStarted:
    """Bring a login up to date; where that is under way already, name that run."""
    with connecting.database.read() as session:
        login = connections.live_connection(session, connection_id)
    trigger = SyncTrigger.INITIAL if login.last_success_at is None else SyncTrigger.MANUAL
    return RunStarted(run_id=syncing.start(connection_id, trigger))


@router.post("/{connection_id}/reset", responses=problems(404, 409))
def reset_connection(
    session: WriteSession, profile: ActiveProfile, connection_id: RowId, now: Now
) -> ConnectionOut:
    """Let the next sync read everything anew; nothing is doubled by it."""
    connections.read_anew(session, connection_id)
    return _shown(session, profile.settings, connection_id, at=now)


@router.post("/{connection_id}/pause", responses=problems(404, 409, 422))
def pause_connection(
    session: WriteSession, profile: ActiveProfile, connection_id: RowId, wish: PauseIn, now: Now
) -> ConnectionOut:
    """Leave a login out of what runs by the clock, or take it back in."""
    connections.pause(session, connection_id, paused=wish.paused, at=now)
    return _shown(session, profile.settings, connection_id, at=now)


@router.post("/{connection_id}/balances", responses=problems(404, 409, 422, 502))
def refresh_balances(
    connecting: Connecting, connection_id: RowId, _: PaidCallIn, now: Now
) -> ConnectionOut:
    """Ask for balances of this moment, which the provider may bill."""
    connecting.fresh_balances(connection_id, at=now)
    return _one(connecting, connection_id, at=now)


@router.delete("/{connection_id}", responses=problems(404, 409, 502))
def disconnect(
    request: Request,
    connecting: Connecting,
    connection_id: RowId,
    now: Now,
    data: Annotated[
        Literal["keep", "delete"], Query(description="what becomes of its transactions")
    ] = "keep",
    force: Annotated[
        bool, Query(description="also when the provider can't be told; it may bill on")
    ] = False,
) -> Disconnected:
    """Let go of a login at the provider and here; deleted transactions come back by an undo."""
    gone = connecting.disconnect(connection_id, delete_rows=data == "delete", force=force, at=now)
    request.state.operation_id = gone.operation_id
    return Disconnected(deleted_transactions=gone.deleted_transactions)


def _one(connecting: Connector, connection_id: int, *, at: dt.datetime) -> ConnectionOut:
    with connecting.database.read() as session:
        return _shown(session, connecting.settings, connection_id, at=at)


def _shown(
    session: Session, settings: SettingsStore, connection_id: int, *, at: dt.datetime
) -> ConnectionOut:
    view = connections.connection_view(session, connection_id)
    return _out(session, view, switched_off(session, settings), at=at)


def _out(
    session: Session, view: ConnectionView, off: Mapping[str, str], *, at: dt.datetime
) -> ConnectionOut:
    login = view.connection
    return ConnectionOut.of(
        view,
        title=providers()[login.provider].title,
        run_id=runs.running_run(session, login.id),
        health=health(login, at, undecided=view.undecided, why_not=off.get(login.provider)),
    )

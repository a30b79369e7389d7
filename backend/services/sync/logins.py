"""A login in the books: what was granted, whether its bank is here already, its sealed secret."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.integrations.bank_feed import NewLogin
from backend.integrations.providers import providers
from backend.models import AppSetting, Connection, ConnectionStatus
from backend.services.settings import SettingsStore
from backend.services.sync.connections import find_at_institution

_HOUSEHOLD_KEY = "household_id"  # opaque, made once: what providers know this household by
_LONGEST_NAME = 80


class ConnectedAlreadyError(ConflictError):
    """The bank is connected through the same provider already."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(
            f"{connection.institution_name} is connected already. Repair that connection, replace "
            "it by this one, or connect a second login on purpose.",
            connection_id=connection.id,
        )


@dataclass(frozen=True, slots=True)
class Grant:
    """What a login gave, and what the owner wants of it.

    `replaces` names the login that this one takes over from; `is_second` that the bank may be
    connected twice.
    """

    provider: str
    token: str = field(repr=False)
    institution_id: str | None = None
    institution_name: str | None = None
    replaces: int | None = None
    is_second: bool = False
    with_investments: bool = False


def check_new(session: Session, grant: Grant) -> None:
    """Refuse a bank that is connected through the provider already, as far as its name is known.

    Raises:
        ConnectedAlreadyError: it is.
    """
    present = find_at_institution(
        session,
        grant.provider,
        institution_id=grant.institution_id,
        institution_name=grant.institution_name,
    )
    if present is not None:
        raise ConnectedAlreadyError(present)


def household_id(session: Session, *, at: dt.datetime) -> str:
    """Return the opaque id that providers know this household by, made at first use."""
    row = session.get(AppSetting, _HOUSEHOLD_KEY)
    if row is None:
        row = AppSetting(key=_HOUSEHOLD_KEY, value=uuid.uuid4().hex, updated_at=at)
        session.add(row)
    return row.value or ""


def store_login(
    session: Session, settings: SettingsStore, login: NewLogin, grant: Grant, *, at: dt.datetime
) -> int:
    """Store a login with its credential sealed; one that was here before is taken up again."""
    connection = session.scalar(
        select(Connection).where(
            Connection.provider == grant.provider, Connection.external_id == login.external_id
        )
    )
    if connection is None:
        connection = Connection(
            provider=grant.provider, external_id=login.external_id, created_at=at
        )
        session.add(connection)
    connection.institution_id = login.institution_id or grant.institution_id
    connection.institution_name = (
        login.institution_name or grant.institution_name or providers()[grant.provider].title
    )[:_LONGEST_NAME]
    connection.environment = login.environment
    connection.secret = settings.box.seal(login.secret)
    connection.products = "transactions,investments" if grant.with_investments else "transactions"
    connection.status = ConnectionStatus.CONNECTED
    connection.state = connection.disconnected_at = connection.paused_at = None
    connection.failures, connection.next_attempt_at = 0, None
    connection.last_error = connection.last_error_code = connection.last_failure = None
    session.flush()
    return connection.id

"""Making a login, repairing it, asking it, letting go of it: what talks to a provider.

No transaction is open while a provider is asked: settings and secrets are read and closed first,
and what it answered is written afterwards.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Protocol, cast

from backend.core.errors import ConflictError, InvalidInputError, NotConfiguredError
from backend.core.secrets import LostKeyError
from backend.database import Database
from backend.integrations.bank_feed import (
    BankFeed,
    FeedError,
    LinkStart,
    NewLogin,
    Provider,
)
from backend.integrations.outbound import OutboundRefusedError
from backend.integrations.providers import providers
from backend.models import Connection
from backend.services.settings import SettingsStore
from backend.services.sync.accounts import mirror, store_accounts
from backend.services.sync.asking import (
    FeedSource,
    NoCredentialError,
    ProviderNotReadyError,
    get_provider,
    settings_in_force,
)
from backend.services.sync.connections import (
    get_connection,
    live_connection,
)
from backend.services.sync.disconnecting import forget
from backend.services.sync.ending import Trouble, note_trouble
from backend.services.sync.linking import take_over_links
from backend.services.sync.logins import Grant, check_new, household_id, store_login

_log = logging.getLogger(__name__)


class NoSandboxError(ConflictError):
    """A made-up bank was asked for where the keys are for real ones."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(
            f"Only {provider.title}'s sandbox has a made-up bank. Set plaid_env to sandbox, "
            "with the sandbox's keys, to try it."
        )


class OtherProviderError(InvalidInputError):
    """A login was to be repaired through a provider that it is not of."""

    def __init__(self, connection: Connection, provider: Provider) -> None:
        super().__init__(
            f"{connection.institution_name} is not connected through {provider.title}."
        )


class _WithSandbox(Protocol):
    def sandbox_login(self, *, with_investments: bool = False) -> NewLogin: ...


class _Institution(Protocol):
    @property
    def institution_id(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...


class _KnowsInstitution(Protocol):
    def institution(self, secret: str) -> _Institution: ...


@dataclass(frozen=True, slots=True)
class ProviderState:
    """A provider, and whether it can be used with the settings in force."""

    provider: Provider
    missing: tuple[str, ...]
    environment: str | None


@dataclass(frozen=True, slots=True)
class LetGo:
    """What went with a login, and the operation that it was."""

    deleted_transactions: int
    operation_id: int | None


@dataclass(frozen=True, slots=True)
class Connector:
    """What talks to providers about the logins of one household."""

    database: Database
    settings: SettingsStore
    feeds: FeedSource

    def providers(self) -> list[ProviderState]:
        """Return every provider, and what each still needs."""
        with self.database.read() as session:
            setting_of = settings_in_force(session, self.settings)
        return [
            ProviderState(one, one.needed_settings(setting_of), one.environment(setting_of))
            for one in providers().values()
        ]

    def begin_link(
        self,
        provider: str,
        *,
        repairs: int | None = None,
        with_investments: bool = False,
        redirect_uri: str | None = None,
        at: dt.datetime,
    ) -> LinkStart:
        """Begin a new login, or the repair of one.

        Raises:
            UnknownProviderError, ProviderNotReadyError: the provider can't be asked.
            ConnectionNotFoundError, DisconnectedError, NoCredentialError: nothing to repair.
            OtherProviderError: the login to repair is of another provider.
            FeedError: the provider failed.
            OutboundRefusedError: the owner has switched it off; this holds for all that ask.
        """
        secret = None if repairs is None else self._secret_at(provider, repairs)
        feed = self._feed(provider)
        with self.database.write() as session:
            user_id = household_id(session, at=at)
        return feed.begin_link(
            user_id=user_id,
            secret=secret,
            with_investments=with_investments,
            redirect_uri=redirect_uri,
        )

    def finish_link(self, grant: Grant, *, at: dt.datetime) -> int:
        """Make a login of what the owner's login gave; return its id.

        Its credential is stored before anything else is asked: one that is lost here could
        neither be used nor let go of, and some are billed. The accounts behind it are asked for
        next; where that fails the login says so, and its first sync asks again.

        Raises:
            UnknownProviderError, ProviderNotReadyError: the provider can't be asked.
            ConnectedAlreadyError: the bank is connected, and no second login was asked for.
            ConnectionNotFoundError: there is none to replace.
            FeedError: what the login gave was refused; nothing is stored.
        """
        with self.database.read() as session:
            if grant.replaces is not None:
                get_connection(session, grant.replaces)
            elif not grant.is_second:
                check_new(session, grant)
        feed = self._feed(grant.provider)
        return self._keep(feed, feed.finish_link(grant.token), grant, at=at)

    def sandbox_login(self, provider: str, *, at: dt.datetime) -> int:
        """Make a login at the provider's made-up bank; return its id.

        Raises:
            NoSandboxError: the keys are for real banks, or the provider has none made up.
            UnknownProviderError, ProviderNotReadyError, FeedError: as for `finish_link`.
        """
        known = get_provider(provider)
        feed = self._feed(provider)
        with self.database.read() as session:
            environment = known.environment(settings_in_force(session, self.settings))
        if environment != "sandbox" or not hasattr(feed, "sandbox_login"):
            raise NoSandboxError(known)
        login = cast("_WithSandbox", feed).sandbox_login()
        return self._keep(feed, login, Grant(provider, "", is_second=True), at=at)

    def fresh_balances(self, connection_id: int, *, at: dt.datetime) -> None:
        """Ask for balances of this moment, which the provider may bill, and store them.

        Raises:
            ConnectionNotFoundError, DisconnectedError, NoCredentialError: there is none to ask.
            ProviderNotReadyError, FeedError: the provider can't be asked, or failed.
        """
        secret = self._secret(connection_id)
        feed = self._feed(self._provider_of(connection_id))
        accounts = feed.fresh_balances(secret)
        with self.database.write() as session:
            live_connection(session, connection_id)
            store_accounts(session, connection_id, accounts, at=at)
            mirror(session, connection_id, at=at)

    def disconnect(
        self, connection_id: int, *, delete_rows: bool, force: bool, at: dt.datetime
    ) -> LetGo:
        """Let go of a login at the provider, then here.

        A login that the provider knows no longer is let go of here all the same. With `force`
        this holds for one that could not be told, too; it may be billed on.

        Raises:
            ConnectionNotFoundError: there is none with that id.
            ProviderNotReadyError, LostKeyError, FeedError: the provider could not be told, and
                `force` is false; nothing was changed.
        """
        self._let_go_there(connection_id, force=force)
        with self.database.write() as session:
            count = forget(session, connection_id, delete_rows=delete_rows, at=at)
        return LetGo(count, session.info.get("operation_id"))

    def _let_go_there(self, connection_id: int, *, force: bool) -> None:
        with self.database.read() as session:
            connection = get_connection(session, connection_id)
        if connection.secret is None:
            return
        try:
            secret = self.settings.box.open(connection.secret)
            self._feed(connection.provider).disconnect(secret)
        except (FeedError, NotConfiguredError, LostKeyError, OutboundRefusedError):
            if not force:
                raise

    def _keep(self, feed: BankFeed, login: NewLogin, grant: Grant, *, at: dt.datetime) -> int:
        with self.database.write() as session:
            connection_id = store_login(session, self.settings, login, grant, at=at)
        try:
            self._look_behind(feed, login, connection_id, at=at)
        except FeedError as error:
            self._note(connection_id, error, at=at)
        except OutboundRefusedError as error:  # switched off this moment; its first sync asks
            _log.info("nothing was asked about bank connection %d: %s", connection_id, error)
        if grant.replaces not in (None, connection_id):
            self._replace(grant.replaces, connection_id, at=at)
        return connection_id

    def _look_behind(
        self, feed: BankFeed, login: NewLogin, connection_id: int, *, at: dt.datetime
    ) -> None:
        """Ask for the accounts behind a new login, and for its bank's name where that is open."""
        accounts = feed.accounts(login.secret)
        with self.database.write() as session:
            store_accounts(session, connection_id, accounts, at=at)
        with self.database.read() as session:
            is_named = get_connection(session, connection_id).institution_id is not None
        if is_named or not hasattr(feed, "institution"):
            return
        bank = cast("_KnowsInstitution", feed).institution(login.secret)
        with self.database.write() as session:
            connection = get_connection(session, connection_id)
            connection.institution_id = bank.institution_id
            connection.institution_name = bank.name or connection.institution_name

    def _replace(self, old_id: int | None, new_id: int, *, at: dt.datetime) -> None:
        """Let the new login feed what the old one fed, and let go of the old one.

        Where its provider can't be told, the old one stays, without accounts, and says so.
        """
        if old_id is None:
            return
        with self.database.write() as session:
            take_over_links(session, old_id, new_id, at=at)
        try:
            self.disconnect(old_id, delete_rows=False, force=False, at=at)
        except FeedError as error:
            self._note(old_id, error, at=at)
        except (NotConfiguredError, LostKeyError, OutboundRefusedError):
            self.disconnect(old_id, delete_rows=False, force=True, at=at)

    def _note(self, connection_id: int, error: FeedError, *, at: dt.datetime) -> None:
        with self.database.write() as session:
            connection = get_connection(session, connection_id)
            note_trouble(connection, Trouble.of(error), at=at, jitter=0.5)

    def _feed(self, provider: str) -> BankFeed:
        known = get_provider(provider)
        with self.database.read() as session:
            setting_of = settings_in_force(session, self.settings)
        missing = known.needed_settings(setting_of)
        if missing:
            raise ProviderNotReadyError(known, missing)
        return self.feeds(provider, setting_of)

    def _provider_of(self, connection_id: int) -> str:
        with self.database.read() as session:
            return get_connection(session, connection_id).provider

    def _secret_at(self, provider: str, connection_id: int) -> str:
        """Return a login's credential for the provider that it is of, and for no other."""
        known = get_provider(provider)
        with self.database.read() as session:
            connection = live_connection(session, connection_id)
        if connection.provider != known.key:
            raise OtherProviderError(connection, known)
        return self._secret(connection_id)

    def _secret(self, connection_id: int) -> str:
        with self.database.read() as session:
            connection = live_connection(session, connection_id)
        if connection.secret is None:
            raise NoCredentialError(connection)
        return self.settings.box.open(connection.secret)

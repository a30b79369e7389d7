"""Making a feed of the settings in force, and opening a login's credential for it."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, InvalidInputError, NotConfiguredError
from backend.core.secrets import LostKeyError
from backend.integrations.bank_feed import BankFeed, Provider, SettingOf
from backend.integrations.outbound import Gate
from backend.integrations.providers import providers
from backend.models import Connection
from backend.services.settings import KINDS, SettingsStore

FeedSource = Callable[[str, SettingOf], BankFeed]


class UnknownProviderError(InvalidInputError):
    """There is no such provider."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"There is no provider “{key[:40]}”: it is one of {', '.join(providers())}."
        )


class ProviderNotReadyError(NotConfiguredError):
    """A provider needs settings that are not there yet."""

    def __init__(self, provider: Provider, missing: tuple[str, ...]) -> None:
        super().__init__(
            f"{provider.title} needs {' and '.join(missing)} in Settings first. "
            "Without it, your banks' files can be imported as ever.",
            missing_settings=list(missing),
        )


class NoCredentialError(ConflictError):
    """The login's credential is not here any more."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(
            f"The credential of {connection.institution_name} is gone. Connect the bank again: "
            "its accounts keep their history.",
            connection_id=connection.id,
        )


def feeds_through(gate: Gate) -> FeedSource:
    """Return what makes a provider's feed of settings; whatever it asks passes the gate."""

    def make(provider: str, setting_of: SettingOf) -> BankFeed:
        return providers()[provider].make(setting_of, gate)

    return make


def settings_in_force(session: Session, store: SettingsStore) -> SettingOf:
    """Return the settings as they are now, to be read when the session is closed.

    One whose key is lost raises LostKeyError when it is asked for, and not before.
    """
    found: dict[str, str | LostKeyError | None] = {}
    for key in KINDS:
        try:
            found[key] = store.value(session, key)
        except LostKeyError as error:
            found[key] = error

    def setting_of(key: str) -> str | None:
        value = found.get(key)
        if isinstance(value, LostKeyError):
            raise value
        return value

    return setting_of


def get_provider(key: str) -> Provider:
    """Return the provider.

    Raises:
        UnknownProviderError: there is none of that name.
    """
    provider = providers().get(key)
    if provider is None:
        raise UnknownProviderError(key)
    return provider

"""Ask a service whether it would work with the settings as they are, or as they would be."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.core.errors import NotFoundError
from backend.core.secrets import LostKeyError
from backend.database import Database
from backend.integrations.bank_feed import FeedError
from backend.integrations.outbound import OutboundRefusedError
from backend.integrations.providers import providers
from backend.services.settings import SettingsStore
from backend.services.sync.asking import FeedSource


class UnknownServiceError(NotFoundError):
    """There is no service of that name to ask."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no service “{key[:40]}” to test.")


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a service works, and what it or the app says to that."""

    ok: bool
    sentence: str


def check_service(
    database: Database,
    settings: SettingsStore,
    key: str,
    values: Mapping[str, str | None],
    *,
    feeds: FeedSource,
) -> Checked:
    """Ask the service `key` with `values` in the place of what is saved; no secret comes back.

    Raises:
        UnknownServiceError: there is no such service.
        InvalidSettingError: a value can't be.
    """
    if key not in providers():
        raise UnknownServiceError(key)
    try:
        # The settings are read and let go of before anybody waits for the network.
        with database.read() as session:
            feed = feeds(key, settings.as_if_saved(session, values))
        return Checked(ok=True, sentence=feed.check())
    except (FeedError, LostKeyError, OutboundRefusedError) as error:
        return Checked(ok=False, sentence=str(error))

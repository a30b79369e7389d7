"""Which logins the owner's switches keep from being asked by the clock."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.integrations.providers import providers
from backend.models import Connection
from backend.services.outbound.switches import why_not_asked
from backend.services.settings import SettingsStore


def switched_off(session: Session, settings: SettingsStore) -> Mapping[str, str]:
    """Return the providers that must not be asked at the moment, each with the sentence on why."""
    found = {
        key: why_not_asked(session, settings, provider.purpose)
        for key, provider in providers().items()
    }
    return {key: sentence for key, sentence in found.items() if sentence is not None}


def without_switched_off(
    session: Session, settings: SettingsStore, connection_ids: Iterable[int]
) -> list[int]:
    """Return those logins that may be asked, in their order."""
    off = switched_off(session, settings)
    if not off:
        return list(connection_ids)
    resting = set(session.scalars(select(Connection.id).where(Connection.provider.in_(off))))
    return [id_ for id_ in connection_ids if id_ not in resting]
